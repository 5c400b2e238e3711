"""The measurements as a table in plain text, each figure beside its limit where it has one."""

from __future__ import annotations

from typing import Any

LIMITS = {
    "exponent of ours": 1.05,
    "exponent of ours from 300 pages": 1.05,
    "ours against stock Material at 300": 0.6,
    "ours against macros expanded at 300": 1.15,
}


def table(found: dict[str, Any]) -> str:
    """Every figure of build/bench.json that a person wants to see."""
    builds = found["builds"]
    lines = ["", "Cold builds                   seconds  processor  MiB"]
    for size, ways in builds["cold"].items():
        for way, run in ways.items():
            lines.append(f"  {size:>5} pages, {way:<16} {run['wall']:>7} {run['cpu']:>9} {run['memory']:>6.0f}")
    lines.append("\nRatios (processor time, medians of paired runs)")
    for name, value in builds.items():
        if name != "cold":
            limit = f"  (limit {LIMITS[name]})" if name in LIMITS else ""
            lines.append(f"  {name:<42} {value:>6}{limit}")
    lines += ["\nEditions of all countries beside the regional site", *_editions(found["editions"])]
    lines.append("\nFrom saving a data file to the refreshed page, seconds")
    lines += [f"  {name:<42} {value['seconds']:>6}" for name, value in found["saving"].items()]
    return "\n".join([*lines, *_weight(found["weight"]), *_search(found["search"]), *_lighthouse(found["lighthouse"])])


def _editions(found: dict[str, Any]) -> list[str]:
    limit = {"ratio of processor time": "  (limit 5, aim 3)"}
    return [f"  {name:<52} {value}{limit.get(name, '')}" for name, value in found.items()]


def _weight(found: dict[str, Any] | str) -> list[str]:
    if isinstance(found, str):
        return [f"\nWeight: {found}"]
    lines = ["\nKiB over the wire (requests)                       first       second"]
    for row in found["pages"]:
        first, second = (f"{row[f'{name} KiB']:>6} ({row[f'{name} requests']})" for name in ("first", "second"))
        lines.append(f"  {row['kind']:<11} {row['page']:<37} {first}  {second}")
    return [*lines, f"  stock Material, one section: {found['stock Material, one section, KiB']} KiB"]


def _search(found: dict[str, Any] | str) -> list[str]:
    if isinstance(found, str):
        return [f"\nSearch: {found}"]
    foreign = found["not in Latin script"]
    lines = [
        f"\nSearch, {found['queries']} queries, {foreign} of them not in Latin script; KiB and right ones in the first three",
        "                             before  searching  scripts  right  of these not in Latin script",
    ]
    for name, row in found.items():
        if isinstance(row, str):
            lines.append(f"  {name}: {row}")
        elif isinstance(row, dict):
            figures = f"{row['KiB before']:>8} {row['KiB of all searches']:>10} {row['KiB of scripts']:>8}"
            right = f"{row['in the first three']:>6} {row['in the first three, not in Latin script']:>6}"
            lines.append(f"  {name:<26} {figures} {right}")
    return lines


def _lighthouse(found: dict[str, Any] | str) -> list[str]:
    if isinstance(found, str):
        return [f"\nLighthouse: {found}"]
    return ["\nLighthouse, mobile, median of five", *(f"  /{page}  {figures}" for page, figures in found.items())]
