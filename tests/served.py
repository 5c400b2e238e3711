"""What a browser fetches, counted where it leaves the server: a small gzip server, and visits to it by Chromium.

`python -m tests.served visits|searches ...` prints JSON. Tests and bench/ call it by `apart`, as a process of its own, since one
process cannot run two browsers by playwright.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
"""Kinds of files that GitHub Pages sends with gzip."""


AT_ONCE = 12
"""Visits that are under way together."""

SAID = """() => { const said = document.getElementById("search-status").textContent;
  return said && said !== document.querySelector("form.search").dataset.loading; }"""
"""Whether the search page has said what it found."""

Answers = list[tuple[str, int]]
"""Each answer: the path asked for, and the bytes of the whole answer with its headers."""


@dataclass
class Log:
    """The answers of the server."""

    answers: Answers = field(default_factory=list)

    def take(self) -> Answers:
        """The answers since the last call."""
        taken, self.answers = self.answers, []
        return taken


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends files as GitHub Pages does: text with gzip, to be kept for ten minutes, and 404.html where there is none."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, log: Log, **kwargs: Any) -> None:
        self.log = log
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer and count."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        body = (path if status == 200 else Path(self.directory) / "404.html").read_bytes()
        headers = {"Content-Type": self.guess_type(str(path)) if status == 200 else "text/html"}
        headers["Cache-Control"] = "max-age=600"
        if path.suffix in TEXT | {""} and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6, mtime=0)
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        head = b"".join(self._headers_buffer)  # type: ignore[attr-defined]  # the status line and the headers
        self.log.answers.append((self.path.lstrip("/"), len(head) + len(b"\r\n") + len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[tuple[str, Log]]:
    """The built site on this machine: its address, and the log of what was fetched."""
    log = Log()
    handler = functools.partial(Handler, directory=str(site), log=log)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", log
        server.shutdown()


@contextmanager
def browser_of(chromium: str) -> Iterator[Any]:
    """Chromium, to be closed at the end. Playwright is loaded here only, so that the server can be had without it."""
    from playwright.sync_api import sync_playwright

    from tests.browser import QUIET

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


def visits(chromium: str, site: str, start: str, *pages: str) -> dict[str, dict[str, Answers]]:
    """What is fetched for each page: on a `first` visit, and as the `second` page of a reader who came by `start`.

    Most of a visit is waiting until nothing more is fetched, so AT_ONCE are under way together, each at a server of its own. A
    browser without a window fetches no icon, so the icon is fetched for it.
    """
    found: dict[str, dict[str, Answers]] = {path: {} for path in pages}
    wanted = [(path, name) for path in pages for name in ("first", "second")]
    with browser_of(chromium) as browser:
        for some in (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)):
            with ExitStack() as opened:
                under_way = []
                for path, name in some:
                    address, log = opened.enter_context(served(Path(site)))
                    context = browser.new_context(viewport={"width": 360, "height": 740})
                    opened.callback(context.close)
                    page = context.new_page()
                    if name == "second":
                        page.goto(address + (start if path != start else "help/"), wait_until="load")
                        log.take()
                    page.goto(address + path, wait_until="load")
                    under_way.append((path, name, page, log))
                for path, name, page, log in under_way:
                    page.wait_for_load_state("networkidle")
                    if name == "first":
                        _icon(page.locator("link[rel~=icon]").first.evaluate("link => link.href"), log)
                    found[path][name] = log.take()
    return found


def searches(chromium: str, site: str, *queries: str) -> dict[str, Any]:
    """What the search page fetches before and after the first words, and what it finds: the addresses, best first."""
    with served(Path(site)) as (address, log), browser_of(chromium) as browser:
        page = browser.new_page()
        page.goto(f"{address}search/", wait_until="networkidle")
        before = log.take()
        found = {}
        for query in queries:
            page.locator("input[type=search]").fill(query)
            page.keyboard.press("Enter")
            page.wait_for_function(SAID)
            page.wait_for_timeout(400)
            links = page.locator("#search-results .name a").evaluate_all("links => links.map(link => link.href)")
            found[query] = [link.removeprefix(address) for link in links]
        return {"before": before, "searching": log.take(), "found": found}


def apart(name: str, *arguments: str, module: str = "tests.served") -> Any:
    """`visits` or `searches` in a process of its own."""
    command = [sys.executable, "-m", module, name, *arguments]
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def size(answers: Answers) -> int:
    """The bytes of answers."""
    return sum(number for _, number in answers)


def _icon(address: str, log: Log) -> None:
    if not any(address.endswith(path) for path, _ in log.answers):
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own server
        urllib.request.urlopen(request).close()  # noqa: S310


if __name__ == "__main__":
    commands: dict[str, Callable[..., Any]] = {"visits": visits, "searches": searches}
    print(json.dumps(commands[sys.argv[1]](*sys.argv[2:])))  # noqa: T201
