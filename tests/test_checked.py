"""What was checked is not checked again by the engine that builds it; what changed meanwhile is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from curriculum import checks
from curriculum.build import BuildError, make_site
from curriculum.checks import check
from curriculum.findings import CourseError, Finding
from curriculum.generated import write
from curriculum.load import Loaded
from curriculum.site import CHECKED, checked, files_of, renderer, seal, seals
from tests.small_course import DATE, CourseFolder

MISTAKE = ("data/places.yml", "name: Maldives", "name: 3")
SAID = "data/places.yml:4: places[0].name: must be text in quotes"


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for each look of the checks at a course."""
    found: list[object] = []

    def look(loaded: Loaded, root: Path) -> list[Finding]:
        found.append(root)
        return check(loaded, root)

    monkeypatch.setattr(checks, "check", look)
    return found


def test_files_under_the_seal_are_not_checked_again(
    course_folder: CourseFolder, looks: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHECKED, seal(files_of(course_folder.root)))
    assert list(renderer(course_folder.root).course.modules) == ["foundations", "identification"]
    assert looks == []


def test_without_a_seal_they_are_checked(course_folder: CourseFolder, looks: list[object]) -> None:
    renderer(course_folder.root)
    assert looks == [course_folder.root]


def test_the_seal_of_other_files_counts_for_nothing(
    course_folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHECKED, seal(files_of(course_folder.root)))
    course_folder.edit(*MISTAKE)
    with pytest.raises(CourseError, match="must be text in quotes"):
        renderer(course_folder.root)


def test_pages_made_of_data_break_no_seal(course_folder: CourseFolder) -> None:
    course = checked(course_folder.root)
    write(course_folder.root, course.loaded.made)
    assert seals(course_folder.root, course) == {CHECKED: seal(files_of(course_folder.root))}


@pytest.mark.parametrize("file", ["data/places.yml", "docs/help.md", "templates/theme/page.html", "mkdocs.yml"])
def test_a_file_saved_after_the_check_breaks_it(course_folder: CourseFolder, file: str) -> None:
    course = checked(course_folder.root)
    text = (course_folder.root / file).read_text(encoding="utf-8")
    course_folder.write(file, f"{text}\n")
    assert seals(course_folder.root, course) == {}


def test_a_mistake_saved_after_the_check_stops_the_build(course_folder: CourseFolder) -> None:
    course = checked(course_folder.root)
    course_folder.edit(*MISTAKE)
    made = course_folder.root / "build/site.new"
    with pytest.raises(BuildError, match="must be text in quotes") as stopped:
        make_site(course_folder.root, course, dt.date.fromisoformat(DATE), [], made)
    assert SAID in str(stopped.value)
