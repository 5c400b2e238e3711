"""Rules of the country files."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Callable, Iterator

import pycountry

from curriculum.checks.scope import Scope, repeated
from curriculum.findings import Finding, suggestion
from curriculum.model.country import Country
from curriculum.prose import strings
from curriculum.source import Document

REVIEW_OF_LINES = dt.timedelta(days=90)
REVIEW_OF_FACTS = dt.timedelta(days=366)
AROUND, SHOWN = 2, 90
"""Words shown on both sides of a difference, and the most characters of what is shown."""
_MARKUP = re.compile(r"\{\{|\{%|\{#|</?[a-zA-Z]|<!--")


def _countries(scope: Scope) -> Iterator[tuple[Country, Document]]:
    for file, record in scope.loaded.records.items():
        if isinstance(record, Country):
            yield record, scope.loaded.documents[file]


def codes(scope: Scope) -> Iterator[Finding]:
    """A country's code is one of ISO 3166-1; so are those of data/places.yml, which has no code twice."""
    known = {country.alpha_2 for country in pycountry.countries}
    at = [(document, ("code",), country.code) for country, document in _countries(scope)]
    if places := scope.single("places.yml"):
        record, document = places
        at += [(document, ("places", i, "code"), place.code) for i, place in enumerate(record.places)]  # type: ignore[misc]
        yield from repeated(document, [(("places", i, "code"), place.code) for i, place in enumerate(record.places)])
    for document, path, code in at:
        if code not in known:
            yield document.finding(path, f'"{code}" is not a code of ISO 3166-1{suggestion(code, known)}', "C701")


def facts(scope: Scope) -> Iterator[Finding]:
    """A fact has a known topic, a source that was opened, and a review date after the day of the check."""
    opened = {item.id: item.custom.opened for item, _, _ in scope.loaded.references()}
    for country, document in _countries(scope):
        named = [
            *((("facts", i, "topic"), fact.topic) for i, fact in enumerate(country.facts)),
            *((("unknown", i, "topic"), fact.topic) for i, fact in enumerate(country.unknown)),
        ]
        yield from repeated(document, named)
        for path, topic in named:
            yield from scope.unknown(document, path, "topic", topic, "C703")
        for index, fact in enumerate(country.facts):
            yield from scope.unknown(document, ("facts", index, "source"), "reference", fact.source, "R401")
            if opened.get(fact.source) == "record":
                message = f'"{fact.source}" was not opened, only its catalogue entry; a fact needs a text that was read'
                yield document.finding(("facts", index, "source"), message, "R405")
            last = fact.verified_on + REVIEW_OF_FACTS
            if not fact.verified_on < fact.review_by <= last:
                message = f"must be after {fact.verified_on}, the day of the check, and no later than {last} (a year)"
                yield document.finding(("facts", index, "review_by"), message, "C704")


def words(scope: Scope) -> Iterator[Finding]:
    """A word that people use has a source."""
    for country, document in _countries(scope):
        for index, word in enumerate(country.words):
            yield from scope.unknown(document, ("words", index, "source"), "reference", word.source, "R401")


def hotlines(scope: Scope) -> Iterator[Finding]:
    """A line has a source; a confirmed one is looked at again within 90 days."""
    for country, document in _countries(scope):
        for index, line in enumerate(country.hotlines):
            yield from scope.unknown(document, ("hotlines", index, "source"), "reference", line.source, "R401")
            if line.confirmed and not line.confirmed.on < line.review_by <= line.confirmed.on + REVIEW_OF_LINES:
                last = line.confirmed.on + REVIEW_OF_LINES
                message = f"must be after {line.confirmed.on}, the day of the check, and no later than {last} (90 days)"
                yield document.finding(("hotlines", index, "review_by"), message, "C707")


def plain(scope: Scope) -> Iterator[Finding]:
    """A country file holds neither raw HTML nor macros, but in the base text of a passage, which is only compared."""
    for _, document in _countries(scope):
        for path, text in strings(document.data, ()):
            if path[-1] != "base" and (match := _MARKUP.search(text)):
                message = f'holds "{match.group()}"; write plain text or Markdown, without HTML and macros'
                yield document.finding(path, message, "C702")


def passages(scope: Scope) -> Iterator[Finding]:
    """A passage replaces a slot that exists, and its base text is what the page says now."""
    slots = {slot.id: (slot, page.file) for page in scope.loaded.pages.values() for slot in page.slots}
    for country, document in _countries(scope):
        for index, passage in enumerate(country.passages):
            yield from scope.unknown(document, ("passages", index, "id"), "passage", passage.id, "C705")
            if passage.id in slots:
                slot, file = slots[passage.id]
                if slot.base.split() != passage.base.split():
                    change = difference(passage.base, slot.base)
                    message = (
                        f'is not what {file}:{slot.line} says now for "{passage.id}": {change}; '
                        "compare, change the text if needed, then copy the new base"
                    )
                    yield document.finding(("passages", index, "base"), message, "C706")


def difference(before: str, now: str) -> str:
    """What was and what is, from the first word that differs to the last, with two words around and shortened."""
    old, new = before.split(), now.split()
    start = next(
        (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    rest = min(len(old), len(new)) - start
    end = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return f"was {_around(old, start, end)}, is {_around(new, start, end)}"


def _around(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(words), len(words) - end + AROUND)
    said = textwrap.shorten(" ".join(words[first:last]), SHOWN, placeholder=" ...")
    return f'"{"... " if first else ""}{said}{" ..." if last < len(words) else ""}"'


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (codes, facts, words, hotlines, plain, passages)
