"""Paper: every kind of page without what surrounds it, with all that can be opened, addresses of links, and where it comes from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser, Page

from curriculum.render import day
from curriculum.site import build_date
from tests.browser import PHONE
from tests.small_course import ROOT, CourseFolder
from tests.test_browser import KINDS

AROUND = """nav.quick, .skip, .crumbs, nav.contents, nav.toc, .neighbours, .masthead :is(.search-link, .country-link), .foot nav,
.country-form, .choose-country, .exit-note, #term-note, .sheet-bar, button, input, select"""
"""What a page has for the screen only."""
OWN_FOOT = {"tool.html", "worksheet.html"}
"""Kinds whose sheets say themselves where they come from, since each may be handed out alone."""
SEEN = (
    "all => all.filter(one => one.checkVisibility({visibilityProperty: true})).map(one => one.outerHTML.slice(0, 80))"
)
OPEN = """all => all.filter(one => [...one.children].some(part =>
    part.tagName !== 'SUMMARY' && !part.getBoundingClientRect().height)).length"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A tab that shows pages as they are printed, without JavaScript."""
    context = browser.new_context(viewport={"width": 680, "height": 1000}, java_script_enabled=False)
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"404.html"}))
def test_paper_holds_the_text_opened_and_where_it_comes_from(paper: Page, address: str, kind: str) -> None:
    paper.goto(address + KINDS[kind][0])
    assert paper.locator(AROUND).evaluate_all(SEEN) == []
    assert paper.locator("main details").evaluate_all(OPEN) == 0
    if kind in OWN_FOOT:
        assert re.search(r" \d+ \w+ \d{4}\. .*CC BY 4\.0\.", paper.locator(".imprint").first.inner_text())
    else:
        title = "Home" if kind == "home.html" else paper.title().partition(" · ")[0]
        foot = paper.locator(".foot").inner_text()
        assert f"Victim-Centred Approach: {title}. Version 0.1.0." in foot
        made = paper.locator(".source-line").evaluate("line => getComputedStyle(line, '::after').content")
        assert f"Made on {day(build_date())}." in made
        assert "CC BY 4.0" in foot or kind == "help.html"


def test_the_version_is_that_of_the_package_and_of_the_citation() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"]
    settings = re.search(r'^  version: "(.+?)"', (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert settings is not None
    assert (settings[1], citation) == (package, package)


def test_the_address_of_an_outside_link_stands_after_its_words_and_no_other(paper: Page, address: str) -> None:
    paper.goto(address + "about/")
    after = "all => all.map(link => [link.getAttribute('href'), getComputedStyle(link, '::after').content])"
    for target, content in paper.locator("main a:not(.address)").evaluate_all(after):
        assert (content != "none") == target.startswith("http"), (target, content)


def test_a_published_page_prints_its_address_and_an_edition_its_own(course_folder: CourseFolder) -> None:
    at = "https://example.github.io/course/"
    command = ("curriculum", "--root", str(course_folder.root), "edition", "--country", "th")
    built = course_folder.run(*command, SITE_URL=at)
    assert built.returncode == 0, built.stdout + built.stderr
    for folder in ("", "editions/th/"):
        page = course_folder.root / "site" / folder / "glossary/index.html"
        [line] = html.document_fromstring(page.read_bytes()).xpath("//p[@class='source-line']")
        assert line.text_content().endswith(f" {at}{folder}glossary/")


def test_an_older_browser_opens_what_is_closed_to_print_and_closes_it_again(visit: Any) -> None:
    page, _ = visit("modules/identification/", viewport=PHONE)
    page.locator("main details summary").first.click()
    count = "document.querySelectorAll('main details[open]').length"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(count) == page.locator("main details").count()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(count) == 1


def test_pages_are_numbered_and_a_card_is_not(site: Path) -> None:
    style = (site / "assets/css/site.css").read_text(encoding="utf-8")
    numbered = {
        match[1].strip(): "counter(page)" in match[2]
        for match in re.finditer(r"@page([^{]*)\{(.*?@bottom-right \{.*?\}[^}]*)\}", style)
    }
    assert numbered == {"": True, "card": False, "four": False}
