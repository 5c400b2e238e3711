"""Keep on this device: what is said before anything is fetched, the copy without a network, new versions, and the ways it may end.

The site stands in a folder of its host, as on Pages. The network is cut by the host: it closes every connection without a word.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from curriculum.keep import belongs, write
from curriculum.render import Renderer
from tests.browser import PHONE
from tests.small_course import CourseFolder, contents, make
from tests.tools import axe_source

FOLDER = "/course-site/"
KEPT = """async () => ({ keys: {...localStorage}, caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).map((worker) => new URL(worker.scope).pathname) })"""
UPDATED = """() => new Promise((resolve) => {
  navigator.serviceWorker.addEventListener("controllerchange", () => resolve(null));
  navigator.serviceWorker.getRegistration().then((found) => found.update()); })"""
"""Looks for a new worker, as a browser does by itself on a visit, and waits until it is there."""
NOTHING: dict[str, Any] = {"keys": {}, "caches": [], "workers": []}
PAGE = "modules/identification/indicators/"


class Host(http.server.ThreadingHTTPServer):
    """Serves the folder `site` below FOLDER.

    `left` is how many answers it still gives: None is no limit, 0 a network that is cut. The address `held` it answers when `go_on`
    is set; those in `instead` it answers once with other bytes. `asked` are the addresses that were asked for.
    """

    daemon_threads = True
    left: int | None = None
    held: str = "none"

    def __init__(self, site: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        self.asked: list[str] = []
        self.instead: dict[str, bytes] = {}
        self.go_on = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}{FOLDER}"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers for `Host`."""

    server: Host

    def translate_path(self, path: str) -> str:
        """The file that an address means."""
        self.directory = str(self.server.site)
        return super().translate_path("/" + path.removeprefix(FOLDER))

    def do_GET(self) -> None:
        """Answer, unless the network is cut."""
        path = self.path.removeprefix(FOLDER)
        self.server.asked.append(path)
        if path == self.server.held:
            self.server.go_on.wait()
        if self.server.left == 0:
            self.close_connection = True
            return
        if self.server.left is not None:
            self.server.left -= 1
        if path in self.server.instead:
            body = self.server.instead.pop(path)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        super().do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course with the edition of Thailand."""
    folder = make(tmp_path_factory.mktemp("first") / "course")
    done = folder.run("curriculum", "--root", str(folder.root), "edition", "--country", "th")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder.root / "site"


@pytest.fixture(scope="session")
def second(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, published anew: a page and the style sheet have changed."""
    site = shutil.copytree(first, tmp_path_factory.mktemp("second") / "site")
    for page in (site / "help/index.html", site / "editions/th/help/index.html"):
        page.write_text(page.read_text("utf-8").replace("You decide.", "You decide. Changed."), encoding="utf-8")
    (site / "assets/css/site.css").write_text("main { --changed: yes; }", encoding="utf-8")
    write(site, Renderer(CourseFolder(first.parent).course(), first.parent))
    return site


