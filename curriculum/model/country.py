"""A country file: sourced facts with dates, lines by name, and passages that replace the base text of a page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from curriculum.model.base import (
    CountryCode,
    Date,
    LanguageTag,
    Line,
    Listed,
    MarkdownText,
    PhoneNumber,
    Plain,
    Record,
    Slug,
)
from curriculum.model.reference import Reference

Status = Literal["ratified", "acceded", "accepted", "succeeded", "signed", "not a party", "not open to it"]
"""What a State did about a treaty, in the depositary's word."""


class Fact(Record):
    """A fact with its proof.

    `topic` is an id of data/country-topics.yml. `status` and `on` are for treaties, `steps` for a procedure or a list.
    """

    topic: Slug
    value: Line
    status: Status | None = None
    on: Date | None = None
    steps: tuple[MarkdownText, ...] = ()
    source: Slug
    pinpoint: Line | None = None
    verified_on: Date
    review_by: Date
    confidence: Literal["high", "medium", "low"]
    note: Plain | None = None


class Unknown(Record):
    """A fact that was looked for and not found: what to find out, and where to ask."""

    topic: Slug
    find_out: Line
    ask: Line


class Confirmation(Record):
    """A call or visit that confirmed a line: who checked (a role), how and when."""

    by: Line
    how: Line
    on: Date
    answers: Line
    languages: Annotated[tuple[LanguageTag, ...], Field(min_length=1)]
    hours: Line
    recorded: Line
    serves: Line


class Hotline(Record):
    """A line to call. Its number is never published while `confirmed` is missing."""

    id: Slug
    name: Line
    number: PhoneNumber
    run_by: Line | None = None
    source: Slug
    review_by: Date
    note: Plain | None = None
    confirmed: Confirmation | None = None


class Passage(Record):
    """Text that stands in for a passage of a page, with the base text that it replaced."""

    id: Slug
    base: Plain
    text: MarkdownText


class Word(Record):
    """A word that people use, in their own script, and what to know about it."""

    language: LanguageTag
    word: Line
    means: Line
    caution: Line | None = None
    source: Slug


class Country(Record):
    """data/countries/<code>.yml, named by the code in small letters.

    `references` are sources that only this country needs; they count like those of data/references.yml.
    """

    code: CountryCode
    name: Line
    official_name: Line | None = None
    languages: tuple[LanguageTag, ...] = ()
    facts: Listed[Fact] = ()
    unknown: Listed[Unknown] = ()
    hotlines: Listed[Hotline] = ()
    words: Listed[Word] = ()
    passages: Listed[Passage] = ()
    references: Listed[Reference] = ()


Group = Literal["treaties", "law", "bodies", "procedure", "services", "data", "refugees"]


class CountryTopic(Record):
    """A kind of fact that countries are compared by. `required` ones have a sourced fact in every country file."""

    id: Slug
    group: Group
    required: bool = False
    label: Line
    question: Line


class CountryTopics(Record):
    """data/country-topics.yml."""

    topics: Annotated[tuple[CountryTopic, ...], Field(min_length=1)]
