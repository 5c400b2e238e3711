"""Macros inside running text and around passages: citations, terms, adaptable passages, diagrams."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.registry import Context, DiagramId, ReferenceId, TermId, macro


@macro(anywhere=True)
def cite(course: Course, here: Here, reference: ReferenceId, /, *pinpoints: str) -> Context:
    """A citation in the text, with the provision if you name one. It links to the list of sources at the end of the page."""
    return {"reference": course.references[reference], "pinpoints": pinpoints}


@macro(anywhere=True)
def term(course: Course, here: Here, id: TermId, /, text: str = "") -> Context:
    """A term of the glossary, linked to its definition at the end of the page. Say `text` to show other words."""
    return {"term": course.glossary[id], "text": text or course.glossary[id].term}


@macro(wraps=True)
def passage(course: Course, here: Here, id: str, *, body: str) -> Context:
    """Marks a passage that a country may replace. The text between is the base text."""
    return {"id": id, "body": body}


@macro()
def diagram(course: Course, here: Here, name: DiagramId, caption: str) -> Context:
    """A drawing of docs/assets/images/, shown inside the page. Its title and description stand in the SVG file."""
    return {"name": name, "caption": caption}


@macro()
def page_words(course: Course, here: Here) -> Context:
    """The terms used on this page, with their definitions. Put it under the heading "Words on this page"."""
    used = dict.fromkeys(
        str(call.args[0]) for call in course.pages[here.path].calls if call.name == "term" and call.args
    )
    return {"terms": sorted((course.glossary[name] for name in used), key=lambda item: item.term.casefold())}


@macro()
def page_sources(course: Course, here: Here) -> Context:
    """The sources cited on this page, with the provisions. Put it under the heading "Sources on this page"."""
    used: dict[str, dict[str, None]] = {}
    for call in course.pages[here.path].calls:
        if call.name == "cite" and call.args:
            used.setdefault(str(call.args[0]), {}).update(dict.fromkeys(map(str, call.args[1:])))
    entries = [(course.references[name], tuple(pinpoints)) for name, pinpoints in used.items()]
    return {"entries": sorted(entries, key=lambda entry: entry[0].title_short.casefold())}
