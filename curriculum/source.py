"""Read one YAML file into plain data that remembers where each value stands.

The dialect is the part of YAML 1.2 that is hard to get wrong: mappings, lists, text, whole and decimal numbers, true and
false, null, and ISO dates. Anchors, aliases, tags and bare yes/no/on/off are refused, because each has published a wrong
fact somewhere.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from curriculum.findings import Finding

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""The years that a day of this course can have: another one is a slip of the keyboard, and a review in it would never be due."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Key = str | int
Path_ = tuple[Key, ...]

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")  # longer ones are no counts: they stay text
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NORWAY = re.compile(r"(y|yes|n|no|on|off)\Z", re.IGNORECASE)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Document:
    """A file's data with the place of each value: `spots[path]` is (line, column), both from 1; `raw` is what was typed."""

    file: str
    data: Any
    spots: dict[Path_, tuple[int, int]] = field(repr=False)
    raw: dict[Path_, str] = field(repr=False)

    def line(self, path: Path_) -> int:
        """The line of `path`, or of the nearest value around it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.spots:
                return self.spots[path[:length]][0]
        return 1

    def finding(self, path: Path_, message: str, code: str) -> Finding:
        """A finding placed at `path` in this file."""
        return Finding(self.file, self.line(path), where(path), message, code)


def where(path: Path_) -> str:
    """`("sessions", 2, "title")` as a person writes it: `sessions[2].title`."""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def read(path: Path, name: str) -> tuple[Document | None, list[Finding]]:
    """Read `path`, called `name` in messages. Returns the document, or None where nothing could be read, and the findings."""

    def only(message: str, code: str, line: int = 1) -> tuple[None, list[Finding]]:
        return None, [Finding(name, line, "", message, code)]

    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return only(f"is {size:,} bytes; a data file may have {MAX_BYTES:,} at most; split it", "Y103")
        blob = path.read_bytes()
    except OSError as error:
        return only(f"cannot be opened ({error.strerror}); look whether it is there and may be read", "Y111")
    try:
        text = blob.decode("utf-8-sig")
        if "\0" in text:  # UTF-16 without a mark reads as UTF-8 with a zero beside each letter
            raise UnicodeDecodeError("utf-8", blob, blob.index(b"\0"), blob.index(b"\0") + 1, "zero byte")
    except UnicodeDecodeError as error:
        line = blob[: error.start].count(b"\n") + 1
        return only("is not UTF-8 text; save it again with the encoding UTF-8", "Y101", line)
    if not text.strip():
        return only("is empty; write its fields, or delete the file", "Y102")
    return parse(text, name)


def parse(text: str, name: str) -> tuple[Document | None, list[Finding]]:
    """Parse YAML `text`. Shapes and findings as in `read`."""
    if match := _ILLEGAL.search(text):
        message = "holds an invisible character that text files may not hold; delete it and type the text again"
        return None, [Finding(name, text[: match.start()].count("\n") + 1, "", message, "Y104")]
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(r" *\t", line) and line.strip():
            message = "starts with a tab; indent with two spaces"
            return None, [Finding(name, number, "", message, "Y105")]
    try:
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        return None, [syntax_finding(error, name)]
    if node is None:
        return None, [Finding(name, 1, "", "holds only comments; write its fields, or delete the file", "Y102")]
    walk = _Walk(name, text.splitlines())
    data = walk.value(node, ())
    return Document(name, data, walk.spots, walk.raw), walk.findings


def _compose(text: str) -> yaml.Node | None:
    """The root node of `text`, or None where there are only comments. Raises MarkedYAMLError.

    It is put together from events, because the composer of libyaml forgets anchors and crashes on deep nesting.
    """
    loader = _Loader(text)
    try:
        loader.get_event()
        if loader.check_event(yaml.StreamEndEvent):
            return None
        loader.get_event()
        node = _node(loader, 0)
        loader.get_event()
        if not loader.check_event(yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(None, None, "a second document", loader.get_event().start_mark)
        return node
    finally:
        loader.dispose()


def _node(loader: Any, depth: int) -> yaml.Node:
    """The next node. Its tag is the sign that it starts with (`*alias`, `&anchor` or a tag), or "" where there is none."""
    event = loader.get_event()
    start: Any = event.start_mark
    if depth > MAX_DEPTH:
        raise yaml.MarkedYAMLError(None, None, "nested too deeply", start)
    if isinstance(event, yaml.AliasEvent):
        return yaml.ScalarNode(f"*{event.anchor}", "", start)
    sign = f"&{event.anchor}" if event.anchor else event.tag or ""
    if isinstance(event, yaml.ScalarEvent):
        return yaml.ScalarNode(sign, event.value, start, style=event.style)
    items: list[Any] = []
    if isinstance(event, yaml.SequenceStartEvent):
        while not loader.check_event(yaml.SequenceEndEvent):
            items.append(_node(loader, depth + 1))
        loader.get_event()
        return yaml.SequenceNode(sign, items, start)
    while not loader.check_event(yaml.MappingEndEvent):
        items.append((_node(loader, depth + 1), _node(loader, depth + 1)))
    loader.get_event()
    return yaml.MappingNode(sign, items, start)


def syntax_finding(error: yaml.MarkedYAMLError, name: str) -> Finding:
    """What a person can do about YAML that cannot be read."""
    problem = error.problem or "cannot be read"
    opened = "end of stream" in problem or "expected ':'" in problem or "expected ',' or" in problem
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    cures = (
        (
            "expected alphabetic or numeric character",
            "* and & at the start have a meaning of their own; put the text in quotes",
            "Y107",
        ),
        (
            "mapping values are not allowed",
            "a colon followed by a space ends a field name; put the text in quotes, or mend the indentation",
            "Y104",
        ),
        (
            "could not find expected ':'",
            "a field name needs a colon after it; text that goes on needs more indentation",
            "Y104",
        ),
        ("did not find expected ',' or ']'", "a list that starts with [ here is not closed; add the ]", "Y104"),
        ("did not find expected ',' or '}'", "fields that start with { here are not closed; add the }", "Y104"),
        ("did not find expected key", "check the indentation and the quotes of this line and the one before", "Y104"),
        ("did not find expected '-' indicator", "items of one list start with - in the same column", "Y104"),
        ("found character that cannot start any token", "put the text in quotes", "Y104"),
        ("found unexpected end of stream", "a quotation mark that opens here is not closed; add it", "Y104"),
        ("found unknown escape character", "in \"double quotes\" a backslash is special; use 'single quotes'", "Y104"),
        ("block sequence entries are not allowed", "start the list on a line of its own", "Y104"),
        ("a second document", "delete the line ---", "Y104"),
        ("nested too deeply", "flatten it", "Y104"),
    )
    for needle, cure, code in cures:
        if needle in problem:
            return Finding(name, line, "", f"YAML: {problem}; {cure}", code)
    return Finding(name, line, "", f"YAML: {problem}; check indentation, colons and quotes near this line", "Y104")


class _Walk:
    """Turns nodes into data, noting places and refusing what the dialect leaves out."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.spots: dict[Path_, tuple[int, int]] = {}
        self.raw: dict[Path_, str] = {}
        self.findings: list[Finding] = []

    def _note(self, node: yaml.Node, path: Path_, message: str, code: str) -> None:
        self.findings.append(Finding(self.name, node.start_mark.line + 1, where(path), message, code))

    def value(self, node: yaml.Node, path: Path_) -> Any:
        if path not in self.spots:
            self.spots[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if self._sign(node, path):
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(item, (*path, index)) for index, item in enumerate(node.value))
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - the only other kind of node
        return self._scalar(node, path)

    def _sign(self, node: yaml.Node, path: Path_) -> bool:
        """Note an alias, an anchor or a tag. Returns whether there is one."""
        sign = node.tag.replace("tag:yaml.org,2002:", "!!")
        if sign.startswith("*"):
            message = f"starts with {sign}, which repeats another part in YAML; put the text in quotes, or write it out"
            self._note(node, path, message, "Y107")
        elif sign.startswith("&"):
            message = f"starts with {sign}, which marks a part to repeat in YAML; put the text in quotes, or delete it"
            self._note(node, path, message, "Y107")
        elif sign:
            self._note(node, path, f'has the tag "{sign}"; delete it or put the text in quotes', "Y110")
        return bool(sign)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if self._sign(key_node, path):
                continue
            if not isinstance(key_node, yaml.ScalarNode):
                message = "has { or [ where a field name is expected; put the text in quotes"
                self._note(key_node, path, message, "Y104")
                continue
            key = key_node.value
            if key == "<<":
                self._note(key_node, path, "uses << to repeat another part; write it out", "Y107")
                continue
            at = (*path, key)
            if key in found:
                first = self.spots[at][0]
                self._note(key_node, at, f"stands twice, first on line {first}; keep one", "Y106")
                continue
            self.spots[at] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            found[key] = self.value(value_node, at)
        return found

    def _scalar(self, node: yaml.ScalarNode, path: Path_) -> Any:
        text: str = node.value
        self.raw[path] = text
        if node.style not in {None, ""}:  # the C parser says "" for plain text
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _NORWAY.match(text):
            message = f'{text} may be read as true or false; write "{text}" in quotes, or true or false'
            self._note(node, path, message, "Y108")
            return text
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        if match := _DATE.match(text):
            try:
                day = dt.date(*map(int, match.groups()))
            except ValueError:
                self._note(node, path, f"{text} is not a day of the calendar; correct the date", "Y109")
                return dt.date(FIRST_YEAR, 1, 1)
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                message = f"{text} is not between {FIRST_YEAR} and {LAST_YEAR}; correct the year"
                self._note(node, path, message, "Y109")
                return dt.date(FIRST_YEAR, 1, 1)
            return day
        self._comment(node, path)
        return text

    def _comment(self, node: yaml.ScalarNode, path: Path_) -> None:
        """Say so where a comment cuts off what may have been meant as text."""
        line = self.lines[node.start_mark.line]
        rest = line.partition(node.value)[2]
        if re.match(r"\s+#", rest):
            message = f'reads only "{node.value}", because # after a space starts a comment; put the text in quotes'
            self._note(node, path, message, "Y113")
