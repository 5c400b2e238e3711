"""What the search knows beside the pages: words of one meaning, and what people type with the pages that should come first."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from curriculum.model.base import Listed, PagePath, Record

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\n\r\t]+$")]
"""A word or a few, as somebody types them. Not prose of the site: it shows them nowhere."""


class Query(Record):
    """What somebody types, and the pages of which one should be among the first three results."""

    words: Words
    pages: Annotated[tuple[PagePath, ...], Field(min_length=1)]


class Search(Record):
    """data/search.yml."""

    synonyms: Listed[Annotated[tuple[Words, ...], Field(min_length=2)]]
    queries: Listed[Query]
