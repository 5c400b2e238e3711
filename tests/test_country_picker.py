"""The reader's country in a real browser: chosen by keyboard, carried in links, kept only when asked, and fine without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import DESKTOP, PHONE
from tests.tools import axe_source

PAGE = "modules/refugee-protection/non-refoulement/"
BOX = "#local-refugee-convention"


def choose(page: Page, code: str) -> None:
    """Choose a country in the header."""
    page.locator(".country-link").click()
    page.locator(".country-form select").select_option(code)
    page.wait_for_function("() => document.getElementById('country-status').textContent !== ''")


def test_nothing_of_a_country_is_fetched_before_the_reader_chooses(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE)
    assert (
        page.evaluate("performance.getEntriesByType('resource').filter(e => e.name.includes('countries')).length") == 0
    )


def test_a_country_is_chosen_by_keyboard_alone(visit: Any) -> None:
    page, faults = visit(PAGE, viewport=PHONE)
    page.locator(".country-link").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".country-form select:focus")
    page.keyboard.type("Thai")
    page.wait_for_function("() => document.getElementById('country-status').textContent.includes('Thailand')")
    assert "Thailand" in page.locator(BOX).inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "country-link"
    assert faults == []


def test_a_box_opens_the_picker_and_gets_the_focus_back(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE)
    page.locator(f"{BOX} .choose-country").click()
    page.wait_for_selector(".country-form select:focus")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "choose-country"


def test_the_choice_goes_along_in_the_links_and_not_to_the_server(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=DESKTOP)
    choose(page, "kh")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("nav.neighbours a").first.click()
    page.wait_for_function("() => document.querySelector('.country-link').textContent === 'Cambodia'")
    assert page.url.endswith("~in=kh")
    assert [url for url in asked if "in=kh" in url.partition("#")[0]] == []


def test_an_anchor_still_leads_to_its_place(visit: Any) -> None:
    page, _ = visit(f"{PAGE}#local-refugee-convention~in=my", viewport=PHONE)
    page.wait_for_function("() => document.querySelector('.country-link').textContent === 'Malaysia'")
    page.wait_for_function(
        "() => Math.abs(document.querySelector('#local-refugee-convention').getBoundingClientRect().top) < 400"
    )


def test_nothing_is_kept_unless_the_reader_asks(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE)
    choose(page, "th")
    assert page.evaluate("localStorage.length") == 0
    page.locator(".country-form input[type=checkbox]").check()
    assert page.evaluate("({...localStorage})") == {"vca:country": "th"}
    page.locator(".country-form input[type=checkbox]").uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_a_box_that_is_ticked_before_the_country_is_chosen_keeps_it(visit: Any) -> None:
    page, _ = visit("device/", viewport=PHONE)
    page.locator(".country-link").click()
    box = page.locator(".country-form input[type=checkbox]")
    box.check()
    page.locator(".country-form select").select_option("th")
    page.wait_for_function("() => localStorage.getItem('vca:country') === 'th'")
    page.reload()
    page.wait_for_function("() => document.querySelector('.country-link').textContent === 'Thailand'")
    page.locator(".country-link").click()
    page.wait_for_function("() => document.querySelector('.country-form input[type=checkbox]')?.checked")
    page.get_by_role("button", name="Delete all of it").click()
    page.wait_for_function("() => document.getElementById('device-status').textContent.startsWith('Deleted')")
    assert not box.is_checked()
    page.locator(".country-form select").select_option("kh")
    page.wait_for_function("() => document.querySelector('.country-link').textContent === 'Cambodia'")
    assert page.evaluate("localStorage.length") == 0


def test_blocked_storage_breaks_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})")
    page = context.new_page()
    page.goto(address + PAGE)
    choose(page, "vn")
    page.locator(".country-form input[type=checkbox]").check()
    assert "Viet Nam" in page.locator(BOX).inner_text()
    context.close()


def test_no_country_brings_the_page_back(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE)
    before = page.locator(BOX).inner_text()
    choose(page, "th")
    page.locator(".country-form select").select_option("")
    page.wait_for_function("() => !location.hash.includes('in=')")
    assert page.locator(BOX).inner_text() == before


def test_without_a_network_the_reader_is_told(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE)
    page.locator(".country-link").click()
    page.wait_for_selector(".country-form select")
    page.context.set_offline(True)
    page.locator(".country-form select").select_option("mn")
    page.wait_for_function(
        "() => document.getElementById('country-status').textContent.includes('could not be fetched')"
    )


def test_without_javascript_a_box_leads_to_all_countries(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE, java_script_enabled=False)
    page.locator(f"{BOX} a").click()
    assert page.url.endswith("countries/topics/refugee-convention/")
    page.go_back()
    page.locator(".country-link").click()
    assert page.url.endswith("countries/")


def test_it_works_from_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto((site / PAGE / "index.html").as_uri())
    choose(page, "id")
    assert "Indonesia" in page.locator(BOX).inner_text()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_picker_is_accessible(visit: Any, scheme: str) -> None:
    page, faults = visit(PAGE, viewport=PHONE, color_scheme=scheme)
    choose(page, "kr")
    page.evaluate(axe_source())
    found = page.evaluate("axe.run().then(result => result.violations.map(item => item.id))")
    assert (found, faults) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
