"""Macro calls written in the common form, found without Jinja: names and constant texts, one after the other.

Almost every page holds only such calls. Reading them here takes a small part of the time that Jinja takes for the page, and says
where each stands, so that they can be filled in before the engine sees the page. Whatever has another form is left to Jinja.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curriculum.stash import marked

_TEXT = r"\"[^\"\\\n]*\"|'[^'\\\n]*'"
_ARGUMENT = rf"(?:[A-Za-z_][A-Za-z0-9_]*\s*=\s*)?(?:{_TEXT})"
_CALL = rf"([a-z][a-z0-9_]*)\(\s*((?:{_ARGUMENT}\s*(?:,\s*{_ARGUMENT}\s*)*)?)\)"
_PART = re.compile(rf"\{{(?:\{{\s*{_CALL}\s*\}}\}}|%\s*call\s+{_CALL}\s*%\}}|(?P<closes>%\s*endcall\s*%\}})|[{{%#])")
_EACH = re.compile(rf"(?:([A-Za-z_][A-Za-z0-9_]*)\s*=\s*)?({_TEXT})")
_WORDS_OF_JINJA = frozenset(
    {"and", "else", "elif", "false", "if", "in", "is", "none", "not", "or", "recursive", "true"}
)


@dataclass(frozen=True)
class PlainCall:
    """A macro call. `starts` and `ends` are places in the text, with the passage that a block wraps; `at` is that of the name.

    `body` is the place of the wrapped passage, from and to; None for a call that wraps nothing.
    """

    name: str
    args: tuple[str, ...]
    kwargs: dict[str, str]
    at: int
    starts: int
    ends: int
    body: tuple[int, int] | None = None


def plain_calls(text: str) -> list[PlainCall] | None:
    """The macro calls of `text` in the order of their names, or None where Jinja has to read it.

    A block comes before the calls inside its passage.
    """
    found: list[PlainCall] = []
    opened: tuple[int, re.Match[str]] | None = None
    if "\r" in text:
        return None
    for match in _PART.finditer(text):
        if match["closes"]:
            if opened is None:
                return None
            place, start = opened
            call = _call(start, 3, match.end(), (start.end(), match.start()))
            opened = None
        elif match[1] or (match[3] and opened is None):
            place, call = len(found), _call(match, 1 if match[1] else 3, match.end())
            if match[3]:
                opened = (place, match)
                continue
        else:
            return None
        if call is None:
            return None
        found.insert(place, call)
    return found if opened is None else None


def _call(match: re.Match[str], group: int, ends: int, body: tuple[int, int] | None = None) -> PlainCall | None:
    name = match[group]
    args: list[str] = []
    kwargs: dict[str, str] = {}
    for key, quoted in _EACH.findall(match[group + 1]):
        if key in kwargs or (kwargs and not key):
            return None
        if key:
            kwargs[key] = quoted[1:-1]
        else:
            args.append(quoted[1:-1])
    if name in _WORDS_OF_JINJA:
        return None
    return PlainCall(name, tuple(args), kwargs, match.start(group), match.start(), ends, body)


def filled(text: str, calls: list[PlainCall], macros: Mapping[str, Callable[..., str]]) -> str:
    """`text` with what each macro gives out in the place of its call. `calls` are those of `plain_calls`."""
    waiting = iter(calls)
    call = next(waiting, None)

    def fill(start: int, end: int) -> str:
        nonlocal call
        parts: list[str] = []
        while call is not None and call.starts < end:
            here = call
            call = next(waiting, None)
            parts.append(text[start : here.starts])
            if here.body is None:
                html = macros[here.name](*here.args, **here.kwargs)
                parts.append(marked(html, text, here.starts, here.ends))
            else:
                passage = fill(*here.body)
                parts.append(macros[here.name](*here.args, caller=lambda passage=passage: passage, **here.kwargs))
            start = here.ends
        return "".join([*parts, text[start:end]])

    return fill(0, len(text))
