"""Terms of the field, each with a sourced definition in the course's own words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from curriculum.model.base import Line, MarkdownText, Record, Slug


class TermSource(Record):
    """Where a definition comes from."""

    reference: Slug
    pinpoint: Line | None = None


class Term(Record):
    """A term. `sources` is empty only where the definition is the course's own, which the page then says."""

    id: Slug
    term: Line
    also: tuple[Line, ...] = ()
    definition: MarkdownText
    sources: tuple[TermSource, ...] = ()
    see: tuple[Slug, ...] = ()


class Glossary(Record):
    """data/glossary.yml."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
