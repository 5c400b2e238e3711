"""Rules of the quizzes: right answers, objectives, places to read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curriculum.checks.places import place_problem
from curriculum.checks.scope import Scope, not_in, repeated
from curriculum.findings import Finding


def answers(scope: Scope) -> Iterator[Finding]:
    """A single question has one right answer; a multiple question has two or more and one wrong."""
    for quiz, document in scope.quizzes():
        yield from repeated(document, [(("questions", i, "id"), q.id) for i, q in enumerate(quiz.questions)])
        for index, question in enumerate(quiz.questions):
            right = sum(option.right for option in question.options)
            path = ("questions", index, "options")
            if question.kind == "single" and right != 1:
                yield document.finding(path, f"has {right} right answers; a single question has exactly one", "Q301")
            if question.kind == "multiple" and not 2 <= right < len(question.options):
                message = f"has {right} right of {len(question.options)} answers; a multiple question has two or more and one wrong"
                yield document.finding(path, message, "Q301")
            known = not scope.known.missing("module", quiz.module)
            if known and not question.id.startswith(f"{quiz.module}-"):
                message = f'"{question.id}" must start with the module\'s id; write "{quiz.module}-{question.id}"'
                yield document.finding(("questions", index, "id"), message, "M202")


def objectives(scope: Scope) -> Iterator[Finding]:
    """Each quiz belongs to a module, each question to an objective of it; each module has a quiz."""
    modules = {module.id: module for module, _ in scope.modules()}
    quizzes = {quiz.module for quiz, _ in scope.quizzes()}
    for quiz, document in scope.quizzes():
        yield from scope.unknown(document, ("module",), "module", quiz.module, "M209")
        if quiz.module in modules:
            own = [objective.id for objective in modules[quiz.module].objectives]
            for index, question in enumerate(quiz.questions):
                path = ("questions", index, "objective")
                yield from not_in(document, path, question.objective, own, "an objective of this module", "M204")
    for module, document in scope.modules():
        if module.id not in quizzes and not (scope.root / f"data/quizzes/{module.id}.yml").exists():
            message = f"has no questions; write data/quizzes/{module.id}.yml"
            yield document.finding(("id",), message, "Q303")


def read_again(scope: Scope) -> Iterator[Finding]:
    """The place to read again is a page and a heading that exist."""
    for quiz, document in scope.quizzes():
        for index, question in enumerate(quiz.questions):
            problem = place_problem(scope.loaded.pages, question.read_again)
            if problem:
                yield document.finding(("questions", index, "read_again"), problem, "Q302")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (answers, objectives, read_again)
