"""Look over a built site: links, anchors, assets, ids, headings, text alternatives, and nothing from another origin."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    """A built page: its path below the site, its ids, and its tree."""

    path: str
    ids: frozenset[str]
    tree: html.HtmlElement


def audit(site: Path) -> list[Finding]:
    """Every fault of the built pages below `site`."""
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    pages = {name: _parse(site / name, name) for name in sorted(files) if name.endswith(".html")}
    base = _base(pages.get("index.html"))
    return sorted({finding for page in pages.values() for finding in _faults(page, pages, files, base)})


def _base(home: Page | None) -> str:
    """The path of the site's own address, such as /course/: absolute links of 404.html start with it."""
    found = home.tree.xpath("//link[@rel='canonical']/@href") if home else []
    return urlsplit(found[0]).path or "/" if found else "/"


def _parse(path: Path, name: str) -> Page:
    tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return Page(name, frozenset(tree.xpath("//@id")), tree)


def _faults(page: Page, pages: Mapping[str, Page], files: frozenset[str], base: str) -> Iterator[Finding]:
    yield from _ids(page)
    yield from _headings(page)
    yield from _alternatives(page)
    yield from _origins(page)
    yield from _links(page, pages, files, base)


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


def _links(page: Page, pages: Mapping[str, Page], files: frozenset[str], base: str) -> Iterator[Finding]:
    for element in page.tree.xpath("//*[@href or @src]"):
        target = element.get("href") if element.get("href") is not None else element.get("src")
        try:
            parts = urlsplit(target)
        except ValueError:
            yield _at(page, element, f'"{target}" is not an address that a page may lead to', "B109")
            continue
        if parts.scheme in {"http", "https", "mailto"} or parts.netloc:
            continue
        if parts.scheme == "tel" and element.xpath("ancestor::*[@data-use-until]"):
            continue  # a confirmed line, with the day after which it must not be used
        if parts.scheme:
            yield _at(page, element, f'"{target}" is not an address that a page may lead to', "B109")
            continue
        path = f"/{parts.path.removeprefix(base)}" if parts.path.startswith(base) else parts.path
        found = resolve(page.path, unquote(path), files)
        if found is None:
            yield _at(page, element, f'"{target}" leads nowhere', "B110")
        elif parts.fragment and found in pages and unquote(parts.fragment) not in pages[found].ids:
            yield _at(page, element, f'"{target}" leads to an anchor that is not there', "B111")


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
