"""Fit a trainer's request to the clock: which session stands when, what is left out, and what would fit it back.

`docs/assets/js/fit.js` is the same in the browser; tests/vectors/fit/ binds the two. Everything here is pure. A request is
what a page or a file of data/plans/ holds (`curriculum.model.plan` says which fields); the course is `curriculum.fit.course`'s.
Nothing in a request can make it fail: what cannot be read is replaced, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from curriculum.fit.ask import Ask, read
from curriculum.fit.day import Placed, find, lay_out, open_day, stretches
from curriculum.fit.items import Item, choose, edited, order
from curriculum.fit.outcome import covered, left_out, programme_day, unplaced
from curriculum.fit.supplies import materials

__all__ = ["fit", "materials"]

Programme = dict[str, Any]
Warnings = list[dict[str, Any]]


def fit(request: Any, course: Mapping[str, Any]) -> Programme:
    """The programme of `request`: days, covered, left_out, unplaced, spare (minutes a day), short_by (minutes), warnings."""
    ask, warnings = read(request, course)
    found, programme = _fitted(ask, course)
    shorter = [{"code": "short-fits", "module": name} for name in _full(ask, found) if _fits_short(ask, course, name)]
    return {**programme, "warnings": [*warnings, *programme["warnings"], *shorter]}


def _fitted(ask: Ask, course: Mapping[str, Any]) -> tuple[list[Item], Programme]:
    """The items that found no time, and the programme."""
    modules = {module["id"]: module for module in course["modules"]}
    items, dropped, warnings = edited(choose(ask, modules), ask, modules)
    warnings += order(items, ask, modules)
    days, missed, told = _placed(ask, items)
    warnings += told
    placed = {entry.item.id for _, entries in days for entry in entries if entry.item}
    for number, (_, entries) in enumerate(days, start=1):
        warnings += [{"code": "long-stretch", "day": number, **found} for found in stretches(entries)]
    shown = [
        programme_day(day, entries, course["words"]) for day, entries in zip(ask.days, _entries(days), strict=True)
    ]
    return missed, {
        "days": shown,
        "covered": covered(placed, modules),
        "left_out": left_out(ask, modules, placed, {item.id for item in missed}, dropped),
        "unplaced": unplaced(missed, dropped),
        "spare": [sum(entry.end - entry.start for entry in entries if entry.kind == "free") for _, entries in days],
        "short_by": sum(item.minutes for item in missed),
        "warnings": warnings,
    }


def _entries(days: list[tuple[int, list[Placed]]]) -> list[list[Placed]]:
    return [entries for _, entries in days]


def _placed(ask: Ask, items: list[Item]) -> tuple[list[tuple[int, list[Placed]]], list[Item], Warnings]:
    """The entries of each day, the items for which there was no time, and warnings.

    Items keep their order: after the first that finds no room on any day that is left, none is placed. An item longer than
    any gap of any day would stop all others, so it alone is left out.
    """
    opened = [open_day(ask, index) for index in range(len(ask.days))]
    warnings = [warning for _, told in opened for warning in told]
    days = [day for day, _ in opened]
    usable = [day for day in days if day is not None]
    if not usable:
        return [(index, []) for index in range(len(days))], items, [*warnings, {"code": "no-days"}]
    too_long = [item for item in items if not any(find(day, day.after_head, item) for day in usable)]
    warnings += [{"code": "too-long", "item": item.id, "minutes": item.minutes} for item in too_long]
    queue = [item for item in items if item not in too_long]
    result = []
    for index, day in enumerate(days):
        entries, queue = lay_out(day, queue) if day else ([], queue)
        result.append((index, entries))
    missed = {item.id for item in (*too_long, *queue)}
    return result, [item for item in items if item.id in missed], warnings


def _full(ask: Ask, missed: list[Item]) -> list[str]:
    """The modules asked for in full of which a session found no time."""
    late = {item.module for item in missed}
    return [name for name, version in ask.modules if version == "full" and name in late]


def _fits_short(ask: Ask, course: Mapping[str, Any], name: str) -> bool:
    """Whether the short version of a module would fit where the full one does not."""
    versions = tuple((module, "short" if module == name else version) for module, version in ask.modules)
    missed, _ = _fitted(replace(ask, modules=versions), course)
    return all(item.module != name for item in missed)
