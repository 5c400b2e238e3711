"""Keep on this device: what a copy holds, the worker that reads it without a network, and the name of an installed copy.

Written below the finished site: `sw.js`, and in `assets/keep/` for the course and for each edition a list and a web manifest.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from curriculum.model.country import Country
from curriculum.render import Renderer, day

FOLDER = "assets/keep"
WORKER = "sw.js"
COURSE = "course"
"""The name of the copy with all countries; an edition's copy has the code of its country in small letters."""

EDITIONS = "editions/"
NEVER = (WORKER, "assets/js/worker.js", f"{FOLDER}/", "sitemap.xml")
"""What no copy holds: the browser itself keeps the worker, and a list cannot name itself."""

DOWNLOADS = (".pdf", ".docx", ".pptx", ".zip")
"""What a reader fetches file by file: it would make a copy many times as big."""

SHARED = ("assets/", "404.html", "blank.html")
"""What an edition uses of the regional site."""

NOT_SHARED = ("assets/countries/",)
PACKED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""Files that hosts send with gzip."""


@dataclass(frozen=True)
class File:
    """A file of a copy: its address below the site, SHA-256 (base64), bytes as it is, and bytes as a host sends it with gzip."""

    address: str
    digest: str
    size: int
    packed: int


def write(site: Path, renderer: Renderer) -> None:
    """Write lists, manifests and worker below `site`, whose other files are finished."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    files: dict[str, File] = {}
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    versions = {}
    for copy in [COURSE, *_editions(names)]:
        for name in names:
            if name not in files and belongs(name, copy):
                files[name] = _file(site, name)
        held = [file for name, file in sorted(files.items()) if belongs(name, copy)]
        about = _about(held, renderer)
        versions[copy] = about["version"]
        _json(folder / f"{copy}.json", about)
        _json(folder / f"{copy}.files.json", {**about, "files": [_row(file) for file in held]})
        write_manifest(site, copy, renderer)
    note = renderer.piece("keep/note", None)
    _text(site / WORKER, renderer.file("keep/sw.js", versions=versions, site_name=_site_name(site), note=note))


def write_manifest(site: Path, copy: str, renderer: Renderer) -> None:
    """Write what a browser calls an installed copy, and where it starts."""
    start = "../../" if copy == COURSE else f"../../{EDITIONS}{copy}/"
    path = site / FOLDER / f"{copy}.webmanifest"
    path.parent.mkdir(parents=True, exist_ok=True)
    _text(path, renderer.file("keep/app.webmanifest", start=start))


def belongs(name: str, copy: str) -> bool:
    """Whether the file `name` (below the site) belongs to the copy: all but editions, or one edition and what it uses."""
    if name.startswith(NEVER) or name.endswith(DOWNLOADS):
        return False
    if copy == COURSE:
        return not name.startswith(EDITIONS)
    return name.startswith(f"{EDITIONS}{copy}/") or (name.startswith(SHARED) and not name.startswith(NOT_SHARED))


def for_edition(tree: html.HtmlElement, country: Country, renderer: Renderer) -> None:
    """Let a page of an edition name and keep the edition's copy. Its addresses lead to the regional site already."""
    code = country.code.lower()
    for element in tree.xpath("//*[@data-list]"):
        element.set("data-list", element.get("data-list").replace(f"{FOLDER}/{COURSE}.", f"{FOLDER}/{code}."))
    for link in tree.xpath("/html/head/link[@rel='manifest']"):
        link.set("href", link.get("href").replace(f"{FOLDER}/{COURSE}.", f"{FOLDER}/{code}."))
    for place in tree.xpath("//*[@id='keep-which']"):
        words = html.fragment_fromstring(renderer.piece("keep/which", None, country=country))
        place.getparent().replace(place, words)


def _editions(names: list[str]) -> list[str]:
    return sorted({name.split("/")[1] for name in names if name.startswith(EDITIONS)})


def _file(site: Path, name: str) -> File:
    data = (site / name).read_bytes()
    packed = len(gzip.compress(data, 6, mtime=0)) if Path(name).suffix in PACKED else len(data)
    address = name.removesuffix("index.html") if name.endswith("/index.html") or name == "index.html" else name
    return File(address, base64.b64encode(hashlib.sha256(data).digest()).decode(), len(data), packed)


def _row(file: File) -> list[str | int]:
    return [file.address, file.digest, file.size, file.packed]


def _about(files: list[File], renderer: Renderer) -> dict[str, str | int]:
    """What a browser says before it fetches: the version, its day, and the bytes on the device and on the way there."""
    version = hashlib.sha256(json.dumps([_row(file)[:2] for file in files]).encode()).hexdigest()[:12]
    return {
        "version": version,
        "day": day(renderer.course.today),
        "size": sum(file.size for file in files),
        "packed": sum(file.packed for file in files),
    }


def _json(path: Path, value: object) -> None:
    _text(path, json.dumps(value))


def _text(path: Path, text: str) -> None:
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _site_name(site: Path) -> str:
    """The name that titles end with, as the first page says it to other sites."""
    tree = html.document_fromstring((site / "index.html").read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    [name] = tree.xpath("/html/head/meta[@property='og:site_name']/@content")
    return str(name)
