"""Pages that need no file of their own in docs/: one for each case, tool, plan, country, topic and workshop with a programme.

Their sources are part of the course as soon as the data are read, so that checks and links know them. Before an engine builds,
`write` puts them on disk, where every engine finds them; git ignores them there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from pydantic import BaseModel

from curriculum.findings import Finding
from curriculum.model.country import CountryTopics
from curriculum.model.form import Form
from curriculum.model.site import LANGUAGE, Strings
from curriculum.model.workshop import Workshop
from curriculum.safe import finalize

FIRST = "---\n# Made from data/"
"""How the source of such a page begins: nobody else's page does."""


class UnusableError(Exception):
    """A template from which no page can be made; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


Found = Iterator[tuple[str, str, BaseModel]]


@dataclass(frozen=True)
class Kind:
    """Pages docs/<pages>/<id>.md, written by templates/pages/<template> for each (file, id, record) that `each` finds."""

    pages: str
    template: str
    each: Callable[[Mapping[str, BaseModel]], Found]


def folder(name: str) -> Callable[[Mapping[str, BaseModel]], Found]:
    """Every record of data/<name>/; its id is the name of its file."""

    def each(records: Mapping[str, BaseModel]) -> Found:
        yield from (
            (file, Path(file).stem, record) for file, record in records.items() if file.startswith(f"data/{name}/")
        )

    return each


def _topics(records: Mapping[str, BaseModel]) -> Found:
    file = "data/country-topics.yml"
    topics = records.get(file)
    if isinstance(topics, CountryTopics):
        yield from ((file, topic.id, topic) for topic in topics.topics)


def _cards(records: Mapping[str, BaseModel]) -> Found:
    for file, name, record in folder("forms")(records):
        if isinstance(record, Form) and record.kind == "card":
            yield file, f"{name}-four", record


def _programmes(records: Mapping[str, BaseModel]) -> Found:
    for file, name, record in folder("workshops")(records):
        if isinstance(record, Workshop) and record.programme:
            yield file, name, record


KINDS: tuple[Kind, ...] = (
    Kind("cases", "case.md.j2", folder("cases")),
    Kind("tools", "tool.md.j2", folder("forms")),
    Kind("tools", "tool_four.md.j2", _cards),
    Kind("plans", "plan.md.j2", folder("plans")),
    Kind("countries", "country.md.j2", folder("countries")),
    Kind("countries/topics", "country_topic.md.j2", _topics),
    Kind("workshops/programmes", "workshop.md.j2", _programmes),
)


def sources(root: Path, records: Mapping[str, BaseModel]) -> dict[str, str]:
    """Path below docs/ and text of every page that is made from `records`, which are named by their files.

    Raises UnusableError where a template cannot be used.
    """
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root / "templates" / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    templates.filters["quoted"] = _quoted
    strings = records.get(f"data/strings/{LANGUAGE}.yml")
    if not isinstance(strings, Strings):
        return {}  # the interface texts could not be read, which is a finding of its own
    found: dict[str, str] = {}
    for kind in KINDS:
        try:
            found |= _pages(templates, kind, records, strings)
        except (jinja2.TemplateError, UnicodeDecodeError) as error:
            raise UnusableError(_fault(kind.template, error)) from error
    return found


def _pages(
    templates: jinja2.Environment, kind: Kind, records: Mapping[str, BaseModel], strings: Strings
) -> dict[str, str]:
    template = templates.get_template(kind.template)
    found: dict[str, str] = {}
    for file, name, record in kind.each(records):
        page = f"{kind.pages}/{name}.md"
        found[page] = template.render(
            first=Markup(f"{FIRST.removeprefix('---')[1:]}{file.removeprefix('data/')}; edit that file."),  # noqa: S704
            file=file,
            page=page,
            id=name,
            record=record,
            strings=strings.extra.strings,
        )
    return found


def _fault(template: str, error: Exception) -> Finding:
    said, line = f"cannot be used ({error}); mend it", 1
    if isinstance(error, jinja2.TemplateNotFound):
        said = "is missing; write it"
    elif isinstance(error, jinja2.TemplateSyntaxError):
        said, line = f"cannot be used ({error.message}); mend it", error.lineno
    elif isinstance(error, UnicodeDecodeError):
        said = "is not UTF-8 text; save it again with the encoding UTF-8"
    return Finding(f"templates/pages/{template}", line, "", f"{said}, or get it back from the repository", "T903")


def _quoted(value: Any) -> Markup:
    """A text as YAML in quotes (JSON is YAML)."""
    return Markup(json.dumps(str(value), ensure_ascii=False))  # noqa: S704 - front matter, not HTML


def origin(text: str) -> str:
    """The data file that a made source names in its first line."""
    return "data/" + text.removeprefix(FIRST).partition(";")[0]


def is_made(text: str) -> bool:
    """Whether a page source was made here."""
    return text.startswith(FIRST)


def write(root: Path, made: Mapping[str, str]) -> None:
    """Put the sources below docs/, touch none that is as it should be, and delete those that no record has any more."""
    docs = root / "docs"
    for name, text in made.items():
        path = docs / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for folder in {kind.pages for kind in KINDS}:
        for path in (docs / folder).glob("*.md"):
            name = path.relative_to(docs).as_posix()
            if name not in made and is_made(path.read_text(encoding="utf-8", errors="replace")):
                path.unlink()
