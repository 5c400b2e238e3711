"""The page "This device": it names what is kept and its size, and deletes all that is ours and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import PHONE
from tests.tools import axe_source

FILL = """async () => {
  localStorage.setItem("vca:country", "th");
  localStorage.setItem("vca:progress", "{}".padEnd(2000));
  localStorage.setItem("vca:new", "1");
  localStorage.setItem("other", "not ours");
  sessionStorage.setItem("vca:tab", "1");
  sessionStorage.setItem("other", "not ours");
  const cache = await caches.open("vca-1");
  await cache.put("kept", new Response("x".repeat(1500000)));
  await (await caches.open("other")).put("kept", new Response("not ours")); }"""
KEPT = """async () => ({ local: {...localStorage}, session: {...sessionStorage}, caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).map((worker) => new URL(worker.scope).pathname) })"""
NONE = "This site keeps nothing in this browser."


def says(page: Page, words: str) -> None:
    """Wait until the status of the page says `words`."""
    page.wait_for_function(f"() => document.getElementById('device-status').textContent.startsWith({words!r})")


def rows(page: Page) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in page.locator("#device tbody tr").all()]


def filled(visit: Any) -> Page:
    """The page, with things of ours and of others in the browser."""
    page, _ = visit("device/", viewport=PHONE)
    page.evaluate(FILL)
    page.reload()
    says(page, "This site keeps 1.5 MB")
    return page  # type: ignore[no-any-return]


def test_nothing_kept_is_said(visit: Any) -> None:
    page, faults = visit("device/", viewport=PHONE)
    says(page, NONE)
    assert not page.locator("#device table").is_visible()
    assert not page.locator("#device button").is_visible()
    assert faults == []


def test_what_is_kept_is_named_with_its_size(visit: Any) -> None:
    assert sorted(rows(filled(visit))) == [
        ["A setting: vca:new", "8 bytes"],
        ["A setting: vca:tab", "8 bytes"],
        ["Pages for reading without a network: vca-1", "1.5 MB"],
        ["The country that you chose", "13 bytes"],
        ["What you have read, checked and practised", "2 kB"],
    ]


def test_all_of_ours_is_deleted_and_only_ours(visit: Any) -> None:
    page = filled(visit)
    page.get_by_role("button", name="Delete all of it").click()
    says(page, "Deleted.")
    left = {"local": {"other": "not ours"}, "session": {"other": "not ours"}, "caches": ["other"], "workers": []}
    assert page.evaluate(KEPT) == left
    page.reload()
    says(page, NONE)
    assert page.evaluate(KEPT) == left


def test_it_is_deleted_by_keyboard_and_the_focus_stays_on_the_page(visit: Any) -> None:
    page = filled(visit)
    page.locator("#device button").focus()
    page.keyboard.press("Enter")
    says(page, "Deleted.")
    assert page.evaluate("document.activeElement.id") == "device-title"
    assert page.locator("#device").aria_snapshot().splitlines() == [
        '- region "Kept in this browser":',
        '  - heading "Kept in this browser" [level=2]',
        "  - status: Deleted. This site keeps nothing in this browser.",
    ]


def test_the_workers_of_this_site_go_and_those_of_others_stay(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    script: dict[str, Any] = {
        "body": "// a worker",
        "content_type": "text/javascript",
        "headers": {"Service-Worker-Allowed": "/"},
    }
    context.route("**/worker.js", lambda route: route.fulfill(**script))
    page = context.new_page()
    below, beside = f"{address}course/", f"{address}elsewhere/"
    # The site below /course/ stands for ours: the script says where the root of the site is.
    context.route(f"{below}**", lambda route: route.continue_(url=route.request.url.replace(below, address)))
    context.route(f"{below}worker.js", lambda route: route.fulfill(**script))
    page.goto(f"{below}device/")
    for scope in (below, beside):
        page.evaluate("scope => navigator.serviceWorker.register('../worker.js', {scope})", scope)
    page.reload()
    page.get_by_role("button", name="Delete all of it").click()
    says(page, "Deleted.")
    assert page.evaluate(KEPT)["workers"] == ["/elsewhere/"]
    context.close()


def test_another_tab_and_the_back_button_show_what_is_true_now(visit: Any) -> None:
    page = filled(visit)
    other = page.context.new_page()
    other.goto(page.url)
    says(other, "This site keeps 1.5 MB")
    page.goto(page.url.replace("device/", "help/"))
    other.locator("#device button").click()
    says(other, "Deleted.")
    page.go_back()
    page.wait_for_function("() => !document.querySelector('#device tbody').innerText.includes('country')")


def test_a_key_that_another_tab_stores_appears(visit: Any) -> None:
    page, _ = visit("device/", viewport=PHONE)
    says(page, NONE)
    other = page.context.new_page()
    other.goto(page.url.replace("device/", "help/"))
    other.evaluate("localStorage.setItem('vca:country', 'kh')")
    says(page, "This site keeps 13 bytes")


def test_blocked_storage_is_said_and_breaks_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage', 'caches'])"
        "  Object.defineProperty(window, name, {get() { throw new Error('blocked') }})"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}device/")
    says(page, "This browser does not let the site keep anything.")
    assert faults == []
    context.close()


def test_what_cannot_be_deleted_is_said(visit: Any) -> None:
    page = filled(visit)
    page.evaluate("() => { caches.delete = () => Promise.reject(new Error('refused')) }")
    page.locator("#device button").click()
    says(page, "Something could not be deleted.")
    assert rows(page) == [["Pages for reading without a network: vca-1", "1.5 MB"]]
    assert page.evaluate("({...localStorage})") == {"other": "not ours"}


def test_without_javascript_the_page_says_what_to_do(visit: Any) -> None:
    page, _ = visit("device/", viewport=PHONE, java_script_enabled=False)
    assert "settings of your browser" in page.locator("#device-no-script").inner_text()
    assert not page.locator("#device").is_visible()


def test_it_works_from_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto((site / "device/index.html").as_uri())
    says(page, NONE)
    page.evaluate("localStorage.setItem('vca:country', 'th')")
    page.reload()
    page.get_by_role("button", name="Delete all of it").click()
    says(page, "Deleted.")
    assert page.evaluate("localStorage.length") == 0
    context.close()


def test_without_a_network_it_still_deletes(visit: Any) -> None:
    page = filled(visit)
    page.context.set_offline(True)
    page.locator("#device button").click()
    says(page, "Deleted.")


def test_every_page_leads_to_it(visit: Any) -> None:
    page, _ = visit("modules/foundations/elements/", viewport=PHONE)
    page.locator("footer").get_by_role("link", name="This device").click()
    assert page.url.endswith("/device/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_is_accessible_on_a_narrow_screen(visit: Any, scheme: str) -> None:
    page, _ = visit("device/", viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.evaluate(FILL)
    page.reload()
    says(page, "This site keeps")
    page.evaluate(axe_source())
    assert page.evaluate("axe.run().then(result => result.violations.map(item => item.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    box = page.locator("#device button").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
