"""Macros of the tools for the field: cards, forms, checklists and sheets, each written once for page, print and screen."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.cases import case_page
from curriculum.macros.countries import topic_page
from curriculum.macros.modules import index_page
from curriculum.macros.registry import Context, FormId, macro
from curriculum.model.form import Form

KINDS = ("card", "form", "checklist", "sheet")
"""The kinds of tools, in the order of the list."""


def tool_page(form: str) -> str:
    """The page source of a tool."""
    return f"tools/{form}.md"


def four_page(form: str) -> str:
    """The page source on which a card stands four times, to print on one sheet."""
    return f"tools/{form}-four.md"


def shown(course: Course, form: Form) -> Context:
    """What a template needs to show the sheet of a tool."""
    return {"form": form, "topics": course.topics, "tests": course.tests, "topic_page": topic_page}


@macro()
def tool(course: Course, here: Here, id: FormId, /) -> Context:
    """A tool on its own page: who uses it, when, what it is not, its sources, how to adapt it, and the sheet."""
    form = course.forms[id]
    modules = [(course.modules[name], index_page(name)) for name in form.modules]
    four = four_page(id) if form.kind == "card" else None
    cases = [(course.cases[name], case_page(name)) for name in form.practise]
    return shown(course, form) | {"modules": modules, "four": four, "cases": cases}


@macro()
def tool_sheet(course: Course, here: Here, id: FormId, /) -> Context:
    """The sheet of a tool inside another page, with a link to the tool."""
    return shown(course, course.forms[id]) | {"page": tool_page(id)}


@macro()
def tool_four(course: Course, here: Here, id: FormId, /) -> Context:
    """A card four times, to print on one sheet of A4 or Letter and cut."""
    return shown(course, course.forms[id]) | {"page": tool_page(id)}


@macro()
def tool_list(course: Course, here: Here) -> Context:
    """Every tool by kind, with its summary and what may be done with it on a screen."""
    rows = [
        (kind, [(form, tool_page(form.id)) for form in course.forms.values() if form.kind == kind]) for kind in KINDS
    ]
    by_module = [
        (module, index_page(module.id), [form for form in course.forms.values() if module.id in form.modules])
        for module in course.modules.values()
    ]
    return {
        "rows": [row for row in rows if row[1]],
        "by_module": [row for row in by_module if row[2]],
        "page": tool_page,
    }
