"""Rules of data/changes.yml: known modules, newest first, and every module has a beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from curriculum.checks.scope import Scope
from curriculum.findings import Finding


def changes(scope: Scope) -> Iterator[Finding]:
    """Changes name modules that exist and stand newest first; no module is without one."""
    if not (found := scope.single("changes.yml")):
        return
    record, document = found
    for index, item in enumerate(record.changes):
        for place, name in enumerate(item.modules):
            yield from scope.unknown(document, ("changes", index, "modules", place), "module", name, "M209")
    for index, (one, two) in enumerate(pairwise(record.changes), start=1):
        if two.on > one.on:
            message = f"is later than {one.on} above it; put the newest first"
            yield document.finding(("changes", index, "on"), message, "E133")
    named = {name for item in record.changes for name in item.modules}
    for module, at in scope.modules():
        if module.id not in named:
            message = (
                f'has no entry in {document.file}; write one with `modules: [{module.id}]` and the day, kind "new"'
            )
            yield at.finding(("id",), message, "E134")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (changes,)
