"""What packs say where a program is missing, too old or fails, and where a module is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from curriculum.load import Course
from curriculum.packs import programs
from curriculum.packs.make import UNTOUCHED, Wanted, chosen
from curriculum.packs.programs import PackError


def broken(folder: Path, version: str) -> None:
    """A program that calls itself Chromium and prints nothing."""
    folder.mkdir()
    program = folder / "chromium"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && echo "Chromium {version}.0.1" && exit 0\necho "The disk is full." >&2\nexit 1\n'
    )
    program.chmod(0o755)


def test_what_is_missing_is_said_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    with pytest.raises(PackError) as raised:
        programs.find()
    assert str(raised.value) == (
        "Chromium is missing, which prints the PDFs. `make tools` installs it on Debian and Ubuntu; elsewhere install Chromium "
        "or Google Chrome.\n"
        "pandoc is missing, which writes DOCX and PPTX. `make packs` installs it into .venv; elsewhere run: "
        "python -m pip install --require-hashes -r requirements-packs.txt\n"
        "No pack was made; build/packs/ is as it was."
    )


def test_a_chromium_that_cannot_number_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(tmp_path / "bin", "120")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    with pytest.raises(
        PackError, match=r"has version 120; page numbers need 131 or newer\. Update it\.\nNo pack was made"
    ):
        programs.find()


def test_an_unknown_module_is_refused_by_name(course: Course) -> None:
    with pytest.raises(PackError) as raised:
        chosen(course, Wanted(module="people"), "")
    assert str(raised.value).startswith('There is no module "people"; known are foundations, three-p-approach, ')
    assert str(raised.value).endswith(UNTOUCHED)
