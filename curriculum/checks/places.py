"""Whether a page and an anchor on it exist."""

from __future__ import annotations

from collections.abc import Mapping

from curriculum.findings import suggestion
from curriculum.pages import PageSource


def place_problem(pages: Mapping[str, PageSource], target: str) -> str | None:
    """What is wrong with `target` (`modules/foundations/index.md#key-points`), or None."""
    path, _, anchor = target.partition("#")
    if path not in pages:
        return f'"{path}" is not a page of docs/{suggestion(path, pages)}'
    anchors = pages[path].anchors | {
        str(call.args[0]) for call in pages[path].calls if call.name == "activity" and call.args
    }
    if anchor and anchor not in anchors:
        return f'"{anchor}" is not the anchor of a heading of {path}{suggestion(anchor, anchors)}'
    return None
