"""Time and memory of builds: each round runs every way once, so that what else the machine does meets all of them alike."""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.pages import course, page
from curriculum.compiled import FOLDER
from curriculum.site import CHECKED, FINISHES, files_of, seal

ENVIRONMENT = {**os.environ, "BUILD_DATE": "2026-11-23", "NO_MKDOCS_2_WARNING": "1"}
SIZES = {30: 3, 300: 7, 1500: 1}
"""Generated pages, and the rounds at that size."""


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock, seconds of the processor, and the most memory, in MiB."""

    wall: float
    cpu: float
    memory: float


def command(way: str) -> list[str]:
    """How a course is built in one of the ways of `pages`; `make` is `make build`: check, build, finish and audit.

    `ours` is plain `mkdocs build`, with checks, index of the search and all. `engine` is what `make build` asks of MkDocs: it has
    checked the data itself and finishes the pages itself. So it is what to hold against `expanded`, which does neither. The
    templates of macros are compiled already, as Python's modules are; `engine anew` compiles them.
    """
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir"]
    return {
        "ours": [*mkdocs, "build/ours"],
        "engine": [*mkdocs, "build/engine"],
        "engine anew": [*mkdocs, "build/engine"],
        "stock": [*mkdocs, "build/stock", "-f", "stock.yml"],
        "expanded": [*mkdocs, "build/expanded-site", "-f", "expanded.yml"],
        "zensical": [sys.executable, "-m", "zensical", "build", "--clean"],
        "zensical again": [sys.executable, "-m", "zensical", "build"],
        "make": [sys.executable, "-m", "curriculum", "--root", ".", "build"],
        "editions": [sys.executable, "-m", "curriculum", "--root", ".", "editions"],
    }[way]


LAUNCH = """import json, resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
wall, used = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.stdout.decode()[-2000:]]))
"""
"""Runs a command from a small process, since a child counts as its own the most memory that its parent ever had."""


def run(way: str, folder: Path) -> Run:
    """Build `folder` once. Raises RuntimeError with the last words of a build that fails."""
    alone = {FINISHES: "1"} if way in {"engine", "engine anew", "stock"} else {}
    if way in {"engine", "engine anew"}:
        alone |= {CHECKED: seal(files_of(folder))}
    if way == "engine anew":
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
    launch = [sys.executable, "-S", "-c", LAUNCH, *command(way)]
    done = subprocess.run(launch, cwd=folder, env={**ENVIRONMENT, **alone}, capture_output=True, text=True, check=True)
    code, wall, cpu, memory, said = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{way}: {said}")
    return Run(wall, cpu, memory)


def rounds(
    folder: Path, ways: list[str], number: int, before: Callable[[], None] = lambda: None
) -> dict[str, list[Run]]:
    """`number` rounds of all ways, after `before` each time."""
    found: dict[str, list[Run]] = {way: [] for way in ways}
    for _ in range(number):
        for way in ways:
            before()
            found[way].append(run(way, folder))
    return found


def ratio(ones: list[Run], others: list[Run], of: str = "cpu") -> float:
    """The median of the ratios of paired runs."""
    return float(
        statistics.median(getattr(one, of) / getattr(other, of) for one, other in zip(ones, others, strict=True))
    )


def median(runs: list[Run], of: str) -> float:
    """The median of one measure."""
    return round(float(statistics.median(getattr(item, of) for item in runs)), 2)


def exponent(times: dict[int, float]) -> float:
    """The slope of a line through the logarithms of pages and seconds: 1 means that time grows as pages do."""
    return statistics.linear_regression(
        *zip(*((math.log(n), math.log(t)) for n, t in times.items()), strict=True)
    ).slope


def measure(work: Path) -> dict[str, Any]:
    """Cold builds at each size, ratios at 300 pages, and builds after one page changed."""
    cold: dict[int, dict[str, list[Run]]] = {}
    for size, number in SIZES.items():
        folder = course(work / f"pages-{size}", size)
        # Zensical refuses the ledger of 1,500 such pages: a text in its search index has a limit.
        # What is held against each other runs one right after the other.
        ways = (
            ["ours", "stock"]
            if size == max(SIZES)
            else ["engine anew", "expanded", "engine", "ours", "stock", "zensical", "make"]
        )
        cold[size] = rounds(folder, ways, number)
        print(f"  {size} pages: " + ", ".join(f"{way} {median(runs, 'wall')} s" for way, runs in cold[size].items()))  # noqa: T201
    folder = work / "pages-300"
    changes = iter(range(10**6))
    changed = folder / "docs/generated/part-1/group-15/page-155.md"

    def change() -> None:
        changed.write_text(page(155) + f"\nChanged {next(changes)}.\n", encoding="utf-8")

    shutil.rmtree(folder / ".cache", ignore_errors=True)
    run("zensical again", folder)
    one = rounds(folder, ["ours", "zensical again"], SIZES[300], change)
    at = cold[300]
    return {
        "cold": {
            size: {way: {of: median(runs, of) for of in ("wall", "cpu", "memory")} for way, runs in ways.items()}
            for size, ways in cold.items()
        },
        "exponent of ours": round(exponent({size: median(ways["ours"], "cpu") for size, ways in cold.items()}), 3),
        "exponent of ours from 300 pages": round(
            exponent({size: median(cold[size]["ours"], "cpu") for size in (300, 1500)}), 3
        ),
        "ours against stock Material at 300": round(ratio(at["ours"], at["stock"]), 3),
        "ours against macros expanded at 300": round(ratio(at["engine"], at["expanded"]), 3),
        "with templates to compile, against macros expanded at 300": round(ratio(at["engine anew"], at["expanded"]), 3),
        "with its checks, against macros expanded at 300": round(ratio(at["ours"], at["expanded"]), 3),
        "ours against Zensical at 300": round(ratio(at["ours"], at["zensical"]), 3),
        "ours against Zensical at 300, by the clock": round(ratio(at["ours"], at["zensical"], "wall"), 3),
        "ours against stock Material at 300, by the clock": round(ratio(at["ours"], at["stock"], "wall"), 3),
        "make build against ours at 300": round(ratio(at["make"], at["ours"]), 3),
        "one page changed against cold, ours": round(ratio(one["ours"], at["ours"]), 3),
        "one page changed against cold, Zensical": round(ratio(one["zensical again"], at["zensical"]), 3),
    }
