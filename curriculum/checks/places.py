"""Whether a page and an anchor on it exist: for one target, and for every field of the data that names one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from curriculum.checks.scope import Scope, repeated
from curriculum.findings import Finding, suggestion
from curriculum.pages import PageSource


def place_problem(pages: Mapping[str, PageSource], target: str) -> str | None:
    """What is wrong with `target` (`modules/foundations/index.md#key-points`), or None."""
    path, _, anchor = target.partition("#")
    if path not in pages:
        return f'"{path}" is not a page of docs/{suggestion(path, pages)}'
    anchors = pages[path].anchors | {
        str(call.args[0]) for call in pages[path].calls if call.name in {"activity", "worksheet"} and call.args
    }
    if anchor and anchor not in anchors and pages[path].whole:
        return f'"{anchor}" is not the anchor of a heading of {path}{suggestion(anchor, anchors)}'
    return None


def starts(scope: Scope) -> Iterator[Finding]:
    """The pages on which readers begin exist."""
    for file, field, inner in (("course.yml", "starts", "page"), ("roles.yml", "roles", "start")):
        if (found := scope.single(file)) is not None:
            record, document = found
            for index, item in enumerate(getattr(record, field)):
                if problem := place_problem(scope.loaded.pages, getattr(item, inner)):
                    yield document.finding((field, index, inner), problem, "P807")


def redirects(scope: Scope) -> Iterator[Finding]:
    """A redirect leads from an address that is gone, without an anchor, to a page that exists."""
    if (found := scope.single("redirects.yml")) is None:
        return
    record, document = found
    yield from repeated(document, [(("redirects", i, "old"), item.old) for i, item in enumerate(record.redirects)])
    for index, redirect in enumerate(record.redirects):
        if "#" in redirect.old:
            message = f'"{redirect.old}" has an anchor, which no server sees; write the page alone'
            yield document.finding(("redirects", index, "old"), message, "P807")
        if redirect.old in scope.loaded.pages:
            message = f'"{redirect.old}" is a page that exists; a redirect would hide it; delete the redirect'
            yield document.finding(("redirects", index, "old"), message, "P807")
        if problem := place_problem(scope.loaded.pages, redirect.new):
            yield document.finding(("redirects", index, "new"), problem, "P807")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (starts, redirects)
