"""What editions cost: all of them beside the regional site against the regional site alone, and where 60 countries would lead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.builds import median, ratio, rounds

ROUNDS = 2
COUNTRIES = 60
PAGES_SITE = 1_000_000_000
"""The most that GitHub Pages publishes, in bytes (1 GB)."""


def measure(real: Path) -> dict[str, Any]:
    """Seconds, ratios, most memory (MiB) and size (MB) of the real course in `real`, and the growth to 60 countries."""
    found = rounds(real, ["make", "editions"], ROUNDS)
    alone, all_of_them = found["make"], found["editions"]
    number = len(list((real / "site/editions").iterdir()))
    editions = size(real / "site/editions")
    regional = size(real / "site") - editions
    more = (median(all_of_them, "wall") - median(alone, "wall")) / number
    return {
        "countries": number,
        "regional alone": {of: median(alone, of) for of in ("wall", "cpu", "memory")},
        "with all editions": {of: median(all_of_them, of) for of in ("wall", "cpu", "memory")},
        "ratio of processor time": round(ratio(all_of_them, alone), 2),
        "ratio by the clock": round(ratio(all_of_them, alone, "wall"), 2),
        "regional, MB": round(regional / 1e6, 1),
        "an edition, MB": round(editions / number / 1e6, 1),
        f"{COUNTRIES} countries, MB": round((regional + editions / number * COUNTRIES) / 1e6),
        f"{COUNTRIES} countries, share of what Pages publishes": round(
            (regional + editions / number * COUNTRIES) / PAGES_SITE, 2
        ),
        f"{COUNTRIES} countries, seconds to build": round(median(alone, "wall") + more * COUNTRIES),
    }


def size(folder: Path) -> int:
    """Bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
