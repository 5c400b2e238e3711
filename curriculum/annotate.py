"""What GitHub's pages show of a run: findings as annotations beside the lines, and tables for the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from curriculum.findings import CODES, Finding

_DATA: dict[str, str | int | None] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY: dict[str, str | int | None] = {**_DATA, ":": "%3A", ",": "%2C"}
_MARKDOWN: dict[str, str | int | None] = {character: f"\\{character}" for character in "\\`*_[]<>|~#&@!"}
_ADDRESS = re.compile(r"https?://[^\s<>|`\\]+")


def wanted(environ: Mapping[str, str]) -> bool:
    """Whether GitHub Actions reads what this process prints."""
    return environ.get("GITHUB_ACTIONS") == "true"


def commands(findings: Iterable[Finding]) -> str:
    """The findings as workflow commands, one a line, sorted by file and line.

    GitHub shows one beside its line if the change touches that line, the others in the summary of the run, and no more than
    ten of a step: the report in the log has all. The form and the escaping are those of `actions/toolkit`.
    """
    return "\n".join(_annotation(finding) for finding in sorted(set(findings)))


def _annotation(finding: Finding) -> str:
    title = f"{finding.code} {CODES.get(finding.code, '')}".strip()
    message = f"{finding.where}: {finding.message}" if finding.where else finding.message
    place = f"file={_escaped(finding.file, _PROPERTY)},line={finding.line},title={_escaped(title, _PROPERTY)}"
    return f"::error {place}::{_escaped(message, _DATA)}"


def _escaped(text: str, table: dict[str, str | int | None]) -> str:
    # A lone surrogate (a file name that is not UTF-8) could not be printed.
    printable = text.encode("utf-8", "replace").decode("utf-8")
    return printable.translate(str.maketrans(table))


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table. Every cell is plain text: nothing in it becomes markup."""
    lines = [heads, tuple("---" for _ in heads), *(tuple(cell(text) for text in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    """`text` on one line, with every character escaped that Markdown could read as markup. A web address becomes a link."""
    if _ADDRESS.fullmatch(text):
        return f"<{_escaped(text, {})}>"
    return _escaped(" ".join(text.split()), _MARKDOWN)
