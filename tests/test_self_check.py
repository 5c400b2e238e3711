"""Self-check questions by kind: what a file may say, what a wrong one is told, and what a reader sees without JavaScript."""

from __future__ import annotations

import pytest
from lxml import html

from curriculum.macros.self_check import mixed
from curriculum.model.quiz import Matching, Ordering
from curriculum.render import Renderer
from tests.small_course import CourseFolder, Fault, fault

QUIZ = "data/quizzes/foundations.yml"
NEXT = "  - id: foundations-q3\n"
ABOUT = "    objective: foundations-o1\n    read_again: modules/foundations/elements.md\n"
ORDERING = f"""\
  - id: foundations-q7
    kind: ordering
{ABOUT}    stem: In which order?
    items:
      - text: Look
        feedback: First look.
      - text: Listen
        feedback: Then listen.
      - text: Link
        feedback: Then link.
"""
MATCHING = f"""\
  - id: foundations-q8
    kind: matching
{ABOUT}    stem: What belongs together?
    pairs:
      - left: sign
        right: ask more
        feedback: A sign is enough to ask.
      - left: verdict
        right: a court
        feedback: A court decides.
    extra:
      - text: nobody
        feedback: It matches nothing.
"""
JUDGEMENT = f"""\
  - id: foundations-q9
    kind: judgement
{ABOUT}    stem: "*Invented for teaching.* A man asks for water. What do you do?"
    options:
      - text: Give water
        verdict: best
        feedback: He asked for it.
      - text: Call a nurse
        verdict: defensible
        feedback: It may take long.
      - text: Send him off
        verdict: harmful
        feedback: He leaves with nothing.
"""


def wrong(question: str, old: str, new: str, *expected: str) -> Fault:
    """The small quiz with `question`, from line 31 on, in which `old` became `new`."""
    assert question.count(old) == 1
    return fault(QUIZ, NEXT, question.replace(old, new) + NEXT, *expected)


