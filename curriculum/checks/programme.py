"""Rules of a workshop's programme, and of a record that its organisers wrote themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from zoneinfo import available_timezones

from curriculum.checks.scope import Scope, not_in
from curriculum.findings import Finding, suggestion
from curriculum.model.programme import ProgrammeDay
from curriculum.model.workshop import Workshop
from curriculum.source import Document, Path_


def origin(scope: Scope) -> Iterator[Finding]:
    """A record without a programme repeats what a host published: it names host and source. A workshop that was held has a host."""
    for workshop, document in scope.workshops():
        if not workshop.programme:
            for field in ("hosts", "sources"):
                if not getattr(workshop, field):
                    message = f"needs `{field}`, or a `programme` if you hold this workshop yourself"
                    yield document.finding((), message, "W611")
        elif workshop.held == "held" and not workshop.hosts:
            yield document.finding(("held",), "was held, so the record needs `hosts`; name who held it", "W611")


def times(scope: Scope) -> Iterator[Finding]:
    """Each item ends after it starts, and none starts before the one above it ends."""
    for workshop, document in scope.workshops():
        for number, day in enumerate(workshop.programme):
            yield from _times_of_day(document, ("programme", number, "items"), day)


def _times_of_day(document: Document, path: Path_, day: ProgrammeDay) -> Iterator[Finding]:
    before = None
    for index, item in enumerate(day.items):
        if item.ends <= item.starts:
            message = f'"{item.ends}" is not after the start, "{item.starts}"; correct one of the two'
            yield document.finding((*path, index, "ends"), message, "W612")
        if before and item.starts < before:
            message = f'"{item.starts}" is before the item above ends, at "{before}"; correct a time, or move the item'
            yield document.finding((*path, index, "starts"), message, "W612")
        before = max(before or item.ends, item.ends)


def days(scope: Scope) -> Iterator[Finding]:
    """The days of a programme are days of the workshop, one after the other."""
    for workshop, document in scope.workshops():
        before = None
        for number, day in enumerate(workshop.programme):
            at: Path_ = ("programme", number, "date")
            if not workshop.starts <= day.date <= workshop.ends:
                message = f"{day.date} is not a day from {workshop.starts} to {workshop.ends}; correct one of the dates"
                yield document.finding(at, message, "W613")
            if before and day.date <= before:
                yield document.finding(
                    at, f"{day.date} is not after the day above it, {before}; put the days in order", "W613"
                )
            before = day.date


def zones(scope: Scope) -> Iterator[Finding]:
    """A programme says in which time zone its clock times are."""
    for workshop, document in scope.workshops():
        if workshop.programme and workshop.time_zone is None:
            message = 'needs `time_zone`, such as "Asia/Bangkok", so that the calendar file is right'
            yield document.finding(("programme",), message, "W614")
        if workshop.time_zone is not None and workshop.time_zone not in _zones():
            cities = [name for name in _zones() if "/" in name]
            hint = suggestion(workshop.time_zone, cities) or '; write the zone of a city, such as "Asia/Bangkok"'
            message = f'"{workshop.time_zone}" is not a time zone{hint}'
            yield document.finding(("time_zone",), message, "W614")


@cache
def _zones() -> frozenset[str]:
    """The names of the time zones that this machine knows (IANA)."""
    return frozenset(available_timezones())


def items(scope: Scope) -> Iterator[Finding]:
    """A session names its module and session, which exist and belong together; nothing else names a session."""
    for workshop, document in scope.workshops():
        for number, day in enumerate(workshop.programme):
            for index in range(len(day.items)):
                yield from _item(scope, workshop, document, ("programme", number, "items", index))


def _item(scope: Scope, workshop: Workshop, document: Document, path: Path_) -> Iterator[Finding]:
    item = workshop.programme[int(path[1])].items[int(path[3])]
    if item.kind != "session":
        for field in ("module", "session", "version"):
            if getattr(item, field) is not None:
                message = f'does not go with kind "{item.kind}"; write `kind: session`, or delete the field'
                yield document.finding((*path, field), message, "W615")
        return
    if item.module is None or item.session is None:
        message = 'of kind "session" needs `module` and `session`; write them, or write `kind: own`'
        yield document.finding(path, message, "W615")
        return
    yield from scope.unknown(document, (*path, "module"), "module", item.module, "M209")
    module = next((found for found, _ in scope.modules() if found.id == item.module), None)
    if module is not None:
        known = [session.id for session in module.sessions]
        noun = f'a session of the module "{module.id}"'
        yield from not_in(document, (*path, "session"), item.session, known, noun, "M207")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (origin, times, days, zones, items)
