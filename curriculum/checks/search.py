"""Rules of the search: its words mean something to it, each stands in one group, and the pages of a query exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curriculum.checks.places import place_problem
from curriculum.checks.scope import Scope, repeated
from curriculum.findings import Finding
from curriculum.search_words import words
from curriculum.source import Path_

GLOSSARY = "glossary.md"


def synonyms(scope: Scope) -> Iterator[Finding]:
    """A word stands in one group, since the search takes the first that it finds; what it passes over stands in none."""
    if (found := scope.single("search.yml")) is None:
        return
    record, document = found
    first: dict[tuple[str, ...], tuple[int, Path_]] = {}
    for group, members in enumerate(record.synonyms):
        for index, member in enumerate(members):
            path = ("synonyms", group, index)
            known = tuple(words(member))
            if not known:
                message = f'"{member}" is passed over by the search, as too common or too short; delete it'
                yield document.finding(path, message, "N181")
            elif known not in first:
                first[known] = (group, path)
            else:
                earlier, place = first[known]
                cure = "delete it" if earlier == group else "keep it in one group, or join the two"
                message = f'"{member}" is the same word to the search as one on line {document.line(place)}; {cure}'
                yield document.finding(path, message, "N182")


def queries(scope: Scope) -> Iterator[Finding]:
    """A query stands once, holds a word to look for, and names pages and glossary terms that exist."""
    if (found := scope.single("search.yml")) is None:
        return
    record, document = found
    yield from repeated(document, [(("queries", i, "words"), item.words) for i, item in enumerate(record.queries)])
    for index, query in enumerate(record.queries):
        if not list(words(query.words)):
            message = f'"{query.words}" holds no word that the search looks for; write what people type'
            yield document.finding(("queries", index, "words"), message, "N181")
        for number, target in enumerate(query.pages):
            place: Path_ = ("queries", index, "pages", number)
            page, _, anchor = target.partition("#")
            if page == GLOSSARY and anchor:
                yield from scope.unknown(document, place, "term", anchor, "G501")
            elif scope.known.whole and (problem := place_problem(scope.loaded.pages, target)):
                yield document.finding(place, problem, "P807")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (synonyms, queries)
