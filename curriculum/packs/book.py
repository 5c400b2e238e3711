"""A document as one HTML file, assembled from parts of built pages: for Chromium to print, and for pandoc to convert."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html
from markupsafe import Markup

from curriculum.links import Here, address
from curriculum.packs.contents import Document, Extract
from curriculum.render import Renderer

SCREEN = (
    ".//script | .//template | .//nav | .//button | .//form | .//*[@hidden] | .//*[@data-edition]"
    " | .//*[contains(concat(' ', @class, ' '), ' screen ')]"
)
"""What only a screen shows, or a script."""

REFERRING = ("aria-labelledby", "aria-describedby", "for", "headers")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Shelf:
    """Where documents are taken from: the built site, the folder of the edition in it (or ""), and what the edition is called."""

    site: Path
    edition: str
    label: str
    renderer: Renderer

    def file(self, page: str) -> Path:
        """The built file of a page source."""
        place = address(page, self.renderer.directory_urls)
        return self.site / self.edition / (place if place.endswith(".html") else f"{place}index.html")


@dataclass(frozen=True)
class Book:
    """A document, assembled: `page` is whole HTML for the printer, `body` what stands in it, `title` and `foot` plain text."""

    title: str
    foot: str
    page: str
    body: html.HtmlElement


def assemble(document: Document, shelf: Shelf) -> Book:
    """Put `document` together from the pages of `shelf`."""
    say, course = shelf.renderer.piece, shelf.renderer.course
    title = text(say("packs/title", None, kind=document.kind, subject=document.about))
    foot = text(say("packs/foot", None, title=title, edition=shelf.label))
    top = 1 if document.kind == "form" else 2
    parts = [_part(number, item, shelf, top) for number, item in enumerate(document.extracts, 1)]
    _drop_title(parts, title, document.kind)
    body = html.Element("div")
    body.extend(parts)
    cited = _relink(body, document, shelf)
    if document.kind != "form":
        here = Here("index.md", shelf.renderer.directory_urls, places=shelf.renderer.places)
        first = say(
            "packs/front", here, title=title, kind=document.kind, edition=shelf.label, contents=_contents(parts)
        )
        body.insert(0, html.fragment_fromstring(first))
        if cited:
            sources = [course.references[name] for name in sorted(cited)]
            body.append(html.fragment_fromstring(say("packs/sources", here, references=sources)))
    css = (shelf.site / "assets/css/site.css").as_uri()
    inner = Markup(html.tostring(body, encoding="unicode"))  # noqa: S704 - parts of our own pages
    page = say("packs/book", None, title=title, foot=css_text(foot), css=css, kind=document.kind, body=inner)
    return Book(title, foot, f"{page}\n", body)


def text(piece: str) -> str:
    """What a piece of a template says, without markup."""
    return " ".join(unescape(piece).split())


def css_text(value: str) -> Markup:
    """A string of CSS that ends neither itself nor the style element."""
    escaped = re.sub(r"[^A-Za-z0-9 ]", lambda mark: f"\\{ord(mark.group()):x} ", value)
    return Markup(f'"{escaped}"')  # noqa: S704 - every special character was replaced above


def _part(number: int, extract: Extract, shelf: Shelf, top: int) -> html.HtmlElement:
    """The part of a book that is an extract of a page: its ids begin with p<number>-, its highest heading has the level `top`."""
    page, select = extract.page, extract.select
    tree = html.document_fromstring(shelf.file(page).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    [main] = tree.xpath("//main")
    for element in main.xpath(SCREEN):
        element.drop_tree()
    part = html.Element("section", {"class": "book-part", "id": f"p{number}"})
    part.extend(main.xpath(select) if select else list(main))
    for element in part:
        element.tail = "\n"
    _own_ids(part, f"p{number}-")
    _open(part)
    _headings(part, top)
    here = f"/{shelf.edition}{address(page, shelf.renderer.directory_urls)}"
    for link in part.iter("a"):
        target = link.get("href") or ""
        link.set("href", f"#p{number}-{target[1:]}" if target.startswith("#") else urljoin(here, target))
    for image in part.iter("img"):
        image.set("src", (shelf.site / urljoin(here, image.get("src") or "").lstrip("/")).as_uri())
    return part


def _drop_title(parts: list[html.HtmlElement], title: str, kind: str) -> None:
    """Take away the first heading where the title of the book says the same, or is all that stands above the only part."""
    first = next(parts[0].iter(*_HEADINGS), None)
    if first is not None and kind != "form" and ((len(parts) == 1 and first.tag == "h2") or _said(first) == title):
        if len(list(parts[0].iter("h2"))) == 1:
            for element in parts[0].iter("h3", "h4", "h5"):
                element.tag = f"h{int(str(element.tag)[1]) - 1}"
        first.drop_tree()


def _own_ids(part: html.HtmlElement, prefix: str) -> None:
    for element in part.iter(etree.Element):
        if element is not part and (name := element.get("id")):
            element.set("id", f"{prefix}{name}")
        for attribute in REFERRING:
            if names := element.get(attribute):
                element.set(attribute, " ".join(f"{prefix}{name}" for name in names.split()))


def _open(part: html.HtmlElement) -> None:
    """Paper cannot be folded out; a sheet's own title is a heading there."""
    for element in part.iter("details"):
        element.set("open", "")
    for element in part.xpath(".//p[@class='sheet-title']"):
        element.tag = "h1"
        element.attrib.pop("aria-hidden", None)


