"""Packs on the site that is published: copied to packs/ and listed on its page if they were made today from these very sources.

Otherwise the page keeps what it says without them: how to make them.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from lxml import html

from curriculum.generated import is_made
from curriculum.links import address
from curriculum.packs import manifest
from curriculum.render import Renderer

PAGE = "packs.md"
FOLDER = "packs"


def sources(root: Path) -> str:
    """A digest of everything from which packs are made: data, pages, templates and styles."""
    found = hashlib.sha256()
    for folder, pattern in (("data", "*.yml"), ("docs", "*.md"), ("docs/assets/css", "*"), ("templates", "*")):
        for path in sorted((root / folder).rglob(pattern)):
            data = path.read_bytes() if path.is_file() else b""
            if data and not is_made(data.decode(errors="replace")):
                found.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode() + data)
    return found.hexdigest()


def publish(site: Path, renderer: Renderer, packs: Path, digest: str) -> bool:
    """Put `packs` below `site` and list them on their page. Returns whether they were there and fresh."""
    place = address(PAGE, renderer.directory_urls)
    page = site / (f"{place}index.html" if place.endswith("/") else place)
    found = manifest.read(packs)
    if found is None or not page.exists() or (found.made_on, found.sources) != (renderer.course.today, digest):
        return False
    shutil.copytree(packs, site / FOLDER, dirs_exist_ok=True)
    tree = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for list_ in tree.xpath("//*[@data-packs]"):
        country = renderer.course.countries.get(found.country)
        prefix = "" if place.endswith("/") else f"{FOLDER}/"
        new = renderer.piece("packs/list", None, packs=found.packs, country=country, prefix=prefix)
        list_.getparent().replace(list_, html.fragment_fromstring(new))
    page.write_bytes(bytes(html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")) + b"\n")
    return True
