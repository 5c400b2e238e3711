"""References as CSL items, and instruments with the provisions whose words were read.

CSL-JSON schema 1.0.2 allows a `custom` object; what the source ledger needs beyond CSL stands there.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from curriculum.model.base import Date, Doi, LanguageTag, Line, Plain, Record, Slug, Url
from curriculum.source import LAST_YEAR

CslType = Literal[
    "article-journal",
    "article-newspaper",
    "book",
    "chapter",
    "dataset",
    "document",
    "legislation",
    "paper-conference",
    "report",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
SourceKind = Literal["official", "intergov", "ngo", "academic", "press", "reference", "dataset"]
Strength = Literal[
    "shall", "shall endeavour", "shall consider", "may", "should", "recommended", "definition", "statement", "finding"
]


class Name(Record):
    """An author: an institution (`literal`), or a person (`family`, `given`)."""

    literal: Line | None = None
    family: Line | None = None
    given: Line | None = None


class CslDate(Record):
    """A CSL date: `{date-parts: [[2008]]}`, `[[2008, 5]]` or `[[2008, 5, 20]]`."""

    date_parts: Annotated[
        tuple[Annotated[tuple[int, ...], Field(min_length=1, max_length=3)], ...],
        Field(alias="date-parts", min_length=1, max_length=1),
    ]

    @model_validator(mode="before")
    @classmethod
    def _in_two_brackets(cls, value: Any) -> Any:
        parts = value.get("date-parts") if isinstance(value, dict) else value
        if not isinstance(value, dict) or (isinstance(parts, tuple) and any(isinstance(part, int) for part in parts)):
            raise ValueError("is written with two brackets, such as {date-parts: [[2000, 11, 15]]}")
        return value

    @property
    def year(self) -> int:
        """The year."""
        return self.date_parts[0][0]

    @property
    def iso(self) -> str:
        """ISO 8601, as exact as the parts allow: 2008, 2008-05 or 2008-05-20."""
        parts = self.date_parts[0]
        return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def _real(value: CslDate) -> CslDate:
    parts = (*value.date_parts[0], 1, 1)[:3]
    try:
        dt.date(*parts)
    except (ValueError, OverflowError) as error:
        raise ValueError("is not a day of the calendar; correct the numbers") from error
    if value.year > LAST_YEAR:
        raise ValueError(f"is after {LAST_YEAR}; correct the year")
    return value


RealDate = Annotated[CslDate, AfterValidator(_real)]


class Ledger(Record):
    """What was really read: `opened` is full or part of the text, or only a catalogue record."""

    kind: SourceKind
    mirror: bool = False
    opened: Literal["full", "part", "record"]
    opened_at: Url | None = None
    opened_what: Line
    note: Plain | None = None


class Reference(Record):
    """A CSL item. `title-short` is the name used in running text."""

    id: Slug
    type: CslType
    title: Line
    title_short: Annotated[Line, Field(alias="title-short")]
    author: tuple[Name, ...] = ()
    container_title: Annotated[Line | None, Field(alias="container-title")] = None
    publisher: Line
    number: Line | None = None
    volume: Line | None = None
    issue: Line | None = None
    page: Line | None = None
    edition: Line | None = None
    issued: RealDate | None = None
    accessed: RealDate
    URL: Url | None = None
    DOI: Doi | None = None
    ISBN: Line | None = None
    language: LanguageTag = "en"
    note: Plain | None = None
    custom: Ledger


class References(Record):
    """data/references.yml."""

    references: tuple[Reference, ...]


class Pinpoint(Record):
    """A provision whose words were read in `seen_in`, at the strength of its source."""

    at: Line
    strength: Strength
    says: Plain
    seen_in: Slug


class Instrument(Record):
    """A law, principle, guideline or standard."""

    id: Slug
    reference: Slug
    title: Line
    body: Line
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    kind: Literal[
        "treaty",
        "general comment",
        "soft law",
        "guidance",
        "resolution",
        "model law",
        "political commitment",
        "statistical standard",
    ]
    binding: bool
    in_force: Date | None = None
    says: Plain
    pinpoints: tuple[Pinpoint, ...] = ()


class Instruments(Record):
    """data/instruments.yml."""

    instruments: tuple[Instrument, ...]
