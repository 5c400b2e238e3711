"""The macros of the pages: each is a small function that gathers data, and a template of the same name that shows it."""

from curriculum.macros import cases, countries, course, guides, marks, modules, self_check, sources, trace, workshops
from curriculum.macros.registry import MACROS

__all__ = [
    "MACROS",
    "cases",
    "countries",
    "course",
    "guides",
    "marks",
    "modules",
    "self_check",
    "sources",
    "trace",
    "workshops",
]
