"""`make bench`: measure everything, write build/bench.json, print one table. Takes about fifteen minutes on two cores."""

from __future__ import annotations

import json
import shutil
from typing import Any

from bench import builds, lighthouse, pages, saving, search, weight
from bench.table import table
from tests.small_course import ROOT

WORK = ROOT / "build/bench"
GLOSSARY = "data/glossary.yml"


def main() -> None:
    """Run every measurement, one after the other."""
    WORK.mkdir(parents=True, exist_ok=True)
    print("Builds ...", flush=True)  # noqa: T201
    found: dict[str, Any] = {"builds": builds.measure(WORK)}
    print("Saving ...", flush=True)  # noqa: T201
    real = pages.real(WORK / "real")
    found["saving"] = {
        "300 generated pages": saving.measure(WORK / "pages-300", GLOSSARY, "No State may return", "glossary/"),
        "the real course": saving.measure(real, GLOSSARY, "The order differs", "glossary/"),
    }
    print("Weight, search, Lighthouse ...", flush=True)  # noqa: T201
    builds.run("make", real)
    builds.run("stock", real)
    site, stock = real / "site", real / "build/stock"
    browser = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if browser:
        found["weight"] = weight.measure(browser, site, stock)
        found["search"] = search.measure(browser, site, stock, WORK)
        found["lighthouse"] = lighthouse.measure(browser, site, WORK)
    else:
        found["weight"] = found["search"] = found["lighthouse"] = "cannot be had here: Chromium is missing (make tools)"
    (ROOT / "build/bench.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))  # noqa: T201


if __name__ == "__main__":
    main()
