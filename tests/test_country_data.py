"""The eight countries that the course ships, as they are: what is required is sourced, and no line is called confirmed."""

from __future__ import annotations

import pytest

from curriculum.checks import check
from curriculum.load import Course, load
from curriculum.render import Renderer
from curriculum.state import State, of, report
from tests.small_course import ROOT, CourseFolder

SHIPPED = ["ID", "KH", "KR", "MN", "MV", "MY", "TH", "VN"]


@pytest.fixture(scope="module")
def states(course: Course) -> dict[str, State]:
    """The state of each country, by its code."""
    return {item.country.code: item for item in of(load(ROOT), course.today)}


def test_eight_countries_are_shipped(states: dict[str, State]) -> None:
    assert sorted(states) == SHIPPED


@pytest.mark.parametrize("code", SHIPPED)
def test_every_required_topic_has_a_sourced_fact(states: dict[str, State], code: str) -> None:
    assert states[code].needed == ()
    assert states[code].missing == ()


@pytest.mark.parametrize("code", SHIPPED)
def test_at_least_three_passages_are_in_the_words_of_the_country(states: dict[str, State], code: str) -> None:
    assert states[code].passages >= 3


@pytest.mark.parametrize("code", SHIPPED)
def test_nobody_has_called_a_line_yet(states: dict[str, State], code: str) -> None:
    assert states[code].confirmed == ()
    assert len(states[code].unconfirmed) >= 1


def test_the_report_names_what_is_missing_stale_unconfirmed_and_changed(course_folder: CourseFolder) -> None:
    course_folder.edit(
        "data/country-topics.yml", "    label: Reflection period", "    required: true\n    label: Reflection period"
    )
    course_folder.edit("data/countries/th.yml", "review_by: 2027-05-31", "review_by: 2026-11-24")
    file = course_folder.root / "data/countries/th.yml"
    before, _, after = file.read_text(encoding="utf-8").partition("    confirmed:\n")
    file.write_text(before + after[after.index("passages:") :], encoding="utf-8")
    course_folder.edit("data/countries/th.yml", "base: Your law names", "base: Your law says")
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "check", BUILD_DATE="2026-11-25")
    assert done.stdout.splitlines() == [
        "Countries",
        "  KR  Republic of Korea: 1 required missing; 0 sourced, 0 unknown, 2 not looked for, 0 stale, 0 of 0 lines "
        "unconfirmed, 0 passages",
        "      needs a source: Reflection period",
        "      says nothing on: The protocol; Reflection period",
        "  TH  Thailand: 1 required missing; 1 sourced, 1 unknown, 0 not looked for, 1 stale, 1 of 1 lines unconfirmed, "
        "1 passages",
        "      needs a source: Reflection period",
        "      out of date: The protocol",
        "      passage to look at again: foundations-who-decides",
        "      call to confirm: 1300 (A line)",
    ]
    assert [str(item).rpartition("[")[2] for item in check(load(course_folder.root), course_folder.root)] == ["C706]"]


def test_the_page_of_states_shows_no_digits_of_a_line(states: dict[str, State], course: Course) -> None:
    shown = str(Renderer(course, ROOT).macro("country_states", "countries/state.md"))
    numbers = [line.number for item in states.values() for line in item.country.hotlines]
    assert [number for number in numbers if number.lstrip("+") in shown] == []
    assert all(number in report(states.values()) for number in numbers)
