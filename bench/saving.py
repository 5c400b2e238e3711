"""From saving a data file to the refreshed page, while `make serve` runs."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from bench.builds import ENVIRONMENT

ROUNDS, PATIENCE = 3, 180
SERVE = "import sys, pathlib; from curriculum.serve import serve; serve(pathlib.Path(sys.argv[1]), sys.argv[2])"


def measure(folder: Path, file: str, old: str, page: str) -> dict[str, Any]:
    """Seconds from a change of `old` in `file` to the moment when `page` shows it, in a copy of the course in `folder`."""
    copy = folder.with_name(f"{folder.name}-saved")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("build", "site"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-c", SERVE, str(copy), address]
    with subprocess.Popen(
        command, cwd=copy, env=ENVIRONMENT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _until(f"http://{address}/{page}", old)
            found = []
            for number in range(ROUNDS):
                new = f"{old} (changed {number})"
                text = (copy / file).read_text(encoding="utf-8").replace(f"{old} (changed {number - 1})", old)
                (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
                found.append(_until(f"http://{address}/{page}", f"changed {number}"))
        finally:
            _stop(server)
    return {"seconds": round(statistics.median(found), 2), "rounds": ROUNDS}


def _until(address: str, words: str) -> float:
    started = time.perf_counter()
    while time.perf_counter() - started < PATIENCE:
        with contextlib.suppress(OSError), urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            if words in answer.read().decode():
                return time.perf_counter() - started
        time.sleep(0.02)
    raise TimeoutError(f"{address} does not show {words!r}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    os.killpg(server.pid, signal.SIGTERM)  # its session: itself and the MkDocs that it started
    server.wait(timeout=30)
