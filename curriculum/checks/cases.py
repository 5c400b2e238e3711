"""Rules of the cases: what they name exists, one way is best, every path comes to an end, no nationality is blamed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache

import pycountry

from curriculum.checks.scope import Scope, not_in, repeated
from curriculum.findings import Finding, suggestion
from curriculum.model.case import Branching
from curriculum.model.wording import Wordings
from curriculum.prose import data_paragraphs
from curriculum.source import Document, Path_

DECISIONS = 3
"""How many decisions a path has at least, from the start to an ending."""


def names(scope: Scope) -> Iterator[Finding]:
    """Objectives, roles and countries of a case exist."""
    objectives = [item.id for module, _ in scope.modules() for item in module.objectives]
    places = scope.single("places.yml")
    for case, document in scope.cases():
        if scope.known.ids["module"] is not None:
            for index, name in enumerate(case.objectives):
                yield from not_in(document, ("objectives", index), name, objectives, "an objective of a module", "K151")
        for index, name in enumerate(case.roles):
            yield from scope.unknown(document, ("roles", index), "role", name, "K151")
        if places is not None and scope.known.ids["country"] is not None:
            codes = {place.code for place in places[0].places} | scope.known.names("country")
            for index, code in enumerate(case.countries):
                if code not in codes:
                    hint = suggestion(code, codes)
                    message = f'"{code}" has no name yet; add it to data/places.yml or data/countries/{hint}'
                    yield document.finding(("countries", index), message, "K151")


def ways(scope: Scope) -> Iterator[Finding]:
    """One way is best, one or more are harmful, and no way stands twice."""
    for case, document in scope.cases():
        if case.staged is None:
            continue
        at: Path_ = ("staged", "ways")
        verdicts = [way.verdict for way in case.staged.ways]
        if (best := verdicts.count("best")) != 1:
            yield document.finding(at, f"has {best} ways that are best; a case has exactly one", "K152")
        if "harmful" not in verdicts:
            message = "has no way that is harmful; add one that people really take, with the reasons for it"
            yield document.finding(at, message, "K152")
        first: dict[tuple[str, str], Path_] = {}
        for index, way in enumerate(case.staged.ways):
            path: Path_ = (*at, index, "decision")
            if before := first.get((way.decision, way.verdict)):
                message = (
                    f'"{way.decision}" stands twice as {way.verdict}, first on line {document.line(before)}; '
                    "put the two together, or change one"
                )
                yield document.finding(path, message, "K153")
            first.setdefault((way.decision, way.verdict), path)


def paths(scope: Scope) -> Iterator[Finding]:
    """In a branching case every choice leads somewhere, everything is reached, and every path can end after three decisions."""
    for case, document in scope.cases():
        if (branching := case.branching) is not None:
            yield from repeated(document, [(path, name) for name, path in _points(branching)])
            broken = list(_targets(branching, document))
            yield from broken or _holes(branching, document)


def _points(branching: Branching) -> Iterator[tuple[str, Path_]]:
    """Each node and ending with the place of its id."""
    yield from ((node.id, ("branching", "nodes", i, "id")) for i, node in enumerate(branching.nodes))
    yield from ((end.id, ("branching", "endings", i, "id")) for i, end in enumerate(branching.endings))


def _targets(branching: Branching, document: Document) -> Iterator[Finding]:
    nodes = [node.id for node in branching.nodes]
    known = [name for name, _ in _points(branching)]
    yield from not_in(document, ("branching", "start"), branching.start, nodes, "a node of this case", "K154")
    for i, node in enumerate(branching.nodes):
        for j, choice in enumerate(node.choices):
            path: Path_ = ("branching", "nodes", i, "choices", j, "to")
            yield from not_in(document, path, choice.to, known, "a node or an ending of this case", "K154")


def _holes(branching: Branching, document: Document) -> Iterator[Finding]:
    """What is wrong with a graph whose choices all lead to something that exists."""
    leads = {node.id: {choice.to for choice in node.choices} for node in branching.nodes}
    endings = {end.id for end in branching.endings}
    decisions = distances(leads, {branching.start})
    for name, path in _points(branching):
        if name not in decisions:
            message = f'"{name}" is never reached; let a choice lead to it, or delete it'
            yield document.finding(path, message, "K155")
    back: dict[str, set[str]] = {}
    for name, targets in leads.items():
        for target in targets:
            back.setdefault(target, set()).add(name)
    ends = distances(back, endings)
    for name, path in _points(branching):
        if name in decisions and name not in ends:
            message = f'no path from "{name}" comes to an ending; let a choice lead to one'
            yield document.finding(path, message, "K156")
        elif name in endings and decisions.get(name, DECISIONS) < DECISIONS:
            message = f'"{name}" is reached after {decisions[name]} decisions; a path has {DECISIONS} or more, so put one before it'
            yield document.finding(path, message, "K157")


def distances(leads: Mapping[str, Set[str]], starts: Iterable[str]) -> dict[str, int]:
    """What can be reached from `starts`, with the smallest number of steps to it."""
    found = dict.fromkeys(starts, 0)
    frontier = list(found)
    while frontier:
        name = frontier.pop(0)
        for target in sorted(leads.get(name, ())):
            if target not in found:
                found[target] = found[name] + 1
                frontier.append(target)
    return found


def patterned(scope: Scope) -> Iterator[Finding]:
    """No sentence of a case names a nationality and somebody who may be an offender, or an offender by country."""
    wordings = scope.single("wording.yml")
    if wordings is None:
        return
    nationality, offender, origin = _expressions(wordings[0])
    for _, document in scope.cases():
        for paragraph in data_paragraphs(document):
            for sentence in re.finditer(r"[^.!?]+", paragraph.own):
                who, whence = offender.search(sentence.group()), nationality.search(sentence.group())
                if from_country := origin.search(sentence.group()):
                    said = from_country.group()
                elif who and whence:
                    said = f"{whence.group()} ... {who.group()}"
                else:
                    continue
                message = (
                    f'"{" ".join(said.split())}" puts a nationality and an offender into one sentence; '
                    "say what the person does, without the nationality"
                )
                yield paragraph.finding(sentence.start(), message, "K158")


def _expressions(wordings: Wordings) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds a nationality (not a language), an offender, and an offender from a country."""
    nations = "|".join(map(re.escape, wordings.nationalities))
    offenders = rf"\b(?:{'|'.join(map(re.escape, wordings.offenders))})s?\b"
    spoken = "".join(
        rf"(?<!\b{word} )" for word in ("in", "In", "into", "speaks", "speak", "spoke", "speaking", "some")
    )
    not_after = r"(?!\s+(?:law|interpreter|translation|embassy|consul|consulate|authorities|Government)\b)"
    countries = "|".join(map(re.escape, sorted(_country_names(), key=len, reverse=True)))
    return (
        re.compile(rf"{spoken}\b(?:{nations})s?\b{not_after}"),
        re.compile(offenders, re.IGNORECASE),
        re.compile(rf"(?i:{offenders})\s+from\s+(?:the\s+)?(?:{countries})\b"),
    )


