"""The programme of a workshop by the clock, as its organisers wrote it or as the plan page gives it out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from curriculum.model.base import Date, Line, Record, Slug
from curriculum.model.plan import Clock

TimeZone = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z][A-Za-z0-9/_+-]*$", max_length=60),
    Field(description="IANA time zone", examples=["Asia/Bangkok"]),
]
ItemKind = Literal["opening", "review", "session", "own", "break", "lunch", "prayer", "closing", "free"]


class ProgrammeItem(Record):
    """What happens from one time to another. A session names its module; `version` is that of the facilitator guide."""

    starts: Clock
    ends: Clock
    kind: ItemKind
    title: Line
    module: Slug | None = None
    session: Slug | None = None
    version: Literal["full", "short"] | None = None


class ProgrammeDay(Record):
    """A day of the workshop, in the time of `time_zone` of the workshop."""

    date: Date
    items: Annotated[tuple[ProgrammeItem, ...], Field(min_length=1)]
