"""For tests of a kept copy: a host whose network can be cut, two versions of the small course, and browsers of their own.

The site stands in a folder of its host, as on Pages. The network is cut by the host: it closes every connection without a word.
"""

from __future__ import annotations

import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from curriculum.keep import write
from curriculum.render import Renderer
from tests.browser import PHONE
from tests.small_course import CourseFolder, make

FOLDER = "/course-site/"
KEPT = """async () => ({ keys: {...localStorage}, caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).map((worker) => new URL(worker.scope).pathname) })"""
"""What this browser holds of the origin."""

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
def first_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course with the edition of Thailand."""
    folder = make(tmp_path_factory.mktemp("first") / "course")
    done = folder.run("curriculum", "--root", str(folder.root), "edition", "--country", "th")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder.root / "site"


@pytest.fixture(scope="session")
def second_version(first_version: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, published anew: a page and the style sheet have changed."""
    site = shutil.copytree(first_version, tmp_path_factory.mktemp("second") / "site")
    for page in (site / "help/index.html", site / "editions/th/help/index.html"):
        page.write_text(page.read_text("utf-8").replace("You decide.", "You decide. Changed."), encoding="utf-8")
    (site / "assets/css/site.css").write_text("main { --changed: yes; }", encoding="utf-8")
    write(site, Renderer(CourseFolder(first_version.parent).course(), first_version.parent))
    return site


@contextmanager
def hosting(site: Path) -> Iterator[Host]:
    """A host of `site`."""
    with Host(site) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.go_on.set()
        server.shutdown()


@pytest.fixture
def host(first_version: Path) -> Iterator[Host]:
    """The host of the first version."""
    with hosting(first_version) as server:
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
def kept(browser: Browser, first_version: Path) -> Iterator[tuple[BrowserContext, Host]]:
    """A browser that keeps the first version, and its host, which answers no more."""
    with hosting(first_version) as server:
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
