"""A ready-made plan of a workshop: what a trainer would ask the planner for, with a title and a word on whom it is for."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from curriculum.model.base import Line, MarkdownText, Record, Slug

Clock = Annotated[
    str,
    StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"),
    Field(description="a time of the day in quotes, from 00:00 to 23:59", examples=["09:00"]),
]
Part = Annotated[int, Field(ge=0, le=240, description="whole minutes; 0 for none")]


class PlanDay(Record):
    """A day, from its first minute to its last."""

    starts: Clock
    ends: Clock


class PlanBreak(Record):
    """A break, lunch or prayer time. `days` are numbers from 1; without them it stands on every day."""

    kind: Literal["break", "lunch", "prayer"]
    at: Clock
    minutes: Annotated[int, Field(ge=5, le=180)]
    days: tuple[Annotated[int, Field(ge=1, le=10)], ...] = ()


class PlanModule(Record):
    """A module to teach, in full or in the 90-minute version of its facilitator guide."""

    id: Slug
    version: Literal["full", "short"] = "full"


class PlanEdit(Record):
    """A change by hand, done in the order of the list.

    `drop` and `length` name a session in `item`; `move` puts it before another, or at the end; `own` adds an item that is no
    session, with an `id` such as own-1 and a title. Minutes are those on the clock: no factor is put on them.
    """

    op: Literal["drop", "move", "length", "own"]
    item: Slug | None = None
    before: Slug | None = None
    id: Slug | None = None
    title: Annotated[Line, Field(max_length=120)] | None = None
    minutes: Annotated[int, Field(ge=5, le=480)] | None = None


class Plan(Record):
    """data/plans/<id>.yml. What it covers is written down, so that a change of a module that loses an objective is seen."""

    id: Slug
    title: Line
    summary: Annotated[Line, Field(max_length=160)]
    audience: Line
    roles: tuple[Slug, ...] = ()
    note: MarkdownText
    days: Annotated[tuple[PlanDay, ...], Field(min_length=1, max_length=10)]
    opening: Part = 30
    closing: Part = 30
    review: Part = 10
    breaks: tuple[PlanBreak, ...] = ()
    group: Annotated[int, Field(ge=1, le=500)] = 20
    factor: Annotated[float, Field(ge=1, le=2)] = 1
    modules: Annotated[tuple[PlanModule, ...], Field(min_length=1)]
    edits: tuple[PlanEdit, ...] = ()
    covers: Annotated[tuple[Slug, ...], Field(min_length=1)]

    def request(self) -> dict[str, Any]:
        """What `curriculum.fit.fit` is asked: plain data, as the planner's page holds it."""
        asked = ("days", "opening", "closing", "review", "breaks", "group", "factor", "modules", "edits")
        found = self.model_dump(mode="json", include=set(asked), exclude_none=True)
        return {**{name: found[name] for name in asked}, "role": self.roles[0] if len(self.roles) == 1 else None}
