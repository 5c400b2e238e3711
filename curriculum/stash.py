"""Markdown extension: HTML of a macro is put aside, a block or a link as a whole, so that Markdown neither parses nor changes it.

Python-Markdown would come to the same result, but reads every tag to get there. An engine that fills in macros by itself (Zensical)
sets no marks, and its Markdown does as before.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

START, END = "\x1e", "\x1f"
"""Control characters, which stand in no text of ours, around the HTML."""
_MARKED = re.compile(f"{START}([^{END}]*){END}")
_THEN = re.compile(r"[ \t]*(?:\n[ \t]*(?:\n|\Z)|\Z)")
_TAG = re.compile(r"<([a-z0-9]+)[\s>]")


def marked(html: str, page: str, starts: int, ends: int) -> str:
    """`html`, for what stands from `starts` to `ends` of `page`: between marks if it is a link, or stands between blank lines.

    Without marks where a part of it is meant for Markdown, or where its words are needed: in headings, tables and code.
    """
    tag = _TAG.match(html)
    if tag is not None and tag.group(1) == "a":
        line = page[page.rfind("\n", 0, starts) + 1 : max(page.find("\n", ends), ends)]
        apart = not line.startswith("#") and "|" not in line and "`" not in line
    else:
        apart = page.endswith("\n\n", 0, starts) and _THEN.match(page, ends) is not None and "markdown=" not in html
    return f"{START}{html}{END}" if apart else html


class _PutAside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return _MARKED.sub(self._stored, text).split("\n") if START in text else lines

    def _stored(self, match: re.Match[str]) -> str:
        html = match.group(1)
        tag = _TAG.match(html)
        whole = tag is not None and (tag.group(1) == "a" or self.md.is_block_level(tag.group(1)))
        return str(self.md.htmlStash.store(html)) if whole else html


class Stash(Extension):
    """Looks for the marks after Markdown has made line ends alike and before it looks for HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Python-Markdown gives
        """Called by Python-Markdown."""
        md.preprocessors.register(_PutAside(md), "put_aside", 25)


def makeExtension(**settings: object) -> Stash:  # noqa: N802 - the name that Python-Markdown gives
    """Called by Python-Markdown."""
    return Stash(**settings)
