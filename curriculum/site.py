"""What MkDocs and Zensical call: the course is loaded and checked once, and its macros are named."""

from __future__ import annotations

import datetime as dt
import gc
import os
from pathlib import Path
from typing import Any

from curriculum.calls import filled, plain_calls
from curriculum.checks import check
from curriculum.findings import CourseError
from curriculum.generated import write
from curriculum.load import assemble, load
from curriculum.macros import MACROS
from curriculum.render import Renderer

_cache: dict[Path, tuple[tuple[tuple[str, int, int], ...], Renderer]] = {}


def build_date() -> dt.date:
    """The day of the build: BUILD_DATE (ISO 8601) if it is set, otherwise today."""
    wanted = os.environ.get("BUILD_DATE")
    try:
        return dt.date.fromisoformat(wanted) if wanted else dt.datetime.now(tz=dt.UTC).date()
    except ValueError:
        raise SystemExit(f'BUILD_DATE is "{wanted}"; write a day such as 2026-11-23') from None


def renderer(root: Path, directory_urls: bool = True, from_source: bool = False) -> Renderer:
    """The renderer of the course below `root`, made anew only when a file of it changed. Raises CourseError."""
    state = _state(root)
    if root in _cache:
        known, made = _cache[root]
        if known == state and (made.directory_urls, made.from_source) == (directory_urls, from_source):
            return made
    gc.disable()  # the course stays until the end of the build: looking through it again and again for rubbish finds none
    try:
        loaded = load(root)
        findings = check(loaded, root)
    finally:
        gc.enable()
    if findings:
        raise CourseError(findings)
    write(root, loaded.made)
    gc.freeze()
    made = Renderer(assemble(loaded, build_date()), root, directory_urls, from_source)
    _cache[root] = (_state(root), made)
    return made


def _state(root: Path) -> tuple[tuple[str, int, int], ...]:
    files = [
        path
        for folder in ("data", "docs", "templates")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    ]
    files.append(root / "mkdocs.yml")
    stats = [(str(path), path.stat()) for path in files]
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
