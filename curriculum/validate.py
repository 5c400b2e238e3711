"""Turn pydantic's errors into findings that a trainer can act on."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from curriculum.findings import Finding, nearest, suggestion
from curriculum.kinds import of_kind, plain_error
from curriculum.source import Document, Key, Path_

R = TypeVar("R", bound=BaseModel)

FORMS: dict[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits and single hyphens, such as victim-identification",
    r"^[A-Z]{2}$": "two capital letters of ISO 3166-1, such as TH",
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$": "a language tag of BCP 47, such as th or zh-Hant",
    r"^(\+[1-9][0-9]{6,14}|[0-9*#]{2,6})$": 'a number in E.164 such as "+6621234567", or a short code of 2 to 6 digits '
    'such as "1300", without spaces',
    r"^[a-z0-9][a-z0-9/-]*\.md(#[a-z0-9_-]+)?$": "the path of a page below docs/, such as modules/foundations/index.md",
    r"^10\.[0-9]{4,9}/[!-~]+$": "a DOI such as 10.1000/182, without https://doi.org/",
    "^(ltr|rtl)$": "ltr or rtl",
    r"^[^\n\r\t]+$": "words on one line, without tabs",
    r"^[A-Z][A-Za-z0-9/_+-]*$": "the name of a time zone, such as Asia/Bangkok",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": 'a time of the day such as "09:00", from "00:00" to "23:59"',
}
"""What each pattern of the models asks for, in words (a test sees that every pattern has an entry)."""


def validate(model: type[R], document: Document) -> tuple[R | None, list[Finding]]:
    """Make a `model` of the document's data. Returns the record, or None and one finding for each fault."""
    if not isinstance(document.data, dict):
        message = "must hold fields such as `title: ...`, not a bare list or text"
        return None, [document.finding((), message, "S204")]
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        errors = [
            plain_error(dict(item), document.data, fields_at(model, _data_path(document, item["loc"])))
            for item in error.errors(include_url=False)
        ]
        first = [item for item in errors if not _follows(document, item, errors)]
        said = [_finding(model, document, item) for item in first or errors]  # a refusal is never silent
        return None, list(dict.fromkeys(said))


def _follows(document: Document, error: dict[str, Any], errors: list[dict[str, Any]]) -> bool:
    """Whether an error only follows from another one, which has a finding of its own."""
    path, kind, value = _data_path(document, error["loc"]), error["type"], error.get("input")
    if kind == "too_short":  # pydantic does not count the items that are wrong themselves
        return len(value or ()) >= int(error["ctx"]["min_length"])
    if kind == "missing":  # the field is there under a misspelt name
        others = [item["loc"][-1] for item in errors if item["type"] == "extra_forbidden"]
        return any(nearest(str(other), [str(path[-1])]) for other in others if (*path[:-1], other) in document.spots)
    if len(error["loc"]) > len(path):  # a word or fields: only what fits better is said
        return bool(kind == ("literal_error" if isinstance(value, dict) else "model_type"))
    return False


def _finding(model: type[BaseModel], document: Document, error: dict[str, Any]) -> Finding:
    path = _data_path(document, error["loc"])
    kind, context, value = error["type"], error.get("ctx", {}), error.get("input")
    field = path[-1] if path else ""
    if kind == "extra_forbidden":
        known = [name for name in fields_at(model, path[:-1], document.data) if name not in _siblings(document, path)]
        return document.finding(path, f'"{field}" is not a field here{suggestion(str(field), known)}', "S201")
    if kind == "missing":
        return document.finding(path, f"is missing; write `{field}: ...`", "S202")
    if kind == "string_type" and isinstance(value, int | float | dt.date):
        raw = document.raw.get(path, str(value))
        return document.finding(path, f'must be text in quotes; write "{raw}"', "S203")
    if value is None and path in document.spots:
        return document.finding(path, "is empty; write it, or delete the field", "S206")
    if len(error["loc"]) > len(path) and kind == "literal_error":
        wanted = str(context["expected"]).replace("'", '"')
        return document.finding(path, f"{_shown(value)} must be {wanted}, or fields, each on a line of its own", "S205")
    return document.finding(path, *_plain(kind, context, value))


