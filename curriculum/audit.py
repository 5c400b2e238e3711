"""Look over a built site: links, anchors, assets, ids, headings, text alternatives, and nothing from another origin."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from curriculum.findings import Finding

LOADING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "link": ("href",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "object": ("data",),
    "embed": ("src",),
    "input": ("src",),
}
NOT_LOADED = {"canonical", "alternate", "license", "author", "help", "prev", "next"}


@dataclass(frozen=True)
class Page:
    """A built page while it is looked over: its path below the site, and its tree."""

    path: str
    tree: html.HtmlElement


@dataclass(frozen=True)
class Link:
    """A link of a page: the file and line it stands in, where it leads, and whether it dials a confirmed line."""

    page: str
    line: int
    target: str
    dials: bool


@dataclass
class Seen:
    """What is kept of pages that were looked over: their ids and links. Trees of all editions would fill the memory."""

    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    base: str = "/"
    """The path of the site's own address, such as /course/: absolute links of 404.html start with it."""


def audit(site: Path) -> list[Finding]:
    """Every fault of the built pages below `site`."""
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    seen, found = Seen(), set[Finding]()
    for name in sorted(files):
        if name.endswith(".html"):
            page = Page(name, html.document_fromstring((site / name).read_bytes(), html.HTMLParser(encoding="utf-8")))
            found.update(_faults(page))
            _keep(seen, page)
    found.update(finding for link in seen.links for finding in _lead(link, seen, files))
    return sorted(found)


def _keep(seen: Seen, page: Page) -> None:
    seen.ids[page.path] = frozenset(str(name) for name in page.tree.xpath("//@id"))
    for element in page.tree.xpath("//*[@href or @src]"):
        target = element.get("href") if element.get("href") is not None else element.get("src")
        dials = target.startswith("tel:") and bool(element.xpath("ancestor::*[@data-use-until]"))
        seen.links.append(Link(page.path, element.sourceline or 1, sys.intern(str(target)), dials))
    if page.path == "index.html" and (own := page.tree.xpath("//link[@rel='canonical']/@href")):
        seen.base = urlsplit(own[0]).path or "/"


def _faults(page: Page) -> Iterator[Finding]:
    yield from _ids(page)
    yield from _headings(page)
    yield from _alternatives(page)
    yield from _origins(page)


def _at(page: Page, element: html.HtmlElement, message: str, code: str) -> Finding:
    return Finding(f"site/{page.path}", element.sourceline or 1, "", message, code)


def _ids(page: Page) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in page.tree.xpath("//*[@id]"):
        name = element.get("id")
        if name in seen:
            yield _at(page, element, f'the id "{name}" stands twice', "B104")
        seen.add(name)


def _headings(page: Page) -> Iterator[Finding]:
    last = 0
    for element in page.tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6"):
        level = int(element.tag[1])
        if level > last + 1:
            yield _at(page, element, f"the heading h{level} follows h{last}; no level may be left out", "B105")
        last = level
    if len(page.tree.xpath("//h1")) != 1:
        yield _at(page, page.tree, "needs exactly one h1", "B105")


def _alternatives(page: Page) -> Iterator[Finding]:
    for element in page.tree.xpath("//img[not(@alt)]"):
        yield _at(page, element, f'the image "{element.get("src")}" has no text alternative', "B106")
    for element in page.tree.xpath("//svg[not(@aria-hidden='true')]"):
        if element.get("role") != "img" or not (element.get("aria-labelledby") or element.get("aria-label")):
            yield _at(page, element, "a drawing has no text alternative", "B106")


def _origins(page: Page) -> Iterator[Finding]:
    for element in page.tree.iter(*LOADING):
        relations = set((element.get("rel") or "").split())
        for target in _targets(element):
            if urlsplit(target).netloc and not relations & NOT_LOADED:
                yield _at(page, element, f'loads "{target}" from another origin', "B107")
    for element in page.tree.xpath("//*[@style]|//style"):
        yield _at(page, element, "holds inline style, which the policy forbids", "B108")
    for element in page.tree.xpath("//*/@*[starts-with(name(), 'on')]/.."):
        yield _at(page, element, "holds an inline event handler, which the policy forbids", "B108")


def _targets(element: html.HtmlElement) -> Iterator[str]:
    """Every address that a browser loads for `element`."""
    for name in LOADING[str(element.tag)]:
        value = element.get(name) or ""
        for part in value.split(",") if name == "srcset" else [value]:
            if part.strip():
                yield part.split()[0] if name == "srcset" else part


def _lead(link: Link, seen: Seen, files: frozenset[str]) -> Iterator[Finding]:
    def wrong(message: str, code: str) -> Finding:
        return Finding(f"site/{link.page}", link.line, "", f'"{link.target}" {message}', code)

    try:
        parts = urlsplit(link.target)
    except ValueError:
        yield wrong("is not an address that a page may lead to", "B109")
        return
    if parts.scheme in {"http", "https", "mailto"} or parts.netloc or link.dials:
        return
    if parts.scheme:
        yield wrong("is not an address that a page may lead to", "B109")
        return
    path = f"/{parts.path.removeprefix(seen.base)}" if parts.path.startswith(seen.base) else parts.path
    found = resolve(link.page, unquote(path), files)
    if found is None:
        yield wrong("leads nowhere", "B110")
    elif "=" in parts.fragment:  # no place on the page, but what its script reads: the plan to open
        return
    elif parts.fragment and found in seen.ids and unquote(parts.fragment) not in seen.ids[found]:
        yield wrong("leads to an anchor that is not there", "B111")


def resolve(page: str, path: str, files: frozenset[str]) -> str | None:
    """The file that `path` leads to from `page`, or None. An absolute path is read from the root of the site (404.html)."""
    if not path:
        return page
    base = "" if path.startswith("/") else posixpath.dirname(page)
    full = posixpath.normpath(posixpath.join(base, path.lstrip("/") or "."))
    full = "" if full == "." else full
    if full.startswith(".."):
        return None
    for candidate in (full, posixpath.join(full, "index.html")):
        if candidate in files:
            return candidate
    return None
