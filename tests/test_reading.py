"""The reading grade of learner pages: US grade 10 or below, but for the exceptions that give their reason."""

from __future__ import annotations

import pytest

from curriculum.pages import read_page
from tests import reading

GRADES = reading.grades()
EXCEPTIONS = reading.exceptions()


def text_of(body: str) -> str:
    page, _ = read_page("x.md", f"---\ntitle: x\n---\n{body}\n")
    return reading.plain(page)


@pytest.mark.parametrize("page", sorted(GRADES))
def test_a_learner_page_is_easy_enough_to_read(page: str) -> None:
    assert GRADES[page] <= reading.LIMIT or page in EXCEPTIONS


def test_no_exception_is_left_over() -> None:
    assert [page for page in EXCEPTIONS if GRADES.get(page, 0) <= reading.LIMIT] == []


def test_each_exception_gives_its_reason() -> None:
    assert [page for page, reason in EXCEPTIONS.items() if len(str(reason).split()) < 3] == []


def test_the_grade_is_that_of_the_formula() -> None:
    # 2 sentences, 10 words, 11 syllables: 0.39 * 5 + 11.8 * 1.1 - 15.59
    assert reading.grade("The cat sat on mats. The dog ate my apple.") == -0.7


def test_long_words_and_sentences_raise_the_grade() -> None:
    easy, hard = (
        "She is free to say no to this.",
        "Identification procedures presuppose institutional coordination mechanisms.",
    )
    assert reading.grade(easy) < 5 < 15 < reading.grade(hard)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# Title\n\nYou decide.\nAlways.", "You decide. Always."),
        ("Before:\n\n- one thing\n- another;\n\nAfter.", "Before. one thing. another. After."),
        ("| A | B |\n| --- | --- |\n| 1 | 2 |\n\nText.", "Text."),
        ("```\ncode here\n```\nText.", "Text."),
        (
            'Know the {{ term("non-refoulement", "ban on return") }} {{ cite("x", "art. 1") }}.',
            "Know the ban on return .",
        ),
        ('A {{ term("legal-aid") }} office.', "A legal aid office."),
        ('{% call passage("a") %}\n\nYour law.\n\n{% endcall %}', "Your law."),
        ("See [the page](a.md#b) and **act**.", "See the page and act."),
        ("> Quoted words", "Quoted words."),
    ],
)
def test_what_is_read(body: str, expected: str) -> None:
    assert text_of(body) == expected
