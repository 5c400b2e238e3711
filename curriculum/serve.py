"""Serve the site while somebody writes: MkDocs reloads pages; this starts it again where MkDocs cannot go on by itself.

MkDocs stops at the first build that fails and keeps old code after a change in curriculum/. So it runs as a child here: if it
ends with a fault, its message stays on the screen until a file changes, and a change of code starts it anew.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from curriculum.build import environment
from curriculum.site import build_date

WATCHED = ("data", "docs", "templates", "curriculum")
ADDRESS = "127.0.0.1:8000"


class _Changes(FileSystemEventHandler):
    """Remembers that a file changed, and whether it was code."""

    def __init__(self) -> None:
        self.any = threading.Event()
        self.code = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog in its own thread."""
        path = str(event.src_path)
        if event.event_type in {"opened", "closed", "closed_no_write"} or "__pycache__" in path:
            return
        self.any.set()
        if path.endswith(".py"):
            self.code.set()


def serve(root: Path, address: str = ADDRESS) -> int:
    """Serve `root` on `address` until interrupted. Returns 0."""
    changes = _Changes()
    observer = Observer()
    for name in WATCHED:
        observer.schedule(changes, str(root / name), recursive=True)
    observer.schedule(changes, str(root), recursive=False)
    observer.start()
    try:
        while True:
            changes.any.clear()
            changes.code.clear()
            _run(root, address, changes)
    except KeyboardInterrupt:
        return 0
    finally:
        observer.stop()
        observer.join()


def _run(root: Path, address: str, changes: _Changes) -> None:
    """Run MkDocs once: until code changes, or, after a fault, until any file changes."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with subprocess.Popen(command, cwd=root, env=environment(build_date())) as child:
        try:
            while child.poll() is None:
                if changes.code.wait(timeout=0.3):
                    print("Code changed: starting again.", flush=True)  # noqa: T201
                    child.terminate()
                    child.wait(timeout=20)
                    return
        except KeyboardInterrupt:
            child.terminate()
            raise
    print("Waiting for a change: mend what is named above and save.", flush=True)  # noqa: T201
    while not changes.any.wait(timeout=0.5):
        pass
