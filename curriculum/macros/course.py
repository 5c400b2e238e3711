"""Macros of the pages around the modules: home, course overview, lists over all modules."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.modules import index_page
from curriculum.macros.registry import Context, macro


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


@macro()
def exercise_list(course: Course, here: Here) -> Context:
    """Every group activity and the number of self-check questions, by module."""
    rows = [
        (module, index_page(module.id), module.activities, len(course.quizzes[module.id].questions))
        for module in course.modules.values()
    ]
    return {"rows": rows}


@macro()
def review_table(course: Course, here: Here) -> Context:
    """The review status of every module."""
    return {"rows": [(module, index_page(module.id)) for module in course.modules.values()]}
