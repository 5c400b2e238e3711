"""What evaluation sheets ask, and how an export of them is read: data/evaluation.yml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from curriculum.model.base import Line, Record, Slug

Time = Literal["before", "now"]
Texts = Annotated[tuple[Line, ...], Field(min_length=1)]


class AnswerWords(Record):
    """Which words count as yes, which as no, and which say nothing. Numbers from `yes_from` to `highest` count as yes."""

    id: Slug
    yes: Texts
    no: Texts
    none: tuple[Line, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    yes_from: int | None = None


class Times(Record):
    """Single words in a heading that say which of two columns it is."""

    before: Texts
    now: Texts


class ObjectiveLine(Record):
    """A line of "How sure do you feel?", with the objective that it stands for."""

    objective: Slug
    label: Line
    headings: Texts


class Asked(Record):
    """A question with one answer. `headings` are what its column may be called, that of the printed form first."""

    id: Slug
    label: Line
    headings: Texts
    answers: Slug


class Choice(Record):
    """Something to tick. `texts` are how it may be written, as in the printed form first."""

    id: Slug
    texts: Texts


class Choices(Record):
    """Things to tick below one heading, in one column or in a column each."""

    id: Slug
    headings: Texts
    choices: Annotated[tuple[Choice, ...], Field(min_length=1)]


class Survey(Record):
    """One sheet: its form, or the test whose right answers are counted by module (`time` says which of the two)."""

    id: Slug
    title: Line
    form: Slug | None = None
    test: Slug | None = None
    time: Time | None = None
    asked: tuple[Asked, ...] = ()
    votes: tuple[Line, ...] = ()
    confidence: tuple[Time, ...] = ()
    choices: tuple[Choices, ...] = ()


class Messages(Record):
    """What the command and the page say. Words in {braces} are filled in."""

    took: Line
    column: Line
    counted: Line
    only_number: Line
    withheld: Line
    not_asked: Line
    never_read: Line
    no_sessions: Line
    row_total: Line
    row_heading: Line
    row_empty: Line
    spreadsheet: Line
    encoding: Line
    binary: Line
    big: Line
    empty: Line
    quote: Line
    headings: Line
    which: Line
    twice: Line
    lived: Line
    cell: Line
    more: Line
    long_row: Line
    no_rows: Line
    revised: Line
    same: Line
    not_written: Line


class Evaluation(Record):
    """data/evaluation.yml."""

    answers: Annotated[tuple[AnswerWords, ...], Field(min_length=1)]
    ticked: AnswerWords
    times: Times
    objectives: tuple[ObjectiveLine, ...]
    surveys: Annotated[tuple[Survey, ...], Field(min_length=1)]
    never_read: Texts
    lived_experience: Texts
    totals: Texts
    messages: Messages
