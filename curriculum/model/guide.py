"""A facilitator guide: what one needs to lead a module in a room, with worksheets and answers."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from curriculum.model.base import Line, MarkdownText, Minutes, Record, Slug
from curriculum.model.form import Part

SHORT = 90
"""Minutes of the short version."""

Texts = Annotated[tuple[MarkdownText, ...], Field(min_length=1)]


class Mandate(Record):
    """What a profession may do by law, must report and may never do. It is asked and answered in the room."""

    profession: Line
    may: MarkdownText
    must_report: MarkdownText
    never: MarkdownText


class Preparation(Record):
    """What to do before the day."""

    when: Line
    do: MarkdownText


class Interpretation(Record):
    """How many times longer the plan takes with consecutive interpretation."""

    factor: Annotated[float, Field(ge=1.5, le=2)]
    note: MarkdownText


class ShortSession(Record):
    """A session that the short version keeps, with its minutes there."""

    session: Slug
    minutes: Minutes


class ShortPlan(Record):
    """The version of 90 minutes, and the objectives that it gives up."""

    sessions: Annotated[tuple[ShortSession, ...], Field(min_length=1)]
    drops: tuple[Slug, ...] = ()
    why: MarkdownText


class PlanStep(Record):
    """A timed step: what the facilitator does, may say, and listens for."""

    minutes: Minutes
    do: MarkdownText
    say: MarkdownText | None = None
    listen_for: MarkdownText | None = None


class PlanSession(Record):
    """A session of the module, step by step."""

    session: Slug
    steps: Annotated[tuple[PlanStep, ...], Field(min_length=1)]


class LikelyQuestion(Record):
    """What participants are likely to ask, and an answer."""

    asks: MarkdownText
    answer: MarkdownText


class HardMoment(Record):
    """A moment that is hard to handle, and what to do in it."""

    moment: MarkdownText
    do: MarkdownText


class Room(Record):
    """What to do about the people and the events that a room brings."""

    mixed_ranks: MarkdownText
    ngo_and_police: MarkdownText
    live_case: MarkdownText
    disclosure: MarkdownText
    implicated_official: MarkdownText
    no_role_play: MarkdownText
    photographs: MarkdownText
    attribution: MarkdownText


class Adaptation(Record):
    """What to change for a profession."""

    profession: Line
    change: MarkdownText


class Distress(Record):
    """The plan for distress: of participants, and of the facilitator."""

    participants: Texts
    facilitator: Texts


class Commitment(Record):
    """A field of the action plan that a participant takes home."""

    field: Line
    help: MarkdownText


class Worksheet(Record):
    """A form to print and write on, for a material of the module: its own parts, or a tool of data/forms/."""

    id: Slug
    material: Slug
    title: Line
    instructions: MarkdownText
    form: Slug | None = None
    parts: tuple[Part, ...] = ()

    @model_validator(mode="after")
    def _parts_or_form(self) -> Self:
        if bool(self.form) == bool(self.parts):
            raise ValueError("a worksheet has either `parts` or the `form` that it is, and not both")
        return self


class Answer(Record):
    """The answer to one case, row or question of an activity."""

    about: Line
    answer: MarkdownText


class ActivityAnswers(Record):
    """The answers of an activity."""

    activity: Slug
    items: Annotated[tuple[Answer, ...], Field(min_length=1)]


class Guide(Record):
    """data/guides/<module>.yml."""

    module: Slug
    aims: Annotated[tuple[MarkdownText, ...], Field(min_length=2, max_length=5)]
    mandates: Annotated[tuple[Mandate, ...], Field(min_length=1)]
    preparation: Annotated[tuple[Preparation, ...], Field(min_length=1)]
    interpretation: Interpretation
    short: ShortPlan
    sessions: Annotated[tuple[PlanSession, ...], Field(min_length=1)]
    questions: Annotated[tuple[LikelyQuestion, ...], Field(min_length=1)]
    hard_moments: Annotated[tuple[HardMoment, ...], Field(min_length=1)]
    room: Room
    adapt: Annotated[tuple[Adaptation, ...], Field(min_length=1)]
    without_power: MarkdownText
    distress: Distress
    debrief: Texts
    action_plan: Annotated[tuple[Commitment, ...], Field(min_length=1)]
    worksheets: tuple[Worksheet, ...] = ()
    answers: tuple[ActivityAnswers, ...] = ()
