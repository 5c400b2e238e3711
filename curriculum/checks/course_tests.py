"""Rules of the tests of the course: two forms that ask as much of each module at each level, and share no question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from curriculum.checks.places import place_problem
from curriculum.checks.scope import Scope, not_in, repeated
from curriculum.findings import Finding
from curriculum.model.course_test import Cell, CourseTest, blueprint
from curriculum.source import Document


def questions(scope: Scope) -> Iterator[Finding]:
    """A question has an objective of the course, one right answer, a place to read again, and an id of its own."""
    known = [item.id for module, _ in scope.modules() for item in module.objectives]
    for test, document in scope.tests():
        yield from repeated(document, [(("questions", i, "id"), item.id) for i, item in enumerate(test.questions)])
        for index, item in enumerate(test.questions):
            if scope.known.ids["module"] is not None:
                at = ("questions", index, "objective")
                yield from not_in(document, at, item.objective, known, "an objective of the course", "M204")
            right = sum(option.right for option in item.options)
            if right != 1:
                message = f"has {right} right answers; a question of a test has exactly one"
                yield document.finding(("questions", index, "options"), message, "Q301")
            if problem := place_problem(scope.loaded.pages, item.read_again):
                yield document.finding(("questions", index, "read_again"), problem, "Q302")


def shared(scope: Scope) -> Iterator[Finding]:
    """No question, by its id or its words, stands in two forms, or in a form and a self-check."""
    first: dict[str, str] = {}
    for quiz, document in scope.quizzes():
        for index, asked in enumerate(quiz.questions):
            first[_folded(asked.stem)] = f"{document.file}:{document.line(('questions', index, 'stem'))}"
    ids: dict[str, str] = {}
    for test, document in scope.tests():
        own: dict[str, str] = {}
        for index, item in enumerate(test.questions):
            for field, text, seen in (("stem", _folded(item.stem), first), ("id", item.id, ids)):
                at = ("questions", index, field)
                if text in seen:
                    message = f"stands in {seen[text]} too; people may have seen it there: ask something else"
                    yield document.finding(at, message, "E131")
                own.setdefault(f"{field} {text}", f"{document.file}:{document.line(at)}")
        first.update({key.removeprefix("stem "): place for key, place in own.items() if key.startswith("stem ")})
        ids.update({key.removeprefix("id "): place for key, place in own.items() if key.startswith("id ")})


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def balance(scope: Scope) -> Iterator[Finding]:
    """Every form asks as many questions of each module at each level as the first form does."""
    forms = list(scope.tests())
    modules = {item.id: module.id for module, _ in scope.modules() for item in module.objectives}
    if len(forms) < 2 or not all(item.objective in modules for form, _ in forms for item in form.questions):
        return  # an unknown objective is a finding of its own
    first, wanted = forms[0][1].file, blueprint(forms[0][0], modules)
    for test, document in forms[1:]:
        yield from _unlike(test, document, first, wanted, modules)


def _unlike(
    test: CourseTest, document: Document, first: str, wanted: Counter[Cell], modules: dict[str, str]
) -> Iterator[Finding]:
    found = blueprint(test, modules)
    for module, level in sorted(wanted.keys() | found.keys()):
        if (have := found[module, level]) != (need := wanted[module, level]):
            message = f'has {have} on "{module}" at the level "{level}", {first} has {need}; make the numbers the same'
            yield document.finding(("questions",), message, "E132")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (questions, shared, balance)
