"""Words of the glossary in place: a definition on hover, focus and tap that goes with Escape and stays until then (WCAG 1.4.13)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from curriculum.editions import make
from curriculum.load import Course
from curriculum.render import Renderer
from curriculum.terms import FILE, definitions
from tests.browser import DESKTOP, PHONE
from tests.small_course import ROOT
from tests.tools import axe_source

HERE = "modules/foundations/elements/"
"""A page whose definitions stand at its end."""
THERE = "modules/campaigns/"
"""A page with a term in its data, whose definition stands in the glossary only."""
NOTE = "#term-note"
SHOWN = f"() => !document.querySelector('{NOTE}').hidden"
GONE = f"() => document.querySelector('{NOTE}').hidden"
FETCHED = "performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/terms.js')).length"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for a reader with a mouse and a keyboard."""
    context = browser.new_context(viewport=DESKTOP)
    yield context.new_page()
    context.close()


def test_the_script_holds_every_definition_as_text(site: Path, course: Course) -> None:
    text = (site / FILE).read_text(encoding="utf-8")
    found = json.loads(text.removeprefix("window.vcaTerms = ").removesuffix(";\n"))
    assert found == definitions(Renderer(course, ROOT))
    assert set(found) == set(course.glossary)
    assert [name for name, said in found.items() if not said or "](" in said] == []


def test_only_pages_with_words_of_the_glossary_load_the_script(site: Path) -> None:
    for path in site.rglob("*.html"):
        tree = html.document_fromstring(path.read_bytes())
        wanted = bool(tree.xpath("//main//a[@class='term']"))
        assert bool(tree.xpath("//script[contains(@src, 'js/term.js')]")) == wanted, path


def test_the_pointer_shows_a_definition_and_may_rest_on_it(page: Page, address: str) -> None:
    page.goto(address + HERE)
    page.locator("main a.term").first.hover()
    page.wait_for_function(SHOWN)
    assert (
        page.locator(f"{NOTE} p").first.inner_text()
        == page.locator("#word-trafficking-in-persons dd p").first.inner_text()
    )
    page.locator(f"{NOTE} p").first.hover()
    page.wait_for_timeout(350)  # longer than the pointer is given for the way
    assert page.locator(NOTE).is_visible()
    page.mouse.move(1, 700)
    page.wait_for_function(GONE)
    assert page.evaluate(FETCHED) == 0  # the definition stands on the page


def test_focus_shows_it_as_the_description_and_escape_takes_it_away(page: Page, address: str) -> None:
    page.goto(address + HERE)
    link = page.locator("main a.term").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.wait_for_function(GONE)
    page.keyboard.press("Tab")
    assert page.locator(NOTE).is_visible()
    described = link.evaluate("e => document.getElementById(e.getAttribute('aria-describedby')).textContent")
    assert described.endswith("The link leads to more about this word.")
    page.wait_for_timeout(350)
    assert page.locator(NOTE).is_visible()  # no time runs out
    page.keyboard.press("Escape")
    assert not page.locator(NOTE).is_visible()
    assert link.evaluate("e => [e === document.activeElement, e.hasAttribute('aria-describedby')]") == [True, False]
    page.keyboard.press("Enter")
    assert page.url.endswith(str(link.get_attribute("href")))


def test_a_tap_shows_it_a_second_tap_follows_and_a_tap_elsewhere_takes_it_away(visit: Any) -> None:
    page, faults = visit(HERE, viewport=PHONE, has_touch=True)
    link = page.locator("main a.term").first
    for _ in range(2):
        link.tap()
        page.wait_for_function(SHOWN)
        assert page.url.endswith(HERE)
        assert page.locator(NOTE).get_attribute("aria-live") == "polite"
        page.locator("h1").tap()
        assert not page.locator(NOTE).is_visible()
    link.tap()
    link.tap()
    assert page.url.endswith("#word-trafficking-in-persons")
    assert faults == []


def test_a_definition_from_elsewhere_is_fetched_once_and_only_when_wanted(page: Page, address: str) -> None:
    page.goto(address + THERE)
    assert page.evaluate(FETCHED) == 0
    links = page.locator("main a.term[href*=glossary]")
    for index in (0, 1):
        links.nth(index).focus()
        page.wait_for_function(SHOWN)
        assert len(page.locator(f"{NOTE} p").first.inner_text()) > 40
        page.keyboard.press("Escape")
    assert page.evaluate(FETCHED) == 1


def test_without_a_network_the_link_still_leads_and_nothing_breaks(visit: Any) -> None:
    page, _ = visit(THERE, viewport=DESKTOP)
    link = page.locator("main a.term[href*=glossary]").first
    page.context.set_offline(True)
    link.focus()
    page.wait_for_function("() => performance.getEntriesByType('resource').some(e => e.name.endsWith('/terms.js'))")
    assert not page.locator(NOTE).is_visible()
    page.context.set_offline(False)
    page.locator("h1").click()
    link.focus()
    page.wait_for_function(SHOWN)


def test_the_chosen_country_in_a_link_does_not_hide_the_definition(page: Page, address: str) -> None:
    page.goto(f"{address}{THERE}#~in=th")
    page.wait_for_function("() => document.querySelector('main a.term[href*=glossary]').hash.endsWith('~in=th')")
    page.locator("main a.term[href*=glossary]").first.focus()
    page.wait_for_function(SHOWN)


def test_it_works_from_disk_and_in_an_edition(browser: Browser, site: Path, course: Course, tmp_path: Path) -> None:
    for name in (HERE, THERE):
        shutil.copytree(site / name, tmp_path / name, dirs_exist_ok=True)
    shutil.copytree(site / "assets", tmp_path / "assets")
    make(tmp_path, Renderer(course, ROOT), ["TH"])
    page = browser.new_page()
    for start in (site, tmp_path / "editions/th"):
        page.goto((start / THERE / "index.html").as_uri())
        page.locator("main a.term[href*=glossary]").first.focus()
        page.wait_for_function(SHOWN)
    page.close()


@pytest.mark.parametrize(("viewport", "scheme"), [({"width": 320, "height": 640}, "dark"), (DESKTOP, "light")])
def test_the_definition_is_accessible_and_stays_in_the_window(
    visit: Any, viewport: dict[str, int], scheme: str
) -> None:
    page, faults = visit(HERE, viewport=viewport, color_scheme=scheme)
    page.locator("main a.term").first.focus()
    page.evaluate(axe_source())
    found = page.evaluate("axe.run().then(result => result.violations.map(item => item.id))")
    assert (found, faults) == ([], [])
    for direction in ("ltr", "rtl"):
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        for link in page.locator("main a.term").all():
            link.focus()
            box = page.locator(NOTE).bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= viewport["width"]