@cache
def _country_names() -> frozenset[str]:
    """Every name of a country that ISO 3166-1 knows, and the part before a comma of it."""
    names = {
        str(getattr(item, field))
        for item in pycountry.countries
        for field in ("name", "common_name")
        if hasattr(item, field)
    }
    return frozenset(names | {name.partition(",")[0] for name in names})


@cache
def _wide_names() -> frozenset[str]:
    """Names that may follow a word of place: countries, provinces (ISO 3166-2), languages, months and days."""
    provinces = {part.strip(" *[]()") for item in pycountry.subdivisions for part in re.split(r"[,\[(]", item.name)}
    languages = {item.name.partition(" (")[0] for item in pycountry.languages if hasattr(item, "alpha_2")}
    calendar = (
        "January February March April May June July August September October November December "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    )
    return frozenset(provinces | languages | set(calendar.split()) | _country_names())


_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ff]rom)\s+((?:[A-Z][a-z]+(?:[ -](?=[A-Z]))?)+)")


def small_places(scope: Scope) -> Iterator[Finding]:
    """No case names a place smaller than a province: after in, at, near, outside and from no other name follows.

    A name that also stands elsewhere in the case, as people's names do, is taken for that of a person.
    """
    for _, document in scope.cases():
        paragraphs = list(data_paragraphs(document))
        whole = "\n".join(paragraph.own for paragraph in paragraphs)
        elsewhere = set(re.findall(r"[A-Z][a-z]+", _PLACE.sub(" ", whole)))
        for paragraph in paragraphs:
            for match in _PLACE.finditer(paragraph.own):
                name = match.group(1)
                if name not in _wide_names() and name.split()[0] not in elsewhere:
                    message = (
                        f'"{name}" looks like a place smaller than a province; '
                        'write what it is, such as "a port town", or name the province'
                    )
                    yield paragraph.finding(match.start(1), message, "K159")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (names, ways, paths, patterned, small_places)
