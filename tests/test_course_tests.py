"""Tests of the course: what the checks refuse, what the pages show, and that the two forms of the real course are alike."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from curriculum.load import Course
from curriculum.macros.course_tests import module_of
from curriculum.model.course_test import blueprint
from tests.small_course import CourseFolder, Fault, fault

PRE = "data/tests/pre-test.yml"
POST = "data/tests/post-test.yml"

FAULTS = [
    fault(
        PRE,
        "objective: foundations-o1",
        "objective: foundations-o9",
        'data/tests/pre-test.yml:8: questions[0].objective: "foundations-o9" is not an objective of the course; did you mean '
        '"foundations-o3"? [M204]',
    ),
    fault(
        POST,
        "stem: What do you do first with post?",
        "stem: What do you do first with pre?",
        "data/tests/pre-test.yml:25: questions[1].stem: stands in data/tests/post-test.yml:25 too; people may have seen it "
        "there: ask something else [E131]",
    ),
    fault(
        PRE,
        "stem: Which element does the pre form ask for?",
        "stem: Which element is *not* needed for a child?",
        "data/tests/pre-test.yml:10: questions[0].stem: stands in data/quizzes/foundations.yml:7 too; people may have seen it "
        "there: ask something else [E131]",
    ),
    fault(
        PRE,
        "id: pre-2",
        "id: post-2",
        "data/tests/pre-test.yml:22: questions[1].id: stands in data/tests/post-test.yml:22 too; people may have seen it "
        "there: ask something else [E131]",
    ),
    fault(
        PRE,
        "level: apply",
        "level: create",
        'data/tests/pre-test.yml:6: questions: has 0 on "identification" at the level "apply", data/tests/post-test.yml has 1; '
        "make the numbers the same [E132]",
        'data/tests/pre-test.yml:6: questions: has 1 on "identification" at the level "create", data/tests/post-test.yml has 0; '
        "make the numbers the same [E132]",
    ),
    fault(
        PRE,
        "        right: true\n        feedback: Danger comes first.",
        "        right: false\n        feedback: Danger comes first.",
        "data/tests/pre-test.yml:26: questions[1].options: has 0 right answers; a question of a test has exactly one [Q301]",
    ),
    fault(
        PRE,
        "read_again: modules/identification/indicators.md",
        "read_again: modules/identification/nowhere.md",
        'data/tests/pre-test.yml:36: questions[1].read_again: "modules/identification/nowhere.md" is not a page of docs/; did '
        'you mean "modules/identification/index.md"? [Q302]',
    ),
    fault(
        "data/changes.yml",
        "on: 2026-11-01",
        "on: 2026-11-22",
        "data/changes.yml:8: changes[1].on: is later than 2026-11-20 above it; put the newest first [E133]",
    ),
    fault(
        "data/changes.yml",
        "modules: [foundations, identification]",
        "modules: [foundations]",
        "data/modules/identification.yml:2: id: has no entry in data/changes.yml; write one with `modules: [identification]` "
        'and the day, kind "new" [E134]',
    ),
    fault(
        "data/changes.yml",
        "modules: [foundations, identification]",
        "modules: [foundations, identificatio, identification]",
        'data/changes.yml:9: changes[1].modules[1]: "identificatio" is not the id of a module; did you mean "identification"? '
        "[M209]",
    ),
    fault(
        "data/changes.yml",
        "kind: new",
        "kind: newer",
        'data/changes.yml:10: changes[1].kind: "newer" is not in the list; did you mean "new"? [S205]',
    ),
]


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}-{row.new[:24]}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


def test_each_form_has_twenty_questions(course: Course) -> None:
    assert {name: len(test.questions) for name, test in course.tests.items()} == {"pre-test": 20, "post-test": 20}


def test_both_forms_ask_as_much_of_each_module_at_each_level(course: Course) -> None:
    pre, post = (blueprint(course.tests[name], module_of(course)) for name in ("pre-test", "post-test"))
    assert pre == post


def test_each_module_is_asked_about(course: Course) -> None:
    asked = Counter(module for module, _ in blueprint(course.tests["pre-test"], module_of(course)).elements())
    assert set(asked) == set(course.modules)


def test_the_right_answer_stands_at_no_favourite_place(course: Course) -> None:
    places = Counter(
        next(place for place, option in enumerate(question.options) if option.right)
        for test in course.tests.values()
        for question in test.questions
    )
    assert max(places.values()) <= len(course.tests) * 20 // 2


@pytest.mark.parametrize("name", ["pre-test", "post-test"])
def test_the_form_shows_no_answer(site: Path, course: Course, name: str) -> None:
    page = html.document_fromstring((site / f"tests/{name}/index.html").read_bytes())
    shown = " ".join(page.text_content().split())
    feedback = [option.feedback for question in course.tests[name].questions for option in question.options]
    assert [text for text in feedback if " ".join(text.split()) in shown] == []


def test_the_page_says_that_the_forms_were_not_compared(site: Path) -> None:
    page = html.document_fromstring((site / "tests/index.html").read_bytes())
    assert "Whether the two forms are equally hard is not tested." in " ".join(page.text_content().split())


def test_the_paths_add_up(site: Path, course: Course) -> None:
    page = html.document_fromstring((site / "paths/index.html").read_bytes())
    for role in course.roles:
        [section] = page.xpath(f"//section[@id='{role.id}']")
        reading = sum(part.minutes for name in role.modules for part in course.modules[name].sections)
        assert f"{reading} minutes" in " ".join(section.xpath(".//tbody/tr[last()]")[0].text_content().split())
