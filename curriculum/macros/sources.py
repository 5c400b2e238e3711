"""Macros of the reference pages: glossary, instruments, bibliography, source ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curriculum.links import Here
from curriculum.lists import listed, within
from curriculum.load import Course
from curriculum.macros.cases import case_page
from curriculum.macros.guides import guide_page
from curriculum.macros.modules import check_page, index_page
from curriculum.macros.registry import Context, macro
from curriculum.macros.tools import tool_page
from curriculum.marks import marks
from curriculum.model.guide import Guide
from curriculum.model.reference import Reference
from curriculum.prose import strings


@macro()
def glossary_list(course: Course, here: Here) -> Context:
    """The whole glossary."""
    return {"terms": list(course.glossary.values()), "glossary": course.glossary, "references": course.references}


@macro()
def instrument_list(course: Course, here: Here, *kinds: str) -> Context:
    """The instruments of these kinds, or all, with the provisions that were read and their strength."""
    shown = [item for item in course.instruments.values() if not kinds or item.kind in kinds]
    return {"instruments": shown, "references": course.references}


@macro()
def bibliography(course: Course, here: Here, first: str = "", last: str = "", /) -> Context:
    """The references whose short title begins with a letter from `first` to `last`, or all, with the pages that cite each."""
    cited = citations(course)
    shown = [item for item in _by_name(course) if within(item.title_short, first, last)]
    return {
        "entries": [(item, sorted({page for page, _ in cited.get(item.id, ())})) for item in shown],
        "pages": course.pages,
    }


@macro()
def bibliography_index(course: Course, here: Here) -> Context:
    """The short title of every reference, with a link to its entry, by page of the bibliography."""
    return {
        "kind": "reference",
        "parts": _parts(course, "reference", [(i.id, i.title_short) for i in _by_name(course)]),
    }


@macro()
def instrument_index(course: Course, here: Here) -> Context:
    """The title of every instrument, with a link to its entry, by page of the instruments."""
    names = [(item.id, item.title) for item in course.instruments.values()]
    return {"kind": "instrument", "parts": _parts(course, "instrument", names)}


def _by_name(course: Course) -> list[Reference]:
    return sorted(course.references.values(), key=lambda item: (item.title_short.casefold(), item.id))


def _parts(course: Course, kind: str, names: list[tuple[str, str]]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The pages of a list as (page source, title, entries); an entry is its id and its name."""
    places = listed(course.pages, course.references.values(), course.instruments.values())
    parts: dict[str, list[tuple[str, str]]] = {}
    for name, title in names:
        for page in places[kind, name][:1]:
            parts.setdefault(page, []).append((name, title))
    return [(page, str(course.pages[page].meta["title"]), parts[page]) for page in course.pages if page in parts]


@macro()
def source_ledger(course: Course, here: Here, first: str = "", last: str = "", /) -> Context:
    """Which page cites which provision of which text, and whether it was opened: all texts, or those from `first` to `last`."""
    cited = citations(course)
    rows = [
        (course.references[name], pinpoint, page)
        for name in sorted(cited, key=lambda key: course.references[key].title_short.casefold())
        if within(course.references[name].title_short, first, last)
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
        *((check_page(quiz.module), quiz.model_dump()) for quiz in course.quizzes.values()),
        *(("glossary.md", term.model_dump()) for term in course.glossary.values()),
        *((case_page(case.id), case.model_dump()) for case in course.cases.values()),
        *((tool_page(form.id), form.model_dump()) for form in course.forms.values()),
        *(entry for guide in course.guides.values() for entry in _guide_pages(course, guide)),
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


_IN_THE_ROOM = {"questions", "hard_moments", "room", "adapt", "without_power", "distress", "debrief", "action_plan"}
"""What the second page of a long guide shows."""


def _guide_pages(course: Course, guide: Guide) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of a facilitator guide, each with what it shows."""
    data = guide.model_dump()
    room = "room" if guide_page(guide.module, "room") in course.pages else "guide"
    for page, own in (
        ("worksheets", {"worksheets"}),
        ("answers", {"answers"}),
        (room, _IN_THE_ROOM),
        ("guide", set(data) - {"worksheets", "answers"} - _IN_THE_ROOM),
    ):
        yield guide_page(guide.module, page), {name: data[name] for name in own}
