"""The course as the fitter reads it, in Python and in the browser: modules with sessions, objectives and materials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from curriculum.load import Course
from curriculum.model.guide import Guide
from curriculum.model.module import Module
from curriculum.safe import script_json

SCRIPT = "assets/plan/course.js"
"""Where the script stands below the site: only the page that plans fetches it, and it runs from disk too."""

KINDS = ("opening", "review", "closing", "break", "lunch", "prayer", "free")
"""What stands in a programme besides sessions and own items; data/strings/ has a word for each."""


def course_data(course: Course) -> dict[str, Any]:
    """Modules, ready-made plans, roles, countries and words, as plain data."""
    return {
        **to_fit(course.modules.values(), course.guides),
        "plans": [{"id": plan.id, "title": plan.title, "request": plan.request()} for plan in course.plans.values()],
        "roles": [{"id": role.id, "title": role.title, "modules": list(role.modules)} for role in course.roles],
        "countries": [
            {"code": country.code.lower(), "name": country.name}
            for country in sorted(course.countries.values(), key=lambda each: each.name)
        ],
        "words": {kind: course.extra.strings[f"programme_{kind}"] for kind in KINDS},
    }


def to_fit(modules: Iterable[Module], guides: Mapping[str, Guide]) -> dict[str, Any]:
    """What the fitter alone needs of a course: its modules; the words are the kinds themselves."""
    return {
        "modules": [_module(module, guides.get(module.id)) for module in modules],
        "words": {kind: kind for kind in KINDS},
    }


def _module(module: Module, guide: Guide | None) -> dict[str, Any]:
    short = {each.session: each.minutes for each in guide.short.sessions} if guide else {}
    return {
        "id": module.id,
        "title": module.title,
        "short_title": module.short_title,
        "prerequisites": list(module.prerequisites),
        "factor": guide.interpretation.factor if guide else None,
        "objectives": [{"id": each.id, "text": each.text} for each in module.objectives],
        "sessions": [
            {
                "id": each.id,
                "title": each.title,
                "minutes": each.minutes,
                "short": short.get(each.id, 0),
                "objectives": list(each.objectives),
                "materials": sorted(_materials(module, guide, each.id)),
            }
            for each in module.sessions
        ],
        "materials": [
            {"id": each.id, "title": each.title, "kind": each.kind, "quantity": each.quantity, "per": each.per}
            for each in module.materials
        ],
    }


def _materials(module: Module, guide: Guide | None, session: str) -> set[str]:
    """The materials of a session: those of its activity, and the worksheets (w1, w2) that its steps in the guide name."""
    found = next(each for each in module.sessions if each.id == session)
    used = {name for each in module.activities if each.id == found.activity for name in each.materials}
    return used | set(_named(guide, session) if guide else ())


def _named(guide: Guide, session: str) -> Iterator[str]:
    said = " ".join(step.do for each in guide.sessions if each.session == session for step in each.steps)
    for sheet in guide.worksheets:
        if re.search(rf"\b{sheet.id.rpartition('-')[2]}\b", said):
            yield sheet.material


def write(site: Path, course: Course) -> None:
    """Put the script that gives a page `window.vcaCourse` below `site`."""
    path = site / SCRIPT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"window.vcaCourse = {script_json(course_data(course))};\n", encoding="utf-8", newline="\n")