@contextmanager
def hosting(site: Path) -> Iterator[Host]:
    """A host of `site`."""
    with Host(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.go_on.set()
        server.shutdown()


@pytest.fixture
def host(first: Path) -> Iterator[Host]:
    """The host of the first version."""
    with hosting(first) as server:
        yield server


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, in which nothing is kept."""
    made = browser.new_context(viewport=PHONE)
    made.set_default_timeout(10_000)
    yield made
    made.close()


def device(context: BrowserContext, host: Host, folder: str = "") -> Page:
    """The page "This device" in a new tab."""
    page = context.new_page()
    page.goto(f"{host.address}{folder}device/")
    return page


def says(page: Page, words: str) -> None:
    """Wait until the status says something with `words` in it."""
    expect(page.locator("#keep-status")).to_contain_text(words)


def press(page: Page, name: str) -> None:
    page.locator("#keep").get_by_role("button", name=name).click()


def keep(context: BrowserContext, host: Host, folder: str = "") -> Page:
    """The page "This device" after the copy was kept."""
    page = device(context, host, folder)
    press(page, "Keep the course")
    says(page, "The course is kept")
    return page


@dataclass(frozen=True)
class Cut:
    """The copy in a new tab, after the network was cut."""

    page: Page
    host: Host


@pytest.fixture(scope="module")
def kept(browser: Browser, first: Path) -> Iterator[tuple[BrowserContext, Host]]:
    """A browser that keeps the first version, and its host, which answers no more."""
    with hosting(first) as server:
        context = browser.new_context(viewport=PHONE)
        context.set_default_timeout(10_000)
        keep(context, server).close()
        server.left = 0
        yield context, server
        context.close()


@pytest.fixture
def cut(kept: tuple[BrowserContext, Host]) -> Iterator[Cut]:
    """A tab of that browser, to read only."""
    context, server = kept
    server.asked.clear()
    page = context.new_page()
    yield Cut(page, server)
    page.close()


def listed(site: Path, copy: str = "course") -> dict[str, Any]:
    """The list of a copy."""
    text = (site / f"assets/keep/{copy}.files.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def of_the_list(host: Host) -> set[str]:
    """The files of a copy that were asked for."""
    return set(host.asked) & {row[0] for row in listed(host.site)["files"]}


def test_the_list_names_every_file_with_its_size_and_hash(first: Path) -> None:
    files = {name: data for name, data in contents(first).items() if belongs(name, "course")}
    rows = {row[0]: row[1:3] for row in listed(first)["files"]}
    assert rows == {
        re.sub(r"(^|/)index\.html$", r"\1", name): [base64.b64encode(hashlib.sha256(data).digest()).decode(), len(data)]
        for name, data in files.items()
    }
    assert {"", "blank.html", "404.html", "search/", "assets/js/exit.js", "help/"} <= set(rows)


def test_a_copy_of_an_edition_holds_the_edition_and_what_it_uses(first: Path) -> None:
    addresses = {row[0] for row in listed(first, "th")["files"]}
    assert {
        "editions/th/",
        "editions/th/help/",
        "blank.html",
        "404.html",
        "search/",
        "assets/css/site.css",
    } <= addresses
    assert [name for name in addresses if name.startswith(("modules/", "countries/", "assets/countries/"))] == []


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


def test_what_a_kept_copy_stores(cut: Cut) -> None:
    cut.page.goto(cut.host.address + "help/")
    assert cut.page.evaluate(KEPT) == {
        "keys": {"vca:keep": '{"course":"whole"}'},
        "caches": [f"vca-course-{listed(cut.host.site)['version']}"],
        "workers": [FOLDER],
    }


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


def test_titles_of_the_copy_do_not_name_the_course(cut: Cut, first: Path) -> None:
    assert "I need help now · Victim-Centred Approach" in (first / "help/index.html").read_text(encoding="utf-8")
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


def test_a_new_version_is_announced_fetched_beside_and_used_when_asked(
    context: BrowserContext, host: Host, second: Path
) -> None:
    page, other = keep(context, host), context.new_page()
    old = [row[:2] for row in listed(host.site)["files"]]
    before, after = (f"vca-course-{listed(site)['version']}" for site in (host.site, second))
    host.site = second
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
    changed = {row[0]: row[1] for row in listed(second)["files"]}.items() - dict(old).items()
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


def test_a_new_version_that_is_half_here_is_not_read(context: BrowserContext, host: Host, second: Path) -> None:
    page = keep(context, host)
    host.site = second
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
    context: BrowserContext, host: Host, second: Path
) -> None:
    page = device(context, host)
    says(page, "It takes")
    host.instead = {"assets/keep/course.files.json": (host.site / "assets/keep/course.files.json").read_bytes()}
    host.site = second
    press(page, "Keep the course")
    says(page, "The course is kept")
    page.goto(host.address + "help/")
    assert state(page) == (True, True)
    assert page.evaluate("caches.keys()") == [f"vca-course-{listed(second)['version']}"]


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


@pytest.mark.parametrize("missing", ["serviceWorker", "caches"])
def test_a_window_that_keeps_nothing_says_so(browser: Browser, host: Host, missing: str) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(
        "delete Navigator.prototype.serviceWorker"
        if missing == "serviceWorker"
        else "Object.defineProperty(window, 'caches', {value: {keys: () => Promise.reject(new DOMException('', 'SecurityError'))}})"
    )
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


def test_two_copies_of_different_versions_do_not_mix(context: BrowserContext, host: Host, second: Path) -> None:
    keep(context, host).close()
    host.site = second
    page = keep(context, host, "editions/th/")
    page.goto(host.address + "help/")
    assert state(page) == (False, False)
    page.goto(host.address + "editions/th/help/")
    assert state(page) == (True, True)
    page.goto(host.address + "editions/th/device/")
    press(page, "Remove the kept course")
    says(page, "Removed.")
    assert page.evaluate(KEPT)["workers"] == [FOLDER]


def test_an_installed_copy_has_a_neutral_name_and_icon(context: BrowserContext, host: Host) -> None:
    page = device(context, host)
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    assert (manifest["name"], manifest["short_name"], manifest["lang"]) == ("Course", "Course", "en")
    text = json.dumps(manifest)
    assert not re.search("victim|traffick|centred|approach", text, re.IGNORECASE)
    for icon in manifest["icons"]:
        size = (host.site / "assets/keep" / icon["src"]).read_bytes()[16:24]
        assert "{}x{}".format(*(int.from_bytes(size[at : at + 4]) for at in (0, 4))) == icon["sizes"]
    session = context.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
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
