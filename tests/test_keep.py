"""Keep on this device: what is said before anything is fetched, how the fetching may end, and how all of it goes again."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from curriculum.keep import belongs
from tests.browser import PHONE, QUIET
from tests.keeping import FOLDER, KEPT, NOTHING, PAGE, Cut, Host, device, keep, listed, of_the_list, press, says
from tests.small_course import contents
from tests.tools import axe_source, chromium


def test_the_list_names_every_file_with_its_size_and_hash(first_version: Path) -> None:
    files = {name: data for name, data in contents(first_version).items() if belongs(name, "course")}
    rows = {row[0]: row[1:3] for row in listed(first_version)["files"]}
    assert rows == {
        re.sub(r"(^|/)index\.html$", r"\1", name): [base64.b64encode(hashlib.sha256(data).digest()).decode(), len(data)]
        for name, data in files.items()
    }
    assert {"", "blank.html", "404.html", "search/", "assets/js/exit.js", "help/"} <= set(rows)


def test_a_copy_of_an_edition_holds_the_edition_and_what_it_uses(first_version: Path) -> None:
    addresses = {row[0] for row in listed(first_version, "th")["files"]}
    assert {
        "editions/th/",
        "editions/th/help/",
        "blank.html",
        "404.html",
        "editions/th/search/",
        "editions/th/search/index.js",
        "assets/js/vendor/minisearch.js",
        "assets/css/site.css",
    } <= addresses
    assert [
        name for name in addresses if name.startswith(("modules/", "search/", "countries/", "assets/countries/"))
    ] == []


@pytest.mark.parametrize(
    "name", ["sw.js", "assets/js/worker.js", "assets/keep/th.json", "sitemap.xml.gz", "packs/guide.pdf"]
)
def test_no_copy_holds_worker_lists_and_downloads(name: str) -> None:
    assert [copy for copy in ("course", "th") if belongs(name, copy)] == []


def test_the_size_is_said_before_anything_is_fetched_or_stored(context: BrowserContext, host: Host) -> None:
    page = device(context, host)
    about = json.loads((host.site / "assets/keep/course.json").read_text(encoding="utf-8"))
    assert about["size"] == sum(row[2] for row in listed(host.site)["files"])
    size, packed = (f"{about[name] / 1e6:.1f}".removesuffix(".0") for name in ("size", "packed"))
    says(page, f"It takes {size} MB on this device. About {packed} MB of data will be fetched")
    assert page.evaluate(KEPT) == NOTHING
    assert [path for path in host.asked if "keep/" in path] == ["assets/keep/course.json"]


def test_what_is_announced_on_the_way(context: BrowserContext, host: Host) -> None:
    page = device(context, host)
    part = page.locator("#keep")
    expect(part.get_by_role("button")).to_have_text(["Keep the course"])
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(document.getElementById('keep-status').textContent))"
        ".observe(document.getElementById('keep-status'), {childList: true})"
    )
    press(page, "Keep the course")
    says(page, "The course is kept, in the version of 23 November 2026.")
    said = page.evaluate("said")
    assert said[0] == "The fetching begins."
    assert 3 <= len(said) <= 14, said
    assert all(re.fullmatch(r"[\d.]+ MB of [\d.]+ MB are here\.", words) for words in said[1:-1]), said
    assert page.evaluate("document.activeElement.id") == "keep-title"
    expect(part.get_by_role("button")).to_have_text(["Remove the kept course"])


def test_what_a_kept_copy_stores(cut: Cut) -> None:
    cut.page.goto(cut.host.address + "help/")
    assert cut.page.evaluate(KEPT) == {
        "keys": {"vca:keep": '{"course":"whole"}'},
        "caches": [f"vca-course-{listed(cut.host.site)['version']}"],
        "workers": [FOLDER],
    }


def test_a_cut_in_the_middle_keeps_what_came_and_goes_on_later(context: BrowserContext, host: Host) -> None:
    page = device(context, host)
    says(page, "It takes")
    host.left = 20
    press(page, "Keep the course")
    says(page, "The site did not answer.")
    [name] = page.evaluate("caches.keys()")
    here = page.evaluate("async (name) => (await (await caches.open(name)).keys()).map((item) => item.url)", name)
    assert 0 < len(here) < 20
    host.left = None
    page.goto(host.address + PAGE)
    assert page.title().endswith("Victim-Centred Approach"), "a page came from a copy that is not whole"
    page.goto(f"{host.address}device/")
    says(page, "A part is here")
    host.asked.clear()
    press(page, "Go on fetching")
    says(page, "The course is kept")
    assert of_the_list(host) == {row[0] for row in listed(host.site)["files"]} - {
        address.removeprefix(host.address) for address in here
    }


def test_stop_keeps_the_part_which_can_be_removed(context: BrowserContext, host: Host) -> None:
    page = device(context, host)
    host.held = "help/"
    press(page, "Keep the course")
    says(page, "are here")
    page.locator("#keep").get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    says(page, "Stopped.")
    assert page.evaluate("document.activeElement.textContent") == "Go on fetching"
    press(page, "Remove the kept course")
    says(page, "Removed.")
    assert page.evaluate(KEPT) == NOTHING


def test_removal_leaves_nothing_of_ours_and_all_of_others(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    page.evaluate("async () => { localStorage.setItem('other', '1'); await caches.open('other'); }")
    press(page, "Remove the kept course")
    says(page, "Removed.")
    assert page.evaluate(KEPT) == {"keys": {"other": "1"}, "caches": ["other"], "workers": []}
    expect(page.locator("#device-status")).to_contain_text("keeps nothing")


def test_the_list_of_this_device_names_the_copy_and_deletes_it(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    expect(page.locator("#device tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Delete all of it").click()
    says(page, "The course is not kept.")
    assert page.evaluate(KEPT) == NOTHING


def test_a_file_that_is_not_as_published_is_not_kept(context: BrowserContext, host: Host) -> None:
    page = device(context, host)
    host.instead = {"help/": b"something else"}
    press(page, "Keep the course")
    says(page, "A file did not arrive as it was published.")
    page.goto(host.address + PAGE)
    assert page.title().endswith("Victim-Centred Approach")


def test_a_full_device_is_said_and_the_part_goes(context: BrowserContext, host: Host) -> None:
    page = device(context, host)
    says(page, "It takes")
    session = context.new_cdp_session(page)
    origin = host.address.removesuffix(FOLDER)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 100_000})
    press(page, "Keep the course")
    says(page, "There is not enough space on this device for the course.")
    assert page.evaluate(KEPT) == NOTHING


NO_WORKER = "delete Navigator.prototype.serviceWorker"
NO_CACHE = "Object.defineProperty(window, 'caches', {get() { throw new Error('blocked') }})"
REFUSED = "Object.defineProperty(window, 'caches', {value: {keys: () => Promise.reject(new DOMException('', 'SecurityError'))}})"


@pytest.mark.parametrize("script", [NO_WORKER, NO_CACHE, REFUSED])
def test_a_window_that_keeps_nothing_says_so(browser: Browser, host: Host, script: str) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(script)
    page = device(context, host)
    says(page, "does not let the site keep the course")
    assert page.locator("#keep button:visible").count() == 0
    context.close()


def test_blocked_storage_keeps_the_copy_all_the_same(browser: Browser, host: Host) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})")
    page = keep(context, host)
    host.left = 0
    page.goto(host.address + PAGE)
    assert page.locator("h1").is_visible()
    context.close()


def test_a_copy_that_the_browser_deleted_is_missed(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    page.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name); }")
    page.reload()
    says(page, "the browser has deleted the copy")
    assert page.locator("h1").inner_text() == "This device"


def test_two_tabs_fetch_once_and_see_the_same(context: BrowserContext, host: Host) -> None:
    page, other = device(context, host), device(context, host)
    says(other, "It takes")
    host.held = "help/"
    press(page, "Keep the course")
    says(page, "are here")
    says(other, "Another tab is fetching the course.")
    assert not other.get_by_role("button", name="Keep the course").is_visible()
    other.get_by_role("button", name="Delete all of it").click()
    says(page, "The course is not kept.")
    assert page.evaluate(KEPT) == NOTHING


def test_an_installed_copy_has_a_neutral_name_and_icon(context: BrowserContext, host: Host) -> None:
    page = device(context, host)
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    assert (manifest["name"], manifest["short_name"], manifest["lang"]) == ("Course", "Course", "en")
    text = json.dumps(manifest)
    assert not re.search("victim|traffick|centred|approach", text, re.IGNORECASE)
    for icon in manifest["icons"]:
        size = (host.site / "assets/keep" / icon["src"]).read_bytes()[16:24]
        assert "{}x{}".format(*(int.from_bytes(size[at : at + 4]) for at in (0, 4))) == icon["sizes"]


def test_a_whole_browser_would_install_it(browser: Browser, host: Host) -> None:
    """Asked of Chromium with windows: without them it knows nothing of installing."""
    whole = browser.browser_type.launch(executable_path=chromium(), args=QUIET)
    context = whole.new_context(viewport=PHONE)
    page = device(context, host)
    errors = context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
    whole.close()
    assert [error["errorId"] for error in errors] == ["in-incognito"], "as every window of a test is"


def test_the_edition_has_a_manifest_that_starts_there(context: BrowserContext, host: Host) -> None:
    page = device(context, host, "editions/th/")
    start = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then(async (answer) =>"
        " new URL((await answer.json()).start_url, answer.url).href)"
    )
    assert start == f"{host.address}editions/th/"


def test_without_javascript_nothing_is_offered(browser: Browser, host: Host) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = device(context, host)
    assert not page.locator("#keep").is_visible()
    assert "this site cannot keep anything" in page.locator("#device-no-script").inner_text()
    context.close()


def test_no_page_registers_anything_by_itself(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    for path in ("", "device/", PAGE, "search/", "help/"):
        page.goto(host.address + path)
    assert page.evaluate(KEPT) == NOTHING


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_on_a_narrow_screen(browser: Browser, host: Host, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = device(context, host)
    host.held = "help/"
    press(page, "Keep the course")
    says(page, "are here")
    page.evaluate(axe_source())
    assert page.evaluate("axe.run().then(result => result.violations.map(item => item.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    box = page.locator("#keep button:visible").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    context.close()
