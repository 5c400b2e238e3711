"""What may not stand in the repository: paths of one machine, and the address of one package registry."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.small_course import ROOT

MACHINE = re.compile(r"(?<![\w.~-])(/home/|/root\b|/Users/|/wor[k]/|/tmp/|/var/folders/|[A-Z]:\\Users)")
WRITTEN = sorted(
    path
    for pattern in ("*.md", "*.yml", "*.cff", "Makefile", ".ci/*", ".github/**/*", "docs/**/*.md", "data/**/*")
    for path in ROOT.glob(pattern)
    if path.is_file() and path.suffix not in {".png", ".jpg", ".webp"}
)
LOCKS = ("requirements.txt", "requirements-packs.txt", "requirements-test.txt", "package-lock.json")


def machine_paths(text: str) -> list[str]:
    """Each line with a path that exists on one machine only."""
    return [line.strip() for line in text.splitlines() if MACHINE.search(line)]


def test_no_text_names_a_path_of_this_machine() -> None:
    assert len(WRITTEN) > 20
    found = {path.relative_to(ROOT).as_posix(): machine_paths(path.read_text(encoding="utf-8")) for path in WRITTEN}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /home/ann/course", True),
        ("`/home/somebody/course`", True),
        ("C:\\Users\\ann", True),
        ("/tmp/x", True),  # noqa: S108 - the path is what is looked for
        ("https://example.org/home/", False),
        ("docs/home/x.md", False),
        ("social work/assistance", False),
    ],
)
def test_paths_of_a_machine_are_told_from_others(text: str, found: bool) -> None:
    assert bool(machine_paths(text)) is found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links|\"resolved\"", text) == []


def test_every_requirement_has_a_hash() -> None:
    for name in LOCKS[:3]:
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        assert [line for line in lines if "--hash=sha256:" not in line] == []


def test_every_npm_package_has_a_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_nothing_that_was_made_is_committed_beside_its_source() -> None:
    ignored = Path(ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/site/", "/build/", "/.venv/", "/node_modules/", "*.csv"} <= set(ignored)
