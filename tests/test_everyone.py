"""Every kind of page for everybody: narrow, wide spacing, right to left, forced colours, no motion, targets that fingers can hit.

One visit looks at all of them, since the visit is what takes time; the fault names what failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import DESKTOP
from tests.test_browser import PAGES

NARROW: ViewportSize = {"width": 320, "height": 640}
"""1280 pixels at 400 %."""
DOUBLE = {"width": 640, "height": 640}
"""1280 pixels at 200 %."""
PHONE = {"width": 360, "height": 640}

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

CUT = """() => [...document.querySelectorAll('body *')].filter(el => {
    const { overflowX, overflowY, clipPath } = getComputedStyle(el);
    const hides = [overflowX, overflowY].some(way => way === 'hidden' || way === 'clip');
    return hides && clipPath === 'none' && el.checkVisibility({visibilityProperty: true}) &&
        (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1);
}).map(el => el.outerHTML.slice(0, 90))"""
"""What hides a part of its own text."""

SPACED = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
    'p { margin-block-end: 2em !important }'); document.adoptedStyleSheets = [sheet]; }"""
"""The spacing of WCAG 1.4.12."""

SMALL = """() => {
    const inText = el => {
        const flows = part => getComputedStyle(part).display === 'inline';
        let block = el.parentElement;
        while (flows(block)) block = block.parentElement;
        return flows(el) && block.innerText.trim().length > el.innerText.trim().length;
    };
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter(el => el.checkVisibility({visibilityProperty: true}) && !el.matches('.skip') && !inText(el))
        .map(el => [el, (el.closest('label') ?? el).getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([el, box]) => `${el.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`);
}"""
"""Targets under 24 pixels (WCAG 2.5.8); a link within a sentence may be smaller."""

FORCED = """() => {
    const seen = el => el.checkVisibility({visibilityProperty: true});
    const bare = [...document.querySelectorAll('button, input, select, textarea, .exit')].filter(seen)
        .filter(el => !['checkbox', 'radio', 'file'].includes(el.type))
        .filter(el => { const at = getComputedStyle(el); return at.borderTopStyle === 'none' || at.borderTopWidth === '0px' });
    const current = [...document.querySelectorAll('.contents [aria-current]')].filter(seen)
        .filter(el => !getComputedStyle(el).textDecorationLine.includes('underline'));
    const fill = el => getComputedStyle(el).fill;
    const drawn = [...document.querySelectorAll('.diagram svg')].filter(svg => {
        const behind = new Set([...svg.querySelectorAll('rect')].map(fill));
        return [...svg.querySelectorAll('text')].some(text => behind.has(fill(text)));
    });
    return [...bare, ...current, ...drawn].map(el => el.outerHTML.slice(0, 90));
}"""
"""Controls without an edge, the current page by colour alone, and words of a drawing in the colour of what is behind them."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for all pages."""
    context = browser.new_context(viewport=NARROW)
    yield context.new_page()
    context.close()


def looked(page: Page) -> Iterator[tuple[str, Any]]:
    """What each look at the page finds: its name, and the faults."""

    def fits(how: str) -> Iterator[tuple[str, Any]]:
        yield f"sideways scroll {how}", page.evaluate(SIDEWAYS)
        yield f"cut off {how}", page.evaluate(CUT)

    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    for size, how in ((DOUBLE, "at 200 %"), (NARROW, "at 400 %"), (DESKTOP, "on a desktop")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        yield from fits(how)
        yield f"small targets {how}", page.evaluate(SMALL)
    page.mouse.move(100, 100)
    yield "motion", page.evaluate("document.getAnimations().length")
    page.evaluate("document.documentElement.dir = 'rtl'")
    for size, how in ((DESKTOP, "on a desktop"), (PHONE, "on a phone"), (NARROW, "at 400 %")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        yield from fits(f"{how}, right to left")
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.evaluate(SPACED)
    yield from fits("with wide spacing")
    page.emulate_media(forced_colors="active")
    yield "lost in forced colours", page.evaluate(FORCED)


@pytest.mark.parametrize("path", PAGES)
def test_page_is_for_everybody(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert {what: found for what, found in looked(page) if found} == {}


@pytest.mark.parametrize(
    "path", ["tools/action-plan/", "tools/workshop-evaluation/", "tools/data-protection-self-check/"]
)
def test_filled_sheet_is_for_everybody(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.locator(".sheet :is(textarea, label input)").first.evaluate(
        "e => e.type === 'textarea' ? e.value = 'words' : e.click()"
    )
    assert {what: found for what, found in looked(page) if found} == {}


def test_definition_is_for_everybody(page: Page, address: str) -> None:
    page.goto(address + "modules/foundations/elements/")
    page.locator("main a.term").first.focus()
    assert page.locator("#term-note").is_visible()
    assert {what: found for what, found in looked(page) if found} == {}
