"""A country file: sourced facts with dates, lines by name, and passages that replace the base text of a page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from curriculum.model.base import CountryCode, Date, LanguageTag, Line, MarkdownText, PhoneNumber, Plain, Record, Slug


class Fact(Record):
    """A fact with its proof. `topic` is an id of data/country-topics.yml."""

    topic: Slug
    value: Line
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
    source: Slug
    review_by: Date
    confirmed: Confirmation | None = None


class Passage(Record):
    """Text that stands in for a passage of a page, with the base text that it replaced."""

    id: Slug
    base: Plain
    text: MarkdownText


class Country(Record):
    """data/countries/<code>.yml, named by the code in small letters."""

    code: CountryCode
    name: Line
    official_name: Line | None = None
    facts: tuple[Fact, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    passages: tuple[Passage, ...] = ()


class CountryTopic(Record):
    """A kind of fact that countries are compared by."""

    id: Slug
    label: Line
    question: Line


class CountryTopics(Record):
    """data/country-topics.yml."""

    topics: Annotated[tuple[CountryTopic, ...], Field(min_length=1)]
