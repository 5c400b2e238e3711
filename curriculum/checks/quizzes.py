"""Rules of the quizzes: ids, right answers, cases, what has to be told apart, objectives, places to read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curriculum.checks.places import place_problem
from curriculum.checks.scope import Scope, not_in, repeated
from curriculum.findings import Finding
from curriculum.model.quiz import Choice, Judgement, Matching, Ordering, Question
from curriculum.source import Path_

INVENTED = "invented for teaching"
"""What the stem of a judgement says, in any case, so that nobody takes the case for a real one."""


def ids(scope: Scope) -> Iterator[Finding]:
    """No question stands twice, and each id starts with the module's id."""
    for quiz, document in scope.quizzes():
        yield from repeated(document, [(("questions", i, "id"), q.id) for i, q in enumerate(quiz.questions)])
        for index, question in enumerate(quiz.questions):
            known = not scope.known.missing("module", quiz.module)
            if known and not question.id.startswith(f"{quiz.module}-"):
                message = f'"{question.id}" must start with the module\'s id; write "{quiz.module}-{question.id}"'
                yield document.finding(("questions", index, "id"), message, "M202")


def answers(scope: Scope) -> Iterator[Finding]:
    """One right answer (single), several and a wrong one (multiple), or one that is best (judgement)."""
    for quiz, document in scope.quizzes():
        for index, question in enumerate(quiz.questions):
            problem = _count_problem(question)
            if problem:
                yield document.finding(("questions", index, "options"), problem, "Q301")


def _count_problem(question: Question) -> str | None:
    if isinstance(question, Choice):
        right = sum(option.right for option in question.options)
        if question.kind == "single" and right != 1:
            return f"has {right} right answers; a single question has exactly one"
        if question.kind == "multiple" and not 2 <= right < len(question.options):
            return f"has {right} right of {len(question.options)} answers; a multiple question has two or more and one wrong"
    if isinstance(question, Judgement):
        best = sum(option.verdict == "best" for option in question.options)
        if best != 1:
            return f"has {best} answers that are best; a judgement has exactly one"
    return None


def invented(scope: Scope) -> Iterator[Finding]:
    """The case of a judgement says that it is invented."""
    for quiz, document in scope.quizzes():
        for index, question in enumerate(quiz.questions):
            if isinstance(question, Judgement) and INVENTED not in question.stem.casefold():
                message = 'does not say that the case is invented; begin with "*Invented for teaching.*"'
                yield document.finding(("questions", index, "stem"), message, "Q304")


def told_apart(scope: Scope) -> Iterator[Finding]:
    """What a reader has to put in order or to match is told apart by its words."""
    for quiz, document in scope.quizzes():
        for index, question in enumerate(quiz.questions):
            for texts in _texts_to_place(question):
                first: dict[str, Path_] = {}
                for path, text in texts:
                    at = ("questions", index, *path)
                    if text.casefold() in first:
                        line = document.line(first[text.casefold()])
                        message = (
                            f"says the same as on line {line}, so that there are two right answers; change one of them"
                        )
                        yield document.finding(at, message, "Q305")
                    first.setdefault(text.casefold(), at)


def _texts_to_place(question: Question) -> Iterator[list[tuple[Path_, str]]]:
    if isinstance(question, Ordering):
        yield [(("items", i, "text"), item.text) for i, item in enumerate(question.items)]
    if isinstance(question, Matching):
        right: list[tuple[Path_, str]] = [(("pairs", i, "right"), pair.right) for i, pair in enumerate(question.pairs)]
        yield [(("pairs", i, "left"), pair.left) for i, pair in enumerate(question.pairs)]
        yield right + [(("extra", i, "text"), item.text) for i, item in enumerate(question.extra)]


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


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (
    ids,
    answers,
    invented,
    told_apart,
    objectives,
    read_again,
)
