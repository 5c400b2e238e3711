"""Read page sources: front matter, headings with their anchors, macro calls and adaptable passages, with line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from markdown.extensions.toc import slugify, unique

from curriculum.calls import plain_calls
from curriculum.findings import Finding
from curriculum.generated import is_made
from curriculum.source import parse

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*(?:\{\s*#([A-Za-z0-9_-]+)\s*\})?\s*\Z")
_FENCE = re.compile(r"\s*(```|~~~)")
_CALL = re.compile(
    r"\{%-?\s*call\s+passage\(\s*[\"']([^\"']*)[\"']\s*\)\s*-?%\}(.*?)\{%-?\s*endcall\s*-?%\}", re.DOTALL
)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|</?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/]|\Z)|<!--|<[!?]")
_JINJA = re.compile(r"\{(?:\{.*?\}\}|%.*?%\}|#.*?#\})", re.DOTALL)
_GRAMMAR = jinja2.Environment(autoescape=True)


@dataclass(frozen=True)
class Heading:
    """A heading of a page. `anchor` is the id that Python-Markdown gives it."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True)
class MacroCall:
    """A macro call with its constant arguments; `constant` is false where an argument is an expression."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(hash=False)
    line: int
    block: bool
    constant: bool


@dataclass(frozen=True)
class Slot:
    """An adaptable passage: its id and base text."""

    id: str
    base: str
    line: int
    file: str = ""
    """The file of the line, where that is not the page but the data that the page is made from."""


@dataclass(frozen=True)
class PageSource:
    """A Markdown page of docs/. `path` is below docs/ with forward slashes."""

    path: str
    meta: dict[str, Any] = field(hash=False)
    headings: tuple[Heading, ...]
    calls: tuple[MacroCall, ...]
    slots: tuple[Slot, ...]
    text: str = field(repr=False)
    lines: dict[str, int] = field(hash=False, default_factory=dict)
    made: bool = False
    """Whether it was made from a data file (`generated`)."""
    whole: bool = True
    """False where front matter or macros could not be read, so that nothing is said about what may stand there."""

    @property
    def file(self) -> str:
        """The name of the file in messages."""
        return f"docs/{self.path}"

    @property
    def anchors(self) -> frozenset[str]:
        """Every heading anchor of the page."""
        return frozenset(heading.anchor for heading in self.headings)

    def finding(self, line: int, message: str, code: str) -> Finding:
        """A finding at `line` of this page."""
        return Finding(self.file, line, "", message, code)


def read_pages(docs: Path) -> tuple[dict[str, PageSource], list[Finding]]:
    """Read every Markdown file below `docs` that a person wrote. Returns the pages by path, and the findings."""
    pages: dict[str, PageSource] = {}
    findings: list[Finding] = []
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            message = f"cannot be opened ({error.strerror}); look whether it is there and may be read"
            findings.append(Finding(f"docs/{name}", 1, "", message, "Y111"))
            continue
        except UnicodeDecodeError:
            message = "is not UTF-8 text; save it again with the encoding UTF-8"
            findings.append(Finding(f"docs/{name}", 1, "", message, "Y101"))
            continue
        if is_made(text):
            continue  # it is made anew from the data
        page, faults = read_page(name, text)
        pages[name] = page
        findings += faults
    return pages, findings


def read_page(path: str, text: str) -> tuple[PageSource, list[Finding]]:
    """Read one page source. Shapes as in `read_pages`."""
    file = f"docs/{path}"
    meta: dict[str, Any] = {}
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    body = text
    if match := _FRONT.match(text):
        document, faults = parse(f"\n{match.group(1)}", file)  # the line of --- is counted
        findings += faults
        if document is not None and isinstance(document.data, dict):
            meta = document.data
            lines = {name: document.line((name,)) for name in meta}
        body = "\n" * match.group(0).count("\n") + text[match.end() :]
    if not meta and not findings:
        message = "must start with title, description and template, each on a line of its own, between two lines ---"
        findings.append(Finding(file, 1, "", message, "P805"))
    calls, slots, faults = _macros(file, body)
    findings += faults
    whole = not findings
    findings += _raw_html(file, body)
    headings = tuple(_headings(body))
    made = is_made(text)
    return PageSource(path, meta, headings, tuple(calls), tuple(slots), body, lines, made, whole), findings


def prose_lines(body: str) -> Iterator[tuple[int, str]]:
    """The lines of a page outside code fences, numbered from 1."""
    lines = enumerate(body.split("\n"), start=1)
    if "```" not in body and "~~~" not in body:
        yield from lines
        return
    fenced = False
    for number, line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def _headings(body: str) -> Iterator[Heading]:
    used: set[str] = set()
    for number, line in prose_lines(body):
        if line.startswith("#") and (match := _HEADING.match(line)):
            text = match.group(2)
            anchor = match.group(3) or unique(slugify(re.sub(r"[*_`]", "", text), "-"), used)
            used.add(anchor)
            yield Heading(len(match.group(1)), text, anchor, number)


def _raw_html(file: str, body: str) -> Iterator[Finding]:
    if "<" not in body and "![](" not in body:
        return
    blank = _JINJA.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), body)
    for number, line in prose_lines(blank):
        bare = re.sub(r"`[^`]*`", "", line)
        if match := _TAG.search(bare):
            message = f"{match.group()} is raw HTML; use Markdown or a macro"
            yield Finding(file, number, "", message, "P810")
        if "![](" in bare:
            message = "the picture has no text alternative; say in [ ] what it shows"
            yield Finding(file, number, "", message, "P811")


def _macros(file: str, body: str) -> tuple[list[MacroCall], list[Slot], list[Finding]]:
    slots = [
        Slot(match.group(1), match.group(2).strip(), body[: match.start()].count("\n") + 1)
        for match in _CALL.finditer(body)
    ]
    if (plain := plain_calls(body)) is not None:
        lines = _lines(body, [call.at for call in plain])
        found = [
            MacroCall(call.name, call.args, call.kwargs, line, call.body is not None, constant=True)
            for call, line in zip(plain, lines, strict=True)
        ]
        return found, slots, []
    try:
        tree = _GRAMMAR.parse(body)
    except jinja2.TemplateSyntaxError as error:
        said = error.message or ""
        if "tag 'endcall'" in said:
            message = 'ends a passage that does not start; write {% call passage("...") %} before its text'
        elif "'endcall'" in said:
            message = "starts a passage that does not end; write {% endcall %} after its text"
        else:
            message = f"the macro here cannot be read ({said}); check quotes, brackets and {{{{ }}}}"
        return [], slots, [Finding(file, error.lineno, "", message, "P804")]
    findings = [
        Finding(file, node.lineno, "", "only macro calls may stand in {{ }} and {% %} of a page", "P804")
        for node in tree.find_all(nodes.Stmt)
        if not isinstance(node, nodes.Output | nodes.CallBlock) and node.lineno
    ]
    blocks = {id(block.call): True for block in tree.find_all(nodes.CallBlock)}
    calls: list[MacroCall] = []
    for node in tree.find_all(nodes.Call):
        if isinstance(node.node, nodes.Name):
            calls.append(_call(node, id(node) in blocks))
        else:
            findings.append(Finding(file, node.lineno, "", "only a macro may be called in a page", "P804"))
    for output in tree.find_all(nodes.Output):
        for part in output.nodes:
            if not isinstance(part, nodes.TemplateData | nodes.Call):
                message = (
                    'only macro calls such as {{ cite("...") }} may stand here; write one, or put the text in words'
                )
                findings.append(Finding(file, part.lineno, "", message, "P804"))
    return sorted(calls, key=lambda call: call.line), slots, findings


def _lines(text: str, places: list[int]) -> Iterator[int]:
    """The line, from 1, of each of `places`, which rise."""
    line, before = 1, 0
    for place in places:
        line += text.count("\n", before, place)
        before = place
        yield line


def _call(node: nodes.Call, block: bool) -> MacroCall:
    constant = node.dyn_args is None and node.dyn_kwargs is None
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    for arg in node.args:
        constant &= isinstance(arg, nodes.Const)
        args.append(arg.value if isinstance(arg, nodes.Const) else None)
    for pair in node.kwargs:
        constant &= isinstance(pair.value, nodes.Const)
        kwargs[pair.key] = pair.value.value if isinstance(pair.value, nodes.Const) else None
    assert isinstance(node.node, nodes.Name)  # noqa: S101 - the caller looked
    return MacroCall(node.node.name, tuple(args), kwargs, node.lineno, block, constant)
