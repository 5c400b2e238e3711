"""The quick exit in a real browser: the page goes at once, with what was typed, and neither Back nor Forward brings it up again."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from curriculum.load import Course
from tests.browser import PHONE
from tests.tools import axe_source

PAGE = "modules/foundations/elements/"
EARLIER = "search/"
TYPED = "a name that nobody may read"
OUTSIDE = "<!doctype html><title>Outside</title><p>Another website."


class Visit:
    """A tab at the site where the outside page is answered here, and what that page was told."""

    def __init__(self, context: BrowserContext, start: str, course: Course) -> None:
        self.start, self.outside = start, course.extra.exit.url
        self.blank = urllib.parse.urljoin(start, "blank.html")
        self.told: list[dict[str, str]] = []
        context.route(self.outside, self._answer)
        context.set_default_timeout(8000)
        self.page: Page = context.new_page()

    def _answer(self, route: Route) -> None:
        self.told.append(route.request.headers)
        route.fulfill(body=OUTSIDE, content_type="text/html")

    def open(self, path: str) -> Page:
        """Open a page of the site, as by a link from elsewhere."""
        self.page.goto(self.start + path)
        return self.page

    def gone(self) -> None:
        """Wait until the outside page stands there."""
        self.page.wait_for_url(self.outside)

    def shift(self, times: int) -> None:
        """Press Shift alone."""
        for _ in range(times):
            self.page.keyboard.press("Shift")


@pytest.fixture(params=["http", "disk"])
def visit_out(request: pytest.FixtureRequest, browser: Browser, site: Path, address: str, course: Course) -> Any:
    """A tab over http, and one at the same pages from disk."""
    context = browser.new_context(viewport=PHONE)
    start = address if request.param == "http" else site.as_uri() + "/"
    visit = Visit(context, start, course)
    if request.param == "disk":
        plain = visit.open
        visit.open = lambda path: plain(path + "index.html")  # type: ignore[method-assign]
    yield visit
    context.close()


@pytest.fixture
def tab(browser: Browser, address: str, course: Course) -> Iterator[Any]:
    """`tab(**context options)` is a `Visit` over http."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Visit:
        contexts.append(browser.new_context(viewport=PHONE, **options))
        return Visit(contexts[-1], address, course)

    yield make
    for context in contexts:
        context.close()


def stay(route: Route) -> None:
    """Answer so that the browser stays on the page, as it does while no answer comes."""
    route.fulfill(status=204)


def status(page: Page) -> str:
    return page.locator("#exit-status").inner_text()


def test_the_button_leads_to_the_outside_page_which_is_not_told_from_where(visit_out: Visit) -> None:
    visit_out.open(PAGE).get_by_role("button", name="Leave this site").click()
    visit_out.gone()
    assert [told.get("referer") for told in visit_out.told] == [None]
    assert visit_out.page.evaluate("document.referrer") == ""


def test_shift_three_times_leaves_and_is_announced(visit_out: Visit) -> None:
    page = visit_out.open(PAGE)
    visit_out.shift(1)
    assert status(page) == "Shift, press 2 more times to leave."
    visit_out.shift(1)
    assert status(page) == "Shift, press 1 more time to leave."
    assert page.locator("a.exit").get_attribute("data-pressed") == "2"
    visit_out.shift(1)
    visit_out.gone()


def test_back_and_forward_bring_up_no_page_and_nothing_that_was_typed(visit_out: Visit) -> None:
    page = visit_out.open(EARLIER)
    page.locator("input[type=search]").fill(TYPED)
    visit_out.open(PAGE)
    visit_out.open("glossary/")
    page.go_back()
    page.get_by_role("button", name="Leave this site").click()
    visit_out.gone()
    for direction in ("back", "forward", "forward", "back", "back"):
        with page.expect_navigation(url=visit_out.outside):
            page.evaluate(f"setTimeout(() => history.{direction}())")
        assert page.locator("p").all_inner_texts() == ["Another website."]


def test_it_works_by_keyboard_alone(tab: Any) -> None:
    for key in ("Enter", "Space"):
        visit = tab()
        visit.open(PAGE).locator("a.exit").focus()
        visit.page.keyboard.press(key)
        visit.gone()


def test_escape_does_not_leave(tab: Any) -> None:
    visit = tab()
    page = visit.open(PAGE)
    for _ in range(4):
        page.keyboard.press("Escape")
    assert status(page) == ""
    assert page.url == visit.start + PAGE


def test_capital_letters_do_not_leave(tab: Any) -> None:
    visit = tab()
    page = visit.open(EARLIER)
    page.locator("input[type=search]").focus()
    for letter in "ILOP":
        page.keyboard.press(f"Shift+{letter}")
    assert page.locator("input[type=search]").input_value() == "ILOP"
    assert (status(page), page.url) == ("", visit.start + EARLIER)


def test_presses_expire_and_this_is_announced(tab: Any) -> None:
    visit = tab()
    visit.page.clock.install()
    page = visit.open(PAGE)
    visit.shift(2)
    page.clock.run_for(5100)
    assert status(page) == "Shift was not pressed again. You are still on this page."
    assert page.locator("a.exit").get_attribute("data-pressed") is None
    visit.shift(2)
    assert page.url == visit.start + PAGE


