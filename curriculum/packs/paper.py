"""PDF: Chromium prints a book with tags, an outline and numbered pages. Nothing in it depends on the hour."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import tempfile
from pathlib import Path

from curriculum.packs.programs import PackError

SECONDS = 300
"""How long Chromium may take for one document."""

_STAMP = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)")
_BOOKMARK = re.compile(rb"/Title (\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>)", re.DOTALL)
_BYTE_ORDER = (b"\xfe\xff", b"\\376\\377", b"FEFF", b"feff")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def print_pdf(chromium: str, page: Path, to: Path, today: dt.date) -> int:
    """Print the HTML file `page` into `to`. Returns the number of pages. Raises PackError where Chromium fails."""
    with tempfile.TemporaryDirectory(prefix="pack-") as profile:
        command = [
            chromium,
            "--headless",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--no-pdf-header-footer",
            "--export-tagged-pdf",
            "--generate-pdf-document-outline",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={to}",
            *(["--no-sandbox"] if _no_sandbox() else []),
            page.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise PackError(f"Chromium did not print {to.name} within {SECONDS} seconds. Try again.") from None
    if not to.exists() or not to.stat().st_size:
        said = done.stderr.decode(errors="replace").strip()[-600:]
        raise PackError(f"Chromium could not print {to.name}. It said:\n{said}")
    data = _STAMP.sub(rb"/\1 (D:" + f"{today:%Y%m%d}000000".encode() + rb"+00'00')", to.read_bytes())
    data = _BOOKMARK.sub(lambda match: b"/Title " + once(match[1]), data)
    to.write_bytes(data)
    return len(_PAGE.findall(data))


def once(title: bytes) -> bytes:
    """A bookmark without the repetition that Chromium writes for a heading which it moved to the next page, in as many bytes.

    What is saved becomes spaces after the string, so that every other place in the file stays where it is.
    """
    text = title[1:-1]
    mark = next((mark for mark in _BYTE_ORDER if text.startswith(mark)), b"")
    said = text.removeprefix(mark)
    half = len(said) // 2
    if not half or said[:half] != said[half:]:
        return title
    return (title[:1] + mark + said[:half] + title[-1:]).ljust(len(title))


def _no_sandbox() -> bool:
    """Chromium refuses its sandbox to root, and machines of CI refuse it to Chromium. What is printed are files of our own."""
    return os.environ.get("CI") == "true" or (hasattr(os, "geteuid") and os.geteuid() == 0)
