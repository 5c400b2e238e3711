"""Progress: off until switched on, kept in this browser only, taken along as a file, printed without claiming anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from curriculum.load import Course
from curriculum.progress import known, titles
from tests.browser import DESKTOP, PHONE
from tests.tools import axe_source

PAGE = "progress/"
SECTION = "modules/foundations/elements/"
CHECK = "modules/foundations/check/"
CASE = "cases/deck-hand-before-sailing/"
EMPTY = {"format": "vca-progress", "version": 1, "days": False, "role": "", "last": ""}
EMPTY |= {"read": {}, "checked": {}, "practised": {}}
KEPT = "() => JSON.parse(localStorage.getItem('vca:progress'))"
ALL_KEPT = """async () => ({ local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
  caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length })"""
NOTHING = {"local": {}, "session": {}, "cookies": "", "caches": [], "workers": 0}
FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
TELL = "([name, detail]) => document.dispatchEvent(new CustomEvent(name, { detail }))"


def switched_on(visit: Any, **data: Any) -> tuple[Page, list[str]]:
    """The page of progress in a browser that keeps `data`."""
    page, faults = visit(PAGE, viewport=PHONE)
    page.evaluate("text => localStorage.setItem('vca:progress', text)", json.dumps(EMPTY | data))
    page.reload()
    return page, faults


def says(page: Page) -> str:
    """What the status of the page announces."""
    return page.locator("#progress-status").inner_text()


def load(page: Page, text: str | bytes) -> str:
    """Choose a file that holds `text`. Returns what is announced."""
    page.evaluate("() => { document.getElementById('progress-status').textContent = '' }")
    body = text if isinstance(text, bytes) else text.encode()
    page.set_input_files("#progress-file", {"name": "a.json", "mimeType": "application/json", "buffer": body})
    page.wait_for_function("() => document.getElementById('progress-status').textContent !== ''")
    return says(page)


def elsewhere(page: Page, path: str) -> None:
    """Go to another page of the site, and wait for what progress adds to it."""
    page.goto(page.url.partition(PAGE)[0] + path)
    page.wait_for_selector(".progress-here", state="attached")


def test_nothing_is_stored_or_fetched_before_it_is_switched_on(visit: Any) -> None:
    page, faults = visit("", viewport=PHONE)
    root = page.url
    for path in (SECTION, "modules/foundations/", CHECK, CASE, PAGE):
        page.goto(root + path)
        page.evaluate(TELL, ["vca:checked", {"module": "foundations"}])
        assert page.evaluate(ALL_KEPT) == NOTHING, path
        names = page.evaluate("performance.getEntriesByType('resource').map(item => item.name.split('/').pop())")
        assert (path == PAGE) == ("progress.js" in names) == ("course-titles.js" in names), path
        assert "course.js" not in names
        assert page.locator(".progress-here").count() == 0
    assert says(page) == "Progress is off. Nothing of it is kept."
    assert page.context.cookies() == []
    assert faults == []


def test_it_is_switched_on_and_off_by_keyboard_and_says_so(visit: Any) -> None:
    page, faults = visit(PAGE, viewport=PHONE)
    page.locator("#progress-switch-on").focus()
    page.keyboard.press("Enter")
    assert says(page).startswith("Progress is on now.")
    assert page.evaluate("document.activeElement.id") == "progress-title"
    assert page.evaluate(KEPT) == EMPTY
    page.locator("#progress-switch-off").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "progress-no"
    page.keyboard.press("Enter")
    assert page.evaluate(KEPT) == EMPTY, "it asked, and the answer was no"
    assert page.evaluate("document.activeElement.id") == "progress-switch-off"
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert says(page) == "Progress is off, and what was kept is deleted."
    assert page.evaluate(ALL_KEPT) == NOTHING
    assert page.locator("#progress").aria_snapshot().splitlines() == [
        '- region "Progress in this browser":',
        '  - heading "Progress in this browser" [level=2]',
        "  - status: Progress is off, and what was kept is deleted.",
        "  - paragraph:",
        '    - button "Switch progress on"',
    ]
    assert faults == []


def test_a_section_is_marked_and_unmarked_by_keyboard(visit: Any) -> None:
    page, faults = switched_on(visit)
    elsewhere(page, SECTION)
    place = page.locator(".progress-here")
    place.get_by_role("button", name="I have read this").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(KEPT) == EMPTY | {"last": "foundations/elements", "read": {"foundations/elements": ""}}
    assert place.get_by_role("status").inner_text() == "This section is marked as read."
    page.keyboard.press("Enter")
    assert page.evaluate(KEPT)["read"] == {}
    assert place.get_by_role("status").inner_text() == "The mark is taken away."
    assert faults == []


def test_a_check_and_a_case_are_noted_and_junk_is_not(visit: Any) -> None:
    page, faults = switched_on(visit)
    elsewhere(page, CHECK)
    page.evaluate(TELL, ["vca:checked", {"module": "foundations"}])
    page.evaluate(TELL, ["vca:checked", {"module": "no-such-module"}])
    assert "you went through this self-check" in page.locator(".progress-here").inner_text()
    page.goto(page.url.replace(CHECK, CASE))
    page.wait_for_selector(".progress-here", state="attached")
    page.evaluate(TELL, ["vca:practised", {"case": "deck-hand-before-sailing"}])
    kept = page.evaluate(KEPT)
    assert (kept["checked"], kept["practised"]) == ({"foundations": ""}, {"deck-hand-before-sailing": ""})
    assert faults == []


def test_the_page_counts_by_module_and_leads_on(visit: Any) -> None:
    read = {"foundations/elements": "", "gone/section": ""}
    page, _ = switched_on(visit, read=read, checked={"foundations": ""}, last="foundations/elements")
    first = page.locator("#progress-rows tr").first.inner_text()
    assert "1 of 5. Next: Smuggling, labour disputes and sex work" in first
    assert "gone through" in first
    assert page.locator("#progress-rows tr").count() == 9 + 1
    page.locator("#progress-continue a").click()
    assert page.url.endswith(SECTION)


def test_the_path_of_a_role_is_shown_in_its_order_and_stays_chosen(visit: Any, course: Course) -> None:
    page, _ = switched_on(visit)
    role = course.roles[0]
    page.locator("#progress-role").select_option(role.title)
    page.reload()
    heads = page.locator("#progress-rows th").all_inner_texts()
    assert heads == [*(course.modules[name].short_title for name in role.modules), "Together"]
    assert page.evaluate(KEPT)["role"] == role.id


def test_days_are_kept_only_if_asked_and_go_when_that_ends(visit: Any) -> None:
    page, _ = switched_on(visit, read={"foundations/elements": ""})
    page.locator("#progress-days").check()
    elsewhere(page, "modules/foundations/victim-centred/")
    page.locator(".progress-here button").click()
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert page.evaluate(KEPT)["read"] == {"foundations/elements": "", "foundations/victim-centred": today}
    page.goto(page.url.replace("modules/foundations/victim-centred/", PAGE))
    page.locator("#progress-days").uncheck()
    assert set(page.evaluate(KEPT)["read"].values()) == {""}


def test_two_tabs_do_not_undo_each_other(visit: Any) -> None:
    page, _ = switched_on(visit)
    other = page.context.new_page()
    other.goto(page.url.replace(PAGE, SECTION))
    other.locator(".progress-here button").click()
    page.wait_for_function("() => document.querySelector('#progress-rows').innerText.includes('1 of 5')")
    page.locator("#progress-role").select_option("Trainer")
    assert page.evaluate(KEPT)["read"] == {"foundations/elements": ""}
    page.locator("#progress-switch-off").click()
    page.locator("#progress-yes").click()
    other.wait_for_selector(".progress-here", state="detached")
    other.evaluate(TELL, ["vca:checked", {"module": "foundations"}])
    assert other.evaluate("localStorage.length") == 0
    page.locator("#progress-switch-on").click()
    other.wait_for_selector(".progress-here")


def test_a_section_open_in_another_tab_learns_that_it_was_switched_on(visit: Any) -> None:
    page, _ = visit(SECTION, viewport=PHONE)
    other = page.context.new_page()
    other.goto(page.url.replace(SECTION, PAGE))
    other.locator("#progress-switch-on").click()
    page.wait_for_selector(".progress-here button")


def test_blocked_storage_is_said(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(BLOCKED)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address + SECTION)
    page.goto(address + PAGE)
    assert says(page).startswith("This browser does not let the site keep anything.")
    assert not page.locator("#progress-switch-on").is_visible()
    assert faults == []
    context.close()


def test_full_storage_is_said_and_loses_nothing(visit: Any) -> None:
    page, faults = visit(PAGE, viewport=PHONE)
    page.evaluate(FULL)
    page.locator("#progress-switch-on").click()
    assert says(page).startswith("This could not be kept")
    page, _ = switched_on(visit, read={"foundations/elements": ""})
    elsewhere(page, "modules/foundations/victim-centred/")
    before = page.evaluate(KEPT)
    page.evaluate(FULL)
    page.locator(".progress-here button").click()
    assert "This could not be kept" in page.locator(".progress-here").inner_text()
    assert page.evaluate(KEPT) == before
    assert faults == []


def test_what_cannot_be_read_is_left_alone_until_the_reader_deletes_it(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE)
    page.evaluate("localStorage.setItem('vca:progress', '{\"read\": 1}')")
    page.goto(page.url.replace(PAGE, SECTION))
    page.wait_for_function("() => window.vcaProgress")
    page.goto(page.url.replace(SECTION, PAGE))
    assert says(page).startswith("What this browser keeps cannot be read")
    assert page.evaluate(KEPT) == {"read": 1}
    page.locator("#progress-switch-off").click()
    page.locator("#progress-yes").click()
    assert page.evaluate("localStorage.length") == 0


def test_what_is_saved_can_be_added_elsewhere(visit: Any) -> None:
    page, faults = switched_on(
        visit, days=True, role="trainer", last="foundations/elements", read={"foundations/elements": "2026-11-20"}
    )
    with page.expect_download() as download:
        page.locator("#progress-save").click()
    assert download.value.suggested_filename == "progress.json"
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert json.loads(saved) == page.evaluate(KEPT)
    other, _ = switched_on(visit, days=True)
    assert load(other, saved) == "From the file, 1 new marks were added. Nothing that was here is gone."
    assert other.evaluate(KEPT) == json.loads(saved)
    assert faults == []


def test_adding_a_file_loses_nothing_and_leaves_out_what_is_unknown(visit: Any) -> None:
    mine = {"read": {"foundations/elements": ""}, "role": "trainer", "last": "foundations/elements"}
    page, _ = switched_on(visit, **mine)
    file = EMPTY | {
        "role": "no-such-role",
        "read": {"foundations/victim-centred": "2026-11-20", "no/such": ""},
        "checked": {"foundations": ""},
    }
    assert load(page, json.dumps(file)) == (
        "From the file, 2 new marks were added. Nothing that was here is gone. "
        "2 entries were left out, because this course does not know them."
    )
    read = {"foundations/elements": "", "foundations/victim-centred": ""}
    assert page.evaluate(KEPT) == EMPTY | mine | {"read": read, "checked": {"foundations": ""}}


def test_a_wrong_or_hostile_file_changes_nothing_and_says_why(visit: Any) -> None:
    page, faults = switched_on(visit, read={"foundations/elements": ""})
    before = page.evaluate(KEPT)
    strange = "The file is not a list that this course saved"
    files: list[tuple[str | bytes, str]] = [
        ("", "The file cannot be read as a list"),
        (b"\xff\xfe\x00\x89PNG", "The file cannot be read as a list"),
        ("[" * 50_000, "The file cannot be read as a list"),
        ("x" * 100_001, "The file is too large"),
        ("null", strange),
        ("[]", strange),
        (json.dumps(EMPTY | {"format": "another"}), strange),
        (json.dumps(EMPTY | {"name": "somebody"}), strange),
        (json.dumps(EMPTY | {"days": 1}), strange),
        (json.dumps(EMPTY | {"read": ["foundations/elements"]}), strange),
        (json.dumps(EMPTY | {"read": {"foundations/elements": "2026-99-99"}}), strange),
        (json.dumps(EMPTY | {"read": {"foundations/elements": "2026-11-20T10:00"}}), strange),
        (json.dumps(EMPTY | {"read": {"<img src=x onerror=alert(1)>": ""}}), strange),
        (json.dumps(EMPTY).replace('"read": {}', '"read": {"__proto__": ""}'), strange),
        (json.dumps(EMPTY | {"version": 2}), "The file was saved by another version"),
    ]
    for text, why in files:
        assert load(page, text).startswith(why), text[:60]
        assert page.evaluate(KEPT) == before
    assert faults == []


def test_the_record_prints_alone_and_claims_nothing(visit: Any) -> None:
    page, _ = switched_on(visit, days=True, read={"foundations/elements": "2026-11-20"}, checked={"foundations": ""})
    page.set_viewport_size(DESKTOP)
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")
    page.locator("#progress-print").click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    assert text.startswith("Record of self-study")
    assert "authorises nobody to interview, shelter, transport, examine or investigate" in text
    assert "It proves no competence." in text
    assert "2026" not in text
    assert page.locator("#progress-record :is(img, svg, input)").count() == 0
    page.emulate_media(media="screen")
    page.locator("#progress-dated").check()
    page.emulate_media(media="print")
    assert page.locator("#progress-lines tr").all_inner_texts() == [
        "Foundations\t1 of 5\tgone through\t0 of 21\tNovember 20, 2026"
    ]


def test_without_marks_there_is_no_record(visit: Any) -> None:
    page, _ = switched_on(visit)
    assert not page.locator("#progress-record").is_visible()
    assert not page.locator("#progress-print").is_visible()


def test_leaving_the_site_works_and_deletes_nothing(visit: Any) -> None:
    page, _ = switched_on(visit)
    before, start = page.evaluate(KEPT), page.url
    page.context.route("**/*wikipedia*/**", lambda route: route.fulfill(body="outside"))
    page.locator(".quick .exit").click()
    page.wait_for_url("https://www.wikipedia.org/")
    page.goto(start)
    assert page.evaluate(KEPT) == before


def test_this_device_deletes_it(visit: Any) -> None:
    page, _ = switched_on(visit)
    page.goto(page.url.replace(PAGE, "device/"))
    page.get_by_role("button", name="Delete all of it").click()
    page.wait_for_function("() => localStorage.length === 0")


def test_a_chosen_country_goes_along(visit: Any) -> None:
    page, _ = switched_on(visit, last="foundations/elements")
    page.goto(page.url + "#~in=th")
    page.reload()
    assert (page.locator("#progress-continue a").get_attribute("href") or "").endswith(f"{SECTION}#~in=th")


def test_without_javascript_the_page_leads_to_the_paths(visit: Any) -> None:
    page, _ = visit(PAGE, viewport=PHONE, java_script_enabled=False)
    assert "needs JavaScript" in page.locator("#progress-no-script").inner_text()
    assert not page.locator("#progress, #progress-end").first.is_visible()
    page.locator("main").get_by_role("link", name="paths by role").click()
    assert page.url.endswith("/paths/")


def test_it_works_from_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto((site / PAGE / "index.html").as_uri())
    page.locator("#progress-switch-on").click()
    page.goto((site / SECTION / "index.html").as_uri())
    page.locator(".progress-here button").click()
    assert page.evaluate(KEPT)["read"] == {"foundations/elements": ""}
    page.goto((site / PAGE / "index.html").as_uri())
    assert "1 of 5" in page.locator("#progress-rows").inner_text()
    context.close()


def test_in_an_edition_links_stay_in_it(visit: Any) -> None:
    page, _ = switched_on(visit, last="foundations/elements")
    own = page.url.replace(PAGE, "editions/th/")

    def same(route: Any) -> None:
        """The regional page stands for that of the edition, whose scripts are those of the regional site."""
        answer = route.fetch(url=route.request.url.replace("editions/th/", ""))
        route.fulfill(response=answer, body=answer.text().replace('"../assets/', '"../../../assets/'))

    page.context.route("**/editions/th/progress/", same)
    page.goto(f"{own}{PAGE}")
    assert page.locator("#progress-continue a").get_attribute("href") == f"{own}{SECTION}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("on", [False, True])
def test_it_is_accessible_on_a_narrow_screen(visit: Any, scheme: str, on: bool) -> None:
    page, _ = visit(PAGE, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    if on:
        kept = json.dumps(EMPTY | {"checked": {"foundations": ""}})
        page.evaluate("text => localStorage.setItem('vca:progress', text)", kept)
        page.reload()
        page.locator("#progress-switch-off").click()
    page.evaluate(axe_source())
    assert page.evaluate("axe.run().then(result => result.violations.map(item => item.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    boxes = [item.bounding_box() for item in page.locator("main :is(button, input, select)").all() if item.is_visible()]
    assert [box for box in boxes if box is None or min(box["width"], box["height"]) < 24] == []


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_address_that_the_scripts_know_is_a_page(course: Course, directory_urls: bool) -> None:
    ids, found = known(course, directory_urls)["ids"], titles(course, directory_urls)
    end = "/" if directory_urls else ".html"
    sections = [item for module in found["modules"] for item in module["sections"]]
    assert [item["id"] for item in sections] == ids["read"]
    pages = [item["page"] for item in [*sections, *found["cases"]]] + [module["check"] for module in found["modules"]]
    assert {page.removesuffix(end) + ".md" for page in pages} <= set(course.pages)
    assert {name for case in found["cases"] for name in case["modules"]} <= set(ids["checked"])
