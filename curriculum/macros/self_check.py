"""The macro that shows the questions of a module."""

from __future__ import annotations

from dataclasses import dataclass

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.registry import Context, ModuleId, macro
from curriculum.model.quiz import Matching, Ordering, Question


@dataclass(frozen=True)
class Placed:
    """A text to put in its place: its letter where texts stand mixed, and the number (from 1) of its right place.

    The number is 0 for a text that matches nothing.
    """

    letter: str
    text: str
    place: int


@macro()
def self_check(course: Course, here: Here, module: ModuleId) -> Context:
    """The questions of the module. Answers and reasons open without JavaScript."""
    found = course.modules[module]
    number = {objective.id: index for index, objective in enumerate(found.objectives, start=1)}
    rows = [
        (
            question,
            number[question.objective],
            *place(course, question.read_again),
            mixed(question),
        )
        for question in course.quizzes[module].questions
    ]
    return {"module": found, "rows": rows}


def place(course: Course, target: str) -> tuple[str, str]:
    """The title of the page to read again, and the heading there, or "" where the whole page is meant or the place has none."""
    path, _, anchor = target.partition("#")
    page = course.pages[path]
    return str(page.meta["title"]), next((item.text for item in page.headings if anchor and item.anchor == anchor), "")


def mixed(question: Question) -> tuple[Placed, ...]:
    """The texts that a reader puts in order or matches, mixed: always in the same order, and never in the right one."""
    texts: list[tuple[str, int]] = []
    if isinstance(question, Ordering):
        texts = [(item.text, place) for place, item in enumerate(question.items, start=1)]
    if isinstance(question, Matching):
        texts = [(pair.right, place) for place, pair in enumerate(question.pairs, start=1)]
        texts += [(item.text, 0) for item in question.extra]
    shown = sorted(texts, key=lambda item: item[0].casefold())
    if shown == texts:
        shown.reverse()
    return tuple(Placed(chr(ord("A") + index), text, place) for index, (text, place) in enumerate(shown))
