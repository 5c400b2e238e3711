"""Long lists over several pages: which page shows which entry, and that every link leads to the entry itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from curriculum.links import Here
from curriculum.lists import listed, within
from curriculum.load import Course
from tests.small_course import CourseFolder

BIBLIOGRAPHY = "docs/bibliography.md"
INSTRUMENTS = "docs/instruments.md"


@pytest.mark.parametrize(
    ("name", "letters", "expected"),
    [
        ("Trafficking Protocol", (), True),
        ("Trafficking Protocol", ("S", "T"), True),
        ("trafficking", ("T",), True),
        ("Trafficking Protocol", ("U", "Z"), False),
        ("Trafficking Protocol", ("S",), False),
        ("1951 Convention", ("0", "C"), True),
        ("1951 Convention", ("A", "C"), False),
        ("Étude", ("D", "H"), True),
    ],
)
def test_a_name_is_within_letters(name: str, letters: tuple[str, ...], expected: bool) -> None:
    assert within(name, *letters) is expected


def test_every_entry_of_the_course_stands_on_one_page(course: Course) -> None:
    places = listed(course.pages, course.references.values(), course.instruments.values())
    assert len(places) == len(course.references) + len(course.instruments)
    assert {entry: pages for entry, pages in places.items() if len(pages) != 1} == {}


def test_a_link_leads_to_the_page_of_the_entry() -> None:
    places = {("reference", "a"): "bibliography/a-c.md"}
    assert Here("course.md", places=places).entry("reference", "a") == "../bibliography/a-c/#a"
    assert Here("course.md", places=places).entry("reference", "b") == "../bibliography/#b"
    assert Here("course.md").entry("instrument", "a") == "../instruments/#a"


def test_old_links_to_the_first_page_lead_on_to_the_entry(site: Path) -> None:
    for name in ("bibliography", "instruments"):
        page = site / name / "index.html"
        items = html.parse(str(page)).xpath("//ul[@class='index']/li")
        assert len(items) > 60
        for item in items:
            path, _, anchor = item.xpath("a/@href")[0].partition("#")
            assert anchor == item.get("id")
            assert html.parse(str(page.parent / path / "index.html")).xpath(f"//main//*[@id='{anchor}']") != []


def test_a_source_that_no_page_lists_is_found(course_folder: CourseFolder) -> None:
    course_folder.edit(BIBLIOGRAPHY, "{{ bibliography() }}", '{{ bibliography("A", "V") }}')
    assert course_folder.report() == [
        'data/references.yml:20: references[1].id: "example-2014-report" stands on no page; write {{ bibliography(...) }} '
        'with "W" among its letters on one [R406]',
    ]


def test_a_source_on_two_pages_is_found(course_folder: CourseFolder) -> None:
    course_folder.edit(BIBLIOGRAPHY, "{{ bibliography() }}", '{{ bibliography("0", "Z") }}\n\n{{ bibliography("W") }}')
    assert course_folder.report() == [
        'data/references.yml:20: references[1].id: "example-2014-report" stands on bibliography.md and bibliography.md; '
        'keep {{ bibliography(...) }} with "W" among its letters on one of them [R406]',
    ]


def test_an_instrument_that_no_page_lists_is_found(course_folder: CourseFolder) -> None:
    course_folder.edit(INSTRUMENTS, "{{ instrument_list() }}", '{{ instrument_list("soft law") }}')
    assert course_folder.report() == [
        'data/instruments.yml:3: instruments[0].id: "trafficking-protocol" stands on no page; write '
        '{{ instrument_list(...) }} with the kind "treaty" on one [R406]',
    ]
