"""Rules of the workshop records."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curriculum.checks.places import place_problem
from curriculum.checks.scope import Scope, not_in, repeated
from curriculum.findings import Finding, suggestion


def dates(scope: Scope) -> Iterator[Finding]:
    """A workshop ends on or after the day it starts, and its days agree with what the host says, or a contradiction is stated."""
    for workshop, document in scope.workshops():
        if workshop.ends < workshop.starts:
            yield document.finding(
                ("ends",), f"is before it starts ({workshop.starts}); correct one of the two", "W601"
            )
        days = (workshop.ends - workshop.starts).days + 1
        if workshop.days_reported not in {None, days} and not workshop.contradictions:
            message = f"is {workshop.days_reported}, but the dates span {days}; correct it, or state the contradiction"
            yield document.finding(("days_reported",), message, "W601")


def names(scope: Scope) -> Iterator[Finding]:
    """Countries, organisations, modules, activities and references of a workshop exist."""
    places = scope.single("places.yml")
    if places is None or scope.known.ids["country"] is None:
        return
    codes = {place.code for place in places[0].places} | scope.known.names("country")
    for workshop, document in scope.workshops():
        people = workshop.participants.countries_listed
        at = [(("place", "country"), workshop.place.country)]
        at += [(("participants", "countries_listed", i), code) for i, code in enumerate(people)]  # type: ignore[misc]
        for path, code in at:
            if code not in codes:
                hint = suggestion(code, codes)
                message = f'"{code}" has no name yet; add it to data/places.yml or data/countries/{hint}'
                yield document.finding(path, message, "W602")
        organisations = [
            *((("hosts", i), name) for i, name in enumerate(workshop.hosts)),
            *((("partners", i), name) for i, name in enumerate(workshop.partners)),
            *((("experts", i, "organisation"), expert.organisation) for i, expert in enumerate(workshop.experts)),
            *((("expert_organisations", i), name) for i, name in enumerate(workshop.expert_organisations)),
        ]
        if workshop.series and workshop.series.with_organisation:
            organisations.append((("series", "with_organisation"), workshop.series.with_organisation))
        for path, name in organisations:  # type: ignore[assignment]
            yield from scope.unknown(document, path, "organisation", name, "W602")


def links(scope: Scope) -> Iterator[Finding]:
    """Topics lead to modules, activities to activities, ranks to topics, sources to references."""
    for workshop, document in scope.workshops():
        topics = [topic.id for topic in workshop.topics]
        yield from repeated(document, [(("topics", i, "id"), name) for i, name in enumerate(topics)])
        for index, topic in enumerate(workshop.topics):
            for position, name in enumerate(topic.modules):
                yield from scope.unknown(document, ("topics", index, "modules", position), "module", name, "M209")
        served = [(("aims", i, "pages"), aim.pages) for i, aim in enumerate(workshop.aims)]
        served += [(("topics", i, "pages"), topic.pages) for i, topic in enumerate(workshop.topics)]
        for path, pages in served:
            for position, page in enumerate(pages):
                if problem := place_problem(scope.loaded.pages, page):
                    yield document.finding((*path, position), problem, "P807")
        for index, item in enumerate(workshop.activities):
            yield from scope.unknown(document, ("activities", index, "activity"), "activity", item.activity, "M207")
        for index, rank in enumerate(workshop.ranking):
            yield from not_in(
                document, ("ranking", index, "topic"), rank.topic, topics, "a topic of this workshop", "W602"
            )
        for index, source in enumerate(workshop.sources):
            yield from scope.unknown(document, ("sources", index, "reference"), "reference", source.reference, "R401")
        for index, expert in enumerate(workshop.experts):
            for position, name in enumerate(expert.sources):
                yield from scope.unknown(document, ("experts", index, "sources", position), "reference", name, "R401")


def counts(scope: Scope) -> Iterator[Finding]:
    """Where the number of countries and the names listed differ, the record states the contradiction."""
    for workshop, document in scope.workshops():
        people = workshop.participants
        listed = len(people.countries_listed)
        if people.countries_reported not in {None, listed} and listed and not workshop.contradictions:
            message = f"is {people.countries_reported}, but {listed} are listed; correct it, or state the contradiction"
            yield document.finding(("participants", "countries_reported"), message, "W603")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (dates, names, links, counts)
