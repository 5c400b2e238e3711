"""Rule of figures about the world: a share or a large number has a source and a year. Its scope only a reader can judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from curriculum.checks.scope import Scope
from curriculum.findings import Finding
from curriculum.marks import marks
from curriculum.model.wording import fold
from curriculum.prose import Paragraph, own_words, strings
from curriculum.source import Path_

FIGURE = re.compile(
    r"""(?<![\w/.,:-])(?:
        [0-9]+(?:[.,][0-9]+)?\s?(?:%|per\s?cent\b|percent\b)
      | (?:[0-9][0-9.,]*|half\s+an?|[a-z]+)\s+(?:million|billion)\b
      | (?:(?:hundreds|tens)\s+of\s+)?(?:thousands|millions|billions)\s+of\b
      | [0-9]{1,3}(?:[,\u00a0\u202f][0-9]{3})+\b
      | (?!(?:1[5-9]|20|21)[0-9]{2}\b)[0-9]{4,}\b
    )(?![/:-]?[0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"[0-9]")
YEAR = re.compile(r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9,]?[0-9])")
INVENTED = re.compile(r"\binvented\b", re.IGNORECASE)
_CITE = re.compile(r"\bcite\(\s*[\"']([^\"']+)[\"']")
SOURCE_FIELDS = ("source", "sources", "reference")
STORY = ("situation", "staged", "branching")
"""What a case tells. All of it is invented, and its page says so."""
NO_FIGURES = ("docs/about/", "data/references.yml", "data/strings/")
"""What speaks of this site and of books, not of the world."""


@dataclass(frozen=True)
class Setting:
    """What a figure stands in: the ids of the sources named, the text in which a year may stand, and whether it is invented."""

    sources: frozenset[str]
    text: str
    invented: bool


def figures(scope: Scope) -> Iterator[Finding]:
    """Each share or large number has a source in its paragraph, and a year there or in that source."""
    if scope.single("references.yml") is None:
        return
    dated = {reference.id for reference, _, _ in scope.loaded.references() if reference.issued is not None}
    for paragraphs in scope.prose:
        for before, paragraph in pairwise((None, *paragraphs)):
            if paragraph is None or paragraph.file.startswith(NO_FIGURES) or paragraph.path[:1] == ("references",):
                continue
            match = FIGURE.search(paragraph.own) if _may_hold(paragraph.own) else None
            if match is None or " " not in paragraph.own.strip():
                continue  # a lone number, such as that of a line to call, says nothing about the world
            setting = _in_data(scope, paragraph) if paragraph.path else _on_page(paragraph, before)
            if not setting.invented:
                yield from _judge(paragraph, match, setting, dated)


def _may_hold(text: str) -> bool:
    """Whether a figure may stand in `text`: most paragraphs have none, and this is found out faster."""
    return bool(_DIGIT.search(text)) or any(word in fold(text) for word in ("illion", "thousand"))


def _judge(paragraph: Paragraph, match: re.Match[str], setting: Setting, dated: Set[str]) -> Iterator[Finding]:
    said = " ".join(match.group().split())
    if not setting.sources:
        mark = "[@...]" if paragraph.path else "cite()"
        message = f'"{said}" has no source in its paragraph; name one with {mark}, or take the figure out'
        yield paragraph.finding(match.start(), message, "H902")
    elif not YEAR.search(setting.text) and not setting.sources & dated:
        message = f'"{said}" has no year, in its paragraph or in its source; write of which year it is'
        yield paragraph.finding(match.start(), message, "H903")


def _on_page(paragraph: Paragraph, before: Paragraph | None) -> Setting:
    """A paragraph stands for itself; "invented" may also stand in the one before it."""
    near = f"{before.text if before else ''} {paragraph.text}"
    return Setting(frozenset(_CITE.findall(paragraph.text)), paragraph.own, bool(INVENTED.search(near)))


def _in_data(scope: Scope, paragraph: Paragraph) -> Setting:
    """A question of a quiz is one paragraph; elsewhere the text is one, with the sources that its records name."""
    data = scope.loaded.documents[paragraph.file].data
    around = " ".join(text for _, text in strings(_value(data, paragraph.path[:2]), ()))
    text = around if paragraph.file.startswith("data/quizzes/") else paragraph.text
    cited = {mark.target for mark in marks(text) if mark.kind == "cite"}
    named = set(_record_sources(data, paragraph.path))
    invented = bool(INVENTED.search(around)) or (
        paragraph.file.startswith("data/cases/") and paragraph.path[0] in STORY
    )
    return Setting(frozenset(cited | named), own_words(text), invented)


def _record_sources(data: Any, path: Path_) -> Iterator[str]:
    """The references that the records around `path` name in a field of their own."""
    for length in range(len(path)):
        record = _value(data, path[:length])
        if isinstance(record, dict):
            for field in SOURCE_FIELDS:
                yield from (text for _, text in strings(record.get(field), ()))


def _value(data: Any, path: Path_) -> Any:
    for key in path:
        data = data[key]
    return data


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (figures,)
