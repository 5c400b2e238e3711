"""The kept copy: read without a network, left by the exit, and replaced by a new version as a whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.keeping import FOLDER, KEPT, PAGE, UPDATED, Cut, Host, device, keep, listed, of_the_list, press, says


def test_the_copy_reads_without_a_network_also_pages_never_visited(cut: Cut) -> None:
    page, host = cut.page, cut.host
    page.goto(host.address + PAGE)
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.quick')).position") == "sticky"
    page.get_by_role("link", name="I need help now").first.click()
    page.wait_for_url("**/help/")
    page.goto(f"{host.address}course/index.html?from=note")
    assert page.locator("h1").is_visible()
    assert [path for path in host.asked if path != "sw.js"] == []


def test_search_works_in_the_copy(cut: Cut) -> None:
    page = cut.page
    page.goto(f"{cut.host.address}search/")
    page.locator("input[type=search]").fill("identification")
    page.keyboard.press("Enter")
    page.locator("#search-results a").first.click()
    page.wait_for_url(re.compile(r"/course-site/.*(?<!search/)$"))
    assert page.locator("h1").is_visible()


def test_a_page_that_is_not_kept_says_so(cut: Cut) -> None:
    answer = cut.page.goto(f"{cut.host.address}nowhere/")
    assert answer is not None
    assert answer.status == 404
    assert "only the pages of a kept copy" in cut.page.locator("main").inner_text()


def test_an_address_without_its_last_slash_is_found(cut: Cut) -> None:
    cut.page.goto(f"{cut.host.address}help")
    assert cut.page.url == f"{cut.host.address}help/"


def test_titles_of_the_copy_do_not_name_the_course(cut: Cut, first_version: Path) -> None:
    assert "I need help now · Victim-Centred Approach" in (first_version / "help/index.html").read_text(
        encoding="utf-8"
    )
    cut.page.goto(cut.host.address + "help/")
    assert cut.page.title() == "I need help now · Course"


def test_the_exit_clears_the_copy_and_blank_stays_blank(cut: Cut) -> None:
    page = cut.page
    page.goto(cut.host.address + PAGE)
    page.evaluate("Object.defineProperty(navigator, 'onLine', {get: () => false})")
    page.locator("a.exit").click()
    page.wait_for_url("**/blank.html")
    assert page.title() == "New tab"
    assert page.locator("main").count() == 0
    page.add_init_script("Object.defineProperty(navigator, 'onLine', {get: () => false})")
    page.reload()
    assert (page.title(), page.locator("body").inner_text().strip()) == ("New tab", "")


def test_the_exit_opens_the_kept_blank_page_where_the_browser_believes_in_a_network(cut: Cut) -> None:
    page = cut.page
    page.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="<title>Outside</title>"))
    page.goto(cut.host.address + PAGE)
    page.locator("a.exit").click()
    page.wait_for_url("https://www.wikipedia.org/")
    assert "blank.html" not in cut.host.asked


def test_a_line_to_call_ends_on_its_day_in_the_copy_too(cut: Cut) -> None:
    line = cut.page.locator("#th-line a[href^='tel:']")
    for day, shown in (("2027-02-01", 1), ("2027-02-02", 0)):
        cut.page.clock.set_fixed_time(f"{day}T12:00:00")
        cut.page.goto(f"{cut.host.address}countries/th/")
        expect(cut.page.locator("#th-line")).to_be_visible()
        expect(line).to_have_count(shown)
    assert cut.page.locator("#th-line .line-expired").is_visible()


def test_a_new_version_is_announced_fetched_beside_and_used_when_asked(
    context: BrowserContext, host: Host, second_version: Path
) -> None:
    page, other = keep(context, host), context.new_page()
    old = [row[:2] for row in listed(host.site)["files"]]
    before, after = (f"vca-course-{listed(site)['version']}" for site in (host.site, second_version))
    host.site = second_version
    page.evaluate(UPDATED)
    other.goto(host.address + "help/")
    expect(other.locator("main .note").first).to_contain_text("You are reading the copy of 23 November 2026.")
    other.locator("main .note a").click()
    other.wait_for_url("**/course-site/device/")
    other.goto(host.address + "help/")
    page.reload()
    says(page, "There is a new version")
    host.asked.clear()
    press(page, "Fetch the new version")
    says(page, "You still read the version of")
    assert sorted(page.evaluate("caches.keys()")) == sorted([before, after])
    changed = {row[0]: row[1] for row in listed(second_version)["files"]}.items() - dict(old).items()
    assert of_the_list(host) == {address for address, _ in changed}
    other.reload()
    assert state(other) == (False, False)
    press(page, "Use the new version")
    says(page, "The course is kept")
    expect(other.locator("main")).to_contain_text("Changed")
    assert state(other) == (True, True)
    assert page.evaluate("caches.keys()") == [after]


def state(page: Page) -> tuple[bool, bool]:
    """Whether the page is the changed one, and whether its style sheet is."""
    style = page.evaluate("getComputedStyle(document.querySelector('main')).getPropertyValue('--changed')")
    return "Changed" in page.locator("main").inner_text(), style == "yes"


def test_a_new_version_that_is_half_here_is_not_read(context: BrowserContext, host: Host, second_version: Path) -> None:
    page = keep(context, host)
    host.site = second_version
    page.reload()
    says(page, "There is a new version")
    host.held = "help/"
    press(page, "Fetch the new version")
    says(page, "are here")
    host.left = 0
    host.go_on.set()
    says(page, "The site did not answer.")
    page.goto(host.address + "help/")
    assert state(page) == (False, False)
    host.left = None
    page.goto(f"{host.address}device/")
    says(page, "A part is here")
    press(page, "Go on fetching")
    says(page, "You still read the version of")


def test_a_version_that_changes_while_it_is_fetched_is_begun_anew(
    context: BrowserContext, host: Host, second_version: Path
) -> None:
    page = device(context, host)
    says(page, "It takes")
    host.instead = {"assets/keep/course.files.json": (host.site / "assets/keep/course.files.json").read_bytes()}
    host.site = second_version
    press(page, "Keep the course")
    says(page, "The course is kept")
    page.goto(host.address + "help/")
    assert state(page) == (True, True)
    assert page.evaluate("caches.keys()") == [f"vca-course-{listed(second_version)['version']}"]


def test_an_edition_is_kept_alone_and_stands_in_for_regional_pages(context: BrowserContext, host: Host) -> None:
    page = device(context, host, "editions/th/")
    assert page.locator("#keep-which").inner_text() == "The copy holds the edition for Thailand."
    press(page, "Keep the course")
    says(page, "The course is kept")
    host.left = 0
    page.goto(f"{host.address}editions/th/{PAGE}")
    assert page.evaluate("getComputedStyle(document.querySelector('.quick')).position") == "sticky"
    page.goto(f"{host.address}{PAGE}")
    assert page.url == f"{host.address}editions/th/{PAGE}"
    page.goto(f"{host.address}search/")
    assert page.locator("h1").is_visible()
    context.add_init_script("Object.defineProperty(navigator, 'onLine', {get: () => false})")
    page.goto(f"{host.address}blank.html")
    assert page.title() == "New tab"


def test_two_copies_of_different_versions_do_not_mix(context: BrowserContext, host: Host, second_version: Path) -> None:
    keep(context, host).close()
    host.site = second_version
    page = keep(context, host, "editions/th/")
    page.goto(host.address + "help/")
    assert state(page) == (False, False)
    page.goto(host.address + "editions/th/help/")
    assert state(page) == (True, True)
    page.goto(host.address + "editions/th/device/")
    press(page, "Remove the kept course")
    says(page, "Removed.")
    assert page.evaluate(KEPT)["workers"] == [FOLDER]
