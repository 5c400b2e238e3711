"""A test of the course: questions that are asked before it or after it, on paper or on the page."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import Field

from curriculum.model.base import Line, MarkdownText, Minutes, PagePath, Record, Slug
from curriculum.model.module import Bloom
from curriculum.model.quiz import Option


class CourseTestQuestion(Record):
    """A question with one right answer. `level` is the level of thinking that it asks for."""

    id: Slug
    objective: Slug
    level: Bloom
    stem: MarkdownText
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=5)]
    read_again: PagePath


class CourseTest(Record):
    """data/tests/<id>.yml: a form of the test. All forms ask as much of each module at each level."""

    id: Slug
    title: Line
    minutes: Minutes
    instructions: MarkdownText
    questions: Annotated[tuple[CourseTestQuestion, ...], Field(min_length=2)]


Cell = tuple[str, str]
"""A module and a level of thinking."""


def blueprint(test: CourseTest, modules: dict[str, str]) -> Counter[Cell]:
    """How many questions a form asks of each module at each level; `modules` gives the module of an objective."""
    return Counter((modules[item.objective], item.level) for item in test.questions)
