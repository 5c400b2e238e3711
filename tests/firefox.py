"""Firefox without a window, driven by its own protocol (Marionette): JSON with its length in front, over a socket."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.tools import missing

SETTINGS = {
    "marionette.port": 0,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,none",
}
"""A free port, and no talk of its own to the network."""


class Firefox:
    """A session. Commands are those of WebDriver."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._number = 0
        self._read()  # its greeting
        self.send("WebDriver:NewSession", pageLoadStrategy="normal")

    def send(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its value. Raises RuntimeError with what Firefox says."""
        self._number += 1
        text = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, value = self._read()
        if error:
            raise RuntimeError(error["message"])
        return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value

    def _read(self) -> Any:
        head = b""
        while not head.endswith(b":"):
            head += self._socket.recv(1)
        body = b""
        while len(body) < int(head[:-1]):
            body += self._socket.recv(int(head[:-1]) - len(body))
        return json.loads(body)

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file and wait until it is loaded."""
        self.send("WebDriver:Navigate", url=path.as_uri() + fragment)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function in the page and return what it returns."""
        return self.send("WebDriver:ExecuteScript", script=script, args=list(arguments))

    def click(self, selector: str) -> None:
        """Click on the first element that `selector` (CSS) names."""
        [element] = self.send("WebDriver:FindElement", using="css selector", value=selector).values()
        self.send("WebDriver:ElementClick", id=element)

    def until(self, script: str, seconds: float = 10) -> None:
        """Wait until `script` returns something true."""
        end = time.monotonic() + seconds
        while not self.run(script):
            if time.monotonic() > end:
                pytest.fail(f"not within {seconds} s: {script}; at {self.send('WebDriver:GetCurrentURL')}")
            time.sleep(0.05)


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Firefox with a new profile in the folder `profile`; ended afterwards."""
    program = shutil.which("firefox-esr") or shutil.which("firefox") or missing("Firefox")
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [
        program,
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(profile),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield Firefox(_port(profile / "MarionetteActivePort", process))
        finally:
            process.terminate()
            process.wait(timeout=20)


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    """The port that Firefox writes into its profile when it listens."""
    end = time.monotonic() + 40
    while time.monotonic() < end and process.poll() is None:
        if file.exists() and (text := file.read_text(encoding="utf-8")):
            return int(text)
        time.sleep(0.05)
    pytest.fail("Firefox does not start")
