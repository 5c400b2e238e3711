"""Macros of the reference pages: glossary, instruments, bibliography, source ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.cases import case_page
from curriculum.macros.modules import index_page, section_page
from curriculum.macros.registry import Context, macro
from curriculum.marks import marks
from curriculum.model.guide import Guide
from curriculum.prose import strings


@macro()
def glossary_list(course: Course, here: Here) -> Context:
    """The whole glossary."""
    return {"terms": list(course.glossary.values()), "glossary": course.glossary, "references": course.references}


@macro()
def instrument_list(course: Course, here: Here) -> Context:
    """Every instrument, with the provisions that were read and their strength."""
    return {"instruments": list(course.instruments.values()), "references": course.references}


@macro()
def bibliography(course: Course, here: Here) -> Context:
    """Every reference, with address, date checked, and the pages that cite it."""
    cited = citations(course)
    ordered = sorted(course.references.values(), key=lambda item: (item.title_short.casefold(), item.id))
    return {
        "entries": [(item, sorted({page for page, _ in cited.get(item.id, ())})) for item in ordered],
        "pages": course.pages,
    }


@macro()
def source_ledger(course: Course, here: Here) -> Context:
    """Every citation of the course: which page cites which provision of which text, and whether the text was opened."""
    cited = citations(course)
    rows = [
        (course.references[name], pinpoint, page)
        for name in sorted(cited, key=lambda key: course.references[key].title_short.casefold())
        for page, pinpoint in sorted(cited[name])
    ]
    return {"rows": rows, "pages": course.pages}


def citations(course: Course) -> dict[str, set[tuple[str, str]]]:
    """(page, pinpoint) of every citation in pages and data, by reference; the pinpoint is "" where the whole text is cited.

    What the data cite counts for the page that shows it.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    shown = [
        *((index_page(module.id), module.model_dump()) for module in course.modules.values()),
        *((index_page(quiz.module), quiz.model_dump()) for quiz in course.quizzes.values()),
        *(("glossary.md", term.model_dump()) for term in course.glossary.values()),
        *((case_page(case.id), case.model_dump()) for case in course.cases.values()),
        *(entry for guide in course.guides.values() for entry in _guide_pages(guide)),
    ]
    for path, data in shown:
        for _, text in strings(data, ()):
            for mark in marks(text):
                if mark.kind == "cite":
                    found.setdefault(mark.target, set()).update((path, place) for place in mark.pinpoints or ("",))
    for term in course.glossary.values():
        for source in term.sources:
            found.setdefault(source.reference, set()).add(("glossary.md", source.pinpoint or ""))
    for page in course.pages.values():
        for call in page.calls:
            if call.name == "cite" and call.args:
                places = [str(pinpoint) for pinpoint in call.args[1:]] or [""]
                found.setdefault(str(call.args[0]), set()).update((page.path, place) for place in places)
    return found


def _guide_pages(guide: Guide) -> Iterator[tuple[str, dict[str, Any]]]:
    """The three pages of a facilitator guide, each with what it shows."""
    data = guide.model_dump()
    for page, own in (
        ("worksheets", {"worksheets"}),
        ("answers", {"answers"}),
        ("guide", set(data) - {"worksheets", "answers"}),
    ):
        yield section_page(guide.module, page), {name: data[name] for name in own}
