"""Editions: the site as one country's own, made of the regional pages after they were built, so that every engine gets them.

An edition stands in editions/<code>/ below the site. It has the country's facts in its boxes, its passages, its name in the
header, a search of its own, and no page of another country. Pages link among themselves; assets, and pages that it leaves out, stay
where they are.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from curriculum import keep, search_index
from curriculum.findings import CourseError, Finding
from curriculum.links import address
from curriculum.local import Local, local
from curriculum.macros.countries import by_name
from curriculum.model.country import Country
from curriculum.render import Renderer

FOLDER = "editions"
ADDRESSES = ("href", "src", "data-index", "data-engine", "data-list")
LEFT_OUT = ("404.html", "blank.html", "countries/compare/", "countries/state/", "countries/topics/")
"""Pages that only the regional site has."""


@dataclass(frozen=True)
class Edition:
    """An edition to make: the country's pieces, and the pages (paths below the site) that it has."""

    local: Local
    pages: frozenset[str]

    @property
    def country(self) -> Country:
        """The country of the edition."""
        return self.local.country

    @property
    def folder(self) -> str:
        """Where it stands below the site."""
        return f"{FOLDER}/{self.country.code.lower()}"


def codes(root: Path) -> list[str]:
    """The codes of all country files, in capitals."""
    return [path.stem.upper() for path in sorted((root / "data" / "countries").glob("*.yml"))]


def known_code(root: Path, code: str) -> str:
    """`code` in capitals. Raises CourseError where it has no file."""
    found = codes(root)
    if not code.strip():
        message = (
            f"say which country, such as: make edition COUNTRY={found[0].lower()}" if found else "holds no country"
        )
        raise CourseError([Finding("data/countries", 1, "", message, "C708")])
    if code.upper() not in found:
        known = ", ".join(name.lower() for name in found)
        message = f'"{code}" has no file data/countries/{code.lower()}.yml; known are {known}'
        raise CourseError([Finding("data/countries", 1, "", message, "C708")])
    return code.upper()


def make(site: Path, renderer: Renderer, codes: list[str]) -> None:
    """Make the editions of `codes` (ISO 3166-1, capitals) below the finished regional `site`."""
    pages = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    texts = {name: path.read_bytes() for name, path in pages.items() if not name.startswith(f"{FOLDER}/")}
    sources = {file: source for source, file in search_index.files(renderer.course, renderer.directory_urls).items()}
    wanted = [country for country in by_name(renderer.course) if country.code in codes]
    for country in wanted:
        edition = Edition(local(renderer, country), _pages(frozenset(texts), renderer, country))
        found = []
        for name in sorted(edition.pages):
            page = _page(texts[name], name, edition, renderer)
            if name in sources:
                found.append(search_index.read(page, sources[name], renderer.directory_urls))
            made = site / edition.folder / name
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(_text(page))
        search_index.put(site / edition.folder, found, renderer.course.search)
    for name in _leading(texts, wanted):
        pages[name].write_bytes(_with_links(texts[name], name, wanted, renderer))


def _pages(names: frozenset[str], renderer: Renderer, country: Country) -> frozenset[str]:
    others = {f"countries/{code.lower()}" for code in renderer.course.countries if code != country.code}
    out = tuple(place for other in others for place in (f"{other}/", f"{other}.html"))
    flat = tuple(place.rstrip("/") + ".html" for place in LEFT_OUT if place.endswith("/"))
    moved = {_file(address(item.old, renderer.directory_urls)) for item in renderer.course.redirects}
    alone = {"countries/index.html", *moved}  # no link ever led to an old address in an edition
    return frozenset(name for name in names if not name.startswith((*LEFT_OUT, *flat, *out)) and name not in alone)


def _file(place: str) -> str:
    return place if place.endswith(".html") else f"{place}index.html"


def _page(text: bytes, name: str, edition: Edition, renderer: Renderer) -> html.HtmlElement:
    """A page of the edition, from the regional page `name`."""
    tree: html.HtmlElement = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    _fill(tree, "../" * name.count("/"), edition)
    _relink(tree, name, edition.pages | {search_index.SCRIPT})
    _head(tree, name, edition)
    _switch(tree, name, edition, renderer)
    keep.for_edition(tree, edition.country, renderer)
    return tree


