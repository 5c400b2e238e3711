"""Markdown in data: CommonMark without raw HTML, with citations `[@id art. 6(3)]` and links to pages and terms.

`[text](page:modules/foundations/index.md#key-points)` links to a page, `[text](term:non-refoulement)` to the glossary.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
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
        opened = state.push("link_open", "a", 1)
        opened.attrs = {"class": "cite", "href": f"cite:{match.group(1)}"}
        label = state.push("citation", "", 0)
        label.meta = {"reference": match.group(1), "pinpoints": split_pinpoints(match.group(2))}
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _citation_label(
    _: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    meta = tokens[index].meta
    reference: Reference = env["references"][meta["reference"]]
    return escapeHtml(", ".join([reference.title_short, *meta["pinpoints"]]))


def _inner_link(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    token, here = tokens[index], env["here"]
    kind, _, target = str(token.attrGet("href") or "").partition(":")
    address = {
        "page": lambda: here.to(target),
        "term": lambda: here.to("glossary.md", target),
        "cite": lambda: here.entry("reference", target),
    }.get(kind)
    if address:
        of_term = {"class": "term"} if kind == "term" else {}
        token = token.copy(attrs={**token.attrs, **of_term, "href": address()})
    return renderer.renderToken([token], 0, options, env)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
    parser.inline.ruler.before("link", "citation", _citation)
    parser.add_render_rule("citation", _citation_label)
    parser.add_render_rule("link_open", _inner_link)
    return parser


_PARSER = _parser()


@functools.lru_cache(maxsize=10_000)
def _tokens(text: str, inline: bool) -> tuple[Token, ...]:
    """Parsed once for all pages that show the text: what depends on the page is put in when the tokens are written out."""
    return tuple(_PARSER.parseInline(text, {}) if inline else _PARSER.parse(text, {}))


def render(text: str, references: Mapping[str, Reference], here: Here, *, inline: bool = False) -> Markup:
    """HTML of a Markdown text of the data. `inline` leaves out the paragraph around it."""
    env: dict[str, Any] = {"references": references, "here": here}
    html = _PARSER.renderer.render(_tokens(text, inline), _PARSER.options, env)
    return Markup(html.strip())  # noqa: S704 - the parser has raw HTML switched off and refuses script addresses
