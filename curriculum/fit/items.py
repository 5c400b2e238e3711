"""What is to be taught: the sessions of the modules and objectives asked for, after the trainer's edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from curriculum.fit.ask import Ask, line, own_id, whole

SHORTEST, LONGEST = 5, 480
"""Minutes that an item may be given by hand."""

Modules = Mapping[str, Mapping[str, Any]]
Warnings = list[dict[str, Any]]


@dataclass(frozen=True)
class Item:
    """Something to be placed; `minutes` are those on the clock, with the factor. An own item has no module."""

    id: str
    kind: str
    title: str
    minutes: int
    module: str | None = None
    version: str | None = None


def slowed(minutes: int, factor: int) -> int:
    """Minutes with interpretation (`factor` in hundredths), rounded up to five; without it, the minutes as planned."""
    return minutes if factor == 100 else -(-minutes * factor // 500) * 5


def choose(ask: Ask, modules: Modules) -> list[Item]:
    """The sessions of the modules asked for; then, of other modules in the course's order, those that serve an objective."""
    asked = dict(ask.modules)
    found = [item for name, version in ask.modules for item in _of(modules[name], version, ask)]
    for name, module in modules.items():
        if name not in asked:
            found += [item for item in _of(module, "full", ask) if _serves(module, item.id, ask.objectives)]
    return found


def _of(module: Mapping[str, Any], version: str, ask: Ask) -> list[Item]:
    field = "short" if version == "short" else "minutes"
    return [
        Item(each["id"], "session", each["title"], slowed(each[field], ask.factor), module["id"], version)
        for each in module["sessions"]
        if each[field]
    ]


def _serves(module: Mapping[str, Any], session: str, objectives: tuple[str, ...]) -> bool:
    return any(
        each["id"] == session and any(name in objectives for name in each["objectives"]) for each in module["sessions"]
    )


def edited(items: list[Item], ask: Ask, modules: Modules) -> tuple[list[Item], list[Item], Warnings]:
    """The items after the edits, the items dropped, and the edits that could not be done."""
    dropped: list[Item] = []
    warnings: Warnings = []
    for index, edit in ask.edits:
        fault = _edit(items, dropped, edit)
        if fault:
            warnings.append({"code": "edit-unknown", "edit": index, "field": fault})
    return items, dropped, warnings


def _edit(items: list[Item], dropped: list[Item], edit: Mapping[str, Any]) -> str | None:
    """Do one edit on `items`. Returns the field for which it could not be done, or None."""
    op = edit.get("op")
    if op == "own":
        return _own(items, dropped, edit)
    if op not in ("drop", "move", "length"):
        return "op"
    at = _place(items, edit.get("item"))
    if at is None:
        return "item"
    if op == "drop":
        dropped.append(items.pop(at))
    elif op == "length":
        minutes = whole(edit.get("minutes"), SHORTEST, LONGEST)
        if minutes is None:
            return "minutes"
        items[at] = replace(items[at], minutes=minutes)
    else:
        before = edit.get("before")
        if before is not None and (before == edit.get("item") or _place(items, before) is None):
            return "before"
        _insert(items, items.pop(at), before)
    return None


def _own(items: list[Item], dropped: list[Item], edit: Mapping[str, Any]) -> str | None:
    name, title, before = own_id(edit.get("id")), line(edit.get("title")), edit.get("before")
    minutes = whole(edit.get("minutes"), SHORTEST, LONGEST)
    if name is None or any(item.id == name for item in (*items, *dropped)):
        return "id"
    if title is None:
        return "title"
    if minutes is None:
        return "minutes"
    if before is not None and _place(items, before) is None:
        return "before"
    _insert(items, Item(name, "own", title, minutes), before)
    return None


def _place(items: list[Item], name: Any) -> int | None:
    return next((at for at, item in enumerate(items) if item.id == name), None)


def _insert(items: list[Item], item: Item, before: Any) -> None:
    at = None if before is None else _place(items, before)
    items.insert(len(items) if at is None else at, item)


def order(items: list[Item], ask: Ask, modules: Modules) -> Warnings:
    """Where the order that a module needs is broken: its own sessions, and the modules that it builds on."""
    places = {item.id: at for at, item in enumerate(items)}
    warnings: Warnings = []
    spans: dict[str, list[int]] = {}
    for item in items:
        if item.module:
            spans.setdefault(item.module, []).append(places[item.id])
    for name, module in modules.items():
        if name not in spans:
            continue
        own = [each["id"] for each in module["sessions"] if each["id"] in places]
        warnings += [
            {"code": "order", "module": name, "item": second, "before": first}
            for first, second in pairwise(own)
            if places[second] < places[first]
        ]
        for needed in module["prerequisites"]:
            if needed not in spans:
                warnings.append({"code": "prerequisite-missing", "module": name, "needs": needed})
            elif max(spans[needed]) > min(spans[name]):
                warnings.append({"code": "prerequisite-later", "module": name, "needs": needed})
    return warnings
