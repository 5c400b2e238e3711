"""A case in a real browser: stage by stage to a decision, or along a path and back, by keyboard, and nothing of it kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import PHONE
from tests.test_browser import AXE_TAGS
from tests.tools import axe_source

CALM: dict[str, Any] = {"viewport": PHONE, "reduced_motion": "reduce"}
"""A phone on which nothing scrolls smoothly, so that no test waits for it."""
STAGED = "cases/deck-hand-before-sailing/"
BRANCHING = "cases/night-bus-at-the-border/"
FOCUS = "document.activeElement.textContent.trim()"
HEARD = """document.addEventListener("vca:practised", event => {
  window.heard = [...(window.heard ?? []), event.detail.case];
})"""


def press(page: Page, name: str) -> None:
    """Press the button of this name that is in sight, by keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def decide(page: Page, number: int) -> None:
    """Choose a way (from 0) where the reader stands, by keyboard, and decide."""
    options = page.locator(".options:visible input[type=radio]")
    options.first.focus()
    page.keyboard.press("Space")
    for _ in range(number):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def go_on(page: Page) -> None:
    page.locator(".onward a:visible").focus()
    page.keyboard.press("Enter")


def walk(page: Page, *numbers: int) -> None:
    for number in numbers:
        decide(page, number)
        go_on(page)


def test_facts_come_stage_by_stage_and_then_the_decision(visit: Any) -> None:
    page, faults = visit(STAGED, **CALM)
    seen = []
    for _ in range(3):
        seen.append((page.locator(".stage-facts:visible").count(), page.locator(".ways:visible").count()))
        press(page, "Show what comes next")
    assert seen == [(1, 0), (2, 0), (3, 0)]
    assert page.evaluate(FOCUS) == "Your decision"
    assert page.locator(".case-last:visible").count() == 0
    assert faults == []


def test_reasons_for_every_way_follow_the_decision(visit: Any) -> None:
    page, faults = visit(STAGED, **CALM)
    page.evaluate(HEARD)
    for _ in range(3):
        press(page, "Show what comes next")
    press(page, "Decide")
    assert page.locator(".check-status:visible").inner_text() == "Choose first. Then press Decide."
    assert page.evaluate("window.heard") is None
    decide(page, 1)
    assert page.evaluate(FOCUS) == "Defensible, but not the best of these."
    verdicts = page.locator(".ways .feedback:visible b").all_inner_texts()
    assert verdicts == [
        "The best of these.",
        "Defensible, but not the best of these.",
        "Defensible, but not the best of these.",
        "Harmful.",
        "Harmful.",
    ]
    assert page.locator(".ways > li:has(.check-mark:visible)").evaluate_all("all => all.map(item => item.id)") == [
        "deck-hand-before-sailing-way-2"
    ]
    assert page.locator(".case-last summary:visible").count() == 5
    assert page.evaluate("window.heard") == ["deck-hand-before-sailing"]
    press(page, "Start again")
    assert page.evaluate(FOCUS) == "Stage 1"
    assert page.locator(".ways:visible, .case-last:visible").count() == 0
    assert faults == []


def test_a_path_is_walked_one_decision_at_a_time_and_back(visit: Any) -> None:
    page, faults = visit(BRANCHING, **CALM)
    assert page.locator(".case-node:visible h3").all_inner_texts() == ["Decision 1"]
    decide(page, 1)
    assert page.evaluate(FOCUS) == "What comes of it"
    assert page.locator(".feedback:visible").count() == 1
    go_on(page)
    assert page.evaluate(FOCUS) == "Decision 2"
    walk(page, 0)
    assert page.evaluate(FOCUS) == "Decision 5"
    assert [text.partition(".")[0] for text in page.locator(".case-walk p").all_inner_texts()] == [
        "Decision 1: Gather more, safely",
        "Decision 2: Act on danger now",
    ]
    press(page, "Go back to decision 2")
    assert page.evaluate(FOCUS) == "Decision 2"
    assert page.locator(".case-walk li").count() == 1
    assert page.locator(".case-node:visible :checked").count() == 0
    assert page.url.endswith(BRANCHING), "the address tells nothing of the path"
    assert faults == []


