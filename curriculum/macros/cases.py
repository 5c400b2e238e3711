"""Macros of the cases: one case on its own page, the lists of the bank, and the set to print for groups."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.modules import index_page
from curriculum.macros.registry import CaseId, Context, macro
from curriculum.model.case import Branching, Case

STEPS = (20, 30, 45)
"""The minutes up to which cases are listed together."""


@dataclass(frozen=True)
class Choosing:
    """Where a node or ending is reached from: number of the node (from 1), its id, and number of the choice (from 1)."""

    number: int
    node: str
    choice: int


def case_page(case: str) -> str:
    """The page source of a case."""
    return f"cases/{case}.md"


def ways_back(branching: Branching) -> dict[str, tuple[Choosing, ...]]:
    """For each node and ending the choices that lead to it."""
    found: dict[str, list[Choosing]] = {}
    for number, node in enumerate(branching.nodes, start=1):
        for position, choice in enumerate(node.choices, start=1):
            found.setdefault(choice.to, []).append(Choosing(number, node.id, position))
    return {name: tuple(choices) for name, choices in found.items()}


def modules_of(course: Course, case: Case) -> list[str]:
    """The modules whose objectives a case serves, in the order of the course."""
    wanted = set(case.objectives)
    return [name for name, module in course.modules.items() if wanted & {item.id for item in module.objectives}]


@macro()
def case(course: Course, here: Here, id: CaseId, /) -> Context:
    """A whole case: facts in stages and a decision, or a path with its choices; then law, needs and follow-up."""
    return {"case": course.cases[id], "sets": sets_with(course, id), **_around(course, course.cases[id])}


def sets_with(course: Course, case: str) -> dict[str, str]:
    """The pages of the sets to print that hold a case: "sheets" and "answers", as far as there are any."""
    found: dict[str, str] = {}
    for page in course.pages.values():
        for call in page.calls:
            if call.name == "case_set":
                wanted = dict(zip(("content", "part", "of"), call.args, strict=False)) | call.kwargs
                if case in (item.id for item in _part(course, wanted.get("part", "1"), wanted.get("of", "1"))):
                    found.setdefault(wanted["content"], page.path)
    return found


def _around(course: Course, case: Case) -> Context:
    """What a case refers to, and how its path hangs together."""
    wanted = set(case.objectives)
    branching = case.branching
    return {
        "countries": [course.country_name(code) for code in case.countries],
        "roles": [role.title for role in course.roles if role.id in case.roles],
        "objectives": [
            (module, index_page(module.id), item)
            for module in course.modules.values()
            for item in module.objectives
            if item.id in wanted
        ],
        "back": ways_back(branching) if branching else {},
        "number": {node.id: number for number, node in enumerate(branching.nodes, start=1)} if branching else {},
        "ending": {ending.id: ending.title for ending in branching.endings} if branching else {},
    }


@macro()
def case_list(course: Course, here: Here) -> Context:
    """The bank: every case with its summary, and lists by sector, role, country, module, minutes and problem."""
    cases = sorted(course.cases.values(), key=lambda item: item.title.casefold())
    names = [role.id for role in course.roles]
    codes = sorted({code for item in cases for code in item.countries}, key=course.country_name)
    lists = {
        "sector": _groups(cases, sorted({item.sector for item in cases}), lambda item: (item.sector,)),
        "role": _groups(cases, names, lambda item: item.roles),
        "country": _groups(cases, codes, lambda item: item.countries),
        "module": _groups(cases, course.modules, lambda item: modules_of(course, item)),
        "minutes": _groups(cases, (*STEPS, 0), lambda item: (_step(item.minutes),)),
        "feature": _groups(cases, sorted({name for item in cases for name in item.features}), lambda i: i.features),
    }
    labels = {
        "role": {role.id: role.title for role in course.roles},
        "country": {code: course.country_name(code) for code in codes},
        "module": {name: module.title for name, module in course.modules.items()},
    }
    pages = {item.id: case_page(item.id) for item in cases}
    return {"cases": cases, "pages": pages, "lists": lists, "labels": labels, "longest": STEPS[-1]}


def _groups(
    cases: list[Case], keys: Iterable[str | int], of: Callable[[Case], Iterable[str | int]]
) -> list[tuple[str | int, list[Case]]]:
    """The cases under each key that has some, in the order of `keys`."""
    found = [(key, [item for item in cases if key in of(item)]) for key in keys]
    return [(key, items) for key, items in found if items]


def _step(minutes: int) -> int:
    """The step of STEPS into which so many minutes fall, or 0 for more than the last."""
    return next((step for step in STEPS if minutes <= step), 0)


@macro()
def case_set(course: Course, here: Here, content: str, part: str = "1", of: str = "1") -> Context:
    """Cases one after the other, each on a new page in print: "sheets" for groups, or "answers" for who leads them."""
    if content not in {"sheets", "answers"}:
        raise ValueError(f'case_set() shows "sheets" or "answers", not "{content}"')
    return {
        "rows": [(item, case_page(item.id), _around(course, item)) for item in _part(course, part, of)],
        "answers": content == "answers",
        "today": course.today,
    }


def _part(course: Course, part: str, of: str) -> list[Case]:
    """The cases of one of so many parts of the bank (from 1), in the order of their titles."""
    cases = sorted(course.cases.values(), key=lambda item: item.title.casefold())
    size = math.ceil(len(cases) / int(of))
    return cases[size * (int(part) - 1) : size * int(part)]
