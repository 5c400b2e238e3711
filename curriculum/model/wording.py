"""Words that the course does not write about people, why, and what to write instead."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from curriculum.model.base import Line, Record, Slug

_PLAIN = re.compile(r"[A-Za-z][A-Za-z' -]*\Z")
SELF = "{}"
"""Stands for the pattern itself in a context where it is allowed."""


def expression(pattern: str) -> str:
    """The regular expression of a pattern: plain words match with their simple endings, and a space any white space.

    Raises re.error where the pattern is no regular expression.
    """
    inner = pattern
    if _PLAIN.match(pattern):
        stem = pattern.removesuffix("e")
        inner = f"{stem}(?:e|es|ed|er|ers|ing)" if stem != pattern else f"{pattern}(?:s|es|ed|er|ers|ing)?"
    re.compile(inner)
    return rf"(?<!\w)(?:{inner})(?!\w)".replace(" ", r"\s+")


def beginning(pattern: str) -> str:
    """Letters, folded, with which all that `pattern` matches begins; empty where none can be told. See `fold`."""
    inner = expression(pattern).removeprefix(r"(?<!\w)(?:").removesuffix(r")(?!\w)")
    flat = re.sub(r"\([^()]*\)", "", inner)
    letters = re.match(r"[A-Za-z]+(?![A-Za-z?*{])", inner)
    return fold(letters.group()) if letters and not re.search(r"[|()]", flat) else ""


def fold(text: str) -> str:
    """`text` with the same letter for all that a regular expression takes for the same where case does not count."""
    return text.casefold().replace("\N{LATIN SMALL LETTER DOTLESS I}", "i").replace("\N{COMBINING DOT ABOVE}", "")


def _expression(pattern: str) -> str:
    try:
        found = re.search(expression(pattern.replace(SELF, "x")), "")
    except re.error as error:
        raise ValueError(
            f"cannot be read as a regular expression ({error.msg}); write plain words, or mend it"
        ) from None
    if found:
        raise ValueError("matches everywhere, even where nothing stands; write the words to look for")
    return pattern


Pattern = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000),
    AfterValidator(_expression),
    Field(description="plain words, which match with endings such as -s and -ed, or a regular expression"),
]


class Wording(Record):
    """Words that are not written. `allowed` are contexts in which they may stand; `{}` there stands for the words."""

    id: Slug
    pattern: Pattern
    reason: Line
    better: Line
    allowed: tuple[Pattern, ...] = ()


class Wordings(Record):
    """data/wording.yml. No sentence of a case names a nationality and an offender; the last two fields are those words."""

    wordings: Annotated[tuple[Wording, ...], Field(min_length=1)]
    nationalities: Annotated[tuple[Line, ...], Field(min_length=1, description="as adjectives: Thai, Sri Lankan")]
    offenders: Annotated[
        tuple[Line, ...], Field(min_length=1, description="what a person who may be an offender is called in a case")
    ]
