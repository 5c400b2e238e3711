"""The pack for a memory stick: the whole course as pages that open from disk, in a folder and in one file beside it."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import dataclass
from pathlib import Path

from curriculum.build import BuildError, make_site, swap
from curriculum.editions import FOLDER, known_code
from curriculum.finish import set_policy
from curriculum.load import assemble
from curriculum.render import Renderer
from curriculum.site import build_date, checked

NAME = "course"
"""The pack is called so, and with an edition `course-<code>`: a name that says nothing of what the course is about."""

START = "START-HERE.html"
OF_A_HOST = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""Files that only a host has a use for."""


@dataclass(frozen=True)
class Pack:
    """A pack that was made: its folder, the file with the same content, and the bytes of each."""

    folder: Path
    archive: Path
    size: int
    packed: int

    def __str__(self) -> str:
        sizes = [f"{number / 1e6:.1f} MB" for number in (self.size, self.packed)]
        return f"Made {self.folder} ({sizes[0]}) and {self.archive} ({sizes[1]}). Open {START} in the folder."


def pack(root: Path, country: str = "") -> Pack:
    """Make the pack of the course below `root` in build/offline/, with the edition of `country` (its code) if one is named.

    After CourseError or BuildError the last pack is as it was.
    """
    code = known_code(root, country) if country else ""
    name = f"{NAME}-{code.lower()}" if code else NAME
    today, course = build_date(), checked(root)
    packs = root / "build" / "offline"
    try:
        made = make_site(root, course, today, [code] if code else [], root / "build" / "offline.new", flat=True)
        for left_out in OF_A_HOST:
            (made / left_out).unlink(missing_ok=True)
        _start(made, Renderer(assemble(course.loaded, today), root, directory_urls=False), code)
        packs.mkdir(parents=True, exist_ok=True)
        archive = _zip(made, root / "build" / f"{name}.zip.new", name, today)
        folder = swap(made, packs / name, root / "build" / f"{name}.old")
        archive = archive.replace(packs / f"{name}.zip")
    except OSError as error:  # a full disk, a folder that may not be written
        raise BuildError(f"{error}\nThe pack could not be made; the last one is as it was.") from None
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Pack(folder, archive, size, archive.stat().st_size)


def _start(folder: Path, renderer: Renderer, code: str) -> None:
    """The page to open first. In a list of files its capital letters stand out."""
    country = renderer.course.countries[code] if code else None
    first = f"{FOLDER}/{code.lower()}/index.html" if code else "index.html"
    page = folder / START
    text = renderer.piece("offline/start", None, extra=renderer.course.extra, country=country, first=first)
    page.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    set_policy(page, folder)


def _zip(folder: Path, archive: Path, name: str, today: dt.date) -> Path:
    """Pack `folder` as `name`/. Two packs of the same files on the same day are the same byte for byte."""
    moment = (today.year, today.month, today.day, 0, 0, 0)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", moment)
            entry.external_attr = 0o644 << 16
            file.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return archive
