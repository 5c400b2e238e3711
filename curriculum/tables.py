"""A Markdown extension: tables of the pages name their columns in every cell, so that they can turn into cards on a phone.

MkDocs and Zensical both use Python-Markdown, so both give the same tables.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

_STASHED = re.compile("\x02[^\x03]*\x03")


class Cards(Treeprocessor):
    """Marks each table: scope on headers, the first cell of a row as its header, the column's name on the others."""

    def run(self, root: Element) -> None:
        """Change the tables of the page in place."""
        for table in root.iter("table"):
            table.set("class", "cards")
            labels = []
            for header in table.iterfind("thead/tr/th"):
                header.set("scope", "col")
                labels.append(_STASHED.sub("", "".join(header.itertext())).strip())
            for row in table.iterfind("tbody/tr"):
                for index, cell in enumerate(row):
                    if index == 0:
                        cell.tag = "th"
                        cell.set("scope", "row")
                    elif index < len(labels) and labels[index]:
                        cell.set("data-label", labels[index])


class CardTables(Extension):
    """Register the treeprocessor after inline Markdown, when the header cells hold their text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Python-Markdown calls
        """Called by Python-Markdown."""
        md.treeprocessors.register(Cards(md), "card-tables", 15)


def makeExtension(**options: Any) -> CardTables:  # noqa: N802 - the name that Python-Markdown calls
    """Called by Python-Markdown for `curriculum.tables` in mkdocs.yml."""
    return CardTables(**options)
