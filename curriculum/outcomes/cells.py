"""What one cell says. Each reader returns what was said, None for no answer, and raises UnknownError for anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curriculum.outcomes.spec import Answers, Target, normal

HUNDREDTHS = 100
_NUMBER = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")
_OF = re.compile(r"(.+?)\s*/\s*([0-9]{1,3})")
_NOTHING = re.compile(r"[-–—.]*")
_BETWEEN = re.compile(r"[;|\n]")


class UnknownError(Exception):
    """The cell says something that is not known. What it says is not in here, since it may be free text."""


def number(text: str) -> int | None:
    """A number with a point or a comma, in hundredths; None where there is none."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) * HUNDREDTHS + int((found[2] or "").ljust(2, "0")) if found else None


def nothing(cell: str) -> bool:
    """Whether a cell is empty, or only has a dash or a stop."""
    return _NOTHING.fullmatch(cell) is not None


def share(cell: str, answers: Answers) -> bool | None:
    """Yes or no, by word or by number."""
    said = normal(cell)
    if nothing(cell) or said in answers.none:
        return None
    if said in answers.yes:
        return True
    if said in answers.no:
        return False
    value = number(cell)
    low, high = answers.lowest * HUNDREDTHS, answers.highest * HUNDREDTHS
    if not high or value is None or value % HUNDREDTHS or not low <= value <= high:
        raise UnknownError
    return value >= answers.yes_from * HUNDREDTHS


def score(cell: str, most: int) -> int | None:
    """Right answers, in hundredths: `3`, `2,5` or `3/4`."""
    if nothing(cell):
        return None
    found = _OF.fullmatch(cell)
    if found and int(found[2]) != most:
        raise UnknownError
    value = number(found[1] if found else cell)
    if value is None or value > most * HUNDREDTHS:
        raise UnknownError
    return value


def tick(cell: str, texts: Sequence[str], answers: Answers) -> bool | None:
    """True for a box that is ticked, None for one left open."""
    said = normal(cell)
    if nothing(cell) or said in answers.no:
        return None
    if said in answers.yes or said in texts:
        return True
    raise UnknownError


def many(cell: str, choices: Sequence[Target]) -> frozenset[str] | None:
    """The choices that stand in one cell, in any order, whatever parts them; longer texts are looked for first."""
    rest = f" {normal(cell)} "
    found: set[str] = set()
    texts = sorted(((text, item.id) for item in choices for text in item.texts), key=lambda pair: -len(pair[0]))
    for text, name in texts:
        if f" {text} " in rest:
            found.add(name)
            rest = rest.replace(f" {text} ", "  ")
    if rest.strip():
        raise UnknownError
    return frozenset(found) or None


def votes(cell: str, sessions: Sequence[tuple[str, str]]) -> frozenset[str] | None:
    """The sessions named by number or title: one, or several with a semicolon, a bar, a new line or a comma between."""
    if nothing(cell):
        return None
    for parts in ([cell], _BETWEEN.split(cell), cell.split(",")):
        named = [_session(part.strip(), sessions) for part in parts if not nothing(part.strip())]
        if named and None not in named:
            return frozenset(name for name in named if name)
    raise UnknownError


def _session(text: str, sessions: Sequence[tuple[str, str]]) -> str | None:
    said = normal(text)
    digits = said.removeprefix("session ")
    place = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 2 else 0
    if 1 <= place <= len(sessions):
        return sessions[place - 1][0]
    return next((name for name, title in sessions if title == said), None)
