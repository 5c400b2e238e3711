"""Compiled templates are kept, and nothing depends on that they are."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from curriculum.compiled import FOLDER
from curriculum.render import Renderer
from tests.small_course import CourseFolder


def shown(folder: CourseFolder) -> str:
    """A macro as a new process would show it."""
    jinja2.clear_caches()
    return str(Renderer(folder.course(), folder.root).macro("glossary_list", "glossary.md"))


def kept(folder: CourseFolder) -> list[Path]:
    return sorted(path for path in (folder.root / FOLDER).rglob("*") if path.is_file())


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that were compiled."""
    found: list[str] = []
    compile_ = jinja2.Environment.compile

    def look(self: jinja2.Environment, source: str, name: str, *args: object, **options: object) -> object:
        found.append(name)
        return compile_(self, source, name, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", look)
    return found


def of_macros(names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("macros/")]


def test_a_template_is_compiled_once(course_folder: CourseFolder, compiled: list[str]) -> None:
    first = shown(course_folder)
    assert "macros/glossary_list.html.j2" in of_macros(compiled)
    assert kept(course_folder)
    compiled.clear()
    assert shown(course_folder) == first
    assert of_macros(compiled) == []


def test_a_changed_template_is_compiled_anew(course_folder: CourseFolder) -> None:
    before = shown(course_folder)
    course_folder.edit("templates/macros/glossary_list.html.j2", '<dl class="glossary">', '<dl class="other">')
    assert shown(course_folder) == before.replace('<dl class="glossary">', '<dl class="other">') != before


@pytest.mark.parametrize("content", [b"", b"x", b"\x00" * 400])
def test_what_is_kept_may_be_broken(course_folder: CourseFolder, content: bytes) -> None:
    before = shown(course_folder)
    for path in kept(course_folder):
        path.write_bytes(content + path.read_bytes()[: len(content) * 100])
    assert shown(course_folder) == before


def test_nothing_need_be_kept(course_folder: CourseFolder) -> None:
    course_folder.write("build", "a file where the folder would be")
    assert "trafficking in persons" in shown(course_folder)


def test_other_settings_start_anew(course_folder: CourseFolder) -> None:
    shown(course_folder)
    old = course_folder.root / FOLDER / "0123456789abcdef"
    next((course_folder.root / FOLDER).iterdir()).rename(old)
    shown(course_folder)
    assert not old.exists()
    assert kept(course_folder)
