"""The index of the search, made of the finished pages, so that both engines and each edition have the same.

It is one classic script, which runs over http, from disk and in a kept copy alike, and hands over one object:

- `pages`: [address, number of the kind, title, text to show, entries]; an entry is [anchor, title, text to show], and its
  anchor is 0 where it follows from the title. Pages and entries are numbered through in this order: page, its entries, next page.
- `terms`: the words of the texts in order, each as the number of letters it shares with the one before (base 36) and the rest.
- `places`: for each term the numbers of pages and entries, as distances coded in characters (`coded`).
- `kinds` with `weights`, `synonyms` (groups of words as the search knows them) and `rules` (`search_words`).

Which words stand where is kept, not how often nor in which order: that is what makes it small. Titles are read by the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import html

from curriculum.links import address
from curriculum.load import Course
from curriculum.model.search import Search
from curriculum.safe import script_json
from curriculum.search_sections import Entry, Rule, entries, rule_of
from curriculum.search_words import rules, words

SCRIPT = "search/index.js"
"""Where it stands below the site or the edition. templates/theme/search.html knows it by this name."""

OF_ENGINES = ("search/search_index.json", "search.json")
"""The indexes that MkDocs and Zensical write."""

DIGITS = "!#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
OFTEN = 3
"""So many times a word stands in a text that is much about it."""

BASE = len(DIGITS) // 2
"""Characters that JSON and gzip leave as they are: the first `BASE` end a number, the others say that more follows."""

NAMES = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Found:
    """A page with what can be found on it, the page itself first."""

    address: str
    rule: Rule
    entries: tuple[Entry, ...]


def write(site: Path, course: Course, directory_urls: bool) -> None:
    """Put the index of the regional pages below `site`, and take those of the engines away."""
    for name in OF_ENGINES:
        (site / name).unlink(missing_ok=True)
    found = []
    for source, file in files(course, directory_urls).items():
        tree = html.parse(str(site / file), html.HTMLParser(encoding="utf-8")).getroot()
        found.append(read(tree, source, directory_urls))
    put(site, found, course.search)


def put(folder: Path, found: Iterable[Found], search: Search) -> None:
    """Write the index of `found` below `folder`."""
    path = folder / SCRIPT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script(found, search), encoding="utf-8", newline="\n")


def files(course: Course, directory_urls: bool) -> dict[str, str]:
    """The file below the site of each page source that the search finds."""
    places = {source: address(source, directory_urls) for source in course.pages if rule_of(source).parts}
    return {
        source: place if place.endswith(".html") else f"{place}index.html" for source, place in sorted(places.items())
    }


def read(tree: html.HtmlElement, source: str, directory_urls: bool) -> Found:
    """What can be found on the finished page of `source`."""
    rule = rule_of(source)
    return Found(address(source, directory_urls), rule, tuple(entries(tree, rule)))


def script(found: Iterable[Found], search: Search) -> str:
    """The index as a script."""
    return f"window.vcaSearch = {script_json(index(list(found), search))};\n"


def index(found: list[Found], search: Search) -> dict[str, Any]:
    """The index as plain data."""
    kinds = sorted({(page.rule.kind, page.rule.weight) for page in found})
    places: dict[str, list[int]] = defaultdict(list)
    often: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entry for page in found for entry in page.entries):
        for term, times in _said(entry).items():
            (often if times >= OFTEN else places)[term].append(number)
    terms = sorted({*places, *often})
    return {
        "kinds": [kind for kind, _ in kinds],
        "weights": [weight for _, weight in kinds],
        "pages": [_page(page, kinds.index((page.rule.kind, page.rule.weight))) for page in found],
        "terms": " ".join(_shortened(terms)),
        "places": " ".join(coded(places[term]) for term in terms),
        "often": " ".join(coded(often[term]) for term in terms),
        "synonyms": [[" ".join(words(member)) for member in group] for group in search.synonyms],
        "rules": rules(),
    }


@lru_cache(maxsize=20_000)  # most entries of an edition are those of the regional site
def _said(entry: Entry) -> Counter[str]:
    """How often each word stands in the text. Those of the title and of what is shown the page reads there."""
    read = frozenset(words(f"{entry.title} {entry.shown}"))
    return Counter(
        {term: times for term, times in Counter(words(entry.text)).items() if term not in read or times >= OFTEN}
    )


def _page(page: Found, kind: int) -> list[Any]:
    first, *others = page.entries
    return [page.address, kind, first.title, first.shown, [_entry(entry) for entry in others]]


def _entry(entry: Entry) -> list[Any]:
    anchor = 0 if entry.anchor == slug(entry.title) else entry.anchor
    return [anchor, entry.title, entry.shown] if entry.shown else [anchor, entry.title]


def slug(title: str) -> str:
    """The id that most headings have; assets/js/search.js makes it in the same way."""
    return re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")


def _shortened(terms: list[str]) -> Iterator[str]:
    for before, term in pairwise(["", *terms]):
        most = min(len(before), len(term), len(NAMES) - 1)
        shared = next((at for at in range(most) if before[at] != term[at]), most)
        yield NAMES[shared] + term[shared:]


def coded(numbers: Iterable[int]) -> str:
    """Rising numbers as distances in base `BASE`, lowest digit first."""
    said, last = [], -1
    for number in numbers:
        distance, last = number - last - 1, number
        while distance >= BASE:
            distance, digit = divmod(distance, BASE)
            said.append(DIGITS[BASE + digit])
        said.append(DIGITS[distance])
    return "".join(said)
