"""Searches by the two engines that we did not choose, as a reader would cause them. Run apart, as tests/served.py is."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.served import browser_of, served

ASK_PAGEFIND = """async query => {
  const engine = await import('/pagefind/pagefind.js');
  const {results} = await engine.search(query);
  const shown = await Promise.all(results.slice(0, 10).map(result => result.data()));
  return [...shown.flatMap(page => page.sub_results?.length ? [page.sub_results[0].url] : [page.url]),
    ...results.slice(10).map(() => '')]; }"""
"""What Pagefind's own page does: search, then fetch the text of the ten results that it shows."""


def material(chromium: str, site: str, *queries: str) -> dict[str, Any]:
    """Stock Material: its worker and its index come with the page."""
    with served(Path(site)) as (address, log), browser_of(chromium) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}search/", wait_until="networkidle")
        before = log.take()
        found = {}
        for query in queries:
            page.locator(".md-search__input").fill("")
            page.locator(".md-search__input").press_sequentially(query)  # its script listens to keys
            page.wait_for_timeout(1500)
            links = page.locator("a.md-search-result__link").evaluate_all("links => links.map(link => link.href)")
            found[query] = [link.removeprefix(address).split("?")[0] for link in links]
        return {"before": before, "searching": log.take(), "found": found}


def pagefind(chromium: str, site: str, *queries: str) -> dict[str, Any]:
    """Pagefind, by its programming interface from an empty page, without the scripts of its user interface."""
    with served(Path(site)) as (address, log), browser_of(chromium) as browser:
        page = browser.new_page()
        page.goto(f"{address}empty.html", wait_until="networkidle")
        log.take()
        found = {}
        for query in queries:
            links = page.evaluate(ASK_PAGEFIND, query)
            found[query] = [link.removeprefix(address).lstrip("/") for link in links]
        return {"before": [], "searching": log.take(), "found": found}


if __name__ == "__main__":
    print(json.dumps({"material": material, "pagefind": pagefind}[sys.argv[1]](*sys.argv[2:])))  # noqa: T201