def _headings(part: html.HtmlElement, top: int) -> None:
    """Move the headings so that the highest has the level `top` and no level is left out."""
    found = list(part.iter(*_HEADINGS))
    levels = sorted({element.tag for element in found})
    last = top - 1
    for element in found:
        last = min(6, levels.index(element.tag) + top, last + 1)
        element.tag = f"h{last}"


def _contents(parts: list[html.HtmlElement]) -> list[tuple[str, str]]:
    """Address and title of each chapter."""
    found = [(element.get("id") or part.get("id"), element) for part in parts for element in part.iter("h2")]
    return [(f"#{name}", _said(element)) for name, element in found]


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _relink(body: html.HtmlElement, document: Document, shelf: Shelf) -> set[str]:
    """Let links lead inside the book, to the published site, or be plain text. Returns the references to list at the end."""
    folders, course = shelf.renderer.directory_urls, shelf.renderer.course
    inside: dict[str, list[str]] = {}
    for number, item in enumerate(document.extracts, 1):
        inside.setdefault(f"/{shelf.edition}{address(item.page, folders)}", []).append(f"p{number}")
    known = {element.get("id") for element in body.iter(etree.Element) if element.get("id")}
    cited: set[str] = set()
    for link in list(body.iter("a")):
        parts = urlsplit(link.get("href") or "")
        if parts.scheme or not link.get("href"):
            continue
        anchor = unquote(parts.fragment)
        if not parts.path and anchor in known:
            continue
        places = [f"{part}-{anchor}" if anchor else part for part in inside.get(parts.path, [])]
        if found := next((place for place in places if place in known), None):
            link.set("href", f"#{found}")
        elif "cite" in (link.get("class") or "").split() and anchor in course.references:
            cited.add(anchor)
            link.set("href", f"#source-{anchor}")
        elif parts.path and (published := os.environ.get("SITE_URL")):
            link.set("href", urljoin(published, parts.path.lstrip("/")) + (f"#{anchor}" if anchor else ""))
        else:
            _drop_link(link)
    return cited


def _drop_link(link: html.HtmlElement) -> None:
    """Leave the words of a link that leads nowhere on paper; what is nothing but a way to another page goes."""
    line = link.getparent()
    block = None if line is None else line.getparent()
    if block is not None and block.get("class") == "local-body":
        link.drop_tree()
    elif line is not None and line.tag == "p" and line.get("class") == "small" and _said(line) == _said(link):
        line.drop_tree()
    else:
        link.drop_tag()
