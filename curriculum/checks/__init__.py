"""All checks: what loading found, then the rules that look across files. One module an area, one small function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from curriculum.checks import (
    cases,
    changes,
    countries,
    course_tests,
    figures,
    forms,
    guides,
    interface,
    lists,
    modules,
    navigation,
    pages,
    places,
    plans,
    private,
    quizzes,
    references,
    wording,
    workshops,
)
from curriculum.checks.scope import Scope
from curriculum.findings import Finding
from curriculum.known import known
from curriculum.load import Loaded

RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (
    *modules.RULES,
    *quizzes.RULES,
    *guides.RULES,
    *forms.RULES,
    *course_tests.RULES,
    *changes.RULES,
    *cases.RULES,
    *references.RULES,
    *lists.RULES,
    *plans.RULES,
    *workshops.RULES,
    *countries.RULES,
    *pages.RULES,
    *navigation.RULES,
    *places.RULES,
    *interface.RULES,
    *wording.RULES,
    *figures.RULES,
    *private.RULES,
)


def check(loaded: Loaded, root: Path) -> list[Finding]:
    """Every finding about the course below `root`, sorted by file and line."""
    scope = Scope(loaded, known(loaded, root), root)
    found = [finding for rule in RULES for finding in rule(scope)]
    return sorted({*loaded.findings, *found})
