"""`python -m curriculum outside` against a server on this machine; no test asks the network."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from curriculum import outside
from curriculum.load import load
from tests.small_course import CourseFolder


class Server(ThreadingHTTPServer):
    """Answers by the path that is asked, and remembers what was asked, by whom, and how many at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str | None] = set()
        self.now = 0
        self.most = 0
        self.lock = threading.Lock()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.asked.append((self.command, self.path))
            self.server.agents.add(self.headers["User-Agent"])
            nth = Counter(path for _, path in self.server.asked)[self.path]
        self.reply(nth)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def reply(self, nth: int) -> None:
        name = self.path.partition("?")[0].strip("/")
        if name == "slow":
            time.sleep(1)
        if name == "few":
            self.take_a_moment()
        if name == "rude":
            self.connection.close()
            return
        if target := {"elsewhere": "/ok?from=there", "front": "/", "loop": "/loop"}.get(name):
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
            return
        status = {
            "gone": 404,
            "really-gone": 410,
            "refused": 403,
            "broken": 500,
            "no-head": 405 if self.command == "HEAD" else 200,
            "late": 503 if nth < 3 else 200,
        }.get(name, 200)
        self.send_response(status)
        self.end_headers()

    def take_a_moment(self) -> None:
        with self.server.lock:
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        time.sleep(0.05)
        with self.server.lock:
            self.server.now -= 1

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    served = Server()
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield served
    served.shutdown()
    served.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "state", "detail", "methods"),
    [
        ("/ok", "answers", "", ["HEAD"]),
        ("/ok#part", "answers", "", ["HEAD"]),
        ("/피해자?q=é&r=%20", "answers", "", ["HEAD"]),
        ("/no-head", "answers", "", ["HEAD", "GET"]),
        ("/gone", "dead", "404 Not Found", ["HEAD", "GET"]),
        ("/really-gone", "dead", "410 Gone", ["HEAD", "GET"]),
        ("/refused", "unclear", "403 Forbidden", ["HEAD", "GET", "GET"]),
        ("/broken", "unclear", "500 Internal Server Error", ["HEAD", "GET", "GET"]),
        ("/late", "answers", "", ["HEAD", "GET", "GET"]),
    ],
)
def test_an_address_is_asked_for_its_head_then_whole_then_once_more(
    server: Server, path: str, state: str, detail: str, methods: list[str]
) -> None:
    answer = outside.ask(server.origin + path, pause=0)
    assert (answer.state, answer.detail) == (state, detail)
    assert [method for method, _ in server.asked] == methods


def test_a_page_that_moved_says_where_to(server: Server) -> None:
    answer = outside.ask(f"{server.origin}/elsewhere", pause=0)
    assert (answer.state, answer.detail) == ("moved", f"leads to {server.origin}/ok?from=there")


def test_a_page_that_became_the_front_page_is_looked_at_by_hand(server: Server) -> None:
    answer = outside.ask(f"{server.origin}/front", pause=0)
    assert (answer.state, answer.detail) == ("unclear", f"leads to the front page {server.origin}/")


def test_a_closing_slash_is_no_move() -> None:
    assert outside._landed("https://a.example/b", "https://a.example/b", "https://a.example/b/").state == "answers"


@pytest.mark.parametrize("path", ["/rude", "/loop"])
def test_nothing_that_a_server_does_stops_the_others(server: Server, path: str) -> None:
    answers = outside.ask_all([server.origin + path, f"{server.origin}/ok"], pause=0)
    assert [answer.state for answer in answers] == ["unclear", "answers"]
    assert answers[0].detail != ""


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://[/", "http://a..b/", "https://127.0.0.1:99999/"])
def test_an_address_that_cannot_be_asked_is_unclear(server: Server, address: str) -> None:
    answer = outside.ask(address, seconds=1, pause=0)
    assert answer.state == "unclear"
    assert ": " in answer.detail


def test_a_slow_server_is_not_waited_for(server: Server) -> None:
    started = time.monotonic()
    answer = outside.ask(f"{server.origin}/slow", seconds=0.1, pause=0)
    assert time.monotonic() - started < 0.9
    assert (answer.state, answer.detail) == ("unclear", "TimeoutError: timed out")


