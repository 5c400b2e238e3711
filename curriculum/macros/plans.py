"""Macros of the ready-made plans: the programme by the clock, what it covers and leaves out, what to bring, and all plans."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from curriculum.fit import fit, materials
from curriculum.fit.course import to_fit
from curriculum.fit.supplies import TABLE
from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.guides import guide_page
from curriculum.macros.modules import index_page
from curriculum.macros.registry import Context, PlanId, macro
from curriculum.model.module import Module, Objective
from curriculum.model.plan import Plan

HALF_DAY = 5 * 60
"""Minutes up to which a single day is called half a day."""


def plan_page(plan: str) -> str:
    """The page source of a ready-made plan."""
    return f"plans/{plan}.md"


def programme(course: Course, plan: Plan) -> dict[str, Any]:
    """What the fitter makes of a plan (`curriculum.fit.fit`)."""
    return fit(plan.request(), _data(course, plan))


def _data(course: Course, plan: Plan) -> dict[str, Any]:
    taken = {item.id for item in plan.modules}
    return to_fit([module for module in course.modules.values() if module.id in taken], course.guides)


def _taken(course: Course, plan: Plan) -> list[Module]:
    return [course.modules[item.id] for item in plan.modules]


def length(plan: Plan) -> int:
    """The days of a plan; 0 for half a day."""
    first = plan.days[0]
    minutes = (int(first.ends[:2]) - int(first.starts[:2])) * 60 + int(first.ends[3:]) - int(first.starts[3:])
    return 0 if len(plan.days) == 1 and minutes <= HALF_DAY else len(plan.days)


@macro()
def plan_facts(course: Course, here: Here, plan: PlanId) -> Context:
    """At the top of a plan: for whom, how long, how many people, and what the plan builds on but does not teach."""
    found = course.plans[plan]
    made = programme(course, found)
    needed = {warning["needs"] for warning in made["warnings"] if warning["code"] == "prerequisite-missing"}
    return {
        "plan": found,
        "length": length(found),
        "modules": [(module, index_page(module.id)) for module in _taken(course, found)],
        "parts": {each["module"] for each in made["unplaced"]},
        "versions": {item.id: item.version for item in found.modules},
        "before": [(module, index_page(name)) for name, module in course.modules.items() if name in needed],
        "planner": "plan.md" if "plan.md" in course.pages else None,
    }


@macro()
def plan_programme(course: Course, here: Here, plan: PlanId) -> Context:
    """The programme by the clock, a table for each day, with a link to each session in its facilitator guide."""
    found = course.plans[plan]
    return {
        "plan": found,
        "days": programme(course, found)["days"],
        "modules": course.modules,
        "guide_page": guide_page,
        "pages": course.pages,
    }


@macro()
def plan_objectives(course: Course, here: Here, plan: PlanId) -> Context:
    """The objectives that the plan covers, and those that it leaves out, with the sessions that would bring each back."""
    found = course.plans[plan]
    made = programme(course, found)
    titles = {each.id: each.title for module in course.modules.values() for each in module.sessions}
    texts = {each.id: each for module in course.modules.values() for each in module.objectives}
    left = [(texts[each["objective"]], [titles[name] for name in each["sessions"]], each) for each in made["left_out"]]
    return {
        "covered": [(module, _of(module, made["covered"])) for module in _taken(course, found)],
        "left": left,
        "modules": course.modules,
    }


def _of(module: Module, names: Iterable[str]) -> list[Objective]:
    wanted = set(names)
    return [each for each in module.objectives if each.id in wanted]


@macro()
def plan_materials(course: Course, here: Here, plan: PlanId) -> Context:
    """What has to be on the tables, with the number of pieces for the group, and where to print each worksheet."""
    found = course.plans[plan]
    needed = materials(found.request(), programme(course, found), _data(course, found))
    sheets = {sheet.material: sheet.id for guide in course.guides.values() for sheet in guide.worksheets}
    return {
        "plan": found,
        "table": TABLE,
        "rows": [(each, guide_page(each["module"], "worksheets"), sheets.get(each["id"])) for each in needed],
        "modules": course.modules,
    }


@macro()
def plan_pages(course: Course, here: Here, plan: PlanId) -> Context:
    """Guide, worksheets and answers of each module of the plan."""
    kinds = ("guide", "worksheets", "answers")
    rows = [
        (module, [(kind, guide_page(module.id, kind)) for kind in kinds if guide_page(module.id, kind) in course.pages])
        for module in _taken(course, course.plans[plan])
    ]
    return {"rows": [(module, pages) for module, pages in rows if pages]}


@macro()
def plan_list(course: Course, here: Here) -> Context:
    """Every ready-made plan by length, then by audience."""
    plans = sorted(course.plans.values(), key=lambda each: (length(each), each.title.casefold()))
    lengths = [(days, [each for each in plans if length(each) == days]) for days in sorted({length(i) for i in plans})]
    roles = [(role, [each for each in plans if role.id in each.roles]) for role in course.roles]
    return {
        "lengths": lengths,
        "roles": [(role, found) for role, found in roles if found],
        "anybody": [each for each in plans if not each.roles],
        "pages": {each.id: plan_page(each.id) for each in plans},
    }
