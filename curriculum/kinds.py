"""Records of several kinds, told apart by their field `kind`: pydantic's errors said as if each kind were a model alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from curriculum.findings import nearest
from curriculum.source import Key

KIND = "kind"


def plain_error(error: dict[str, Any], data: Any, fields: Iterable[str]) -> dict[str, Any]:
    """The error without the names of kinds in its place, and with a wrong or missing `kind` as any wrong or missing word.

    `data` is the whole file, `fields` what records at the place of the error may hold.
    """
    loc = without_kinds(error["loc"], data)
    if error["type"] == "union_tag_invalid":
        value, expected = error["input"][KIND], error["ctx"]["expected_tags"]
        return {"type": "literal_error", "loc": (*loc, KIND), "input": value, "ctx": {"expected": expected}}
    if error["type"] == "union_tag_not_found":
        strangers = [str(name) for name in error["input"] if name not in set(fields)]
        misspelt = nearest(KIND, strangers)
        if misspelt is not None:
            return {"type": "extra_forbidden", "loc": (*loc, misspelt), "input": error["input"][misspelt]}
        return {"type": "missing", "loc": (*loc, KIND), "input": error["input"]}
    if error["type"] == "model_attributes_type":
        return {**error, "type": "model_type", "loc": loc}
    return {**error, "loc": loc}


def without_kinds(loc: Sequence[Key], data: Any) -> tuple[Key, ...]:
    """The place of an error without the names of kinds, which pydantic puts after the place of the record."""
    place: list[Key] = []
    for key in loc:
        if isinstance(data, dict):
            if key not in data and key == data.get(KIND):
                continue
            data = data.get(key)
        elif isinstance(data, tuple):
            data = data[key] if isinstance(key, int) and key < len(data) else None
        place.append(key)
    return tuple(place)


def of_kind(models: list[type[BaseModel]], record: Any) -> list[type[BaseModel]]:
    """Those of `models` that are of the record's kind; all of them if it has none that they know."""
    kind = record.get(KIND) if isinstance(record, dict) else None
    return [model for model in models if kind in _kinds(model)] or models


def _kinds(model: type[BaseModel]) -> tuple[Any, ...]:
    field = model.model_fields.get(KIND)
    return get_args(field.annotation) if field is not None and get_origin(field.annotation) is Literal else ()
