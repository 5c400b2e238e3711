"""Rules of evaluation and outcomes: no raw answers inside the project, and nothing that the course does not know."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from curriculum.checks.scope import Scope, not_in
from curriculum.findings import Finding, suggestion
from curriculum.model.evaluation import Evaluation, Survey
from curriculum.model.form import Form
from curriculum.model.outcomes import Outcomes
from curriculum.outcomes.spec import VOTES, made
from curriculum.source import Document, Path_

RAW = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".sav", ".dta"})
"""Ends of files in which form tools, spreadsheets and statistics programs keep answers (.gitignore names the same)."""

MADE = frozenset({".git", ".venv", "node_modules", "site", "build"})
"""Folders at the root that hold nothing of ours."""

MADE_UP = "tests/vectors/outcomes"
"""Made-up answers for the tests, the only ones that may stand in the project."""


def raw_answers(scope: Scope) -> Iterator[Finding]:
    """No file inside the project is an export of answers: a slip would publish it."""
    for folder, folders, files in os.walk(scope.root):
        here = Path(folder).relative_to(scope.root).as_posix()
        folders[:] = sorted(name for name in folders if not (here == "." and name in MADE) and name != "__pycache__")
        for name in sorted(files):
            if Path(name).suffix.lower() in RAW and here != MADE_UP:
                file = name if here == "." else f"{here}/{name}"
                message = (
                    "may hold the answers of people; move it out of the project, to a folder that is not shared. Was it "
                    "committed? Then it is still in the history of git: see SECURITY.md"
                )
                yield Finding(file, 1, "", message, "O181")


def names(scope: Scope) -> Iterator[Finding]:
    """Outcomes name a workshop, sheets, questions and sessions that exist, each once."""
    found = scope.single("evaluation.yml")
    if found is None or not scope.known.whole:
        return
    folder = scope.loaded.folder
    objectives = {item.id for module in folder("modules").values() for item in module.objectives}
    if any(question.objective not in objectives for test in folder("tests").values() for question in test.questions):
        return  # a misspelt objective of a test has a finding of its own
    spec = made(found[0], folder("modules"), folder("tests"), folder("workshops"), {})
    asked = {
        sheet.id: [item.id for item in sheet.targets if item.kind not in {"many", "votes"}] for sheet in spec.sheets
    }
    for outcomes, document in scope.outcomes():
        yield from scope.unknown(document, ("workshop",), "workshop", outcomes.workshop, "O182")
        topics = spec.sessions.get(outcomes.workshop)
        sessions = None if topics is None else [name for name, _ in topics]
        yield from _names(outcomes, document, asked, sessions)


def _names(
    outcomes: Outcomes, document: Document, asked: dict[str, list[str]], sessions: list[str] | None
) -> Iterator[Finding]:
    def once(path: Path_, name: str, known: list[str], noun: str, seen: set[str]) -> Iterator[Finding]:
        yield from not_in(document, path, name, known, noun, "O182")
        if name in seen:
            yield document.finding(path, f'"{name}" stands twice; keep one', "O182")
        seen.add(name)

    sheets: set[str] = set()
    for index, survey in enumerate(outcomes.surveys):
        at: Path_ = ("surveys", index)
        yield from once((*at, "survey"), survey.survey, list(asked), "a sheet of data/evaluation.yml", sheets)
        if survey.survey not in asked:
            continue
        seen: set[str] = set()
        for place, item in enumerate(survey.questions):
            path: Path_ = (*at, "questions", place, "question")
            yield from once(path, item.question, asked[survey.survey], "asked on this sheet", seen)
        ranked: set[str] = set()
        for place, level in enumerate(survey.sessions if sessions is not None else ()):
            for position, name in enumerate(level):
                path = (*at, VOTES, place, position)
                yield from once(path, name, sessions or [], "a topic of this workshop", ranked)


def asked(scope: Scope) -> Iterator[Finding]:
    """What data/evaluation.yml reads is what its forms ask, and the objectives exist: the first heading is the form's own line."""
    found = scope.single("evaluation.yml")
    if found is None or not scope.known.whole:
        return
    evaluation, document = found
    objectives = {item.id for module in scope.loaded.folder("modules").values() for item in module.objectives}
    for index, line in enumerate(evaluation.objectives):
        path: Path_ = ("objectives", index, "objective")
        yield from not_in(document, path, line.objective, sorted(objectives), "an objective of a module", "O183")
    words = {item.id for item in evaluation.answers}
    for index, survey in enumerate(evaluation.surveys):
        for place, question in enumerate(survey.asked):
            at = ("surveys", index, "asked", place, "answers")
            yield from not_in(document, at, question.answers, sorted(words), "among `answers`", "O183")
        if survey.test:
            yield from scope.unknown(document, ("surveys", index, "test"), "test", survey.test, "O183")
        if survey.form:
            yield from scope.unknown(document, ("surveys", index, "form"), "form", survey.form, "O183")
            form = scope.loaded.folder("forms").get(survey.form)
            if form is not None:
                yield from _lines(evaluation, survey, form, document, index)


def _lines(evaluation: Evaluation, survey: Survey, form: Form, document: Document, index: int) -> Iterator[Finding]:
    """Each first heading is a line, a choice or a heading of the form."""
    written = {text for part in form.parts for text in (part.heading, *part.items, *part.rows, *part.choices)}
    at: Path_ = ("surveys", index)
    first: list[tuple[Path_, str]] = [
        ((*at, "asked", i, "headings", 0), item.headings[0]) for i, item in enumerate(survey.asked)
    ]
    if survey.votes:
        first.append(((*at, "votes", 0), survey.votes[0]))
    if survey.confidence:
        first += [(("objectives", i, "headings", 0), item.headings[0]) for i, item in enumerate(evaluation.objectives)]
    for place, group in enumerate(survey.choices):
        first.append(((*at, "choices", place, "headings", 0), group.headings[0]))
        first += [
            ((*at, "choices", place, "choices", i, "texts", 0), item.texts[0]) for i, item in enumerate(group.choices)
        ]
    for path, text in first:
        if text not in written:
            message = f'"{text}" stands on no line of data/forms/{form.id}.yml{suggestion(text, written)}'
            yield document.finding(path, message, "O183")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (raw_answers, names, asked)
