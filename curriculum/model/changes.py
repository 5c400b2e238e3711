"""What changed in the content of the course, for those who taught it before."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from curriculum.model.base import Date, MarkdownText, Record, Slug

ChangeKind = Literal["correction", "law", "teaching", "exercise", "session plan", "new"]


class Change(Record):
    """A change of content: when, in which modules, what, and what to do about it if one taught the older text."""

    on: Date
    modules: Annotated[tuple[Slug, ...], Field(min_length=1)]
    kind: ChangeKind
    what: MarkdownText
    do: MarkdownText | None = None


class Changes(Record):
    """data/changes.yml, newest first."""

    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
