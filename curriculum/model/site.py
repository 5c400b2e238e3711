"""What the site says around the modules: the course itself, roles, organisations, places, interface text, redirects."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from curriculum.model.base import (
    CountryCode,
    LanguageTag,
    Line,
    MarkdownText,
    Minutes,
    PagePath,
    Plain,
    Record,
    Slug,
    Url,
)

LANGUAGE = "en"
"""The language of the texts of the interface."""


class TimeStart(Record):
    """Where to start with so many minutes."""

    minutes: Minutes
    title: Line
    page: PagePath


class CourseFile(Record):
    """data/course.yml."""

    title: Line
    subtitle: Line
    summary: Plain
    language: LanguageTag
    content_licence: Line
    content_licence_url: Url
    code_licence: Line
    modules: Annotated[tuple[Slug, ...], Field(min_length=1)]
    starts: Annotated[tuple[TimeStart, ...], Field(min_length=1)]


class Role(Record):
    """A kind of reader, with the modules to take in order and the page to start on."""

    id: Slug
    title: Line
    summary: MarkdownText
    start: PagePath
    modules: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Roles(Record):
    """data/roles.yml."""

    roles: Annotated[tuple[Role, ...], Field(min_length=1)]


class Organisation(Record):
    """A body that a workshop names. Naming it implies no endorsement."""

    id: Slug
    name: Line
    short: Line | None = None
    url: Url | None = None
    note: Line | None = None


class Organisations(Record):
    """data/organisations.yml."""

    organisations: tuple[Organisation, ...]


class NamedPlace(Record):
    """A country that a workshop names and that has no country file, by the name that the United Nations uses."""

    code: CountryCode
    name: Line


class Places(Record):
    """data/places.yml."""

    places: tuple[NamedPlace, ...]


class Redirect(Record):
    """An address that changed: `old` is gone, `new` is where its content is now."""

    old: PagePath
    new: PagePath


class Redirects(Record):
    """data/redirects.yml."""

    redirects: tuple[Redirect, ...]


class Exit(Record):
    """The outside page that the quick exit opens."""

    url: Url
    label: Line
    note: Line


class Extra(Record):
    """What theme and macros say in the reader's language."""

    language: LanguageTag
    direction: Annotated[str, Field(pattern="^(ltr|rtl)$")]
    exit: Exit
    strings: dict[str, Line]


class Strings(Record):
    """data/strings/<language>.yml: MkDocs inherits it, so that the theme reads the same words as the macros."""

    extra: Extra
