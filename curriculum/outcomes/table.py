"""From the bytes of a file to rows of cells: encoding, delimiter, quotation marks. Knows nothing of questions."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

BYTES = 2_000_000
ROWS = 2_000
"""More than the sheets of any workshop: a larger file is the wrong one."""
HEADINGS_WITHIN = 20
"""Rows among which the headings are looked for: form tools and spreadsheets put titles above."""

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_NOT_IN_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


class TableError(Exception):
    """The file cannot be read. `name` is the message, `values` what is filled in."""

    def __init__(self, name: str, values: Mapping[str, str | int] | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.values = values or {}


@dataclass(frozen=True)
class Table:
    """The rows of a file, and where the headings stand (counted from 0)."""

    encoding: str
    delimiter: str
    rows: list[list[str]]
    heading: int


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. Raises TableError."""
    if len(data) > BYTES:
        raise TableError("big")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise TableError("spreadsheet")
    text, name = _text(data)
    if not text.strip():
        raise TableError("empty")
    if "\0" in text:
        raise TableError("binary")
    return text, name


def _text(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec), name
    if len(data) >= 4 and len(data) % 2 == 0 and (data[1] == data[3] == 0 or data[0] == data[2] == 0):
        return _strict(data, "utf-16-le" if data[1] == 0 else "utf-16-be"), "UTF-16"
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        if _NOT_IN_1252 & set(data):
            raise TableError("encoding") from None
        return _strict(data, "cp1252"), "Windows-1252"


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise TableError("encoding") from None


def rows_of(text: str, delimiter: str) -> tuple[list[list[str]], TableError | None]:
    """The rows of `text`, up to where a quotation mark is not closed or closed too early, and that fault if there is one.

    Raises TableError for too many rows.
    """
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append([cell.strip() for cell in row])
            if len(rows) > ROWS:
                raise TableError("big")
    except csv.Error:
        return rows, TableError("quote", {"row": len(rows) + 1})
    return rows, None


def table(data: bytes, known: Callable[[list[str]], int]) -> Table:
    """The table in a file. `known` counts the known headings in a row: most of them decide on delimiter and row of headings.

    With as many known headings, more columns decide. Raises TableError.
    """
    text, encoding = decoded(data)
    best = (0, 0)
    found: tuple[Table, TableError | None] | None = None
    for delimiter, name in DELIMITERS.items():
        rows, fault = rows_of(text, delimiter)
        for index, row in enumerate(rows[:HEADINGS_WITHIN]):
            count = known(row), len(row)
            if count[0] and count > best:
                best, found = count, (Table(encoding, name, rows, index), fault)
    if found is None:
        raise TableError("headings")
    if found[1]:
        raise found[1]
    return found[0]
