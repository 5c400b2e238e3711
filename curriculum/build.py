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

from curriculum import keep
from curriculum.audit import audit
from curriculum.editions import make
from curriculum.findings import CourseError
from curriculum.finish import finish
from curriculum.generated import write
from curriculum.load import assemble
from curriculum.packs.publish import publish, sources
from curriculum.render import Renderer
from curriculum.site import FINISHES, Checked, build_date, checked, seals


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


def build(root: Path, editions: Sequence[str] = (), *, packs: bool = False) -> Path:
    """Build `root` into its site/ folder and return that. After CourseError or BuildError site/ is as it was.

    `editions` are the codes of the countries (ISO 3166-1, capitals) whose editions are built beside the regional site. With
    `packs` the site carries the packs that were made on the same day from the same sources, if there are any.
    """
    today = build_date()
    site, old = root / "site", root / "build" / "site.old"
    if old.exists() and not site.exists():  # a build was stopped between the two renames of swap()
        old.rename(site)
    course = checked(root)
    try:
        made = make_site(root, course, today, editions, root / "build" / "site.new", packs=packs)
        return swap(made, site, old)
    except OSError as error:  # a full disk, a folder that may not be written
        raise BuildError(f"{error}\nThe site could not be built; site/ is as it was.") from None


def make_site(
    root: Path,
    course: Checked,
    today: dt.date,
    editions: Sequence[str],
    made: Path,
    *,
    flat: bool = False,
    packs: bool = False,
) -> Path:
    """Build into `made`, a folder below build/, finish and look over. Returns it. Raises CourseError or BuildError.

    With `flat` each page is one file and not a folder with an index, so that links work from disk too.
    """
    assembled = assemble(course.loaded, today)
    write(root, course.loaded.made)
    shutil.rmtree(made, ignore_errors=True)
    made.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(made)]
    if flat:
        command.append("--no-directory-urls")
    # Not --quiet: it would also keep MkDocs from counting the warnings that --strict refuses.
    engine = {**environment(today), **seals(root, course), FINISHES: "1"}
    done = subprocess.run(command, cwd=root, env=engine, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise BuildError(f"{_said(done.stdout + done.stderr)}\nThe site could not be built; site/ is as it was.")
    finish(made, assembled, root)
    if packs:
        publish(made, Renderer(assembled, root, not flat), root / "build" / "packs", sources(root))
    if editions:
        make(made, Renderer(assembled, root, not flat), list(editions))
    if not flat:  # the list of a copy to keep comes last: it names the content of every other file
        keep.write(made, Renderer(assembled, root))
    if findings := audit(made):
        raise CourseError(findings)
    return made


def _said(output: str) -> str:
    """What MkDocs said, without the lines that only tell what it does; of a fault of the disk only what it is."""
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith("INFO")]
    if lines and re.match(r"\w*(OSError|PermissionError): ", lines[-1]):
        return lines[-1].partition(": ")[2]
    return "\n".join(lines)


def swap(made: Path, site: Path, old: Path) -> Path:
    """Put `made` in the place of `site`, keeping the former one in `old` until it is done."""
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        made.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return site
