"""Relative addresses from the page being written to other pages, so that the site works below any path and from disk."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

LISTS = {"reference": "bibliography.md", "instrument": "instruments.md"}
"""The first page of each list."""


@dataclass(frozen=True)
class Here:
    """The page being written: `path` is its source below docs/, `directory_urls` whether addresses end in a slash.

    With `from_source` an address starts at the folder of the source, not of the page: Zensical takes every relative address
    in the text for one of that kind and steps one folder up by itself on pages that are not an index.

    `places` are the pages on which the entries of lists stand.
    """

    path: str
    directory_urls: bool = True
    from_source: bool = False
    places: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def to(self, target: str, anchor: str = "") -> str:
        """The relative address of a page source such as `glossary.md` or `modules/foundations/index.md#key-points`."""
        page, _, inner = target.partition("#")
        anchor = anchor or inner
        fragment = f"#{anchor}" if anchor else ""
        if page == self.path and fragment:
            return fragment
        start = self.path if self.from_source else address(self.path, self.directory_urls)
        return _relative(start, address(page, self.directory_urls)) + fragment

    def entry(self, kind: str, name: str) -> str:
        """The relative address of an entry of a list (`LISTS`)."""
        return self.to(self.places.get((kind, name), LISTS[kind]), name)

    def file(self, path: str) -> str:
        """The relative address of a file that is no page, such as `workshops/2027-03-bangkok.ics`."""
        start = self.path if self.from_source else address(self.path, self.directory_urls)
        return posixpath.relpath(f"/{path}", posixpath.dirname(f"/{start}x" if start.endswith("/") else f"/{start}"))

    def in_data(self, target: str, anchor: str = "") -> str:
        """The same for structured data, in which no engine changes addresses: always from the page itself."""
        return Here(self.path, self.directory_urls).to(target, anchor)


@lru_cache(maxsize=10_000)  # a page leads to few others, and to those again and again
def _relative(start: str, end: str) -> str:
    """The relative address of `end` on the page at `start`, both below the site's root."""
    relative = posixpath.relpath(
        "/" + (end or "."), posixpath.dirname("/" + start + ("x" if start.endswith("/") else ""))
    )
    if end.endswith("/") or not end:
        return "./" if relative == "." else f"{relative}/"
    return relative


def address(path: str, directory_urls: bool) -> str:
    """The address of a page source below the site's root, as MkDocs makes it: `a/b.md` -> `a/b/` or `a/b.html`."""
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        folder = stem.removesuffix("index")
        return folder if directory_urls else f"{folder}index.html"
    return f"{stem}/" if directory_urls else f"{stem}.html"
