"""A self-check in a real browser: one question at a time, with the reasons, by keyboard, and nothing of it kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser import PHONE
from tests.test_browser import AXE_TAGS
from tests.tools import axe_source

CALM: dict[str, Any] = {"viewport": PHONE, "reduced_motion": "reduce"}
"""A phone on which nothing scrolls smoothly, so that no test waits for it."""
CHECK = "modules/identification/check/"
FOCUS = "document.activeElement.textContent.trim()"
RIGHT = """question => {
  const [kind, items] = [question.dataset.kind, list => [...question.querySelectorAll(list + " > li")]];
  if (kind === "ordering") for (const item of items(".mixed")) item.querySelector("select").value = item.dataset.place - 1;
  else if (kind === "matching") for (const item of items(".to-match"))
    item.querySelector("select").value = items(".mixed").findIndex(other => other.dataset.place === item.dataset.place);
  else for (const item of items(".options"))
    item.querySelector("input").checked = item.matches("[data-right=yes], [data-verdict=best]");
}"""
"""Answers a question as the course does."""
WALK = f"""[...document.querySelectorAll(".question")].map((question, index) => {{
  if (index === 0) question.querySelector("[data-right=no] input").checked = true;
  if (index > 1) ({RIGHT})(question);
  if (index !== 1) question.querySelector("form").requestSubmit();
  const said = document.activeElement.textContent;
  document.querySelector(".check-moves button:last-child").click();
  return said;
}}).filter((_, index) => index !== 1)"""
"""Goes through all questions: the first is answered wrongly, the second is left out. What had the focus after each answer."""
HEARD = """document.addEventListener("vca:checked", event => {
  window.heard = [...(window.heard ?? []), event.detail.module];
})"""


def shown(page: Page) -> Locator:
    """The question in sight."""
    return page.locator(".question:visible")


def to(page: Page, kind: str) -> Locator:
    """Go on to the first question of a kind."""
    page.evaluate(
        """kind => { while (document.querySelector(".question:not([hidden])").dataset.kind !== kind)
          document.querySelector(".check-moves button:last-child").click(); }""",
        kind,
    )
    return shown(page)


def submit(page: Page) -> None:
    shown(page).locator("[type=submit]").click()


def test_a_question_is_answered_by_keyboard_alone(visit: Any) -> None:
    page, faults = visit(CHECK, **CALM)
    assert page.locator(".question:visible").count() == 1
    page.locator(".question:visible input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "Not right."
    assert page.locator(".feedback:visible .check-mark").all_inner_texts() == [
        "You chose this.",
        "You did not choose this.",
    ]
    assert [text.split("\n")[2] for text in page.locator(".feedback:visible").all_inner_texts()] == [
        "Not right.",
        "Right.",
    ]
    page.get_by_role("button", name="Try again").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "Question 1 of 20"
    assert page.locator(".question:visible :checked").count() == 0
    assert page.locator(".feedback:visible").count() == 0
    page.get_by_role("button", name="Next question").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "Question 2 of 20"
    assert faults == []


def test_nothing_chosen_is_said_and_not_judged(visit: Any) -> None:
    page, _ = visit(CHECK, **CALM)
    submit(page)
    assert page.locator(".check-status").inner_text() == "Choose an answer first. Then press Check."
    assert page.locator(".feedback:visible").count() == 0


def test_several_answers_count_only_together(visit: Any) -> None:
    page, _ = visit(CHECK, **CALM)
    question = to(page, "multiple")
    right = question.locator("[data-right=yes]")
    right.first.locator("input").check()
    submit(page)
    assert page.evaluate(FOCUS) == "Not all of it is right."
    right.nth(1).locator("input").check()
    assert question.locator(".feedback:visible").count() == 0, "the reasons belonged to the answer before"
    submit(page)
    assert page.evaluate(FOCUS) == "Right."


def test_things_are_ordered_by_lists_without_dragging(visit: Any) -> None:
    page, _ = visit(CHECK, **CALM)
    question = to(page, "ordering")
    submit(page)
    assert page.locator(".check-status").inner_text() == "Choose something in each list first. Then press Check."
    lists = question.get_by_role("combobox")
    for index in range(lists.count()):
        lists.nth(index).select_option(label="Place 1")
    submit(page)
    assert page.locator(".check-status").inner_text() == "Place 1 is chosen more than once. Use each place once."
    question.evaluate(RIGHT)
    first, last = question.locator("select:has(option[value='0']:checked)"), question.locator("select").last
    before = last.input_value()
    last.select_option("0")
    first.first.select_option(before)
    submit(page)
    marks = question.locator(".check-mark").all_inner_texts()
    assert marks.count("Right.") == len(marks) - 2
    assert "Not here. Its place is 1." in marks
    assert question.locator(".solution .feedback").first.is_visible()


def test_a_judgement_says_how_the_answer_is_judged(visit: Any) -> None:
    page, _ = visit(CHECK, **CALM)
    to(page, "judgement").locator("[data-verdict=harmful] input").first.check()
    submit(page)
    assert page.evaluate(FOCUS) == "Harmful."


def test_the_result_says_by_objective_what_held_and_what_to_read_again(visit: Any) -> None:
    page, faults = visit(CHECK, **CALM)
    page.evaluate(HEARD)
    outcomes = page.evaluate(WALK)
    assert [outcomes[0], set(outcomes[1:])] == ["Not right.", {"Right.", "The best of these."}]
    assert page.evaluate(FOCUS) == "Result by objective"
    assert page.evaluate("window.heard") is None, "one question was not answered"
    rows = page.locator(".check-result li[data-objective]")
    assert rows.first.get_by_role("link").inner_text() == (
        "Read again: “Three steps, three questions” in What identification decides, and who decides it"
    )
    assert "Held." in rows.nth(1).inner_text()
    assert page.locator(".check-held:visible").count() == rows.count() - 1
    rows.first.get_by_role("button", name="Question 2 of 20").click()
    assert page.evaluate(FOCUS) == "Question 2 of 20"
    shown(page).evaluate(RIGHT)
    submit(page)
    assert page.evaluate("window.heard") == ["identification"]
    page.evaluate("document.querySelector('.check-result p > button').click()")
    assert page.evaluate(FOCUS) == "Question 1 of 20"
    assert page.locator(".self-check :checked:not(option)").count() == 0
    assert faults == []


def test_reload_and_back_bring_nothing_up_and_nothing_is_stored(visit: Any) -> None:
    page, _ = visit(CHECK, **CALM)
    untouched = page.locator(".self-check").inner_text()
    for come_back in ("reload", "back"):
        page.locator(".question:visible input").first.check()
        submit(page)
        page.get_by_role("button", name="Next question").click()
        if come_back == "reload":
            page.reload()
        else:
            page.locator("a.site-name").click()
            page.go_back()
        assert page.locator(".self-check").inner_text() == untouched, come_back
        assert page.locator(".self-check :checked:not(option)").count() == 0, come_back
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_page_that_the_browser_puts_aside_is_empty_when_it_comes_back(visit: Any) -> None:
    page, _ = visit(CHECK, **CALM)
    page.locator(".question:visible input").first.check()
    submit(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.locator(".self-check :checked:not(option)").count() == 0
    assert page.locator(".feedback:visible").count() == 0


def test_a_link_leads_to_its_question(visit: Any) -> None:
    page, _ = visit(f"{CHECK}#identification-q7", **CALM)
    assert shown(page).get_attribute("id") == "identification-q7"


def test_without_javascript_every_question_stands_there_and_opens(visit: Any) -> None:
    page, _ = visit(CHECK, **CALM, java_script_enabled=False)
    assert page.locator(".question:visible").count() == 20
    assert page.locator(".self-check :is(input, select, button):visible").count() == 0


def test_print_shows_every_question_with_its_reasons_and_nothing_that_was_chosen(visit: Any) -> None:
    page, _ = visit(CHECK, **CALM)
    page.locator(".question:visible input").first.check()
    submit(page)
    page.emulate_media(media="print")
    assert page.locator(".question:visible").count() == 20
    assert page.locator(".question .feedback:visible").count() == page.locator(".question .feedback").count()
    assert page.locator(".self-check :is(input, select, button, .check-mark, .check-outcome):visible").count() == 0


def test_it_works_from_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context(**CALM)
    page = context.new_page()
    page.goto((site / CHECK / "index.html").as_uri())
    page.locator(".question:visible input").first.check()
    submit(page)
    assert page.evaluate(FOCUS) == "Not right."
    context.close()


@pytest.mark.parametrize(("kind", "scheme"), [("single", "light"), ("matching", "dark")])
def test_a_checked_question_is_accessible_and_fits_a_narrow_screen(visit: Any, kind: str, scheme: str) -> None:
    page, _ = visit(CHECK, viewport={"width": 320, "height": 640}, reduced_motion="reduce", color_scheme=scheme)
    page.evaluate(axe_source())
    question = to(page, kind)
    question.evaluate(RIGHT)
    submit(page)
    page.evaluate("scrollTo(0, 0)")  # axe takes what lies under the bar for too small
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    heights = question.locator("label:has(input), select, button:visible").evaluate_all(
        "all => all.map(item => item.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24
