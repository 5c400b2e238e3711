"""Self-check questions: feedback for every option, the objective each serves, and the place to read again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from curriculum.model.base import MarkdownText, PagePath, Record, Slug


class Option(Record):
    """An answer to choose, with what to tell the reader who chose it."""

    text: MarkdownText
    right: bool
    feedback: MarkdownText


class Question(Record):
    """A question with one right answer (`single`) or several (`multiple`)."""

    id: Slug
    kind: Literal["single", "multiple"]
    objective: Slug
    stem: MarkdownText
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=6)]
    read_again: PagePath


class Quiz(Record):
    """data/quizzes/<module>.yml."""

    module: Slug
    questions: Annotated[tuple[Question, ...], Field(min_length=2)]
