"""The page that makes outcomes in the browser: the same vectors as the command, by keyboard, from disk, and nothing stays."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from curriculum.outcomes.spec import Spec, plain_surveys
from tests.browser import PHONE
from tests.small_course import ROOT
from tests.test_outcomes import NAMES, VECTORS, asked, before, vector
from tests.tools import axe_source

PAGE = "outcomes/make/"
AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY = """([spec, cases]) => cases.map(([data, published]) => vcaOutcomesOf(
  Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)), {...spec, published}, "made-up"))"""

__all__ = ["asked"]


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Any:
    """The page, opened once, with the scripts that it fetches when they are needed."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(address + PAGE)
    for name in ("outcomes-table", "outcomes-read", "outcomes-rules"):
        page.add_script_tag(url=f"{address}assets/js/{name}.js")
    yield page
    context.close()


@pytest.fixture
def in_browser(opened: Page, asked: Spec) -> dict[str, Any]:
    """What the page makes of every vector."""
    cases = []
    for name in NAMES:
        data, case, _ = vector(name)
        past = before(case)
        published = {"made-up": list(plain_surveys(past))} if past else {}
        cases.append([base64.b64encode(data).decode(), published])
    found = opened.evaluate(EVERY, [json.loads(json.dumps(asked.plain())), cases])
    return dict(zip(NAMES, found, strict=True))


def test_the_page_makes_of_every_vector_what_the_command_makes(in_browser: dict[str, Any]) -> None:
    for name in NAMES:
        _, case, made = vector(name)
        assert in_browser[name] == {"notes": case["notes"], "faults": case["faults"], "text": made}, name


def choose(page: Page, file: str) -> None:
    """Choose a workshop and a file, and read it."""
    page.locator("#outcomes-workshop").select_option("2014-06-jeju")
    page.locator("#outcomes-file").set_input_files(VECTORS / file)
    page.locator("form.outcomes button[type=submit]").click()
    page.wait_for_selector("#outcomes-result:not([hidden])")


def test_a_chosen_file_becomes_yaml_to_save_and_nothing_is_sent_or_kept(visit: Any) -> None:
    page, faults = visit(PAGE, viewport=PHONE, accept_downloads=True)
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(f"{request.method} {request.url}"))
    choose(page, "ten-all-yes.csv")
    assert page.evaluate("document.activeElement.id") == "outcomes-title"
    with page.expect_download() as saving:
        page.locator("#outcomes-save").click()
    assert saving.value.suggested_filename == "2014-06-jeju.yml"
    made = (VECTORS / "ten-all-yes.yml").read_text(encoding="utf-8").replace("made-up", "2014-06-jeju")
    assert Path(saving.value.path()).read_text(encoding="utf-8") == made
    sent = {url.removeprefix(f"GET {page.url.removesuffix(PAGE)}") for url in asked_for if "blob:" not in url}
    scripts = {f"assets/js/outcomes-{name}.js" for name in ("table", "read", "rules")} | {"assets/outcomes/spec.js"}
    assert sent - {"assets/favicon.svg"} == scripts
    stored = "() => [localStorage.length, sessionStorage.length, document.cookie]"
    assert page.evaluate(stored) == [0, 0, ""]
    page.evaluate(axe_source())
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE)
    assert [item["id"] for item in result["violations"]] == []
    assert [fault for fault in faults if not fault.startswith("blob:")] == []


def test_pasted_rows_are_read_by_keyboard_and_gone_on_leaving(visit: Any) -> None:
    page, _ = visit(PAGE, viewport={"width": 320, "height": 640})
    page.locator("#outcomes-workshop").focus()
    page.keyboard.type("2014-06")
    page.locator("#outcomes-pasted").focus()
    page.keyboard.insert_text("It was useful.\n" + "Yes\n" * 11 + "my own story\n")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#outcomes-result:not([hidden])")
    assert page.locator("#outcomes-faults").inner_text().startswith("Row 13, column A: no answer that is known")
    assert "story" not in page.locator("#outcomes-result").inner_text()
    assert not page.locator("#outcomes-made").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(page.url.replace(PAGE, "about/"))
    page.go_back()
    assert page.locator("#outcomes-pasted").input_value() == ""
    assert not page.locator("#outcomes-result").is_visible()


def test_forgetting_empties_the_page(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE)
    choose(page, "nine.csv")
    page.locator("#outcomes-forget").click()
    assert page.locator("#outcomes-yaml").text_content() == ""
    assert page.locator("#outcomes-file").input_value() == ""
    assert not page.locator("#outcomes-result").is_visible()


def test_it_works_from_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / PAGE / "index.html").as_uri())
    choose(page, "ten-all-no.csv")
    assert "up-to-one-in-five" in page.locator("#outcomes-yaml").inner_text()
    page.close()


def test_without_scripts_the_page_says_the_command(visit: Any) -> None:
    page, _ = visit(PAGE, java_script_enabled=False)
    assert not page.locator("form.outcomes").is_visible()
    assert "make outcomes FILE=" in page.locator("main").inner_text()


def test_the_scripts_are_light() -> None:
    scripts = sorted((ROOT / "docs/assets/js").glob("outcomes*.js"))
    assert len(scripts) == 4
    assert sum(len(gzip.compress(script.read_bytes(), 9, mtime=0)) for script in scripts) <= 12 * 1024
