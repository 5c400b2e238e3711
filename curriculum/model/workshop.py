"""A workshop as its host published it. Where the report gives a word and no number, the word is kept."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from curriculum.model.base import Count, CountryCode, Date, Line, PagePath, Plain, Record, Slug
from curriculum.model.programme import ProgrammeDay, TimeZone


class Source(Record):
    """Where a fact is read: a reference and, if there is one, a place in it."""

    reference: Slug
    pinpoint: Line | None = None


class Place(Record):
    """Country, and the venue, city or province. Pages give only the country unless the record publishes the venue."""

    name: Line | None = None
    country: CountryCode


class Series(Record):
    """Where the workshop stands in a series, in the words of its host."""

    position: Line
    with_organisation: Slug | None = None
    first: Line | None = None


class Expert(Record):
    """A person whom the host named in public (`sources`), or who agreed on a day to be named here (`agreed_on`)."""

    name: Line
    printed_as: Line | None = None
    organisation: Slug
    sources: tuple[Slug, ...] = ()
    agreed_on: Date | None = None

    @model_validator(mode="after")
    def _may_be_named(self) -> Self:
        if not self.sources and self.agreed_on is None:
            raise ValueError(
                "needs `sources`, where the host named this person, or `agreed_on`, the day on which the person agreed to "
                "be named here; otherwise take the name out"
            )
        return self


class Observer(Record):
    """Observers, counted apart from the participants."""

    count: Count
    from_: Annotated[Line, Field(alias="from")]


class Participants(Record):
    """Who took part. `countries_reported` is the host's number, `countries_listed` the names it gives: both are kept."""

    count: Count | None = None
    described_as: Line | None = None
    kinds: tuple[Line, ...] = ()
    levels: tuple[Line, ...] = ()
    countries_reported: Count | None = None
    countries_listed: tuple[CountryCode, ...] = ()
    observers: tuple[Observer, ...] = ()


class Topic(Record):
    """A key topic or named session, with the modules that teach it now."""

    id: Slug
    title: Line
    as_printed: Line | None = None
    kind: Literal["key topic", "session"] = "key topic"
    modules: Annotated[tuple[Slug, ...], Field(min_length=1)]
    pages: tuple[PagePath, ...] = ()


class Aim(Record):
    """An aim in the host's words, with the pages that serve it now."""

    text: Line
    pages: tuple[PagePath, ...] = ()


class WorkshopActivity(Record):
    """What participants did, with the activity of this course that grew from it."""

    id: Slug
    title: Line
    activity: Slug


class Outcome(Record):
    """A result. `share` is the word of the report ("everyone", "the majority") or, where one was published, a number."""

    id: Slug
    statement: Line
    share: Line
    percent: Annotated[int, Field(ge=0, le=100)] | None = None


class Rank(Record):
    """A place in the ranking of sessions."""

    position: Annotated[int, Field(ge=1)]
    topic: Slug


class Contradiction(Record):
    """Two statements of the sources that do not agree, both kept."""

    about: Line
    says: Annotated[tuple[Line, ...], Field(min_length=2)]
    note: Plain


class Workshop(Record):
    """data/workshops/<id>.yml. One with a `programme` was written by its organisers; any other repeats what a host published.

    `publish` says what the page may give beside the country: by default neither the venue nor who took part.
    """

    id: Slug
    title: Line
    summary: Annotated[Line, Field(max_length=160)]
    starts: Date
    ends: Date
    held: Literal["held", "announced"]
    days_reported: Count | None = None
    report_date: Date | None = None
    place: Place
    hosts: tuple[Slug, ...] = ()
    partners: tuple[Slug, ...] = ()
    series: Series | None = None
    aims: tuple[Aim, ...] = ()
    method: Plain | None = None
    experts: tuple[Expert, ...] = ()
    expert_organisations: tuple[Slug, ...] = ()
    topics: tuple[Topic, ...] = ()
    activities: tuple[WorkshopActivity, ...] = ()
    participants: Participants = Participants()
    publish: tuple[Literal["venue", "participants"], ...] = ()
    time_zone: TimeZone | None = None
    programme: Annotated[tuple[ProgrammeDay, ...], Field(max_length=10)] = ()
    outcomes: tuple[Outcome, ...] = ()
    ranking: tuple[Rank, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    not_published: tuple[Line, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def page(self) -> str:
        """Its page below docs/: made from the record if that has a programme, otherwise written by hand."""
        return f"workshops/programmes/{self.id}.md" if self.programme else f"workshops/{self.id}.md"
