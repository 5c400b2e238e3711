"""What has to be on the tables of a programme, with quantities for the size of the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curriculum.fit.ask import read

TABLE = 5
"""People at a table: the activities of the course ask for groups of four to six."""


def materials(request: Any, programme: Mapping[str, Any], course: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The materials of the sessions in the programme, in the order of the course: id, module, title, kind, per, pieces."""
    group = read(request, course)[0].group
    times = {"participant": group, "group": -(-group // TABLE), "room": 1}
    placed = {item["item"] for day in programme["days"] for item in day["items"]}
    found = []
    for module in course["modules"]:
        used = {name for each in module["sessions"] if each["id"] in placed for name in each["materials"]}
        found += [
            {
                "id": each["id"],
                "module": module["id"],
                "title": each["title"],
                "kind": each["kind"],
                "per": each["per"],
                "pieces": each["quantity"] * times[each["per"]],
            }
            for each in module["materials"]
            if each["id"] in used
        ]
    return found
