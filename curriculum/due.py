"""What has to be looked at again: facts, lines to call and references past their review date, or within 30 days of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curriculum.annotate import cell, table
from curriculum.load import Loaded
from curriculum.model.country import Country
from curriculum.model.reference import CslDate

SOON = dt.timedelta(days=30)
"""How long before its date a thing is listed."""

REFERENCE_LASTS = dt.timedelta(days=365)
"""References carry no review date: each is opened again a year after `accessed`, where it may have moved or been replaced."""


@dataclass(frozen=True, order=True)
class Due:
    """A thing to look at again by `by`. `kind` is fact, line or reference; a number to call is never part of `what`."""

    by: dt.date
    file: str
    line: int
    kind: str
    what: str


def due(loaded: Loaded, today: dt.date) -> list[Due]:
    """Everything whose review date is at most 30 days after `today`, the oldest first."""
    found = [item for item in (*_countries(loaded), *_references(loaded)) if item.by <= today + SOON]
    return sorted(found)


def _countries(loaded: Loaded) -> Iterator[Due]:
    for file, record in loaded.records.items():
        if not isinstance(record, Country):
            continue
        document = loaded.documents[file]
        for index, fact in enumerate(record.facts):
            line = document.line(("facts", index, "review_by"))
            yield Due(fact.review_by, file, line, "fact", f"{record.name}: {fact.topic}")
        for index, hotline in enumerate(record.hotlines):
            line = document.line(("hotlines", index, "review_by"))
            yield Due(hotline.review_by, file, line, "line", f"{record.name}: {hotline.name} ({hotline.id})")


def _references(loaded: Loaded) -> Iterator[Due]:
    for reference, document, path in loaded.references():
        line = document.line((*path, "accessed"))
        by = _first_day(reference.accessed) + REFERENCE_LASTS
        yield Due(by, document.file, line, "reference", f"{reference.title_short} ({reference.id})")


def _first_day(date: CslDate) -> dt.date:
    """The first day that `date` may mean: `[[2026]]` is 1 January, so that nothing is looked at too late."""
    year, month, day = (*date.date_parts[0], 1, 1)[:3]
    return dt.date(year, month, day)


def report(loaded: Loaded, today: dt.date) -> str:
    """What is due as Markdown, for people who plan the work. Files that could not be read are named."""
    items = due(loaded, today)
    late = [item for item in items if item.by < today]
    soon = [item for item in items if item.by >= today]
    unread = sorted({finding.file for finding in loaded.findings})
    parts = [
        f"## To look at again, as of {today.isoformat()}",
        f"Facts and lines have a date in their file; a reference is due {REFERENCE_LASTS.days} days after `accessed`.",
        *_section(f"Past the date: {len(late)}", late),
        *_section(f"Within {SOON.days} days: {len(soon)}", soon),
    ]
    if unread:
        names = ", ".join(cell(name) for name in unread)
        parts.append(f"**Not complete:** {names} could not be read in full. `make check` says why.")
    return "\n\n".join(parts)


def _section(title: str, items: Iterable[Due]) -> Iterator[str]:
    yield f"### {title}"
    rows = [(item.by.isoformat(), item.kind, item.what, f"{item.file}:{item.line}") for item in items]
    if rows:
        yield table(("By", "Kind", "What", "Where"), rows)
