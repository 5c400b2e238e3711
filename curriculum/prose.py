"""The prose of pages and data by paragraph, with the course's own words apart from marked quotations, macros and code.

A marked quotation stands in italics and quotation marks together: `*"modern slaves"*`. It is the one way to name words that
the course does not use itself. Words in quotation marks alone are not marked: people are also told in them what to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from curriculum.findings import Finding
from curriculum.load import Loaded
from curriculum.marks import CITATION
from curriculum.pages import PageSource, prose_lines
from curriculum.source import Document, Path_, where

QUOTATION = re.compile(r"(?<!\*)\*[\"“][^*]*?[\"”]\*(?!\*)")
_CODE = re.compile(r"`[^`]*`")
_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|https?://\S+")
_CITE = re.compile(r"\{\{-?\s*cite\(.*?\)\s*-?\}\}", re.DOTALL)
_CALL = re.compile(r"\{[{%]-?\s*(?:call\s+)?\w+\(\s*(?:\"[^\"]*\"|'[^']*')?", re.DOTALL)
_BLOCK = re.compile(r"\{%.*?%\}", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+\Z")
_HIDDEN = (
    ("*", QUOTATION),
    ("`", _CODE),
    ("](", _TARGET),
    ("://", _TARGET),
    ("[@", CITATION),
    ("{", _CITE),
    ("{", _CALL),
    ("{%", _BLOCK),
)
"""What is hidden, each after a sign without which it cannot stand: most paragraphs have none of them."""

OF_REFERENCES = frozenset({"note", "opened_what"})
"""Which fields of a reference are the course's own prose."""

NAMES = {
    "data/wording.yml": None,
    "data/references.yml": OF_REFERENCES,
    "data/organisations.yml": frozenset({"note"}),
}
"""Files that hold names and titles of others: which of their fields are the course's own prose (None: no field)."""


class Paragraph(NamedTuple):
    """A paragraph. `own` is `text` with everything but the course's own words blanked, of the same length.

    `line` is where it starts. `path` is its place in a data file, empty on a page.
    """

    file: str
    line: int
    path: Path_
    text: str
    own: str

    def finding(self, position: int, message: str, code: str) -> Finding:
        """A finding about what stands at `position` of the text. A data file names the line on which the field starts."""
        line = self.line if self.path else self.line + self.text[:position].count("\n")
        return Finding(self.file, line, where(self.path), message, code)


def own_words(text: str) -> str:
    """`text` with quotations, code, macro calls, citations and addresses blanked; lines and length stay."""
    for sign, hidden in _HIDDEN:
        if sign in text:
            text = hidden.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    return text


def page_paragraphs(page: PageSource) -> Iterator[Paragraph]:
    """Title, description and the blocks of a page between blank lines; a list or a table is one block, a heading another."""
    for name in ("title", "description"):
        text = page.meta.get(name)
        if isinstance(text, str):
            yield Paragraph(page.file, page.lines[name], (), text, text)
    block: list[str] = []
    start = before = 0
    for number, line in (*prose_lines(page.text), (0, "")):
        blank = not line or line.isspace()
        alone = line.startswith("#") and _HEADING.match(line) is not None
        if block and (blank or alone or number != before + 1):
            yield _paragraph(page.file, start, (), "\n".join(block))
            block = []
        if alone:
            yield _paragraph(page.file, number, (), line)
        elif not blank:
            start = start if block else number
            block.append(line)
        before = number


def data_paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every text of a data file by paragraph, but for ids and the names that others gave."""
    fields = NAMES.get(document.file, frozenset())
    if fields is None:
        return
    for path, text in strings(document.data, ()):
        own = OF_REFERENCES if path[:1] == ("references",) else fields
        if not path or _SLUG.match(text) or (own and path[-1] not in own):  # a bare text is no file of ours
            continue
        for block in re.split(r"\n\s*\n", text):
            yield _paragraph(document.file, document.line(path), path, block)


def prose(loaded: Loaded) -> Iterator[list[Paragraph]]:
    """The paragraphs of each page and data file that could be read. What a page made of data says stands in its file."""
    for page in loaded.pages.values():
        if not page.made:
            yield list(page_paragraphs(page))
    for document in loaded.documents.values():
        yield list(data_paragraphs(document))


def strings(data: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Every text of a file with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from strings(value, (*path, key))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from strings(value, (*path, index))


def _paragraph(file: str, line: int, path: Path_, text: str) -> Paragraph:
    return Paragraph(file, line, path, text, own_words(text))
