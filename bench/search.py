"""Search three ways over the same pages: ours (MiniSearch), stock Material (lunr) and Pagefind: bytes, scripts and results."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.served import Answers, apart, size

OTHERS = "bench.engines"
QUERIES = {
    "non-refoulement": "modules/refugee-protection/non-refoulement/",
    "passport taken": "modules/identification/indicators/",
    "debt bondage": "glossary/",
    "reflection period": "modules/assistance/",
    "interview a child": "modules/identification/",
    "small groups anonymous": "modules/data-exchange/anonymisation/",
    "traficking": "modules/foundations/",
    "refuge": "modules/refugee-protection/",
}
"""What a reader types, and the start of the address that should be among the first results."""


def measure(chromium: str, site: Path, stock: Path, work: Path) -> dict[str, Any]:
    """For each engine: KiB before any search, KiB of the first search, of them scripts, and the rank of what is sought."""
    found: dict[str, Any] = {"queries": QUERIES}
    found["MiniSearch (ours)"] = _row(apart("searches", chromium, str(site), *QUERIES))
    found["lunr (stock Material)"] = _row(apart("material", chromium, str(stock), *QUERIES, module=OTHERS))
    try:
        indexed = pagefind(site, work)
    except (subprocess.CalledProcessError, OSError) as error:
        found["Pagefind"] = f"cannot be had here: {error}"
        return found
    found["Pagefind"] = _row(apart("pagefind", chromium, str(indexed), *QUERIES, module=OTHERS))
    return found


def pagefind(site: Path, work: Path) -> Path:
    """A copy of `site` with a Pagefind index and an empty page to search it from. Installed into a folder of its own."""
    made, tools = work / "pagefind-site", work / "pagefind"
    if not (tools / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        subprocess.run([tools / "bin/pip", "install", "--quiet", "pagefind[extended]"], check=True)
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(site, made)
    command = [str(tools / "bin/python"), "-m", "pagefind", "--site", str(made), "--quiet", "--root-selector", "main"]
    subprocess.run(command, check=True, capture_output=True)
    (made / "empty.html").write_text("<!doctype html><title>Pagefind</title>", encoding="utf-8")
    return made


def _row(said: dict[str, Any]) -> dict[str, Any]:
    answers: Answers = said["searching"]
    scripts = [
        item for item in [*said["before"], *answers] if item[0].split("?")[0].endswith((".js", ".wasm", ".pagefind"))
    ]
    scripts = [item for item in scripts if "/index/" not in item[0]]
    ranks = {query: _rank(said["found"][query], target) for query, target in QUERIES.items()}
    return {
        "KiB before": round(size(said["before"]) / 1024, 1),
        "KiB of all searches": round(size(answers) / 1024, 1),
        "KiB of scripts": round(size(scripts) / 1024, 1),
        "rank": ranks,
        "in the first three": sum(rank is not None and rank <= 3 for rank in ranks.values()),
        "results": {query: len(links) for query, links in said["found"].items()},
    }


def _rank(links: list[str], target: str) -> int | None:
    return next((number for number, link in enumerate(links, start=1) if link.startswith(target)), None)
