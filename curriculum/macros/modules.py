"""Macros of the module pages."""

from __future__ import annotations

from itertools import accumulate

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.registry import ActivityId, Context, ModuleId, macro
from curriculum.model.module import Module, Section


def index_page(module: str) -> str:
    """The page source of a module's index."""
    return f"modules/{module}/index.md"


def section_page(module: str, section: str) -> str:
    """The page source of a section."""
    return f"modules/{module}/{section}.md"


def check_page(module: str) -> str:
    """The page source of a module's self-check."""
    return f"modules/{module}/check.md"


@macro()
def module_summary(course: Course, here: Here, module: ModuleId) -> Context:
    """What the module is: reading and session time, what to read first, its section pages and its self-check."""
    found = course.modules[module]
    return {
        "module": found,
        "reading": sum(section.minutes for section in found.sections),
        "sections": [(section, section_page(module, section.id)) for section in found.sections],
        "before": [(course.modules[name], index_page(name)) for name in found.prerequisites],
        "check": check_page(module),
        "questions": len(course.quizzes[module].questions),
    }


@macro()
def section_summary(course: Course, here: Here) -> Context:
    """At the top of a section page: minutes, and the objectives that the section serves."""
    module, section = _section_of(course, here)
    wanted = set(section.objectives)
    return {
        "module": module,
        "section": section,
        "objectives": [item for item in module.objectives if item.id in wanted],
    }


def _section_of(course: Course, here: Here) -> tuple[Module, Section]:
    parts = here.path.split("/")
    if len(parts) == 3 and parts[0] == "modules" and parts[1] in course.modules:
        module = course.modules[parts[1]]
        for section in module.sections:
            if parts[2] == f"{section.id}.md":
                return module, section
    raise ValueError("section_summary() works on the section pages of a module only")


@macro()
def objectives(course: Course, here: Here, module: ModuleId) -> Context:
    """What a learner can do after the module, as a list."""
    return {"module": course.modules[module]}


@macro()
def sessions(course: Course, here: Here, module: ModuleId) -> Context:
    """The face-to-face plan: each session with its minutes, elapsed time, method, objectives and outline."""
    found = course.modules[module]
    starts = [0, *accumulate(session.minutes for session in found.sessions)]
    number = {objective.id: index for index, objective in enumerate(found.objectives, start=1)}
    rows = [
        (start, session, [number[name] for name in session.objectives])
        for start, session in zip(starts, found.sessions, strict=False)
    ]
    return {
        "module": found,
        "rows": rows,
        "activities": {item.id: item for item in found.activities},
        "guide": f"modules/{module}/guide.md" if module in course.guides else None,
    }


@macro()
def activity(course: Course, here: Here, id: ActivityId, /) -> Context:
    """A group activity: purpose, time, materials, steps with minutes, debrief and safety."""
    for module in course.modules.values():
        for found in module.activities:
            if found.id == id:
                wanted = set(found.objectives)
                return {
                    "activity": found,
                    "materials": [item for item in module.materials if item.id in found.materials],
                    "objectives": [item for item in module.objectives if item.id in wanted],
                }
    raise KeyError(id)


@macro()
def materials(course: Course, here: Here, module: ModuleId) -> Context:
    """What has to be on the table for the module, with quantities."""
    return {"module": course.modules[module]}


@macro()
def key_points(course: Course, here: Here, module: ModuleId) -> Context:
    """What to remember of the module."""
    return {"module": course.modules[module]}


@macro()
def further_reading(course: Course, here: Here, module: ModuleId) -> Context:
    """Texts to read further, from the bibliography."""
    return {"references": [course.references[name] for name in course.modules[module].further]}


@macro()
def review_status(course: Course, here: Here, module: ModuleId) -> Context:
    """Who has reviewed the module, by role."""
    return {"module": course.modules[module]}
