"""The two programs that packs need besides Python: Chromium for PDF, pandoc for DOCX and PPTX."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OLDEST = 131
"""The first Chromium that prints what stands in the margin of a page: number, edition, date."""

_MAJOR = re.compile(r"(?:Chromium|Chrome)\D*(\d+)")


class PackError(Exception):
    """A pack could not be made; the text says what is missing or what went wrong, and what to do."""


@dataclass(frozen=True)
class Programs:
    """Where the programs are."""

    chromium: str
    pandoc: str


def find() -> Programs:
    """Both programs. Raises PackError that names every one that is missing or too old."""
    chromium, pandoc = _chromium(), _pandoc()
    faults = []
    if chromium is None:
        faults.append(
            "Chromium is missing, which prints the PDFs. `make tools` installs it on Debian and Ubuntu; "
            "elsewhere install Chromium or Google Chrome."
        )
    elif (version := _version(chromium)) < OLDEST:
        faults.append(f"{chromium} has version {version}; page numbers need {OLDEST} or newer. Update it.")
    if pandoc is None:
        faults.append(
            "pandoc is missing, which writes DOCX and PPTX. `make packs` installs it into .venv; "
            "elsewhere run: python -m pip install --require-hashes -r requirements-packs.txt"
        )
    if chromium is None or pandoc is None or faults:
        raise PackError("\n".join([*faults, "No pack was made; build/packs/ is as it was."]))
    return Programs(chromium, pandoc)


def _chromium() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _pandoc() -> str | None:
    """The pandoc of the lock, so that everybody's documents are alike; otherwise the one of the system."""
    spec = find_spec("pypandoc")
    if spec is not None and spec.origin is not None:
        for name in ("pandoc", "pandoc.exe"):
            path = Path(spec.origin).parent / "files" / name
            if path.exists():
                return str(path)
    return shutil.which("pandoc")


def _version(chromium: str) -> int:
    """The major version; 0 where it does not say."""
    done = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=False, timeout=60)
    found = _MAJOR.search(done.stdout)
    return int(found.group(1)) if found else 0
