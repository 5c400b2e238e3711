"""What a rule may look at, and the two findings that many rules make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from curriculum.findings import Finding, suggestion
from curriculum.known import Known
from curriculum.load import Loaded
from curriculum.model.case import Case
from curriculum.model.course_test import CourseTest
from curriculum.model.form import Form
from curriculum.model.guide import Guide
from curriculum.model.module import Module
from curriculum.model.plan import Plan
from curriculum.model.quiz import Quiz
from curriculum.model.workshop import Workshop
from curriculum.prose import Paragraph, prose
from curriculum.source import Document, Path_


@dataclass(frozen=True)
class Scope:
    """The loaded files, the ids that exist, and the folder of the project."""

    loaded: Loaded
    known: Known
    root: Path

    @cached_property
    def prose(self) -> tuple[list[Paragraph], ...]:
        """The paragraphs of each page and data file, which several rules read."""
        return tuple(prose(self.loaded))

    def modules(self) -> Iterator[tuple[Module, Document]]:
        """Every module that could be read, with its document."""
        yield from self._folder("modules")

    def quizzes(self) -> Iterator[tuple[Quiz, Document]]:
        """Every quiz that could be read, with its document."""
        yield from self._folder("quizzes")

    def guides(self) -> Iterator[tuple[Guide, Document]]:
        """Every facilitator guide that could be read, with its document."""
        yield from self._folder("guides")

    def forms(self) -> Iterator[tuple[Form, Document]]:
        """Every tool that could be read, with its document."""
        yield from self._folder("forms")

    def tests(self) -> Iterator[tuple[CourseTest, Document]]:
        """Every test of the course that could be read, with its document."""
        yield from self._folder("tests")

    def cases(self) -> Iterator[tuple[Case, Document]]:
        """Every case that could be read, with its document."""
        yield from self._folder("cases")

    def plans(self) -> Iterator[tuple[Plan, Document]]:
        """Every ready-made plan that could be read, with its document."""
        yield from self._folder("plans")

    def workshops(self) -> Iterator[tuple[Workshop, Document]]:
        """Every workshop that could be read, with its document."""
        yield from self._folder("workshops")

    def _folder(self, name: str) -> Iterator[tuple[Any, Document]]:
        prefix = f"data/{name}/"
        for file, record in self.loaded.records.items():
            if file.startswith(prefix):
                yield record, self.loaded.documents[file]

    def single(self, name: str) -> tuple[Any, Document] | None:
        """The record of data/<name> with its document, if it could be read."""
        file = f"data/{name}"
        record = self.loaded.records.get(file)
        return None if record is None else (record, self.loaded.documents[file])

    def unknown(self, document: Document, path: Path_, kind: str, name: str, code: str) -> Iterator[Finding]:
        """A finding if `name` is surely no id of `kind`."""
        if self.known.missing(kind, name):
            message = f'"{name}" is not the id of {a(kind)}{suggestion(name, self.known.names(kind))}'
            yield document.finding(path, message, code)


def a(noun: str) -> str:
    """The noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def not_in(document: Document, path: Path_, name: str, known: Iterable[str], noun: str, code: str) -> Iterator[Finding]:
    """A finding if `name` is not among `known`."""
    known = list(known)
    if name not in known:
        yield document.finding(path, f'"{name}" is not {noun}{suggestion(name, known)}', code)


def repeated(document: Document, at: Iterable[tuple[Path_, str]]) -> Iterator[Finding]:
    """A finding for each id that stands a second time."""
    first: dict[str, Path_] = {}
    for path, name in at:
        if name in first:
            line = document.line(first[name])
            yield document.finding(
                path, f'"{name}" stands twice, first on line {line}; change or delete one of them', "M201"
            )
        else:
            first[name] = path
