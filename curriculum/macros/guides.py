"""Macros of the facilitator guides, worksheets and answer guides."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.countries import topic_page
from curriculum.macros.modules import index_page
from curriculum.macros.registry import Context, GuideId, WorksheetId, macro
from curriculum.macros.tools import tool_page
from curriculum.model.guide import SHORT
from curriculum.model.module import Module

KINDS = ("guide", "room", "worksheets", "answers")
"""The pages for facilitators, in their order. A long guide has a second page, `room`."""


def guide_page(module: str, kind: str) -> str:
    """The page source of a facilitator page."""
    return f"modules/{module}/{kind}.md"


@dataclass(frozen=True)
class Span:
    """A part of the plan, in minutes since the start; `slow_...` is the same with interpretation."""

    start: int
    end: int
    slow_start: int
    slow_end: int


def spans(minutes: Iterable[int], factor: float, start: int = 0) -> list[Span]:
    """A span for each part, one after the other. With interpretation, minutes are rounded up."""
    ends = list(accumulate(minutes, initial=start))
    slow = [math.ceil(end * factor) for end in ends]
    return [
        Span(*four)
        for four in zip(ends, ends[1:], slow, slow[1:], strict=False)  # each end is the next start
    ]


@macro()
def guide_summary(course: Course, here: Here, guide: GuideId) -> Context:
    """At the top of a guide: for whom it is, aims, time, and the pages that belong to it."""
    found, module = course.guides[guide], course.modules[guide]
    kinds = [kind for kind in KINDS if guide_page(guide, kind) in course.pages]
    return {
        "guide": found,
        "module": module,
        "short": SHORT,
        "slow": math.ceil(module.minutes * found.interpretation.factor),
        "learner_page": index_page(guide),
        "pages": {kind: guide_page(guide, kind) for kind in kinds},
    }


@macro()
def guide_before(course: Course, here: Here, guide: GuideId) -> Context:
    """What to prepare and when, who may do what by law, and what interpretation changes."""
    return {"guide": course.guides[guide]}


@macro()
def guide_plan(course: Course, here: Here, guide: GuideId) -> Context:
    """The plan by the clock, then each session step by step: what to do, say and listen for."""
    found, module = course.guides[guide], course.modules[guide]
    titles = {session.id: session for session in module.sessions}
    sessions = [titles[item.session] for item in found.sessions]
    clock = spans((session.minutes for session in sessions), found.interpretation.factor)
    rows = []
    for span, session, item in zip(clock, sessions, found.sessions, strict=True):
        inner = spans((step.minutes for step in item.steps), found.interpretation.factor, span.start)
        activity = next((each for each in module.activities if each.id == session.activity), None)
        rows.append((span, session, list(zip(inner, item.steps, strict=True)), activity))
    return {"guide": found, "module": module, "rows": rows, "learner_page": index_page(guide)}


@macro()
def guide_short(course: Course, here: Here, guide: GuideId) -> Context:
    """The version of 90 minutes by the clock, and the objectives that it gives up."""
    found, module = course.guides[guide], course.modules[guide]
    titles = {session.id: session for session in module.sessions}
    clock = spans((item.minutes for item in found.short.sessions), found.interpretation.factor)
    rows = [(span, titles[item.session], item) for span, item in zip(clock, found.short.sessions, strict=True)]
    dropped = [item for item in module.objectives if item.id in found.short.drops]
    return {"guide": found, "module": module, "rows": rows, "dropped": dropped}


@macro()
def guide_room(course: Course, here: Here, guide: GuideId) -> Context:
    """What to do about mixed ranks, live cases, disclosures, photographs and distress."""
    return {"guide": course.guides[guide]}


@macro()
def guide_questions(course: Course, here: Here, guide: GuideId) -> Context:
    """Likely questions with answers, and hard moments with what to do."""
    return {"guide": course.guides[guide]}


@macro()
def guide_adapt(course: Course, here: Here, guide: GuideId) -> Context:
    """What to change for each profession, and how to teach without projector or power."""
    return {"guide": course.guides[guide]}


@macro()
def guide_close(course: Course, here: Here, guide: GuideId) -> Context:
    """The debrief, and the action plan that participants take home."""
    return {"guide": course.guides[guide]}


@macro()
def worksheet(course: Course, here: Here, id: WorksheetId, /) -> Context:
    """A worksheet to print, on a page of its own, with space to write."""
    for guide in course.guides.values():
        for found in guide.worksheets:
            if found.id == id:
                module = course.modules[guide.module]
                return {
                    "worksheet": found,
                    "module": module,
                    "today": course.today,
                    "uses": _uses(module, found.material),
                    "form": course.forms[found.form] if found.form else None,
                    "page": tool_page(found.form) if found.form else None,
                    "topics": course.topics,
                    "tests": course.tests,
                    "topic_page": topic_page,
                }
    raise KeyError(id)


def _uses(module: Module, material: str) -> list[str]:
    """The titles of the activities that use a material."""
    return [activity.title for activity in module.activities if material in activity.materials]


@macro()
def answer_guide(course: Course, here: Here, guide: GuideId) -> Context:
    """The answers of every activity of the module."""
    found, module = course.guides[guide], course.modules[guide]
    titles = {activity.id: activity.title for activity in module.activities}
    rows = [(titles[item.activity], item) for item in found.answers]
    return {"rows": rows, "module": module, "learner_page": index_page(guide), "guide_page": guide_page(guide, "guide")}
