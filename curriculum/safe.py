"""Make text from data safe wherever a template puts it: HTML, attributes, and the Markdown page around the macro."""

from __future__ import annotations

import json
from typing import Any

from jinja2 import StrictUndefined
from markupsafe import Markup

_SPECIAL = {ord(mark): f"&#{ord(mark)};" for mark in "&<>\"'\\`*_{}[]()#|~^=!$+@"}

_ENDS_CSS_TEXT = {ord(mark): f"\\{ord(mark):x} " for mark in '"\\<\n\r\f'}


def protect(value: Any) -> Markup:
    """Text with every character that HTML, Markdown or Jinja could read as markup written as a numeric entity.

    A macro's output passes through Markdown once more, so escaping for HTML alone would let `*` or `[` in a value act.
    """
    return Markup(str(value).translate(_SPECIAL))  # noqa: S704 - every special character was replaced above


def finalize(value: Any) -> Any:
    """Applied by Jinja to each expression of a macro template: text is protected, markup made by us passes."""
    if isinstance(value, StrictUndefined):
        return value
    return value if hasattr(value, "__html__") else protect(value)


def script_json(value: Any) -> Markup:
    """JSON that cannot close a script element or start a comment in it (for JSON-LD)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - <, > and & were replaced above


def css_text(value: str) -> Markup:
    """`value` for inside a string of a style sheet in double quotes: what could end the string becomes its number."""
    return Markup(str(value).translate(_ENDS_CSS_TEXT))  # noqa: S704 - what could end the string was replaced
