"""Self-check questions: feedback for all that can be chosen, the objective each serves, and the place to read again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from curriculum.model.base import MarkdownText, PagePath, Record, Slug

Verdict = Literal["best", "defensible", "harmful"]


class Asked(Record):
    """What every kind of question has."""

    id: Slug
    objective: Slug
    stem: MarkdownText
    read_again: PagePath


class Option(Record):
    """An answer to choose, with what to tell the reader who chose it."""

    text: MarkdownText
    right: bool
    feedback: MarkdownText


class Choice(Asked):
    """A question with one right answer (`single`) or several (`multiple`)."""

    kind: Literal["single", "multiple"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=6)]


class Item(Record):
    """A thing to put in its place, with the reason why it stands there."""

    text: MarkdownText
    feedback: MarkdownText


class Ordering(Asked):
    """Things to put in order. The file has them in the right order; the page shows them mixed."""

    kind: Literal["ordering"]
    items: Annotated[tuple[Item, ...], Field(min_length=3, max_length=8)]


class Pair(Record):
    """Two things that belong together, with the reason why."""

    left: MarkdownText
    right: MarkdownText
    feedback: MarkdownText


class Matching(Asked):
    """Pairs to find. `extra` are right-hand things that match nothing, with the reason why."""

    kind: Literal["matching"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=8)]
    extra: Annotated[tuple[Item, ...], Field(max_length=3)] = ()


class Action(Record):
    """A way to act on a case, and how it is judged: the best of these, defensible, or harmful."""

    text: MarkdownText
    verdict: Verdict
    feedback: MarkdownText


class Judgement(Asked):
    """A short invented case, and ways to act on it. Practice is seldom only right or wrong; one way is the best of these."""

    kind: Literal["judgement"]
    options: Annotated[tuple[Action, ...], Field(min_length=3, max_length=6)]


Question = Annotated[Choice | Ordering | Matching | Judgement, Field(discriminator="kind")]


class Quiz(Record):
    """data/quizzes/<module>.yml."""

    module: Slug
    questions: Annotated[tuple[Question, ...], Field(min_length=2)]
