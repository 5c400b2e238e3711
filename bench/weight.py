"""Bytes and requests of a visit, by kind of page, and of our own pages against stock Material's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.served import apart, size
from tests.small_course import ROOT

START = "modules/foundations/"


def measure(chromium: str, site: Path, stock: Path) -> dict[str, Any]:
    """KiB and requests of the first visit and of the second page, for each page that stands for a kind."""
    kinds = yaml.safe_load((ROOT / "tests/kinds.yml").read_text(encoding="utf-8"))
    pages = {page: template.removesuffix(".html") for template, pages in kinds.items() for page in pages}
    found = apart("visits", chromium, str(site), START, *pages)
    rows = [
        {
            "kind": pages[page],
            "page": f"/{page}",
            **{f"{name} KiB": round(size(answers) / 1024, 1) for name, answers in visit.items()},
            **{f"{name} requests": len(answers) for name, answers in visit.items()},
        }
        for page, visit in found.items()
    ]
    theirs = apart("visits", chromium, str(stock), START, "modules/foundations/elements/")
    first = theirs["modules/foundations/elements/"]["first"]
    return {"pages": rows, "stock Material, one section, KiB": round(size(first) / 1024, 1)}
