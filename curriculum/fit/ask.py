"""Read a request, whatever it holds: unreadable values are replaced, and a warning names the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DAYS, BREAKS, EDITS = 10, 40, 300
"""The most days, breaks and edits that are read; the rest is told and left out."""

HEAD, REVIEW, CLOSING = 30, 10, 30
"""Minutes of the opening, of the review on later days and of the closing, where the request says nothing."""

BREAK_KINDS = ("break", "lunch", "prayer")
DAY_MINUTES = 24 * 60
GROUP = 20

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DATE = re.compile(r"((?:19|2[0-9])[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_OWN = re.compile(r"own-[1-9][0-9]{0,3}")
_BLANK = re.compile(r"[\x00-\x20\x7f]+")
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Day:
    """A day asked for, in minutes since midnight; `end` is `start` where the day has no time."""

    date: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Break:
    """A pause at a time of day. `days` are numbers from 1; none means every day."""

    kind: str
    at: int
    minutes: int
    days: tuple[int, ...]


@dataclass(frozen=True)
class Ask:
    """A request that can be fitted. `factor` is in hundredths, so that both engines reckon with whole numbers."""

    days: tuple[Day, ...]
    breaks: tuple[Break, ...]
    factor: int
    opening: int
    closing: int
    review: int
    group: int
    modules: tuple[tuple[str, str], ...]
    objectives: tuple[str, ...]
    edits: tuple[tuple[int, Mapping[str, Any]], ...]


Warnings = list[dict[str, Any]]


def whole(value: Any, low: int, high: int) -> int | None:
    """`value` if it is a whole number from `low` to `high`; JSON's 30.0 is one, its true is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if low <= value <= high and value == int(value) else None


def line(value: Any, most: int = 120) -> str | None:
    """A text in one line of at most `most` characters, or None if there is none."""
    if not isinstance(value, str):
        return None
    return _BLANK.sub(" ", value).strip(" ")[:most].strip(" ") or None


def clock(value: Any) -> int | None:
    """Minutes since midnight of "09:00", or None."""
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    return int(match[1]) * 60 + int(match[2]) if match else None


def date(value: Any) -> str | None:
    """`value` if it is a day that exists, from 1900 to 2999."""
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups())
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return value if day <= _MONTHS[month - 1] + leap else None


def own_id(value: Any) -> str | None:
    """`value` if it may be the id of an own item: own-1 to own-9999."""
    return value if isinstance(value, str) and _OWN.fullmatch(value) else None


def read(request: Any, course: Mapping[str, Any]) -> tuple[Ask, Warnings]:
    """The request as it will be fitted, and what had to be replaced."""
    fields = request if isinstance(request, dict) else {}
    warnings: Warnings = []
    days = _days(fields, warnings)
    minutes = {
        name: _or(fields, name, usual, 0, 240, warnings)
        for name, usual in (("opening", HEAD), ("closing", CLOSING), ("review", REVIEW))
    }
    group = _or(fields, "group", GROUP, 1, 500, warnings)
    factor = _factor(fields, warnings)
    breaks = _breaks(fields, warnings)
    modules, objectives = _modules(fields, course, warnings), _objectives(fields, course, warnings)
    edits = tuple((i, edit) for i, edit in _list(fields, "edits", EDITS, warnings))
    if not modules and not objectives:
        warnings.append({"code": "empty"})
    return Ask(
        days,
        breaks,
        factor,
        minutes["opening"],
        minutes["closing"],
        minutes["review"],
        group,
        modules,
        objectives,
        edits,
    ), warnings


def _bad(field: str, used: Any = None) -> dict[str, Any]:
    return {"code": "bad-value", "field": field, "used": used}


def _list(fields: Mapping[str, Any], name: str, most: int, warnings: Warnings) -> list[tuple[int, Mapping[str, Any]]]:
    """The objects of a list with their places; what is no object, or too much, is told and left out."""
    found = _values(fields.get(name), name, most, warnings)
    return [(i, item) for i, item in found if _is_object(item, f"{name}[{i}]", warnings)]


def _values(value: Any, name: str, most: int, warnings: Warnings) -> list[tuple[int, Any]]:
    if value is None:
        return []
    if not isinstance(value, list):
        warnings.append(_bad(name))
        return []
    if len(value) > most:
        warnings.append({"code": "too-many", "field": name, "most": most})
    return list(enumerate(value[:most]))


def _is_object(item: Any, field: str, warnings: Warnings) -> bool:
    if not isinstance(item, dict):
        warnings.append(_bad(field))
    return isinstance(item, dict)


