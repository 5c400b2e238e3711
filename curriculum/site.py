"""What MkDocs and Zensical call: the course is loaded and checked once, and its macros are named.

What an engine does not need in a build of `make build`, the checks and what finishes pages, is imported where it is used.
"""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curriculum.calls import filled, plain_calls
from curriculum.findings import CourseError
from curriculum.generated import write
from curriculum.load import Loaded, assemble, load
from curriculum.macros import MACROS
from curriculum.render import Renderer

CHECKED = "CURRICULUM_CHECKED"
"""Set in the environment of an engine to the seal of files that passed every check, so that it need not check the same again."""

FINISHES = "CURRICULUM_FINISHES"
"""Set in the environment of an engine whose pages are finished afterwards."""

Files = tuple[tuple[str, int, int], ...]
"""Every file that a build reads: its path, when it was changed (ns), its size (bytes)."""

_cache: dict[Path, tuple[Files, Renderer]] = {}


@dataclass(frozen=True)
class Checked:
    """A course that passed every check, and the files that it was read from."""

    loaded: Loaded
    files: Files


def checked(root: Path) -> Checked:
    """Load the course below `root` and check it. Raises CourseError with every finding."""
    from curriculum.checks import check

    files = files_of(root)
    loaded = load(root)
    if findings := check(loaded, root):
        raise CourseError(findings)
    return Checked(loaded, files)


def seal(files: Files) -> str:
    """What stands for these files, as they are, in an environment."""
    return hashlib.sha256(repr(files).encode("utf-8", "surrogateescape")).hexdigest()


def seals(root: Path, course: Checked) -> dict[str, str]:
    """The environment that tells an engine what was checked: nothing where a file has changed since, but for pages made of data."""
    now = files_of(root)
    made = {str(root / "docs" / name) for name in course.loaded.made}
    changed = {name for name, *_ in set(now) ^ set(course.files)}
    return {CHECKED: seal(now)} if changed <= made else {}


def build_date() -> dt.date:
    """The day of the build: BUILD_DATE (ISO 8601) if it is set, otherwise today."""
    wanted = os.environ.get("BUILD_DATE")
    try:
        return dt.date.fromisoformat(wanted) if wanted else dt.datetime.now(tz=dt.UTC).date()
    except ValueError:
        raise SystemExit(f'BUILD_DATE is "{wanted}"; write a day such as 2026-11-23') from None


def renderer(root: Path, directory_urls: bool = True, from_source: bool = False) -> Renderer:
    """The renderer of the course below `root`, made anew only when a file of it changed. Raises CourseError."""
    files = files_of(root)
    if root in _cache:
        known, made = _cache[root]
        if known == files and (made.directory_urls, made.from_source) == (directory_urls, from_source):
            return made
    gc.disable()  # the course stays until the end of the build: looking through it again and again for rubbish finds none
    try:
        loaded = load(root) if os.environ.get(CHECKED) == seal(files) else checked(root).loaded
    finally:
        gc.enable()
    write(root, loaded.made)
    gc.freeze()
    made = Renderer(assemble(loaded, build_date()), root, directory_urls, from_source)
    _cache[root] = (files_of(root), made)
    return made


def files_of(root: Path) -> Files:
    """Every file that a build of `root` reads."""
    files = [
        path
        for folder in ("data", "docs", "templates")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    ]
    files.append(root / "mkdocs.yml")
    stats = [(str(path), path.stat()) for path in files if path.exists()]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


class RefusedError(Exception, SystemExit):
    """The findings, said without a traceback: `mkdocs build` exits with 1, `mkdocs serve` goes on."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.code = text  # SystemExit prints it and exits with 1; without it the exit code would be 0


def register(env: Any, root: Path) -> None:
    """Name every macro in a macros environment (mkdocs-macros, or Zensical's)."""
    try:
        folders = bool(env.conf["use_directory_urls"])
        made = renderer(root, folders, from_source=folders and type(env).__module__.startswith("zensical"))
    except CourseError as error:
        raise RefusedError(f"\n{error}\n") from None

    def path_of_page() -> str:
        page = env.page
        return str(page.file.src_uri if hasattr(page, "file") else page.path)

    for name in MACROS:
        env.macro(made.bound(name, path_of_page), name)


def after_build(env: Any, root: Path) -> None:
    """Add to what plain `mkdocs` built what its pages need to work, so that a preview searches and plans too.

    Not where `make_site` builds: it finishes the pages itself.
    """
    if FINISHES not in os.environ:
        from curriculum.finish import complete

        complete(Path(env.conf["site_dir"]), renderer(root, bool(env.conf["use_directory_urls"])).course, root)


def fill(env: Any) -> None:
    """Fill in the macros of the page in a macros environment, if all are calls in the common form: then Jinja need not read it.

    `render_macros` is the setting of mkdocs-macros for a page that Jinja leaves alone. A macro that fails is called once more by
    mkdocs-macros, which says where it stands.
    """
    calls = plain_calls(env.markdown)
    if calls is None or any(call.name not in MACROS for call in calls):
        return
    try:
        env.markdown = filled(env.markdown, calls, env.macros)
    except Exception:
        return
    env.page.meta["render_macros"] = False
