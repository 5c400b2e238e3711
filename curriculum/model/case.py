"""A case to practise on, invented for teaching: facts in stages and a decision, or a path that branches."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from curriculum.model.base import CountryCode, Line, MarkdownText, Minutes, Plain, Record, Slug
from curriculum.model.quiz import Verdict

Decision = Literal["act-on-danger", "refer", "gather-more", "stop", "other-need"]
"""Act on danger now; refer; gather more, safely; stop; no sign of trafficking now: meet the other need."""

Feature = Literal[
    "false-positive",
    "mixed-smuggling",
    "mixed-asylum",
    "mixed-labour-dispute",
    "man-or-boy",
    "child",
    "forced-criminality",
    "implicated-official",
    "implicated-colleague",
    "disability",
    "lgbtiq",
    "large-group",
    "statelessness",
    "online",
]
Sector = Literal[
    "fishing",
    "domestic-work",
    "construction",
    "agriculture",
    "factory",
    "hospitality",
    "care-work",
    "sexual-exploitation",
    "forced-marriage",
    "forced-begging",
    "scam-compound",
    "forced-criminality",
    "transit",
    "camp-or-displacement",
    "school",
    "health-service",
    "prison-or-detention",
    "other",
]

Texts = Annotated[tuple[MarkdownText, ...], Field(min_length=1)]


class Stage(Record):
    """What becomes known next, what to notice in it, and what not to assume from it."""

    facts: MarkdownText
    notice: Texts
    not_assume: Texts
    ask: MarkdownText | None = None


class Way(Record):
    """A decision that may be taken, how it is judged, and the reasons for and against it."""

    decision: Decision
    text: MarkdownText
    verdict: Verdict
    reasons_for: MarkdownText
    reasons_against: MarkdownText


class Element(Record):
    """What the facts say of a legal element, with its source cited in the text."""

    state: Literal["shown", "possible", "not shown", "not needed"]
    text: MarkdownText


class Elements(Record):
    """Act, means and purpose. For a child no means is needed."""

    act: Element
    means: Element
    purpose: Element


class Choice(Record):
    """A way to go on from a node, and what comes of it. `to` is the id of a node or an ending."""

    text: MarkdownText
    decision: Decision | None = None
    consequence: MarkdownText
    to: Slug


class Node(Record):
    """A place in a branching case: what is known now, and the ways to go on."""

    id: Slug
    text: MarkdownText
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=5)]


class Ending(Record):
    """Where a path ends: what it came to, and what can still be done."""

    id: Slug
    title: Line
    text: MarkdownText
    still_to_do: MarkdownText


class Staged(Record):
    """Facts that are revealed in stages, and one decision at the end."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=2, max_length=5)]
    question: MarkdownText
    ways: Annotated[tuple[Way, ...], Field(min_length=3, max_length=5)]


class Branching(Record):
    """A path in which each decision leads on. `start` is the id of the first node."""

    start: Slug
    nodes: Annotated[tuple[Node, ...], Field(min_length=3, max_length=14)]
    endings: Annotated[tuple[Ending, ...], Field(min_length=2, max_length=8)]
    notice: Texts
    not_assume: Texts


class Case(Record):
    """data/cases/<id>.yml. It has either `staged` or `branching`."""

    id: Slug
    title: Line
    summary: Annotated[Line, Field(max_length=160)]
    sector: Sector
    features: tuple[Feature, ...] = ()
    countries: tuple[CountryCode, ...] = ()
    roles: Annotated[tuple[Slug, ...], Field(min_length=1)]
    objectives: Annotated[tuple[Slug, ...], Field(min_length=1)]
    minutes: Minutes
    group: Line
    content_note: Plain
    situation: MarkdownText
    staged: Staged | None = None
    branching: Branching | None = None
    elements: Elements
    needs: Texts
    follow_up: Texts
    for_facilitators: MarkdownText | None = None

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if (self.staged is None) == (self.branching is None):
            raise ValueError("a case has either `staged` or `branching`, and not both")
        return self