def _or(fields: Mapping[str, Any], name: str, usual: int, low: int, high: int, warnings: Warnings) -> int:
    value = fields.get(name)
    if value is None:
        return usual
    found = whole(value, low, high)
    if found is None:
        warnings.append(_bad(name, usual))
        return usual
    return found


def _factor(fields: Mapping[str, Any], warnings: Warnings) -> int:
    """The interpretation factor in hundredths: 1, or 1.5 to 2. Between and beyond, the nearest that is not too little."""
    value = fields.get("factor")
    if value is None:
        return 100
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # NaN differs from itself
        warnings.append(_bad("factor", 1))
        return 100
    if value == 1 or 1.5 <= value <= 2:
        return int(value * 100 + 0.5)
    used = 100 if value < 1 else 150 if value < 1.5 else 200
    warnings.append(_bad("factor", used // 100 if used != 150 else 1.5))
    return used


def _days(fields: Mapping[str, Any], warnings: Warnings) -> tuple[Day, ...]:
    found = list[Day]()
    last = None
    for i, item in _list(fields, "days", DAYS, warnings):
        day = date(item.get("date"))
        if item.get("date") is not None and day is None:
            warnings.append(_bad(f"days[{i}].date"))
        start, end = clock(item.get("starts")), clock(item.get("ends"))
        for name, value in (("starts", start), ("ends", end)):
            if value is None:
                warnings.append(_bad(f"days[{i}].{name}"))
        if start is None or end is None:
            start = end = 0
        elif end <= start:
            warnings.append({"code": "day-order", "day": len(found) + 1})
            end = start
        if day and last and day <= last:
            warnings.append({"code": "date-order", "day": len(found) + 1})
        last = day or last
        found.append(Day(day, start, end))
    return tuple(found)


def _breaks(fields: Mapping[str, Any], warnings: Warnings) -> tuple[Break, ...]:
    found = []
    for i, item in _list(fields, "breaks", BREAKS, warnings):
        kind, at, minutes = item.get("kind"), clock(item.get("at")), whole(item.get("minutes"), 5, 180)
        wrong = [
            f"breaks[{i}].{name}"
            for name, good in (("kind", kind in BREAK_KINDS), ("at", at is not None), ("minutes", minutes is not None))
            if not good
        ]
        days = [whole(day, 1, DAYS) for _, day in _values(item.get("days"), f"breaks[{i}].days", DAYS, warnings)]
        if None in days:
            wrong.append(f"breaks[{i}].days")
        if at is not None and minutes is not None and at + minutes > DAY_MINUTES:
            wrong.append(f"breaks[{i}].minutes")
        warnings += [_bad(field) for field in wrong]
        if not wrong and at is not None and minutes is not None:
            found.append(Break(str(kind), at, minutes, tuple(day for day in days if day is not None)))
    return tuple(found)


def _modules(fields: Mapping[str, Any], course: Mapping[str, Any], warnings: Warnings) -> tuple[tuple[str, str], ...]:
    """The modules asked for, each once, each after those of its prerequisites that are asked for too."""
    known = {module["id"]: module for module in course["modules"]}
    versions: dict[str, str] = {}
    for i, item in _list(fields, "modules", len(known) * 2, warnings):
        name, version = item.get("id"), item.get("version") or "full"
        if not isinstance(name, str) or name not in known:
            warnings.append({"code": "unknown", "field": f"modules[{i}].id", "id": line(name, 80)})
        elif name in versions:
            warnings.append({"code": "twice", "field": f"modules[{i}].id", "id": name})
        else:
            if version not in ("full", "short"):
                warnings.append(_bad(f"modules[{i}].version", "full"))
            versions[name] = "short" if version == "short" else "full"
    ordered: dict[str, str] = {}

    def add(name: str) -> None:
        for needed in known[name]["prerequisites"]:
            if needed in versions and needed not in ordered:
                add(needed)
        ordered.setdefault(name, versions[name])

    for name in versions:
        add(name)
    return tuple(ordered.items())


def _objectives(fields: Mapping[str, Any], course: Mapping[str, Any], warnings: Warnings) -> tuple[str, ...]:
    """The objectives asked for, each once."""
    known = {item["id"] for module in course["modules"] for item in module["objectives"]}
    found: dict[str, None] = {}
    for i, name in _values(fields.get("objectives"), "objectives", len(known) * 2, warnings):
        if not isinstance(name, str) or name not in known:
            warnings.append({"code": "unknown", "field": f"objectives[{i}]", "id": line(name, 80)})
        else:
            found[name] = None
    return tuple(found)