FAULTS = (
    wrong(
        JUDGEMENT,
        "defensible",
        "best",
        "data/quizzes/foundations.yml:36: questions[2].options: has 2 answers that are best; a judgement has exactly one [Q301]",
    ),
    wrong(
        JUDGEMENT,
        "*Invented for teaching.* ",
        "",
        "data/quizzes/foundations.yml:35: questions[2].stem: does not say that the case is invented; begin with "
        '"*Invented for teaching.*" [Q304]',
    ),
    wrong(
        ORDERING,
        "text: Listen",
        "text: look",
        "data/quizzes/foundations.yml:39: questions[2].items[1].text: says the same as on line 37, so that there are two "
        "right answers; change one of them [Q305]",
    ),
    wrong(
        MATCHING,
        "right: a court",
        "right: ask more",
        "data/quizzes/foundations.yml:41: questions[2].pairs[1].right: says the same as on line 38, so that there are two "
        "right answers; change one of them [Q305]",
    ),
    wrong(
        MATCHING,
        "text: nobody",
        "text: a court",
        "data/quizzes/foundations.yml:44: questions[2].extra[0].text: says the same as on line 41, so that there are two "
        "right answers; change one of them [Q305]",
    ),
    wrong(
        ORDERING,
        "kind: ordering",
        "kind: ordring",
        'data/quizzes/foundations.yml:32: questions[2].kind: "ordring" is not in the list; did you mean "ordering"? [S205]',
    ),
    wrong(
        ORDERING,
        "    kind: ordering\n",
        "",
        "data/quizzes/foundations.yml:31: questions[2].kind: is missing; write `kind: ...` [S202]",
    ),
    wrong(
        ORDERING,
        "kind: ordering",
        "kidn: ordering",
        'data/quizzes/foundations.yml:32: questions[2].kidn: "kidn" is not a field here; did you mean "kind"? [S201]',
    ),
    wrong(
        ORDERING,
        "    items:",
        "    options:",
        "data/quizzes/foundations.yml:31: questions[2].items: is missing; write `items: ...` [S202]",
        'data/quizzes/foundations.yml:36: questions[2].options: "options" is not a field here; known are "items" [S201]',
    ),
    wrong(
        MATCHING,
        "        feedback: A court decides.\n",
        "",
        "data/quizzes/foundations.yml:40: questions[2].pairs[1].feedback: is missing; write `feedback: ...` [S202]",
    ),
    wrong(
        JUDGEMENT,
        "verdict: harmful",
        "verdict: wrong",
        'data/quizzes/foundations.yml:44: questions[2].options[2].verdict: "wrong" is not in the list; known are "best", '
        '"defensible", "harmful" [S205]',
    ),
    fault(
        "docs/modules/foundations/check.md",
        'title: "Self-check: Foundations"',
        'title: "Self-check: The basics"',
        'docs/modules/foundations/check.md:2: the title is not that of data/modules/foundations.yml; write "Self-check: '
        'Foundations" in both [P806]',
        'docs/modules/foundations/check.md:7: the heading "Self-check: Foundations" is not the title "Self-check: The basics"; '
        "make them the same [P805]",
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row.expected[0].partition(" ")[2][:60])
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


def test_every_module_has_a_page_for_its_self_check(course_folder: CourseFolder) -> None:
    (course_folder.root / "docs/modules/identification/check.md").unlink()
    assert course_folder.report() == [
        "data/modules/identification.yml:1: needs the page docs/modules/identification/check.md; write it, or delete the "
        "record [P807]",
        'mkdocs.yml:36: nav: "modules/identification/check.md" is not a page of docs/; did you mean '
        '"modules/identification/index.md"? [T902]',
    ]


@pytest.fixture
def page(course_folder: CourseFolder) -> html.HtmlElement:
    course_folder.edit(QUIZ, NEXT, ORDERING + MATCHING + JUDGEMENT + NEXT)
    assert course_folder.report() == []
    shown = Renderer(course_folder.course(), course_folder.root).macro(
        "self_check", "modules/foundations/index.md", "foundations"
    )
    return html.fromstring(str(shown))


def texts(page: html.HtmlElement, query: str) -> list[str]:
    return [" ".join(" ".join(element.itertext()).split()) for element in page.cssselect(query)]


def test_things_to_order_stand_mixed_with_their_right_place_for_a_script(page: html.HtmlElement) -> None:
    items = page.cssselect("#foundations-q7 .mixed li")
    assert [(item.get("id"), item.text_content(), item.get("data-place")) for item in items] == [
        ("foundations-q7-a", "Link", "3"),
        ("foundations-q7-b", "Listen", "2"),
        ("foundations-q7-c", "Look", "1"),
    ]


def test_the_right_order_opens_with_the_reason_for_each_place(page: html.HtmlElement) -> None:
    assert texts(page, "#foundations-q7 details li") == [
        "Look (C) First look.",
        "Listen (B) Then listen.",
        "Link (A) Then link.",
    ]


def test_pairs_open_with_letter_and_reason_and_say_what_is_left_over(page: html.HtmlElement) -> None:
    assert texts(page, "#foundations-q8 .mixed li") == ["a court", "ask more", "nobody"]
    assert texts(page, "#foundations-q8 details li") == [
        "sign goes with B: ask more A sign is enough to ask.",
        "verdict goes with A: a court A court decides.",
        "nobody It matches nothing.",
    ]


def test_each_answer_of_a_judgement_says_in_words_how_it_is_judged(page: html.HtmlElement) -> None:
    assert texts(page, "#foundations-q9 details .feedback") == [
        "The best of these. He asked for it.",
        "Defensible, but not the best of these. It may take long.",
        "Harmful. He leaves with nothing.",
    ]


def test_no_answer_is_open_before_the_reader_asks(page: html.HtmlElement) -> None:
    assert page.cssselect("details[open]") == []


def ordering(*names: str) -> Ordering:
    items = tuple({"text": name, "feedback": "Because."} for name in names)
    about = {"id": "q", "objective": "o", "stem": "s", "read_again": "a.md"}
    return Ordering.model_validate({**about, "kind": "ordering", "items": items})


def test_things_are_mixed_by_their_words() -> None:
    assert [item.text for item in mixed(ordering("c", "A", "b"))] == ["A", "b", "c"]


def test_mixed_is_never_the_right_order() -> None:
    assert [item.text for item in mixed(ordering("A", "b", "c"))] == ["c", "b", "A"]


def test_what_matches_nothing_has_no_place() -> None:
    pair = {"left": "1", "right": "x", "feedback": "f"}
    question = Matching.model_validate(
        {
            "id": "q",
            "objective": "o",
            "stem": "s",
            "read_again": "a.md",
            "kind": "matching",
            "pairs": (pair, {**pair, "left": "2", "right": "y"}),
            "extra": ({"text": "a", "feedback": "f"},),
        }
    )
    assert [(item.letter, item.text, item.place) for item in mixed(question)] == [
        ("A", "a", 0),
        ("B", "x", 1),
        ("C", "y", 2),
    ]


def test_html_in_any_text_is_shown_as_typed(course_folder: CourseFolder) -> None:
    questions = ORDERING + MATCHING + JUDGEMENT
    for word in (
        "Look",
        "First look.",
        "sign",
        "ask more",
        "nobody",
        "It matches nothing.",
        "Give water",
        "He asked for it.",
    ):
        questions = questions.replace(f": {word}\n", f': "<b>{word}</b>"\n')
    course_folder.edit(QUIZ, NEXT, questions + NEXT)
    shown = Renderer(course_folder.course(), course_folder.root).macro(
        "self_check", "modules/foundations/index.md", "foundations"
    )
    assert str(shown).count("&lt;b&gt;") >= 8
    assert "<b>First look." not in str(shown)
    assert "<b>He asked" not in str(shown)
