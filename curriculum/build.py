"""Build the site beside the old one, finish it, look it over, and only then put it in the old one's place."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from curriculum.audit import audit
from curriculum.checks import check
from curriculum.editions import make
from curriculum.findings import CourseError
from curriculum.finish import finish
from curriculum.generated import write
from curriculum.load import Loaded, assemble, load
from curriculum.render import Renderer
from curriculum.site import build_date


class BuildError(Exception):
    """MkDocs refused to build; the text is its own message."""


def environment(today: dt.date) -> dict[str, str]:
    """The environment of a MkDocs process: one date for everything that carries one, and no advertising."""
    moment = dt.datetime.combine(today, dt.time(), tzinfo=dt.UTC)
    fixed = {
        "BUILD_DATE": today.isoformat(),
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    return {**os.environ, **fixed}


def build(root: Path, editions: Sequence[str] = ()) -> Path:
    """Build `root` into its site/ folder and return that. After CourseError or BuildError site/ is as it was.

    `editions` are the codes of the countries (ISO 3166-1, capitals) whose editions are built beside the regional site.
    """
    today = build_date()
    site, old = root / "site", root / "build" / "site.old"
    if old.exists() and not site.exists():  # a build was stopped between the two renames of swap()
        old.rename(site)
    loaded = load(root)
    if findings := check(loaded, root):
        raise CourseError(findings)
    try:
        new = made(root, loaded, today, editions)
        look_over(new)
        return swap(new, site, old)
    except OSError as error:  # a full disk, a folder that may not be written
        raise BuildError(f"{error}\nThe site could not be built; site/ is as it was.") from None


def made(root: Path, loaded: Loaded, today: dt.date, editions: Sequence[str], flat: bool = False) -> Path:
    """Build beside the old site and finish, with `flat` as pages that open from disk. Returns the new folder."""
    course = assemble(loaded, today)
    write(root, loaded.made)
    new = root / "build" / ("offline.new" if flat else "site.new")
    shutil.rmtree(new, ignore_errors=True)
    new.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
    if flat:
        command.append("--no-directory-urls")
    # Not --quiet: it would also keep MkDocs from counting the warnings that --strict refuses.
    done = subprocess.run(command, cwd=root, env=environment(today), check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise BuildError(f"{_said(done.stdout + done.stderr)}\nThe site could not be built; site/ is as it was.")
    finish(new, course, root)
    if editions:
        make(new, Renderer(course, root, not flat), list(editions))
    return new


def look_over(new: Path) -> None:
    """Raise CourseError where a built page has a fault."""
    if findings := audit(new):
        raise CourseError(findings)


def _said(output: str) -> str:
    """What MkDocs said, without the lines that only tell what it does; of a fault of the disk only what it is."""
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith("INFO")]
    if lines and re.match(r"\w*(OSError|PermissionError): ", lines[-1]):
        return lines[-1].partition(": ")[2]
    return "\n".join(lines)


def swap(new: Path, site: Path, old: Path) -> Path:
    """Put `new` in the place of `site`, keeping the former one in `old` until it is done."""
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return site