def _text(tree: html.HtmlElement) -> bytes:
    return bytes(html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")) + b"\n"


def _fill(tree: html.HtmlElement, root: str, edition: Edition) -> None:
    """Put the country's pieces into boxes and passages. `root` leads from the page to the root of the edition."""
    for body in tree.xpath("//*[@data-topic][contains(concat(' ', @class, ' '), ' local-body ')]"):
        _replace(body, edition.local.facts[body.get("data-topic")], root)
    for body in tree.xpath(
        "//*[contains(concat(' ', @class, ' '), ' passage ')][@data-passage or starts-with(@id, 'passage-')]"
    ):
        name = body.get("data-passage") or body.get("id").removeprefix("passage-")  # the copies of a card have no id
        piece = edition.local.passages.get(name)
        if piece is not None:
            _replace(body, piece, root)


def _replace(body: html.HtmlElement, piece: str, root: str) -> None:
    tail = body.tail
    for child in list(body):
        body.remove(child)
    body.text = None
    for part in html.fragments_fromstring(piece):
        if isinstance(part, str):
            body.text = part
        else:
            for link in part.iter("a"):
                link.set("href", _from(root, link.get("href") or ""))
            body.append(part)
    body.tail = tail


def _from(root: str, address: str) -> str:
    """An address that starts at the root of the site, from a page that is `root` away from it."""
    return address if urlsplit(address).scheme else f"{root}{address}"


def _relink(tree: html.HtmlElement, name: str, pages: frozenset[str]) -> None:
    """Let links to what the edition does not have lead to the regional site, two folders above it."""
    up = "../" * (name.count("/") + 2)
    for element in tree.iter():
        for attribute in ADDRESSES:
            address = element.get(attribute)
            if not address or address.startswith(("#", "/")) or urlsplit(address).scheme:
                continue
            place, target = _target(name, address)
            if target not in pages:
                parts = urlsplit(address)
                element.set(attribute, f"{up}{place}{'#' if parts.fragment else ''}{parts.fragment}")


def _target(name: str, address: str) -> tuple[str, str]:
    """Where a relative address leads from the page `name`: the address below the site, and the file that it means."""
    path = unquote(urlsplit(address).path)
    full = posixpath.normpath(posixpath.join(posixpath.dirname(name), path or posixpath.basename(name)))
    full = "" if full == "." else full
    if path.endswith("/") or not full or path in {".", ".."}:
        return (f"{full}/" if full else "./"), posixpath.join(full, "index.html")
    return full, full


def _head(tree: html.HtmlElement, name: str, edition: Edition) -> None:
    """The country's name in the title and the header; canonical and alternate links where the site knows its address."""
    country = edition.country
    [title] = tree.xpath("/html/head/title")
    title.text = f"{title.text} · {country.name}"
    for link in tree.xpath("//a[@class='site-name']"):
        link.text = f"{(link.text or '').strip()} · {country.name}"
    for canonical in tree.xpath("/html/head/link[@rel='canonical']"):
        regional = canonical.get("href")
        if not urlsplit(regional).scheme:
            continue  # a page that moved names its new place, which an edition has too
        root = urljoin(regional, "../" * _depth(name))
        own = f"{root}{edition.folder}/{regional.removeprefix(root)}"
        canonical.set("href", own)
        for language, target in (("x-default", regional), (f"en-{country.code}", own)):
            link = html.Element("link", rel="alternate", hreflang=language, href=target)
            canonical.addnext(link)
        for shared in tree.xpath("/html/head/meta[@property='og:url']"):
            shared.set("content", own)
        for printed in tree.xpath("//p[@class='source-line']/span"):
            printed.text = own


def _depth(name: str) -> int:
    """How many folders up the root is from the address of the page."""
    return name.count("/")


def _switch(tree: html.HtmlElement, name: str, edition: Edition, renderer: Renderer) -> None:
    """In place of the picker of countries: the country's page, the same page for all countries, and the other editions."""
    up, code = "../" * name.count("/"), edition.country.code.lower()
    end = "/" if renderer.directory_urls else ".html"
    words = renderer.piece(
        "edition/switch",
        None,
        country=edition.country,
        own=f"{up}countries/{code}{end}",
        same=f"{up}../../{name if not renderer.directory_urls else name.removesuffix('index.html')}",
        others=f"{up}../../countries/{'' if renderer.directory_urls else 'index.html'}",
    )
    for link in tree.xpath("//a[contains(concat(' ', @class, ' '), ' country-link ')]"):
        link.getparent().replace(link, html.fragment_fromstring(words))
    for part in tree.xpath(
        "//template[@id='country-form']|//*[@id='country-status']|//script[contains(@src, 'js/country.js')]"
    ):
        part.drop_tree()


def _leading(names: dict[str, bytes], countries: list[Country]) -> Iterator[str]:
    """The regional pages that lead to the editions."""
    for name in ("countries/index.html", *(f"countries/{country.code.lower()}" for country in countries)):
        yield from (found for found in (name, f"{name}/index.html", f"{name}.html") if found in names)


def _with_links(text: bytes, name: str, countries: list[Country], renderer: Renderer) -> bytes:
    """The regional page with a link to each edition that was made."""
    tree = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    known = {country.code.lower(): country for country in countries}
    for place in tree.xpath("//*[@data-edition]"):
        if country := known.get(place.get("data-edition")):
            folder = f"{'../' * name.count('/')}{FOLDER}/{country.code.lower()}/"
            address = folder if renderer.directory_urls else f"{folder}index.html"
            place.append(
                html.fragment_fromstring(renderer.piece("edition/link", None, country=country, address=address))
            )
    return _text(tree)