def _plain(kind: str, context: dict[str, Any], value: Any) -> tuple[str, str]:
    """Message and code for a fault that needs nothing but its own value."""
    shown = _shown(value)
    if kind == "literal_error":
        options = [part.strip().strip("'") for part in context["expected"].replace(" or ", ", ").split(",")]
        hint = suggestion(str(value), options) or "; known are " + ", ".join(f'"{name}"' for name in options)
        return f"{shown} is not in the list{hint}", "S205"
    if kind == "string_pattern_mismatch":
        return f"{shown} is not {FORMS[context['pattern']]}", "S207"
    if kind == "value_error":
        return f"{shown} {context['error']}" if isinstance(value, str) else str(context["error"]), "S207"
    if kind == "string_type" and isinstance(value, dict):
        return "must be text; a colon followed by a space has made fields of it, so put it in quotes", "S204"
    wanted = {
        "string_type": "text in quotes",
        "int_type": "a whole number without quotes",
        "int_from_float": "a whole number",
        "float_type": "a number without quotes",
        "bool_type": "true or false, without quotes",
        "date_type": "a date such as 2026-11-23, without quotes",
        "tuple_type": "a list; start each item with - on a line of its own",
        "dict_type": "fields, each on a line of its own",
        "model_type": "fields, each on a line of its own",
    }.get(kind)
    if wanted:
        return f"{shown} must be {wanted}", "S204"
    bounds = {
        "string_too_short": "is empty; write it, or delete the field",
        "string_too_long": f"is longer than {context.get('max_length')} characters; shorten it",
        "too_short": f"needs {context.get('min_length')} or more items",
        "too_long": f"has more items than {context.get('max_length')}; take some away",
        "greater_than_equal": f"must be {context.get('ge')} or more",
        "less_than_equal": f"must be {context.get('le')} or less",
    }.get(kind)
    if bounds:
        return (f"{shown} {bounds}" if isinstance(value, int) else bounds), "S206"
    return f"{shown} does not fit ({kind.replace('_', ' ')})", "S204"


def _shown(value: Any) -> str:
    """A value as a message names it."""
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 80 else f'"{value[:77]}..."'
    names = {dict: "a set of fields", tuple: "a list", type(None): "nothing", bool: str(value).lower()}
    return names.get(type(value), str(value))


def _data_path(document: Document, loc: Sequence[Key]) -> Path_:
    """The part of pydantic's location that exists in the file (it adds the names of union members)."""
    path: list[Key] = []
    data: Any = document.data
    for index, key in enumerate(loc):
        if isinstance(key, int) and isinstance(data, tuple) and key < len(data):  # noqa: SIM114 - types differ
            data = data[key]
        elif isinstance(key, str) and isinstance(data, dict) and key in data:
            data = data[key]
        elif index == len(loc) - 1 and isinstance(data, dict) and not str(key).startswith("literal["):
            path.append(key)
            break
        else:
            continue
        path.append(key)
    return tuple(path)


def _siblings(document: Document, path: Path_) -> set[str]:
    data: Any = document.data
    for key in path[:-1]:
        data = data[key]
    return set(data)


def fields_at(model: type[BaseModel], path: Path_, data: Any = None) -> list[str]:
    """The names of the fields that a record may have at `path` below `model`, by its kind if `data`, the file, is given."""
    found: list[type[BaseModel]] = [model]
    for key in path:
        data = data[key] if data is not None else None
        if isinstance(key, int):
            found = of_kind(found, data)
            continue
        found = [
            inner
            for outer in found
            for name, info in outer.model_fields.items()
            if key in (name, info.alias)
            for inner in _models(info.annotation)
        ]
    return list(dict.fromkeys(info.alias or name for item in found for name, info in item.model_fields.items()))


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if isinstance(annotation, types.GenericAlias) or typing.get_origin(annotation) is not None:
        return [model for part in typing.get_args(annotation) for model in _models(part)]
    return []
