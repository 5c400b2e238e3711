"""The words of a text as the search knows them: small letters, no accents, English endings cut, pairs where nothing is spaced.

The page that searches does the same to what a reader types. So that the two cannot differ, the rules are data: they go into the
index (`rules`), and assets/js/search.js applies them. A regular expression here means the same in Python and in JavaScript.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese and Korean: scripts in which words are not spaced, or spaced as one likes.

Their runs become pairs of neighbouring characters, so that a word is found wherever it stands in a run, with or without spaces,
in every browser (Intl.Segmenter has another dictionary in each, and Python has none).
"""

ENDINGS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("^(.{2,}ss)es$", ""), ("^(.{2,})ies$", "y"), ("^(.{2,}[^sui])s$", "")),
    (("^(.{3,})ly$", ""),),
    (("^(.{2,})ied$", "y"), ("^(.*[aeiouy].+)(?:ing|ed)$", "")),
    (("^(.*[aeiou]([bdgmnprt]))\\2$", ""), ("^(.{4,}c)k$", "")),
    (("^(.{3,})e$", ""),),
)
"""Steps; in each the first expression that fits leaves its first group and the ending that stands with it."""

_PASSED_OVER = """
a about also am an and any are as at be been but by can could did do does each for from had has have he her here him his how i if in
into is it its just may me must my no not of on one only or other our out own please she should so some such than that the their
them then there these they this to too us was we were what when where which who why will with would you your
"""
PASSED_OVER = frozenset(_PASSED_OVER.split())
"""Words that say nothing about what is sought."""

_NUMBER = re.compile("(?:(?:19|20)?[0-9]{2})")
_RUN = re.compile(f"[{UNSPACED}](?:[{UNSPACED}\\s\u200b]*[{UNSPACED}])?")
_PLAIN = re.compile("[a-z0-9]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = re.compile("[a-z]{4,}")
_STEPS = [[(re.compile(expression), ending) for expression, ending in step] for step in ENDINGS]


def rules() -> dict[str, object]:
    """The rules for the page that searches."""
    return {"unspaced": UNSPACED, "endings": ENDINGS, "passed": " ".join(sorted(PASSED_OVER))}


def words(text: str) -> Iterator[str]:
    """The words of `text`, as the search knows them. Of bare numbers only years stay, and those of two digits, such as an age."""
    if text.isascii():  # most texts are: nothing to fold but letters, and no run of another script
        spaced = _PLAIN.findall(text.lower())
    else:
        folded = fold(text)
        for run in _RUN.findall(folded):
            yield from pairs(run)
        spaced = _word().findall(_RUN.sub(" ", folded))
    for word in spaced:
        if (found := known_as(word)) is not None:
            yield found


def fold(text: str) -> str:
    """Small letters without Latin accents; marks of other scripts carry meaning and stay."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))


def pairs(run: str) -> list[str]:
    """The pairs of neighbours in a run of an unspaced script, without the spaces in it."""
    whole = re.sub("[\\s\u200b]", "", run)
    return [whole[at : at + 2] for at in range(max(1, len(whole) - 1))]


@cache
def known_as(word: str) -> str | None:
    """A folded word without its ending, or None where nobody searches for it."""
    if len(word) < 2 or word in PASSED_OVER or (word.isdigit() and not _NUMBER.fullmatch(word)):
        return None
    return without_ending(word)


def without_ending(word: str) -> str:
    """An English word without plural and verb endings. Rough on purpose: both sides do the same."""
    if not _LETTERS.fullmatch(word):
        return word
    for step in _STEPS:
        for expression, ending in step:
            if match := expression.match(word):
                word = match[1] + ending
                break
    return word


@cache
def _word() -> re.Pattern[str]:
    """Letters and digits, and the marks of all scripts, which no class of Python knows."""
    marks = "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code)).startswith("M"))
    return re.compile(f"(?:[^\\W_]|[{re.escape(marks)}])+")
