"""Figures about the world: a share or a large number has a source and a year; other numbers are left alone."""

from __future__ import annotations

import pytest

from tests.small_course import CourseFolder, Fault, fault

HELP = "docs/help.md"
FOUNDATIONS = "data/modules/foundations.yml"
THAILAND = "data/countries/th.yml"
QUIZ = "data/quizzes/foundations.yml"
DATED = '{{ cite("un-2000-trafficking-protocol") }}'
UNDATED = '{{ cite("example-2020-catalogue") }}'
SOURCES = "\n\n## Sources on this page\n\n{{ page_sources() }}"
NO_SOURCE = "has no source in its paragraph; name one with cite(), or take the figure out [H902]"
NO_SOURCE_IN_DATA = "has no source in its paragraph; name one with [@...], or take the figure out [H902]"
NO_YEAR = "has no year, in its paragraph or in its source; write of which year it is [H903]"

FAULTS = (
    fault(HELP, "You decide.", "You decide.\nOf them 20% are men.", f'docs/help.md:9: "20%" {NO_SOURCE}'),
    fault(HELP, "You decide.", f"Men are 20%.\n\n{DATED}{SOURCES}", f'docs/help.md:8: "20%" {NO_SOURCE}'),
    fault(HELP, "You decide.", f"Men are 20% {UNDATED}.{SOURCES}", f'docs/help.md:8: "20%" {NO_YEAR}'),
    fault(
        HELP,
        "You decide.",
        "| Men | Women |\n| --- | --- |\n| 20 per cent | 80 |",
        f'docs/help.md:10: "20 per cent" {NO_SOURCE}',
    ),
    fault(HELP, "You decide.", '"20% are men."', f'docs/help.md:8: "20%" {NO_SOURCE}'),
    fault(
        FOUNDATIONS,
        "Practise telling cases apart.",
        "Fifty million people are meant.",
        f'data/modules/foundations.yml:47: activities[0].purpose: "Fifty million" {NO_SOURCE_IN_DATA}',
    ),
    fault(
        QUIZ,
        "feedback: The purpose is needed.",
        "feedback: Of 2,500 people 5 said so [@example-2020-catalogue].",
        f'data/quizzes/foundations.yml:14: questions[0].options[1].feedback: "2,500" {NO_YEAR}',
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}: {row.new[:50]!r}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Men are 20% {DATED}.{SOURCES}",
        f"In 2020 men were 20% {UNDATED}.{SOURCES}",
        f"| Men | Source |\n| --- | --- |\n| 20% in 2020 | {UNDATED} |{SOURCES}",
    ],
)
def test_a_figure_with_its_source_and_year(course_folder: CourseFolder, text: str) -> None:
    course_folder.edit(HELP, "You decide.", text)
    assert course_folder.report() == []


@pytest.mark.parametrize(
    "figure",
    [
        *("2%", "2.5 %", "20 per cent", "20 percent", "3,600", "12 500 000".replace(" ", "\u00a0"), "25000", "1.2 million"),
        *("two million", "millions of", "hundreds of thousands of", "half a billion"),
    ],
)  # fmt: skip
def test_what_is_a_figure(course_folder: CourseFolder, figure: str) -> None:
    course_folder.edit(HELP, "You decide.", f"There are {figure} people.")
    shown = " ".join(figure.split())
    assert course_folder.report() == [f'docs/help.md:8: "{shown}" {NO_SOURCE}']


@pytest.mark.parametrize(
    "text",
    [
        "It takes 90 minutes. A child is under 18. Article 14(7), 3 June 2014, 1951, in 2025.",
        "Within 72 hours; 27 of 100 people; page 215; ISO 3166-1; A/RES/55/25.",
        "Invented for teaching: 20% of 4,000 people.",
        "*Invented for teaching.*\n\nOf 4,000 people 20% came.",
        'Never write *"20% are men"*.',
        "The code `20%` is [here](https://example.org/12345).",
    ],
)
def test_what_is_no_figure_about_the_world(course_folder: CourseFolder, text: str) -> None:
    course_folder.edit(HELP, "You decide.", text)
    assert course_folder.report() == []


def test_the_source_of_a_fact_is_its_source(course_folder: CourseFolder) -> None:
    course_folder.edit(THAILAND, "note: Signed in 2001.", "note: Of 4,000 people, 20% came.")
    assert course_folder.report() == []


def test_an_activity_may_say_once_that_its_figures_are_invented(course_folder: CourseFolder) -> None:
    course_folder.edit(FOUNDATIONS, "Practise telling cases apart.", "Practise with invented figures.")
    course_folder.edit(FOUNDATIONS, "text: Read alone.", "text: Of 4,000 rows 20% are empty.")
    assert course_folder.report() == []


def test_a_question_of_a_quiz_is_one_paragraph(course_folder: CourseFolder) -> None:
    course_folder.edit(QUIZ, "- text: the purpose", "- text: the 4,000 purposes")
    course_folder.edit(QUIZ, "The purpose is needed.", "The purpose is needed [@un-2000-trafficking-protocol].")
    assert course_folder.report() == []


def test_what_speaks_of_the_site_is_left_alone(course_folder: CourseFolder) -> None:
    page = (course_folder.root / "docs/about/privacy.md").read_text(encoding="utf-8")
    course_folder.write("docs/about/privacy.md", f"{page}\nText at 200%.\n")
    assert course_folder.report() == []
