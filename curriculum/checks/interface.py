"""Rules of the interface text: every text that a template names exists, and none is left over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from curriculum.checks.scope import Scope
from curriculum.findings import Finding, suggestion
from curriculum.model.site import LANGUAGE

_USE = re.compile(r"\bstrings\.([a-z0-9_]+)")
_LOOKUP = re.compile(r"\bstrings\[")


def texts(scope: Scope) -> Iterator[Finding]:
    """Names in templates/ and names in data/strings/ are the same set."""
    found = scope.single(f"strings/{LANGUAGE}.yml")
    if found is None:
        return
    record, document = found
    have = record.extra.strings
    used: set[str] = set()
    whole = scope.loaded.all_made
    for path in sorted((scope.root / "templates").rglob("*")):
        if path.suffix not in {".html", ".j2"}:
            continue
        file = path.relative_to(scope.root).as_posix()
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            if whole:  # otherwise it is said already
                yield Finding(file, 1, "", "is not UTF-8 text; save it again with the encoding UTF-8", "Y101")
            whole = False
            continue
        for number, line in enumerate(lines, start=1):
            for name in _USE.findall(line):
                used.add(name)
                if name not in have:
                    hint = suggestion(name, have) or "; add it there"
                    message = f'"{name}" is not a text of {document.file}{hint}'
                    yield Finding(file, number, "", message, "T901")
            if _LOOKUP.search(line):
                used.update(
                    name
                    for name in have
                    if name.startswith(tuple(re.findall(r"strings\[['\"]([a-z0-9_]+)['\"] ?~", line)))
                )
    for name in have:
        if whole and name not in used:
            message = "is used by no template; delete it"
            yield document.finding(("extra", "strings", name), message, "T901")


RULES: tuple[Callable[[Scope], Iterator[Finding]], ...] = (texts,)
