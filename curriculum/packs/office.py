"""DOCX and PPTX: pandoc converts a book or a deck, after what only a page of the site needs was changed into what an office
program knows: space to write becomes rows of tables, boxes to tick stand before the text, folded answers are open.
"""

from __future__ import annotations

import copy
import datetime as dt
import os
import subprocess
from pathlib import Path

from lxml import etree, html

from curriculum.packs.book import Book
from curriculum.packs.programs import PackError

TICK = "☐ "
"""Pandoc knows it at the start of an item and draws a box instead of a bullet."""

STYLED = {"note": "Note", "warning": "Note", "passage": "Note", "small": "Small", "imprint": "Small", "help": "Small"}
"""The style of a paragraph in the reference document, by the class of the element around it."""

SPACE = "\u00a0"


def write_docx(pandoc: str, book: Book, reference: Path, to: Path, today: dt.date) -> None:
    """Convert `book` into `to`. Raises PackError where pandoc fails."""
    body = copy.deepcopy(book.body)
    prepare(body)
    run(pandoc, whole(book.title, body), to, today, "--shift-heading-level-by=-1", f"--reference-doc={reference}")


def whole(title: str, body: html.HtmlElement) -> str:
    """A document of HTML with that title, in the language of the body's texts."""
    root = html.Element("html", {"lang": "en"})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(root, "body").append(body)
    return html.tostring(root, encoding="unicode", doctype="<!doctype html>")


def run(pandoc: str, text: str, to: Path, today: dt.date, *options: str) -> None:
    """Let pandoc write `text` (HTML) to `to`, whose ending names the format. The dates inside are those of `today`."""
    moment = int(dt.datetime.combine(today, dt.time(), tzinfo=dt.UTC).timestamp())
    command = [pandoc, "--from=html", *options, "--output", str(to)]
    done = subprocess.run(
        command,
        input=text.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()[-600:]
        raise PackError(f"pandoc could not write {to.name}. It said:\n{said}")


def prepare(body: html.HtmlElement) -> None:
    """Change a book, in place, into HTML of which pandoc makes what an office program can edit."""
    for element in _of_class(body, "visually-hidden", "column"):
        element.drop_tree()
    for element in body.xpath(".//nav | .//svg"):
        element.drop_tree()
    for element in list(body.iter("summary")):
        element.tag = "p"
        _bold(element)
    for element in _of_class(body, "lines"):
        _replace(element, _table([[SPACE]] * len(element)))
    for element in _of_class(body, "fields"):
        _replace(element, _table([[_said(row.find("dt")), SPACE] for row in element.findall("div")]))
    for item in body.xpath(".//ul[contains(concat(' ', @class, ' '), ' checklist ')]/li"):
        item.text = f"{TICK}{(item.text or '').lstrip()}"
    for table in body.iter("table"):
        _widths(table)
    for element in list(body.iter("div", "p")):
        _style(element)
    for element in _of_class(body, "worksheet", "book-part"):
        if element.getprevious() is not None:
            element.insert(0, _element("p", SPACE, {"custom-style": "New Page"}, inside="div"))


def _of_class(body: html.HtmlElement, *names: str) -> list[html.HtmlElement]:
    wanted = set(names)
    return [item for item in body.iter(etree.Element) if wanted & set((item.get("class") or "").split())]


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _element(tag: str, text: str, attributes: dict[str, str] | None = None, inside: str = "") -> html.HtmlElement:
    """An element with a text; with `inside`, such an element with these attributes around it."""
    if inside:
        outer = html.Element(inside, attributes or {})
        outer.append(_element(tag, text))
        return outer
    made = html.Element(tag, attributes or {})
    made.text = text
    return made


def _replace(element: html.HtmlElement, new: html.HtmlElement) -> None:
    new.tail = element.tail
    element.getparent().replace(element, new)


def _table(rows: list[list[str]]) -> html.HtmlElement:
    """A table without a head, in which one can write."""
    table = html.Element("table")
    body = etree.SubElement(table, "tbody")
    for row in rows:
        line = etree.SubElement(body, "tr")
        for cell in row:
            etree.SubElement(line, "td").text = cell
    return table


def _widths(table: html.HtmlElement) -> None:
    """Give the columns widths by what stands in them, so that a page is used whole; blank ones share evenly."""
    rows = [row.xpath("th|td") for row in table.iter("tr")]
    count = max((len(row) for row in rows), default=0)
    if count == 0 or table.find("colgroup") is not None:
        return
    most = [max((len(_said(row[n])) for row in rows if len(row) > n), default=0) for n in range(count)]
    shares = [min(max(size, 12), 60) for size in most]
    group = html.Element("colgroup")
    for share in shares:
        etree.SubElement(group, "col", style=f"width: {100 * share / sum(shares):.1f}%")
    caption = table.find("caption")
    table.insert(0 if caption is None else 1, group)


def _bold(element: html.HtmlElement) -> None:
    """Make all that an element says bold."""
    strong = html.Element("b")
    strong.text, element.text = element.text, None
    strong.extend(list(element))
    element.append(strong)


def _style(element: html.HtmlElement) -> None:
    """Name the style of the reference document that fits the class."""
    for name in (element.get("class") or "").split():
        if style := STYLED.get(name):
            if element.tag == "div":
                element.set("custom-style", style)
            elif element.getparent() is not None:
                outer = html.Element("div", {"custom-style": style})
                _replace(element, outer)
                outer.append(element)
                element.tail = None
            return
