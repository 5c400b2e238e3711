"""Each kind of page in a real browser: no other origin, no console error, no violation, no axe finding, and by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser import DESKTOP, PHONE
from tests.tools import axe_source

ROOT = Path(__file__).resolve().parent.parent
KINDS: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/kinds.yml").read_text(encoding="utf-8"))
PAGES = [page for pages in KINDS.values() for page in pages]
ONE_OF_EACH = [pages[0] for pages in KINDS.values()]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORED = """async () => ({
  cookies: document.cookie, local: localStorage.length, session: sessionStorage.length,
  caches: (await caches.keys()).length, databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length })"""


def test_every_template_has_a_page() -> None:
    templates = {path.name for path in (ROOT / "templates/theme").glob("*.html")} - {"main.html"}
    assert set(KINDS) == templates


@pytest.mark.parametrize(
    ("path", "viewport", "scheme"),
    [
        *((path, PHONE, "light") for path in PAGES),
        *((path, DESKTOP, "dark") for path in PAGES),
        *((path, PHONE, "dark") for path in ONE_OF_EACH),
    ],
)
def test_page_is_quiet_and_accessible(visit: Any, path: str, viewport: dict[str, int], scheme: str) -> None:
    page, faults = visit(path, viewport=viewport, color_scheme=scheme)
    page.evaluate(axe_source())
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
    violations = [(item["id"], [node["html"] for node in item["nodes"]][:3]) for item in found["violations"]]
    assert (faults, violations) == ([], [])


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_nothing_is_stored(visit: Any, path: str) -> None:
    page, _ = visit(path, viewport=PHONE)
    assert page.evaluate(STORED) == {"cookies": "", "local": 0, "session": 0, "caches": 0, "databases": 0, "workers": 0}


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_first_tab_skips_to_the_text(visit: Any, path: str) -> None:
    page, _ = visit(path, viewport=DESKTOP)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_help_and_exit_come_right_after_the_skip_link(visit: Any, path: str) -> None:
    page, _ = visit(path, viewport=DESKTOP)
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))
    wanted = ["skip", "exit"] if path == "help/" else ["skip", "help-link", "exit"]  # the page does not link to itself
    assert reached[: len(wanted)] == wanted


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_keyboard_order_is_the_order_on_the_page(visit: Any, path: str) -> None:
    """Every focusable element is reached by Tab in document order, and shows that it has the focus."""
    page, _ = visit(path, viewport=DESKTOP)
    wanted = page.evaluate("""() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter(el => el.checkVisibility({visibilityProperty: true}) || el.classList.contains('skip')).length""")
    seen = page.evaluate("() => { window.order = [...document.querySelectorAll('*')]; return 0 }")
    for _ in range(min(wanted, 40)):
        page.keyboard.press("Tab")
        at, outline = page.evaluate("""() => [order.indexOf(document.activeElement),
            getComputedStyle(document.activeElement).outlineStyle]""")
        assert at > seen, f"Tab went back to {page.evaluate('document.activeElement.outerHTML.slice(0, 80)')}"
        assert outline != "none"
        seen = at


def test_exit_is_in_sight_wherever_the_reader_is(visit: Any) -> None:
    page, _ = visit("modules/foundations/elements/", viewport=PHONE)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    box = page.locator("a.exit").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= PHONE["height"]


def test_answers_open_without_javascript(visit: Any) -> None:
    page, _ = visit("modules/identification/check/", viewport=PHONE, java_script_enabled=False)
    answer = page.locator(".question details").first
    feedback = answer.locator(".feedback")
    assert not feedback.is_visible()
    answer.locator("summary").click()
    assert feedback.is_visible()


def test_navigation_opens_without_javascript(visit: Any) -> None:
    page, _ = visit("modules/identification/", viewport=PHONE, java_script_enabled=False)
    page.locator("nav.contents summary").click()
    assert page.locator("nav.contents a", has_text="Assistance").is_visible()


def test_print_leaves_out_what_surrounds_the_text(visit: Any) -> None:
    page, _ = visit("modules/identification/check/", viewport=DESKTOP)
    page.emulate_media(media="print")
    for part in ("nav.quick", "nav.contents", "nav.toc", ".skip"):
        assert not page.locator(part).first.is_visible(), part
    assert page.locator(".question .feedback").first.is_visible()
