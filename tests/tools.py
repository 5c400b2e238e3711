"""System tools of the checks. Where one is missing the tests that need it are skipped by name; with CI=true they fail."""

from __future__ import annotations

import functools
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent


def missing(tool: str) -> NoReturn:
    """Skip, or fail where everything has to be there."""
    message = f"{tool} is missing: `make tools` installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@functools.cache
def chromium() -> str:
    """The path of Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    missing("Chromium")


@functools.cache
def headless() -> str:
    """The path of the Chromium that opens no window, which spares a quarter of the time; of Chromium where it is missing."""
    return shutil.which("chromium-headless-shell") or chromium()


@functools.cache
def poppler(name: str) -> str:
    """The path of a tool that reads PDFs."""
    if path := shutil.which(name):
        return path
    missing(f"{name} (poppler)")


@functools.cache
def axe_source() -> str:
    """The text of axe-core."""
    path = ROOT / "node_modules/axe-core/axe.min.js"
    if not path.exists():
        missing("axe-core (npm)")
    return path.read_text(encoding="utf-8")
