"""`make serve`: a change of data, template or page is served within seconds; a mistake shows its message and serving goes on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.small_course import DATE, CourseFolder

PATIENCE = 45.0
"""Seconds; a change takes two or three where nothing else runs."""

START = """
import sys
from pathlib import Path
from curriculum.serve import serve
sys.exit(serve(Path(sys.argv[1]), sys.argv[2]))
"""


@dataclass(frozen=True)
class Server:
    """A running server of a course."""

    address: str
    log: Path

    def page(self, path: str) -> str:
        """A page as a browser gets it, or "" while there is none."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=2) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, OSError):
            return ""

    def shows(self, path: str, text: str) -> bool:
        """Whether the page comes to hold `text` in time."""
        return within(lambda: text in self.page(path))

    def says(self, text: str) -> bool:
        """Whether the terminal comes to show `text` in time."""
        return within(lambda: text in self.log.read_text(encoding="utf-8"))


def within(come: object) -> bool:
    """Wait for something to come true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if come():  # type: ignore[operator]
            return True
        time.sleep(0.2)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(course: CourseFolder) -> Iterator[Server]:
    """Serve a course on a free port, and end it."""
    address = f"127.0.0.1:{free_port()}"
    log = course.root.parent / "serve.log"
    with log.open("w") as output:
        child = subprocess.Popen(
            [sys.executable, "-c", START, str(course.root), address],
            env={**os.environ, "BUILD_DATE": DATE, "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Server(address, log)
        finally:
            os.killpg(child.pid, signal.SIGINT)
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait(timeout=5)


def test_changes_are_served(course_folder: CourseFolder) -> None:
    with serving(course_folder) as server:
        assert server.shows("help/", "You decide.")
        course_folder.edit("docs/help.md", "You decide.", "You choose.")
        assert server.shows("help/", "You choose.")
        course_folder.edit("data/roles.yml", "title: Trainer", "title: Teacher")
        assert server.shows("", "Teacher")
        course_folder.edit("templates/macros/objectives.html.j2", 'class="objectives"', 'class="objectives new"')
        assert server.shows("modules/foundations/", 'class="objectives new"')
        course_folder.edit("templates/theme/help.html", "{% block kind %}help", "{% block kind %}help new")
        assert server.shows("help/", "kind-help new")


def test_a_mistake_shows_its_message_and_serving_goes_on(course_folder: CourseFolder) -> None:
    with serving(course_folder) as server:
        assert server.shows("", "Trainer")
        course_folder.edit("data/roles.yml", "title: Trainer", "title: 3")
        assert server.says('data/roles.yml:9: roles[1].title: must be text in quotes; write "3" [S203]')
        course_folder.edit("data/roles.yml", "title: 3", "title: Teacher")
        assert server.shows("", "Teacher")
        course_folder.edit("docs/help.md", "You decide.", "{{ you() }}")
        assert server.says('docs/help.md:8: "you" is not a macro')
        course_folder.edit("docs/help.md", "{{ you() }}", "You choose.")
        assert server.shows("help/", "You choose.")


def test_a_first_start_with_a_mistake_waits_until_it_is_mended(course_folder: CourseFolder) -> None:
    course_folder.edit("data/roles.yml", "title: Trainer", "title: *x")
    with serving(course_folder) as server:
        assert server.says("data/roles.yml:9: roles[1].title: starts with *x")
        course_folder.edit("data/roles.yml", "title: *x", "title: Teacher")
        assert server.shows("", "Teacher")
