"""What came of a fit, as plain data: the days, the objectives covered and left out, the items without a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from curriculum.fit.ask import Ask, Day
from curriculum.fit.day import Placed
from curriculum.fit.items import Item, Modules, slowed


def programme_day(day: Day, entries: Sequence[Placed], words: Mapping[str, str]) -> dict[str, Any]:
    """A day with its items; `words` are the titles of openings, breaks and free time, by kind."""
    return {"date": day.date, "items": [_shown(entry, words) for entry in entries]}


def _shown(entry: Placed, words: Mapping[str, str]) -> dict[str, Any]:
    item = entry.item if entry.kind in ("session", "own") else None
    return {
        "starts": clock_text(entry.start),
        "ends": clock_text(entry.end),
        "kind": entry.kind,
        "title": item.title if item else words[entry.kind],
        "item": item.id if item else None,
        "module": item.module if item else None,
        "version": item.version if item else None,
        "part": list(entry.part) if entry.part else None,
    }


def clock_text(minutes: int) -> str:
    """Minutes since midnight as 09:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def covered(placed: set[str], modules: Modules) -> list[str]:
    """The objectives that a placed session serves, in the order of the course."""
    return [
        objective["id"]
        for module in modules.values()
        for objective in module["objectives"]
        if any(each["id"] in placed and objective["id"] in each["objectives"] for each in module["sessions"])
    ]


def left_out(
    ask: Ask, modules: Modules, placed: set[str], missed: set[str], dropped: Sequence[Item]
) -> list[dict[str, Any]]:
    """The objectives asked for that no placed session serves: with the sessions and minutes that would fit each back."""
    gone = {item.id for item in dropped}
    have = set(covered(placed, modules))
    asked = {name for name, _ in ask.modules}
    found = []
    for name, module in modules.items():
        for objective in module["objectives"]:
            if objective["id"] in have or not (name in asked or objective["id"] in ask.objectives):
                continue
            serving = [each for each in module["sessions"] if objective["id"] in each["objectives"]]
            ids = [each["id"] for each in serving]
            late, cut = any(each in missed for each in ids), any(each in gone for each in ids)
            found.append(
                {
                    "objective": objective["id"],
                    "module": name,
                    "sessions": ids,
                    "minutes": sum(slowed(each["minutes"], ask.factor) for each in serving),
                    "why": "no-time" if late else "dropped" if cut else "short-version",
                }
            )
    return found


def unplaced(missed: Sequence[Item], dropped: Sequence[Item]) -> list[dict[str, Any]]:
    """Every item that stands nowhere, so that nothing is lost without a word."""
    reasons = [(item, "no-time") for item in missed] + [(item, "dropped") for item in dropped]
    return [
        {"item": item.id, "module": item.module, "title": item.title, "minutes": item.minutes, "why": why}
        for item, why in reasons
    ]
