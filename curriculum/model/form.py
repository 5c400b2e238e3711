"""Tools for the field: cards, forms, checklists and sheets. Each is written once, for page, print and screen."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from curriculum.model.base import Date, Line, MarkdownText, Record, Slug

PartKind = Literal["table", "lines", "checklist", "fields", "choices", "scale", "note", "passage", "fact", "test"]

NEEDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "table": (frozenset({"columns"}), frozenset({"rows", "blank_rows"})),
    "lines": (frozenset({"lines"}), frozenset()),
    "checklist": (frozenset({"items"}), frozenset()),
    "fields": (frozenset({"fields"}), frozenset()),
    "choices": (frozenset({"choices"}), frozenset()),
    "scale": (frozenset({"items", "columns"}), frozenset()),
    "note": (frozenset({"text"}), frozenset()),
    "passage": (frozenset({"passage", "text"}), frozenset()),
    "fact": (frozenset({"topic"}), frozenset()),
    "test": (frozenset({"test"}), frozenset()),
}
"""For each kind of part the fields that it must have besides heading and help, and those that it may have."""


class Part(Record):
    """A part of a tool. What else it holds depends on its kind (`NEEDS`).

    `table`: columns, and rows with a first cell or a number of blank rows. `lines`: a number of lines to write on.
    `checklist`: items to tick. `fields`: labels with space to write. `choices`: answers of which any may be ticked.
    `scale`: items, each to be marked in one of the columns; columns that begin alike before a colon ("Before: yes") are a group
    of their own, in which one is marked. `note`: Markdown to read. `passage`: Markdown that a country
    may replace. `fact`: what the country file says on a topic. `test`: the questions of a test.
    """

    heading: Line
    kind: PartKind
    help: MarkdownText | None = None
    columns: Annotated[tuple[Line, ...], Field(max_length=7)] = ()
    rows: tuple[Line, ...] = ()
    blank_rows: Annotated[int, Field(ge=1, le=40)] | None = None
    lines: Annotated[int, Field(ge=1, le=30)] | None = None
    items: tuple[MarkdownText, ...] = ()
    fields: tuple[Line, ...] = ()
    choices: tuple[Line, ...] = ()
    text: MarkdownText | None = None
    passage: Slug | None = None
    topic: Slug | None = None
    test: Slug | None = None

    @model_validator(mode="after")
    def _fields_of_its_kind(self) -> Self:
        must, may = NEEDS[self.kind]
        given = {name for name in (*_CONTENT,) if getattr(self, name)}
        if not must <= given <= must | may or (may and not given & may):
            wanted = " and ".join(sorted(must))
            either = f", and {' or '.join(sorted(may))}" if may else ""
            raise ValueError(f'a part of kind "{self.kind}" has {wanted}{either} besides its heading, and nothing else')
        return self


_CONTENT = frozenset(name for must, may in NEEDS.values() for name in must | may)

Size = Literal["a4", "letter", "a6"]


class Form(Record):
    """data/forms/<id>.yml. `about_a_person` forms are printed blank; nothing of them is kept on a device or exported.

    `on_screen` says whether it may be filled in on a screen, `stored` whether what is typed may be saved there as a file.
    `practise` are the ids of the cases on which it is practised.
    """

    id: Slug
    title: Line
    kind: Literal["card", "form", "checklist", "sheet"]
    summary: Annotated[Line, Field(max_length=160)]
    who: MarkdownText
    when: MarkdownText
    is_not: MarkdownText
    adapt: MarkdownText
    sources: tuple[MarkdownText, ...] = ()
    modules: Annotated[tuple[Slug, ...], Field(min_length=1)]
    practise: tuple[Slug, ...] = ()
    about_a_person: bool
    on_screen: bool
    stored: bool
    sizes: Annotated[tuple[Size, ...], Field(min_length=1)]
    version: Line
    date: Date
    instructions: MarkdownText
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