def test_an_ending_names_all_endings_with_a_way_to_each(visit: Any) -> None:
    page, faults = visit(BRANCHING, **CALM)
    page.evaluate(HEARD)
    walk(page, 0, 0, 0)
    assert page.evaluate("window.heard") is None
    walk(page, 0)
    assert page.evaluate(FOCUS) == "Six o'clock"
    assert page.evaluate("window.heard") == ["night-bus-at-the-border"]
    rows = page.locator(".case-all li").all_inner_texts()
    assert [row.splitlines()[0].removeprefix("Go to this ending: ") for row in rows] == [
        "Six o'clock",
        "The other side",
        "The room with the light on",
        "A note for the day shift",
    ]
    assert "You are here." in rows[0]
    assert "decision 1, choice 3; decision 3, choice 2; decision 4, choice 2" in rows[3]
    press(page, "Go to this ending: A note for the day shift")
    assert page.evaluate(FOCUS) == "A note for the day shift"
    assert page.locator(".case-walk li").count() == 3
    assert page.locator(".case-last:visible").count() == 1
    page.get_by_role("link", name="Start again").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "Decision 1"
    assert page.locator(".case-walk:visible").count() == 0
    assert faults == []


def test_reload_and_back_bring_nothing_up_and_nothing_is_stored(visit: Any) -> None:
    page, _ = visit(BRANCHING, **CALM)
    untouched = page.locator(".case").inner_text()
    walk(page, 0)
    page.reload()
    assert page.locator(".case").inner_text() == untouched
    walk(page, 0)
    page.locator("a.site-name").click()
    page.go_back()
    assert page.locator(".case").inner_text() == untouched
    walk(page, 0)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.locator(".case").inner_text() == untouched
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_without_javascript_everything_stands_there_and_opens(visit: Any) -> None:
    page, _ = visit(BRANCHING, **CALM, java_script_enabled=False)
    assert page.locator(".case-node:visible").count() == 8
    assert page.locator(".case-ending:visible").count() == 4
    assert page.locator(".case :is(input, button):visible").count() == 0


@pytest.mark.parametrize("path", [STAGED, BRANCHING])
def test_print_shows_everything_and_nothing_that_was_chosen(visit: Any, path: str) -> None:
    page, _ = visit(path, **CALM)
    if path == BRANCHING:
        decide(page, 0)
    page.emulate_media(media="print")
    for part in (".stage-facts", ".case-node", ".case-ending", ".feedback", ".case-last"):
        assert page.locator(f"{part}:visible").count() == page.locator(part).count(), part
    marks = page.locator(".case :is(input, button, .check-mark, .check-outcome, .check-status, .case-walk)")
    assert marks.evaluate_all("all => all.filter(item => item.checkVisibility()).length") == 0


@pytest.mark.parametrize("path", [STAGED, BRANCHING])
def test_each_case_leads_to_its_sheet_and_its_answers_for_a_group(visit: Any, path: str) -> None:
    page, _ = visit(path, **CALM)
    for link in page.locator(".case-sets a").all():
        page.goto(link.evaluate("link => link.href"))
        assert page.locator(f"#{path.split('/')[1]}").count() == 1
        page.go_back()


@pytest.mark.parametrize("path", [STAGED, BRANCHING])
def test_it_works_from_disk(browser: Browser, site: Path, path: str) -> None:
    context = browser.new_context(**CALM)
    page = context.new_page()
    page.goto((site / path / "index.html").as_uri())
    if path == STAGED:
        press(page, "Show what comes next")
        assert page.evaluate(FOCUS) == "Stage 2"
    else:
        walk(page, 0)
        assert page.evaluate(FOCUS) == "Decision 5"
    context.close()


@pytest.mark.parametrize(("path", "scheme"), [(STAGED, "dark"), (BRANCHING, "light")])
def test_the_end_of_a_case_is_accessible_and_fits_a_narrow_screen(visit: Any, path: str, scheme: str) -> None:
    page, _ = visit(path, viewport={"width": 320, "height": 640}, reduced_motion="reduce", color_scheme=scheme)
    if path == STAGED:
        for _ in range(3):
            press(page, "Show what comes next")
        decide(page, 0)
    else:
        walk(page, 0, 0, 0, 0)
    page.evaluate(axe_source())
    page.evaluate("scrollTo(0, 0)")  # axe takes what lies under the bar for too small
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    heights = page.locator(".case :is(label:has(input), button):visible").evaluate_all(
        "all => all.map(item => item.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24
