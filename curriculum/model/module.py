"""A module of the course: objectives, section pages, timed sessions, activities and materials."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from curriculum.model.base import Count, Date, Line, MarkdownText, Minutes, Plain, Record, Slug

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Method = Literal[
    "presentation", "discussion", "case study", "group work", "pair work", "individual work", "demonstration", "debrief"
]
NOBODY = "nobody yet"


class Objective(Record):
    """What a learner can do afterwards. The text starts with a verb that can be observed."""

    id: Slug
    text: Line
    bloom: Bloom


class Section(Record):
    """A page of the module: docs/modules/<module>/<id>.md."""

    id: Slug
    title: Line
    summary: Annotated[Line, Field(max_length=160)]
    minutes: Minutes
    objectives: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Session(Record):
    """A timed part of the face-to-face plan."""

    id: Slug
    title: Line
    minutes: Minutes
    method: Method
    objectives: Annotated[tuple[Slug, ...], Field(min_length=1)]
    sections: tuple[Slug, ...] = ()
    activity: Slug | None = None
    outline: Annotated[tuple[MarkdownText, ...], Field(min_length=1)]


class Step(Record):
    """A timed step of an activity."""

    minutes: Minutes
    text: MarkdownText


class Activity(Record):
    """A group activity that a facilitator can run from this record alone."""

    id: Slug
    title: Line
    purpose: MarkdownText
    minutes: Minutes
    group_size: Line
    objectives: Annotated[tuple[Slug, ...], Field(min_length=1)]
    materials: tuple[Slug, ...] = ()
    safety: MarkdownText
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]
    debrief: Annotated[tuple[MarkdownText, ...], Field(min_length=1)]


class Material(Record):
    """What has to be on the table: how many for each participant, group or room."""

    id: Slug
    title: Line
    kind: Literal["handout", "worksheet", "card", "slides", "supply"]
    quantity: Annotated[Count, Field(ge=1)]
    per: Literal["participant", "group", "room"]
    note: Line | None = None


class Reviewed(Record):
    """A review that took place: the role of the reviewer and the day, never a name."""

    by: Line
    on: Date
    note: Plain | None = None


Review = Literal["nobody yet"] | Reviewed


class ReviewStatus(Record):
    """Who has reviewed the module, by role. "nobody yet" until it is true."""

    practitioner: Review
    survivor: Review
    lawyer: Review


class Module(Record):
    """data/modules/<id>.yml."""

    id: Slug
    title: Line
    short_title: Annotated[Line, Field(max_length=40)]
    summary: Annotated[Line, Field(max_length=160)]
    prerequisites: tuple[Slug, ...] = ()
    content_note: Plain
    minutes: Minutes
    objectives: Annotated[tuple[Objective, ...], Field(min_length=3, max_length=6)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=6)]
    sessions: Annotated[tuple[Session, ...], Field(min_length=1)]
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]
    materials: tuple[Material, ...] = ()
    key_points: Annotated[tuple[MarkdownText, ...], Field(min_length=3)]
    further: tuple[Slug, ...] = ()
    review: ReviewStatus
