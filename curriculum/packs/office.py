"""DOCX and PPTX: pandoc converts a book or a deck.

Before that, what only a page of the site needs is changed into what an office program knows: space to write becomes rows of
tables, boxes to tick stand before the text, and nothing is folded away.
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

BLANK, FULL = 14, 60
"""The least and the most that a column counts, in letters of its longest cell."""

LABEL = 45
"""Parts of a hundred that the label of a field takes; the rest is to write in."""


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
    inner = etree.SubElement(root, "body")
    for element in list(body):
        inner.append(element)
    for element in inner.xpath("header | section | section/section | section/*[contains(@class, 'sheet-body')]"):
        element.drop_tag()  # pandoc takes headings for chapters only where nothing is around them
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
    for element in [*_of_class(body, "visually-hidden", "column"), *body.xpath(".//nav | .//svg")]:
        element.drop_tree()
    for element in list(body.iter("h1"))[:1]:
        element.drop_tree()  # it is the title of the document
    for element in list(body.iter("summary")):
        element.tag = "p"
        _bold(element)
    for element in body.xpath(".//ul[@class='lines']"):
        _replace(element, _table([[""]] * len(element)))
    for element in body.xpath(".//dl[@class='fields']"):
        _replace(element, _table([[_said(term), ""] for term in element.iter("dt")], LABEL))
    for element in _of_class(body, "proof"):
        _proof(element)
    for item in body.xpath(".//ul[contains(concat(' ', @class, ' '), ' checklist ')]/li"):
        item.text = f"{TICK}{(item.text or '').lstrip()}"
    for table in body.iter("table"):
        _widths(table)
        for cell in table.iter("td"):
            if not len(cell) and not (cell.text or "").strip():
                cell.append(_styled("To Write", SPACE))
    for element in list(body.iter("div", "p")):
        _style(element)
    for name in ("worksheet", "book-part"):
        for element in _of_class(body, name)[1:]:
            element.insert(0, _styled("New Page", SPACE))


def _of_class(body: html.HtmlElement, *names: str) -> list[html.HtmlElement]:
    wanted = set(names)
    return [item for item in body.iter(etree.Element) if wanted & set((item.get("class") or "").split())]


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _styled(style: str, text: str) -> html.HtmlElement:
    """A paragraph in a style of the reference document."""
    outer = html.Element("div", {"custom-style": style})
    etree.SubElement(outer, "p").text = text
    return outer


def _replace(element: html.HtmlElement, new: html.HtmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    new.tail = element.tail
    parent.replace(element, new)


def _table(rows: list[list[str]], first: int = 100) -> html.HtmlElement:
    """A table without a head, in which one can write; the first of two columns takes `first` parts of a hundred."""
    table = html.Element("table")
    group = etree.SubElement(table, "colgroup")
    for share in (first, 100 - first)[: len(rows[0])]:
        etree.SubElement(group, "col", style=f"width: {share}%")
    body = etree.SubElement(table, "tbody")
    for row in rows:
        line = etree.SubElement(body, "tr")
        for cell in row:
            etree.SubElement(line, "td").text = cell
    return table


def _widths(table: html.HtmlElement) -> None:
    """Give the columns widths by what stands in them, so that a page is used whole; a blank one is wide enough to write in."""
    rows = [row.xpath("th|td") for row in table.iter("tr")]
    count = max((len(row) for row in rows), default=0)
    if count == 0 or table.find("colgroup") is not None:
        return
    most = [max((len(_said(row[n])) for row in rows if len(row) > n), default=0) for n in range(count)]
    shares = [min(max(size, BLANK), FULL) for size in most]
    group = html.Element("colgroup")
    for share in shares:
        etree.SubElement(group, "col", style=f"width: {100 * share / sum(shares):.1f}%")
    caption = table.find("caption")
    table.insert(0 if caption is None else 1, group)


def _proof(element: html.HtmlElement) -> None:
    """Source, dates and confidence of a fact on one small line."""
    line = html.Element("p", {"class": "small"})
    for term, said in zip(list(element.iter("dt")), list(element.iter("dd")), strict=True):
        before = f"{' · ' if len(line) else ''}{_said(term)}: "
        if len(line):
            line[-1].tail = before
        else:
            line.text = before
        said.tag, said.tail = "span", None
        line.append(said)
    _replace(element, line)


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
