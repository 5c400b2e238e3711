"""What each module holds, counted from its data and pages, as a table for a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from typing import Any

from curriculum.load import Course
from curriculum.marks import marks
from curriculum.model.module import Module
from curriculum.pages import PageSource

_TERM = re.compile(r"\{\{\s*term\((?:\s*\"[^\"]*\"\s*,)?\s*\"([^\"]*)\"\s*\)\s*\}\}")
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TARGET = re.compile(r"(?<=\])\([^)\s]*\)")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_CASE = re.compile(r"\binvented for teaching\b|\*\*case \w+[.,]", re.IGNORECASE)


@dataclass(frozen=True)
class Counted:
    """The counts of a module.

    `words` are those of its section pages, with tables and headings and without citations. `citations` are all that its pages,
    data and quiz make, repeated ones too. `cases` are texts marked "Invented for teaching" and cases with a number or letter.
    """

    module: str
    words: int
    sections: int
    objectives: int
    sessions: int
    minutes: int
    activities: int
    single: int
    multiple: int
    ordering: int
    matching: int
    judgement: int
    passages: int
    citations: int
    cases: int


def counts(course: Course) -> tuple[Counted, ...]:
    """The counts of every module, in the order of the course."""
    return tuple(_count(course, module) for module in course.modules.values())


def _count(course: Course, module: Module) -> Counted:
    quiz = course.quizzes[module.id]
    kinds = Counter(question.kind for question in quiz.questions)
    pages = [page for path, page in course.pages.items() if path.startswith(f"modules/{module.id}/")]
    texts = [*_texts(module.model_dump()), *_texts(quiz.model_dump())]
    cited = sum(call.name == "cite" for page in pages for call in page.calls)
    cited += sum(mark.kind == "cite" for text in texts for mark in marks(text))
    return Counted(
        module=module.id,
        words=sum(words(course.pages[f"modules/{module.id}/{section.id}.md"]) for section in module.sections),
        sections=len(module.sections),
        objectives=len(module.objectives),
        sessions=len(module.sessions),
        minutes=module.minutes,
        activities=len(module.activities),
        single=kinds["single"],
        multiple=kinds["multiple"],
        ordering=kinds["ordering"],
        matching=kinds["matching"],
        judgement=kinds["judgement"],
        passages=sum(len(page.slots) for page in pages),
        citations=cited,
        cases=sum(len(_CASE.findall(text)) for text in (*(page.text for page in pages), *texts)),
    )


def words(page: PageSource) -> int:
    """How many words a reader sees in the text of a page: those that a term shows count, other macros do not."""
    text = _TERM.sub(lambda match: match.group(1).replace("-", " "), page.text)
    return len(_WORD.findall(_TARGET.sub("", _MACRO.sub(" ", text))))


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def report(course: Course) -> str:
    """The counts as an aligned table, with a sum below."""
    rows = [astuple(item) for item in counts(course)]
    total = ("together", *(sum(column) for column in list(zip(*rows, strict=True))[1:]))
    return "\n".join(aligned([tuple(field.name for field in fields(Counted)), *rows, total]))


def aligned(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """The lines of a table: the first column to the left, the others to the right."""
    lines = [[str(value) for value in row] for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        numbers = (value.rjust(width) for value, width in zip(line[1:], widths[1:], strict=True))
        yield "  ".join((line[0].ljust(widths[0]), *numbers))
