"""Markdown in data: CommonMark without raw HTML, with citations `[@id art. 6(3)]` and links to pages and terms.

`[text](page:modules/foundations/index.md#key-points)` links to a page, `[text](term:non-refoulement)` to the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from curriculum.links import Here
from curriculum.model.reference import Reference

CITATION = re.compile(r"\[@([A-Za-z0-9-]+)(?:,?\s+([^\]\[]+?))?\s*\]")
_LINK = re.compile(r"\]\((page|term):([^)\s]+)\)")


@dataclass(frozen=True)
class Mark:
    """A citation, or a link to a page or term, inside a Markdown text of the data."""

    kind: str
    target: str
    pinpoints: tuple[str, ...] = ()


def marks(text: str) -> Iterator[Mark]:
    """Every citation and inner link of `text`."""
    for match in CITATION.finditer(text):
        yield Mark("cite", match.group(1), split_pinpoints(match.group(2)))
    for match in _LINK.finditer(text):
        yield Mark(match.group(1), match.group(2))


def split_pinpoints(text: str | None) -> tuple[str, ...]:
    """`art. 6(2); art. 6(3)` -> both, apart."""
    return tuple(part.strip() for part in text.split(";")) if text else ()


def _citation(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        reference: Reference = state.env["references"][match.group(1)]
        here: Here = state.env["here"]
        label = ", ".join([reference.title_short, *split_pinpoints(match.group(2))])
        opened = state.push("link_open", "a", 1)
        opened.attrs = {"class": "cite", "href": here.to("bibliography.md", reference.id)}
        state.push("text", "", 0).content = label
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _inner_links(state: StateCore) -> None:
    here: Here = state.env["here"]
    for token in _flat(state.tokens):
        if token.type == "link_open":
            kind, _, target = str(token.attrGet("href") or "").partition(":")
            if kind == "page":
                token.attrSet("href", here.to(target))
            elif kind == "term":
                token.attrSet("href", here.to("glossary.md", target))


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
    parser.inline.ruler.before("link", "citation", _citation)
    parser.core.ruler.push("inner_links", _inner_links)
    return parser


_PARSER = _parser()


def render(text: str, references: Mapping[str, Reference], here: Here, *, inline: bool = False) -> Markup:
    """HTML of a Markdown text of the data. `inline` leaves out the paragraph around it."""
    env: dict[str, Any] = {"references": references, "here": here}
    html = _PARSER.renderInline(text, env) if inline else _PARSER.render(text, env)
    return Markup(html.strip())  # noqa: S704 - the parser has raw HTML switched off and refuses script addresses
