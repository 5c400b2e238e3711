"""Search three ways over the same pages: ours (MiniSearch), stock Material (lunr) and Pagefind: bytes, scripts and results.

The queries are those of data/search.yml: written before anybody looked, but our groups of words were adjusted while looking, which
the others could not be.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from curriculum.links import address
from tests.served import Answers, apart, size
from tests.small_course import ROOT

OTHERS = "bench.engines"
FIRST = 3
"""So far down a reader looks."""


def measure(chromium: str, site: Path, stock: Path, work: Path) -> dict[str, Any]:
    """For each engine: KiB before any search, KiB of all searches, of them scripts, and the rank of what is sought."""
    asked = yaml.safe_load((ROOT / "data/search.yml").read_text(encoding="utf-8"))["queries"]
    queries = {item["words"]: [_address(page) for page in item["pages"]] for item in asked}
    found: dict[str, Any] = {
        "queries": len(queries),
        "not in Latin script": sum(not words.isascii() for words in queries),
    }
    found["MiniSearch (ours)"] = _row(apart("searches", chromium, str(site), *queries), queries)
    found["lunr (stock Material)"] = _row(apart("material", chromium, str(stock), *queries, module=OTHERS), queries)
    try:
        indexed = pagefind(site, work)
    except (subprocess.CalledProcessError, OSError) as error:
        found["Pagefind"] = f"cannot be had here: {error}"
        return found
    found["Pagefind"] = _row(apart("pagefind", chromium, str(indexed), *queries, module=OTHERS), queries)
    return found


def _address(page: str) -> str:
    path, _, anchor = page.partition("#")
    return f"{address(path, directory_urls=True)}{'#' if anchor else ''}{anchor}"


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


def _row(said: dict[str, Any], queries: dict[str, list[str]]) -> dict[str, Any]:
    answers: Answers = said["searching"]
    scripts = [
        item for item in [*said["before"], *answers] if item[0].split("?")[0].endswith((".js", ".wasm", ".pagefind"))
    ]
    scripts = [item for item in scripts if "/index" not in item[0]]
    ranks = {words: _rank(said["found"][words], pages) for words, pages in queries.items()}
    right = {words for words, rank in ranks.items() if rank is not None and rank <= FIRST}
    return {
        "KiB before": round(size(said["before"]) / 1024, 1),
        "KiB of all searches": round(size(answers) / 1024, 1),
        "KiB of scripts": round(size(scripts) / 1024, 1),
        "in the first three": len(right),
        "in the first three, not in Latin script": sum(not words.isascii() for words in right),
        "rank": ranks,
    }


def _rank(links: list[str], wanted: list[str]) -> int | None:
    """The place of the first link to one of the pages that are wanted; a place on a page counts for the page."""
    return next(
        (
            number
            for number, link in enumerate(links, start=1)
            if any(link == page or link.partition("#")[0] == page for page in wanted)
        ),
        None,
    )
