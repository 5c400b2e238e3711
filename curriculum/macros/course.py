"""Macros of the pages around the modules: home, course overview, lists over all modules."""

from __future__ import annotations

import math
from dataclasses import dataclass

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.modules import check_page, index_page
from curriculum.macros.registry import Context, ModuleId, macro
from curriculum.model.module import Module


@macro()
def start_here(course: Course, here: Here) -> Context:
    """Where to start, by role and by the minutes that a reader has."""
    roles = [(role, [(course.modules[name], index_page(name)) for name in role.modules]) for role in course.roles]
    return {"roles": roles, "starts": course.about.starts}


@macro()
def course_modules(course: Course, here: Here) -> Context:
    """All modules in order, with summary, reading time and session time."""
    rows = [
        (module, index_page(module.id), sum(section.minutes for section in module.sections))
        for module in course.modules.values()
    ]
    return {
        "rows": rows,
        "reading": sum(row[2] for row in rows),
        "minutes": sum(row[0].minutes for row in rows),
    }


SECONDS_OF_A_QUESTION = 60
"""How long a reader is given for a question of a self-check where minutes are shown."""


@dataclass(frozen=True)
class Leg:
    """A module on the path of a role, with the minutes to read it, to take its self-check, and to learn it in a room."""

    module: Module
    page: str
    reading: int
    checking: int
    room: int


@macro()
def role_paths(course: Course, here: Here) -> Context:
    """The path of every role: where to start, the modules in order, and the minutes that they take."""
    rows = []
    for role in course.roles:
        legs = [_leg(course, name) for name in role.modules]
        sums = [sum(leg.reading for leg in legs), sum(leg.checking for leg in legs), sum(leg.room for leg in legs)]
        start = course.pages[role.start.partition("#")[0]].meta["title"]
        rows.append((role, start, _minutes_of(course, role.start), legs, sums))
    return {"rows": rows}


def _leg(course: Course, name: str) -> Leg:
    module = course.modules[name]
    questions = len(course.quizzes[name].questions)
    reading = sum(section.minutes for section in module.sections)
    return Leg(module, index_page(name), reading, math.ceil(questions * SECONDS_OF_A_QUESTION / 60), module.minutes)


def _minutes_of(course: Course, page: str) -> int | None:
    """The reading time of a section page; none is known of other pages."""
    parts = page.partition("#")[0].removesuffix(".md").split("/")
    if len(parts) == 3 and parts[1] in course.modules:
        return next((item.minutes for item in course.modules[parts[1]].sections if item.id == parts[2]), None)
    return None


@macro()
def exercise_list(course: Course, here: Here, *modules: ModuleId) -> Context:
    """Every exercise of the modules named, or of all: activities, worksheets, questions."""
    return _exercises(course, modules) | {"answers": False}


@macro()
def exercise_list_with_answers(course: Course, here: Here, *modules: ModuleId) -> Context:
    """Every exercise of the modules named, or of all, with the right answers in short."""
    return _exercises(course, modules) | {"answers": True}


def _exercises(course: Course, modules: tuple[str, ...]) -> Context:
    rows = [
        (
            module,
            index_page(module.id),
            check_page(module.id),
            module.activities,
            course.quizzes[module.id].questions,
            course.guides.get(module.id),
        )
        for module in course.modules.values()
        if not modules or module.id in modules
    ]
    return {"rows": rows}


@macro()
def review_table(course: Course, here: Here) -> Context:
    """The review status of every module."""
    return {"rows": [(module, index_page(module.id)) for module in course.modules.values()]}