def test_the_page_is_cleared_before_anything_is_fetched(tab: Any) -> None:
    visit = tab()
    page = visit.open(EARLIER)
    page.locator("input[type=search]").fill(TYPED)
    page.route("**/blank.html", stay)
    page.evaluate("document.querySelector('a.exit').click()")
    assert page.evaluate("document.title") == "New tab"
    assert page.locator("body").aria_snapshot() == "- alert: Loading."
    assert page.locator("body *").count() == 1
    assert TYPED not in page.content()
    assert "Victim" not in page.content()


def test_without_a_network_a_blank_page_stays(visit_out: Visit) -> None:
    page = visit_out.open(PAGE)
    visit_out.page.context.set_offline(True)
    page.locator("a.exit").click()
    page.wait_for_url(visit_out.blank)
    assert page.title() == "New tab"
    assert visit_out.told == []
    assert not re.search("victim|traffick", page.content(), re.IGNORECASE)
    assert page.evaluate("history.length") == 2  # the empty tab, and this entry in the place of the page's


def test_without_a_network_back_shows_no_earlier_page(tab: Any) -> None:
    visit = tab()
    page = visit.open(EARLIER)
    visit.open(PAGE)
    page.context.set_offline(True)
    page.locator("a.exit").click()
    page.wait_for_url(visit.blank)
    page.evaluate("history.back()")
    page.wait_for_timeout(400)
    assert page.locator("main form").count() == 0
    assert page.url in {visit.blank, "chrome-error://chromewebdata/"}


def test_whoever_comes_back_on_purpose_can_read_again(tab: Any) -> None:
    visit = tab()
    visit.open(EARLIER)
    visit.open(PAGE).locator("a.exit").click()
    visit.gone()
    page = visit.open(PAGE)
    assert page.locator("h1").is_visible()
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    assert page.locator("h1").is_visible()


def test_what_is_stored_before_and_after(tab: Any) -> None:
    visit = tab()
    page = visit.open(PAGE)
    kept = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    assert page.evaluate(kept) == '[{},{},""]'
    page.locator("a.exit").click()
    visit.gone()
    other = page.context.new_page()
    other.goto(visit.start + "help/")
    assert other.evaluate(kept) == '[{},{},""]'


def test_a_tab_with_other_pages_holds_a_mark_and_nothing_more(tab: Any) -> None:
    visit = tab()
    visit.open("help/")
    page = visit.open(PAGE)
    page.route("**/blank.html", stay)
    page.evaluate("document.querySelector('a.exit').click()")
    assert page.evaluate("({...sessionStorage})") == {"vca:left": "1"}
    assert page.evaluate("localStorage.length") == 0


def test_blocked_storage_does_not_keep_anybody_here(tab: Any) -> None:
    visit = tab()
    visit.page.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        "  Object.defineProperty(window, name, {get() { throw new Error('blocked') }})"
    )
    visit.open("help/")
    visit.open(PAGE)
    visit.shift(3)
    visit.gone()


def test_without_javascript_it_is_a_plain_link(tab: Any) -> None:
    visit = tab(java_script_enabled=False)
    page = visit.open(PAGE)
    page.get_by_role("link", name="Leave this site").click()
    visit.gone()
    assert [told.get("referer") for told in visit.told] == [None]


def test_no_script_asks_whether_to_leave(site: Path) -> None:
    asking = [path.name for path in (site / "assets/js").rglob("*.js") if "beforeunload" in path.read_text("utf-8")]
    assert asking == []


def test_the_blank_page_is_neutral_and_accessible(tab: Any, site: Path) -> None:
    text = (site / "blank.html").read_text(encoding="utf-8")
    assert not re.search("victim|traffick|help|course", text, re.IGNORECASE)
    visit = tab()
    visit.open("help/")
    visit.page.context.add_init_script("Object.defineProperty(navigator, 'onLine', {get: () => false})")
    visit.open("blank.html")
    assert visit.page.locator("body").inner_text().strip() == ""
    visit.page.evaluate(axe_source())
    assert visit.page.evaluate("axe.run().then(result => result.violations.map(item => item.id))") == []


def test_on_a_dead_line_that_the_browser_takes_for_alive_nothing_names_the_site(tab: Any) -> None:
    visit = tab()
    page = visit.open(PAGE)
    page.context.route("**/blank.html", lambda route: route.abort())
    visit.shift(3)
    page.wait_for_url(visit.blank)
    page.wait_for_load_state("networkidle")
    assert (page.title(), page.locator("body").inner_text().strip(), visit.told) == ("New tab", "Loading.", [])


def test_no_list_names_the_blank_page(site: Path) -> None:
    assert "blank.html" not in (site / "search/index.js").read_text(encoding="utf-8")
    named = [
        path.name for path in site.rglob("*.html") if re.search(r'href="[^"]*blank\.html', path.read_text("utf-8"))
    ]
    assert named == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lights_of_the_button_hide_nothing(tab: Any, scheme: str) -> None:
    visit = tab(color_scheme=scheme)
    page = visit.open(PAGE)
    before = page.locator("a.exit").bounding_box()
    visit.shift(2)
    assert page.locator("a.exit").bounding_box() == before
    assert page.locator("nav.quick").aria_snapshot().splitlines() == [
        '- navigation "Help and quick exit":',
        '  - link "I need help now":',
        "    - /url: ../../../help/",
        '  - button "Leave this site"',
        "  - status: Shift, press 1 more time to leave.",
    ]
