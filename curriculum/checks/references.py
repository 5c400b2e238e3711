"""Rules of references, instruments, glossary and every citation in the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curriculum.checks.places import place_problem
from curriculum.checks.scope import Scope, repeated
from curriculum.findings import Finding, suggestion
from curriculum.marks import marks
from curriculum.model.reference import Instrument, Reference
from curriculum.prose import strings
from curriculum.source import Document, Path_


def unique(scope: Scope) -> Iterator[Finding]:
    """No reference, instrument, term, topic, role, organisation or wording stands twice."""
    for file, field in (
        ("instruments.yml", "instruments"),
        ("glossary.yml", "terms"),
        ("country-topics.yml", "topics"),
        ("roles.yml", "roles"),
        ("organisations.yml", "organisations"),
        ("wording.yml", "wordings"),
    ):
        found = scope.single(file)
        if found is not None:
            record, document = found
            yield from repeated(
                document, [((field, i, "id"), item.id) for i, item in enumerate(getattr(record, field))]
            )
    first: dict[str, tuple[Document, int]] = {}
    for reference, document, path in scope.loaded.references():
        here = (document, document.line((*path, "id")))
        home, line = first.setdefault(reference.id, here)
        if (home, line) != here:
            of = "" if home is document else f" of {home.file}"
            message = f'"{reference.id}" stands twice, first on line {line}{of}; change or delete one of them'
            yield document.finding((*path, "id"), message, "M201")


def instruments(scope: Scope) -> Iterator[Finding]:
    """An instrument and its provisions name references that exist; no two instruments share one; no provision stands twice."""
    found = scope.single("instruments.yml")
    if found is None:
        return
    record, document = found
    first: dict[str, str] = {}
    for index, instrument in enumerate(record.instruments):
        path: Path_ = ("instruments", index, "reference")
        yield from scope.unknown(document, path, "reference", instrument.reference, "R401")
        if instrument.reference in first:
            message = (
                f'is already the text of instrument "{first[instrument.reference]}"; put the provisions together there'
            )
            yield document.finding(path, message, "R404")
        first.setdefault(instrument.reference, instrument.id)
        places = [(("instruments", index, "pinpoints", i, "at"), p.at) for i, p in enumerate(instrument.pinpoints)]
        yield from repeated(document, places)
        for position, pinpoint in enumerate(instrument.pinpoints):
            at = ("instruments", index, "pinpoints", position, "seen_in")
            yield from scope.unknown(document, at, "reference", pinpoint.seen_in, "R401")


class Library:
    """References and instruments by id, for judging citations."""

    def __init__(self, scope: Scope) -> None:
        references, instruments = scope.single("references.yml"), scope.single("instruments.yml")
        self.references: dict[str, Reference] = {item.id: item for item, _, _ in scope.loaded.references()}
        self.instruments: dict[str, Instrument] = (
            {i.reference: i for i in reversed(instruments[0].instruments)} if instruments else {}
        )
        self.whole = references is not None and instruments is not None

    def problem(self, reference: str, pinpoints: tuple[str, ...]) -> str | None:
        """Why a citation may not stand, or None."""
        if not self.whole or reference not in self.references or not pinpoints:
            return None
        instrument = self.instruments.get(reference)
        if instrument is None:
            if self.references[reference].custom.opened == "record":
                return f'"{reference}" was not opened, only its catalogue entry; cite it without "{pinpoints[0]}", or open it'
            return None
        listed = [pinpoint.at for pinpoint in instrument.pinpoints]
        for pinpoint in pinpoints:
            if pinpoint not in listed:
                hint = suggestion(pinpoint, listed)
                return f'"{pinpoint}" is not among the provisions of "{instrument.id}" in data/instruments.yml that were read{hint}'
        return None


def citations(scope: Scope) -> Iterator[Finding]:
    """Every citation and inner link in a text of the data leads to something that exists and was opened."""
    library = Library(scope)
    for document in scope.loaded.documents.values():
        for path, text in strings(document.data, ()):
            for mark in marks(text):
                if mark.kind == "cite":
                    yield from scope.unknown(document, path, "reference", mark.target, "R401")
                    if problem := library.problem(mark.target, mark.pinpoints):
                        yield document.finding(path, problem, "R402")
                elif mark.kind == "term":
                    yield from scope.unknown(document, path, "term", mark.target, "G501")
                elif problem := place_problem(scope.loaded.pages, mark.target):
                    yield document.finding(path, problem, "Q302")


def sources(scope: Scope) -> Iterator[Finding]:
    """Fields that hold the id of a reference or term name one that exists."""
    glossary = scope.single("glossary.yml")
    if glossary is not None:
        record, document = glossary
        library = Library(scope)
        for index, term in enumerate(record.terms):
            for position, source in enumerate(term.sources):
                path: Path_ = ("terms", index, "sources", position, "reference")
                yield from scope.unknown(document, path, "reference", source.reference, "R401")
                pinpoints = (source.pinpoint,) if source.pinpoint else ()
                if problem := library.problem(source.reference, pinpoints):
                    yield document.finding((*path[:-1], "pinpoint"), problem, "R402")
            for position, name in enumerate(term.see):
                yield from scope.unknown(document, ("terms", index, "see", position), "term", name, "G501")
    for module, document in scope.modules():
        for index, name in enumerate(module.further):
            yield from scope.unknown(document, ("further", index), "reference", name, "R401")


def orphans(scope: Scope) -> Iterator[Finding]:
    """Each reference is cited on a page or used by a record."""
    if not scope.known.whole:
        return
    used = {
        str(call.args[0])
        for page in scope.loaded.pages.values()
        for call in page.calls
        if call.name == "cite" and call.args
    }
    for other in scope.loaded.documents.values():
        for path, text in strings(other.data, ()):
            if path[0] != "references":
                used.add(text)
                used.update(mark.target for mark in marks(text) if mark.kind == "cite")
    for reference, document, path in scope.loaded.references():
        if reference.id not in used:
            message = f'"{reference.id}" is cited nowhere; cite it, list it under further of a module, or delete it'
            yield document.finding((*path, "id"), message, "R403")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (unique, instruments, citations, sources, orphans)
