"""The macros of the pages: each is a small function that gathers data, and a template of the same name that shows it."""

from curriculum.macros import (
    cases,
    changes,
    countries,
    course,
    course_tests,
    guides,
    marks,
    modules,
    outcomes,
    packs,
    plans,
    programme,
    self_check,
    sources,
    tools,
    trace,
    workshops,
)
from curriculum.macros.registry import MACROS

__all__ = [
    "MACROS",
    "cases",
    "changes",
    "countries",
    "course",
    "course_tests",
    "guides",
    "marks",
    "modules",
    "outcomes",
    "packs",
    "plans",
    "programme",
    "self_check",
    "sources",
    "tools",
    "trace",
    "workshops",
]
