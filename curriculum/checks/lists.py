"""Rule of the lists that are spread over pages: each source and each instrument stands on one page, where its links lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curriculum.checks.scope import Scope
from curriculum.findings import Finding
from curriculum.lists import listed


def lists(scope: Scope) -> Iterator[Finding]:
    """Each reference and each instrument stands on one page."""
    references, instruments = scope.single("references.yml"), scope.single("instruments.yml")
    if references is None or instruments is None or not scope.known.whole:
        return
    places = listed(scope.loaded.pages, references[0].references, instruments[0].instruments)
    for index, reference in enumerate(references[0].references):
        cure = f'{{{{ bibliography(...) }}}} with "{reference.title_short[0].upper()}" among its letters'
        if problem := _problem(reference.id, places["reference", reference.id], cure):
            yield references[1].finding(("references", index, "id"), problem, "R406")
    for index, instrument in enumerate(instruments[0].instruments):
        cure = f'{{{{ instrument_list(...) }}}} with the kind "{instrument.kind}"'
        if problem := _problem(instrument.id, places["instrument", instrument.id], cure):
            yield instruments[1].finding(("instruments", index, "id"), problem, "R406")


def _problem(name: str, pages: list[str], cure: str) -> str | None:
    if not pages:
        return f'"{name}" stands on no page; write {cure} on one'
    if len(pages) > 1:
        return f'"{name}" stands on {" and ".join(pages)}; keep {cure} on one of them'
    return None


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (lists,)