def test_the_wait_is_ten_seconds_and_four_are_asked_at_once(server: Server) -> None:
    assert outside.SECONDS == 10
    answers = outside.ask_all([f"{server.origin}/few?{number}" for number in range(16)], pause=0)
    assert len(answers) == 16
    assert server.most == 4


def test_the_asker_says_who_it_is(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    outside.ask(f"{server.origin}/ok")
    monkeypatch.setenv("REPO_URL", "https://github.com/example/course")
    outside.ask(f"{server.origin}/ok")
    assert server.agents == {
        "victim-centred-approach-link-check/1",
        "victim-centred-approach-link-check/1 (+https://github.com/example/course)",
    }


def test_every_address_of_references_and_organisations_is_asked_once(pristine: CourseFolder) -> None:
    found = outside.addresses(load(pristine.root))
    assert {address: [(place.file, place.what) for place in places] for address, places in found.items()} == {
        "https://www.ohchr.org/en/instruments": [("data/references.yml", "un-2000-trafficking-protocol")],
        "https://example.org/report?a=1&b=2": [("data/references.yml", "example-2014-report")],
        "https://doi.org/10.1000/xyz": [("data/references.yml", "example-2014-report")],
        "https://example.net/copy": [("data/references.yml", "example-2014-report, as opened")],
        "https://doi.org/10.1000/unopened": [("data/references.yml", "example-2020-catalogue")],
        "https://www.example.org/cifal": [("data/organisations.yml", "cifal-jeju")],
    }
    text = (pristine.root / "data/references.yml").read_text(encoding="utf-8").splitlines()
    (report,) = found["https://example.org/report?a=1&b=2"]
    assert "URL: https://example.org/report" in text[report.line - 1]


def test_the_report_counts_every_address_and_lists_those_that_do_not_answer(
    server: Server, course_folder: CourseFolder
) -> None:
    lines: dict[str, str] = {}
    for file in ("data/references.yml", "data/organisations.yml"):
        text = (course_folder.root / file).read_text(encoding="utf-8")
        text = text.replace("https://www.ohchr.org/en/instruments", f"{server.origin}/gone")
        text = text.replace("https://example.org/report?a=1&b=2", f"{server.origin}/ok")
        text = text.replace("https://example.net/copy", f"{server.origin}/elsewhere")
        text = text.replace("https://www.example.org/cifal", f"{server.origin}/refused")
        text = "\n".join(line for line in text.splitlines() if "DOI:" not in line) + "\n"
        course_folder.write(file, text)
        lines |= {line.rpartition("/")[2]: f"{file}:{number}" for number, line in enumerate(text.splitlines(), start=1)}
    assert outside.report(load(course_folder.root), pause=0) == (
        "## Outside addresses\n\n"
        "4 asked: 1 answer, 1 moved, 1 dead, 1 unclear.\n\n"
        "### Dead: the page or the whole site is gone. Find it elsewhere, or take the address out.\n\n"
        "| Address | What came back | Where | Belongs to |\n| --- | --- | --- | --- |\n"
        f"| <{server.origin}/gone> | 404 Not Found | {lines['gone']} | un-2000-trafficking-protocol |\n\n"
        "### Unclear: no answer that a machine can judge, such as a refusal. Open it by hand.\n\n"
        "| Address | What came back | Where | Belongs to |\n| --- | --- | --- | --- |\n"
        f"| <{server.origin}/refused> | 403 Forbidden | {lines['refused']} | cifal-jeju |\n\n"
        "### Moved: the page answers at another address. Look whether it is the same page.\n\n"
        "| Address | What came back | Where | Belongs to |\n| --- | --- | --- | --- |\n"
        f"| <{server.origin}/elsewhere> | leads to {server.origin}/ok?from=there | {lines['elsewhere']} "
        "| example-2014-report, as opened |"
    )


def test_files_that_cannot_be_read_are_named(course_folder: CourseFolder) -> None:
    course_folder.write("data/references.yml", "references: [")
    course_folder.write("data/organisations.yml", "organisations: []\n")
    assert outside.report(load(course_folder.root)) == (
        "## Outside addresses\n\n0 asked: 0 answer, 0 moved, 0 dead, 0 unclear.\n\n"
        "**Not complete:** data/references.yml could not be read in full. `make check` says why."
    )
