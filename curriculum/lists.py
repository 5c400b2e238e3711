"""Where the entries of long lists stand: sources and instruments are spread over several pages, so that each page stays light."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from curriculum.model.reference import Instrument, Reference
from curriculum.pages import PageSource

Entry = tuple[str, str]
"""The kind of a list, `reference` or `instrument`, and the id of the entry."""


def listed(
    pages: Mapping[str, PageSource], references: Iterable[Reference], instruments: Iterable[Instrument]
) -> dict[Entry, list[str]]:
    """The pages that list each entry, by the macros `bibliography` and `instrument_list` that stand on them."""
    references = {item.id: item for item in references}.values()
    instruments = {item.id: item for item in instruments}.values()
    found: dict[Entry, list[str]] = {("reference", item.id): [] for item in references}
    found |= {("instrument", item.id): [] for item in instruments}
    for page in pages.values():
        for call in page.calls:
            if call.name == "bibliography" and len(call.args) <= 2:
                for item in references:
                    if within(item.title_short, *map(str, call.args)):
                        found["reference", item.id].append(page.path)
            elif call.name == "instrument_list":
                for instrument in instruments:
                    if not call.args or instrument.kind in call.args:
                        found["instrument", instrument.id].append(page.path)
    return found


def within(name: str, first: str = "", last: str = "") -> bool:
    """Whether `name` begins with a letter from `first` to `last`, or with `first` where it stands alone; accents do not count.

    Every name is within no letters at all. Figures come before A.
    """
    return not first or _letter(first) <= _letter(name) <= _letter(last or first)


def _letter(name: str) -> str:
    return unicodedata.normalize("NFD", name.casefold())[:1]
