"""Which column answers which question, which are never read, and which are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curriculum.outcomes.spec import Sheet, Spec, Target, normal

INSIDE = 3
"""Words from which a heading may stand inside a longer one, as in "The workshop [It was useful.]"."""
SHOWN = 60


@dataclass(frozen=True)
class Column:
    """A column, counted from 0, that answers `target` of `sheet`."""

    index: int
    sheet: Sheet
    target: Target


def letter(index: int) -> str:
    """The name of a column in a spreadsheet: A, B, ..., Z, AA."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


def quoted(heading: str) -> str:
    """A heading as messages show it: no control or direction signs, not long, in quotation marks."""
    clean = " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", " ", heading).split())
    characters = list(clean)
    return f'"{clean}"' if len(characters) <= SHOWN else f'"{"".join(characters[: SHOWN - 3])}..."'


def _fit(heading: str, target: Target, times: Sequence[str]) -> int:
    """How well a normal heading fits: the length of the phrase found in it, 0 for not at all."""
    best = 0
    for phrase in target.phrases:
        padded = f" {heading} "
        inside = f" {phrase} " in padded and (bool(target.when) or phrase.count(" ") >= INSIDE - 1)
        if heading != phrase and not inside:
            continue
        if target.when:
            rest = padded.replace(f" {phrase} ", " ", 1).split()
            said = [word for word in rest if word in times]
            if not said or said[-1] not in target.when:
                continue
        best = max(best, len(phrase))
    return best


def fitting(headings: Sequence[str], sheet: Sheet, spec: Spec) -> dict[int, Target]:
    """The columns of normal `headings` that answer a question of `sheet`."""
    found: dict[int, Target] = {}
    for index, heading in enumerate(headings):
        fits = [(_fit(heading, target, spec.times), -at) for at, target in enumerate(sheet.targets)] if heading else []
        best, at = max(fits, default=(0, 0))
        if best:
            found[index] = sheet.targets[-at]
    return found


def known(row: Iterable[str], spec: Spec) -> int:
    """How many cells of a row are known headings."""
    headings = [normal(cell) for cell in row]
    return len({index for sheet in spec.sheets for index in fitting(headings, sheet, spec)})


def assigned(headings: Sequence[str], spec: Spec) -> tuple[list[Column], tuple[Sheet, Sheet] | None]:
    """The columns with their questions, in their order; two sheets if both fit equally well.

    A heading of two sheets belongs to the one of which more columns are there.
    """
    fits = [(sheet, fitting(headings, sheet, spec)) for sheet in spec.sheets]
    fits.sort(key=lambda item: -len(item[1]))
    (first, most), *others = fits
    for second, found in others:
        if len(most) == len(found) and most.keys() & found.keys():
            return [], (first, second)
    columns: dict[int, Column] = {}
    for sheet, found in fits:
        for index, target in found.items():
            columns.setdefault(index, Column(index, sheet, target))
    return [columns[index] for index in sorted(columns)], None


def holds(heading: str, phrases: Iterable[str]) -> bool:
    """Whether a normal heading holds one of these phrases as whole words."""
    return any(f" {phrase} " in f" {heading} " for phrase in phrases)
