"""The search page in a real browser: what it finds, over http and from disk, by keyboard, and that nothing leaves the page."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from curriculum.links import address as address_of
from curriculum.load import Course
from curriculum.search_index import SCRIPT
from curriculum.search_words import rules, words
from tests.browser import DESKTOP, PHONE
from tests.tools import axe_source

WANTED, AMONG, RIGHT = 40, 3, 36
"""So many queries at least stand in data/search.yml, and for so many a right page is among the first three."""
SEARCHED = 120 * 1024
"""Most bytes of everything that a search fetches, with gzip."""
STATUS = "document.getElementById('search-status').textContent"
DONE = f"() => {STATUS} !== '' && {STATUS} !== document.querySelector('form.search').dataset.loading"
ASK = """async queries => {
  const field = document.getElementById("search-words");
  const found = [];
  for (const words of queries) {
    field.value = words;
    field.form.requestSubmit();
    await new Promise(resolve => setTimeout(resolve));
    found.push([...document.querySelectorAll("#search-results > li > .name a")].map(link => link.getAttribute("href")));
  }
  return found; }"""
"""Searches one after another, once the index is there. Gives the addresses found, best first."""


def search(page: Page, typed: str) -> None:
    """Type into the field and wait for the answer."""
    page.locator("#search-words").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_function(DONE)


def found(page: Page, root: str, *queries: str) -> list[list[str]]:
    """What each query finds: addresses below `root`, best first."""
    search(page, "trafficking")
    return [[str(link).removeprefix(root) for link in links] for links in page.evaluate(ASK, queries)]


def fits(link: str, pages: tuple[str, ...]) -> bool:
    """Whether an address leads to one of `pages`; a page without an anchor stands for every place on it."""
    for page in pages:
        path, _, anchor = page.partition("#")
        place = address_of(path, directory_urls=True)
        if link == f"{place}#{anchor}" or (not anchor and link.partition("#")[0] == place):
            return True
    return False


def test_the_right_page_is_among_the_first_three(visit: Any, address: str, course: Course) -> None:
    page, faults = visit("search/", viewport=PHONE)
    queries = course.search.queries
    answers = found(page, address, *(query.words for query in queries))
    missed = {
        query.words: links[:AMONG]
        for query, links in zip(queries, answers, strict=True)
        if not any(fits(link, query.pages) for link in links[:AMONG])
    }
    assert faults == []
    assert len(queries) >= WANTED
    assert len(queries) - len(missed) >= RIGHT * len(queries) / WANTED, missed


def test_thai_khmer_and_korean_are_found_with_and_without_spaces(visit: Any, address: str) -> None:
    page, _ = visit("search/", viewport=PHONE)
    typed = {
        "countries/th/#words": ["การค้ามนุษย์", "การ ค้า มนุษย์", "ค้ามนุษย์"],
        "countries/kh/#words": ["ជួញដូរមនុស្ស", "ជួញ ដូរ មនុស្ស"],
        "countries/kr/#words": ["인신매매", "인신 매매", "채무에의한속박"],
    }
    for place, queries in typed.items():
        assert [links[0] for links in found(page, address, *queries)] == [place] * len(queries)


def test_the_page_knows_words_as_the_index_does(visit: Any, course: Course, site: Path) -> None:
    texts = [text for page in course.pages.values() for text in page.text.splitlines() if text.strip()][::7]
    texts += [word.word for country in course.countries.values() for word in country.words]
    page, _ = visit("search/", viewport=PHONE)
    script = (site / "assets/js/search.js").read_text(encoding="utf-8")
    reader = script[script.index("const reader = ") : script.index("const DIGITS")]
    read = page.evaluate(f"([texts, rules]) => {{ {reader} return texts.map(reader(rules)); }}", [texts, rules()])
    assert {text: sorted(said) for text, said in zip(texts, read, strict=True)} == {
        text: sorted(words(text)) for text in texts
    }


def test_nothing_is_fetched_before_a_search_and_nothing_is_sent_by_it(visit: Any, address: str) -> None:
    page, faults = visit("search/", viewport=PHONE)
    asked: list[tuple[str, str | None]] = []
    page.on("request", lambda asks: asked.append((asks.url, asks.post_data)) if "favicon" not in asks.url else None)
    assert page.evaluate("performance.getEntriesByType('resource').filter(e => /index|mini/.test(e.name)).length") == 0
    search(page, "passport taken")
    assert sorted(asked) == [(f"{address}assets/js/vendor/minisearch.js", None), (f"{address}{SCRIPT}", None)]
    assert (page.url, page.evaluate("localStorage.length + sessionStorage.length"), faults) == (
        f"{address}search/",
        0,
        [],
    )


def test_a_search_weighs_little(site: Path) -> None:
    files = (SCRIPT, "assets/js/vendor/minisearch.js", "assets/js/search.js")
    assert sum(len(gzip.compress((site / name).read_bytes(), 6)) for name in files) <= SEARCHED


def test_by_keyboard_a_result_is_reached_and_back_shows_no_words(visit: Any, address: str) -> None:
    page, faults = visit("search/", viewport=DESKTOP)
    page.locator("#search-words").focus()
    page.keyboard.type("non-refoulement")
    page.wait_for_selector("#search-results .name a")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#search-results a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/non-refoulement/**")
    page.go_back()
    assert page.url == f"{address}search/"
    assert page.locator("#search-words").input_value() == ""
    assert page.locator("#search-results li").count() == 0
    assert faults == []


def test_the_number_of_pages_is_announced_and_each_result_says_what_it_is(visit: Any) -> None:
    page, _ = visit("search/", viewport=PHONE)
    search(page, "debt bondage")
    said = page.locator("main").aria_snapshot()
    assert '- searchbox "Words to look for": debt bondage' in said
    assert "pages found" in said[said.index("- status") :].splitlines()[0]
    first = page.locator("#search-results > li").first.inner_text()
    assert first.splitlines()[0] == "debt bondage"
    assert "Word of the glossary" in first
    search(page, "xyzzyq")
    assert page.locator("#search-status").inner_text() == "Nothing found. Try another word, or fewer words."
    assert page.locator("#search-results").is_hidden()


def test_without_a_network_the_reader_is_told_and_may_try_again(visit: Any) -> None:
    page, _ = visit("search/", viewport=PHONE)
    page.context.set_offline(True)
    search(page, "debt")
    assert "could not be loaded" in page.locator("#search-status").inner_text()
    page.context.set_offline(False)
    search(page, "debt bondage")
    page.wait_for_selector("#search-results .name a")


def test_it_works_from_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    page.goto((site / "search/index.html").as_uri())
    [links] = found(page, f"{site.as_uri()}/", "fishing boat")
    assert links[0] == "cases/deck-hand-before-sailing/"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_are_accessible_on_a_narrow_screen(visit: Any, scheme: str) -> None:
    page, faults = visit("search/", viewport={"width": 320, "height": 640}, color_scheme=scheme)
    search(page, "police officer wants the report")
    page.evaluate(axe_source())
    violations = page.evaluate("axe.run().then(result => result.violations.map(item => item.id))")
    assert (violations, faults) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    small = page.evaluate(
        "[...document.querySelectorAll('#search-results a')].filter(a => a.getClientRects()[0].height < 24).length"
    )
    assert small == 0


def test_without_javascript_the_page_leads_on(visit: Any) -> None:
    page, _ = visit("search/", viewport=PHONE, java_script_enabled=False)
    assert not page.locator("form.search").is_visible()
    page.locator("#search-other a").first.click()
    assert page.url.endswith("course/")
