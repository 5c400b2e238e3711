"""Types that every record is made of. Text is plain unless its type says that it may hold Markdown."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, ClassVar, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
    """A model is built when a file of its kind is read: not each part for itself as well, when the module is imported."""


def _no_control(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("holds an invisible control character; delete it and type the text again")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("must be one line; join the lines, or use > to fold them")
    return text


def _https(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    if parts is None or parts.scheme not in {"http", "https"} or not host or re.search(r"[\s<>\"'`\\]", text):
        raise ValueError("must be a web address that starts with https:// or http://")
    return text


def _empty_is_none_yet(value: Any) -> Any:
    return () if value is None else value


T = TypeVar("T")
Listed = Annotated[
    tuple[T, ...], BeforeValidator(_empty_is_none_yet), Field(json_schema_extra={"type": ["array", "null"]})
]
"""A list that may be empty, also as a field without a value: a file to fill in has notes there and nothing else yet."""


class Markdown:
    """Marks a text that may hold Markdown (no raw HTML, no macros)."""


Plain = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), AfterValidator(_no_control)
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=400),
    AfterValidator(_no_control),
    AfterValidator(_one_line),
]
MarkdownText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=8000),
    AfterValidator(_no_control),
    Markdown(),
    Field(json_schema_extra={"contentMediaType": "text/markdown"}),
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Url = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_no_control), AfterValidator(_https)]
Minutes = Annotated[int, Field(ge=1, le=600, description="whole minutes")]
Count = Annotated[int, Field(ge=0, le=100_000)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), Field(description="ISO 3166-1 alpha-2")]
LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"), Field(description="BCP 47")
]
PhoneNumber = Annotated[
    str,
    StringConstraints(pattern=r"^(\+[1-9][0-9]{6,14}|[0-9*#]{2,6})$"),
    Field(
        description="E.164, such as +6621234567, or a national short code of two to six digits",
        examples=["1300", "+60312345678"],
    ),
]
Doi = Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/[!-~]+$", max_length=200)]
PagePath = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9/-]*\.md(#[a-z0-9_-]+)?$"),
    Field(description="path below docs/, with an anchor if wanted: modules/foundations/index.md#key-points"),
]
Date = dt.date
