"""`make bench`: measure everything, write build/bench.json, print one table. Takes about fifteen minutes on two cores."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from typing import Any

from bench import builds, editions, lighthouse, pages, saving, search, weight
from bench.table import table
from tests.small_course import ROOT

WORK = ROOT / "build/bench"
GLOSSARY = "data/glossary.yml"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WITHOUT_WINDOW = "chromium-headless-shell"
"""Fetches what a page asks for and nothing by itself, so that bytes are the same each time."""


def main() -> None:
    """Run every measurement, one after the other, and write what there is after each."""
    real = pages.real(WORK / "real")
    builds.run("make", real)
    builds.run("stock", real)
    site, stock = real / "site", real / "build/stock"
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    parts: dict[str, Callable[[], Any]] = {
        "builds": lambda: builds.measure(WORK),
        "editions": lambda: editions.measure(pages.real(WORK / "editions")),
        "saving": lambda: {
            "300 generated pages": saving.measure(WORK / "pages-300", GLOSSARY, "No State may return", "glossary/"),
            "the real course": saving.measure(real, GLOSSARY, "The order differs", "glossary/"),
        },
        "weight": lambda: weight.measure(shutil.which(WITHOUT_WINDOW) or browser, site, stock),
        "search": lambda: search.measure(browser, site, stock, WORK),
        "lighthouse": lambda: lighthouse.measure(browser, site, WORK),
    }
    found: dict[str, Any] = {}
    for name, measure in parts.items():
        print(f"{name} ...", flush=True)  # noqa: T201
        needs_browser = name in {"weight", "search", "lighthouse"}
        found[name] = measure() if browser or not needs_browser else "cannot be had here: Chromium is missing"
        (ROOT / "build/bench.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))  # noqa: T201


if __name__ == "__main__":
    main()
