"""Load every data file and page source into one frozen Course, with all findings at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from curriculum import generated
from curriculum.findings import Finding
from curriculum.model.case import Case
from curriculum.model.changes import Change, Changes
from curriculum.model.country import Country, CountryTopic, CountryTopics
from curriculum.model.course_test import CourseTest
from curriculum.model.evaluation import Evaluation
from curriculum.model.form import Form
from curriculum.model.glossary import Glossary, Term
from curriculum.model.guide import Guide
from curriculum.model.module import Module
from curriculum.model.outcomes import Outcomes
from curriculum.model.plan import Plan
from curriculum.model.quiz import Quiz
from curriculum.model.reference import Instrument, Instruments, Reference, References
from curriculum.model.search import Search
from curriculum.model.site import (
    LANGUAGE,
    CourseFile,
    Extra,
    NamedPlace,
    Organisation,
    Organisations,
    Places,
    Redirect,
    Redirects,
    Role,
    Roles,
    Strings,
)
from curriculum.model.wording import Wordings
from curriculum.model.workshop import Workshop
from curriculum.pages import PageSource, Slot, read_page, read_pages
from curriculum.source import Document, Path_, read
from curriculum.validate import validate

FILES: dict[str, type[BaseModel]] = {
    "course.yml": CourseFile,
    "roles.yml": Roles,
    "glossary.yml": Glossary,
    "references.yml": References,
    "instruments.yml": Instruments,
    "organisations.yml": Organisations,
    "places.yml": Places,
    "country-topics.yml": CountryTopics,
    "changes.yml": Changes,
    "evaluation.yml": Evaluation,
    "redirects.yml": Redirects,
    "search.yml": Search,
    "wording.yml": Wordings,
}
"""Single files of data/ and the model of each."""

FOLDERS: dict[str, type[BaseModel]] = {
    "modules": Module,
    "quizzes": Quiz,
    "guides": Guide,
    "tests": CourseTest,
    "cases": Case,
    "forms": Form,
    "plans": Plan,
    "workshops": Workshop,
    "outcomes": Outcomes,
    "countries": Country,
    "strings": Strings,
}
"""Folders of data/ in which each file is one record."""

ID_FIELD = {
    "modules": "id",
    "quizzes": "module",
    "guides": "module",
    "tests": "id",
    "cases": "id",
    "forms": "id",
    "plans": "id",
    "workshops": "id",
    "outcomes": "workshop",
    "countries": "code",
}


@dataclass(frozen=True)
class Course:
    """Everything the site is made of. Mappings are in the order of the files, modules in the order of the course."""

    about: CourseFile
    roles: tuple[Role, ...]
    modules: Mapping[str, Module]
    quizzes: Mapping[str, Quiz]
    guides: Mapping[str, Guide]
    tests: Mapping[str, CourseTest]
    cases: Mapping[str, Case]
    forms: Mapping[str, Form]
    plans: Mapping[str, Plan]
    workshops: Mapping[str, Workshop]
    evaluation: Evaluation
    outcomes: Mapping[str, Outcomes]
    countries: Mapping[str, Country]
    topics: Mapping[str, CountryTopic]
    glossary: Mapping[str, Term]
    references: Mapping[str, Reference]
    instruments: Mapping[str, Instrument]
    organisations: Mapping[str, Organisation]
    places: Mapping[str, NamedPlace]
    changes: tuple[Change, ...]
    redirects: tuple[Redirect, ...]
    search: Search
    extra: Extra
    pages: Mapping[str, PageSource]
    today: dt.date

    def instrument_of(self, reference: str) -> Instrument | None:
        """The instrument whose text is `reference`, if there is one."""
        return next((item for item in self.instruments.values() if item.reference == reference), None)

    def country_name(self, code: str) -> str:
        """The name of a country as the United Nations writes it. Raises KeyError for a code that the course does not name."""
        if code in self.countries:
            return self.countries[code].name
        return self.places[code].name


@dataclass(frozen=True)
class Loaded:
    """What could be read: the records by file, the places in them, the pages, and what went wrong on the way."""

    records: Mapping[str, BaseModel]
    documents: Mapping[str, Document]
    pages: Mapping[str, PageSource]
    findings: tuple[Finding, ...]
    made: Mapping[str, str] = field(default_factory=dict)
    """The text of every page that is made from a data file, by its path below docs/."""

    @property
    def all_made(self) -> bool:
        """Whether every page that is made from a data file could be made."""
        return not any(finding.code == "T903" for finding in self.findings)

    def folder(self, name: str) -> dict[str, Any]:
        """The records of data/<name>/ by their id."""
        prefix = f"data/{name}/"
        found = [record for file, record in self.records.items() if file.startswith(prefix)]
        return {getattr(record, ID_FIELD[name]): record for record in found}

    def references(self) -> Iterator[tuple[Reference, Document, Path_]]:
        """Every reference that could be read, with its document and place: the shared ones, then those of country files."""
        for file, record in self.records.items():
            if isinstance(record, References | Country):
                for index, reference in enumerate(record.references):
                    yield reference, self.documents[file], ("references", index)

    def file(self, name: str) -> Any:
        """The record of data/<name>, or None if it could not be read."""
        return self.records.get(f"data/{name}")


def data_files(data: Path) -> Iterator[tuple[str, Path, type[BaseModel] | None]]:
    """Each file of data/ with its name in messages and its model, in a fixed order; the model is None for a stranger."""
    for name, model in FILES.items():
        yield f"data/{name}", data / name, model
    for folder, model in FOLDERS.items():
        for path in sorted((data / folder).glob("*.yml")):
            yield f"data/{folder}/{path.name}", path, model
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data).as_posix()
        folder = name.rpartition("/")[0]
        if path.is_dir() or "/." in f"/{name}" or name in FILES or folder == "schemas":
            continue
        if path.suffix in {".yml", ".yaml", ".json"} if folder not in FOLDERS else path.suffix != ".yml":
            yield f"data/{name}", path, None


def load(root: Path) -> Loaded:
    """Read data/ and docs/ below `root`. Nothing is raised for a fault in a file: it becomes a finding."""
    records: dict[str, BaseModel] = {}
    documents: dict[str, Document] = {}
    findings: list[Finding] = []
    for name, path, model in data_files(root / "data"):
        if model is None:
            known = "; data files end in .yml and have the names that data/README.md lists"
            findings.append(Finding(name, 1, "", f"is not a file that the course reads{known}", "Y112"))
            continue
        document, faults = read(path, name)
        findings += faults
        if document is None:
            continue
        documents[name] = document
        record, wrong = validate(model, document)
        findings += [finding for finding in wrong if not any(_inside(finding, fault) for fault in faults)]
        if record is None or faults:
            continue
        if misnamed := _file_name(path, record, document):
            findings.append(misnamed)  # under either name all that leads here would be a fault too
            continue
        records[name] = record
    pages, faults = read_pages(root / "docs")
    try:
        made = generated.sources(root, records)
    except generated.UnusableError as error:
        made = {}
        faults.append(error.finding)
    for name, text in made.items():
        if name in pages:
            message = f"stands where the page of {generated.origin(text)} is made; delete this file or rename it"
            faults.append(Finding(f"docs/{name}", 1, "", message, "P807"))
            continue
        page, found = read_page(name, text)
        pages[name] = replace(page, slots=_slots_of_tool(name, records, documents))
        faults += found
    return Loaded(records, documents, dict(sorted(pages.items())), (*findings, *faults), made)


def _slots_of_tool(page: str, records: Mapping[str, BaseModel], documents: Mapping[str, Document]) -> tuple[Slot, ...]:
    """The adaptable passages of the tool whose page is `page`: they stand in its data file."""
    file = f"data/forms/{Path(page).stem}.yml"
    form = records.get(file) if page.startswith("tools/") else None
    if not isinstance(form, Form):
        return ()
    return tuple(
        Slot(part.passage, part.text, documents[file].line(("parts", index, "text")), file)
        for index, part in enumerate(form.parts)
        if part.passage and part.text
    )


def _inside(finding: Finding, fault: Finding) -> bool:
    """Whether `finding` only follows from `fault`, because it is about the same value or a part of it."""
    return f"{finding.where}.".replace("[", ".").startswith(f"{fault.where}.".replace("[", "."))


def _file_name(path: Path, record: BaseModel, document: Document) -> Finding | None:
    """What is wrong where a record has another id than its file, or None."""
    if (field := ID_FIELD.get(path.parent.name)) is None:
        return None
    identity = str(getattr(record, field)).lower()
    if path.stem == identity:
        return None
    return document.finding(
        (field,), f'is "{identity}", but the file is called {path.name}; make them the same', "Y112"
    )


def assemble(loaded: Loaded, today: dt.date) -> Course:
    """The Course from records that passed every check. `today` is the day of the build."""
    about: CourseFile = loaded.file("course.yml")
    modules = loaded.folder("modules")
    return Course(
        about=about,
        roles=loaded.file("roles.yml").roles,
        modules={name: modules[name] for name in about.modules},
        quizzes=loaded.folder("quizzes"),
        guides=loaded.folder("guides"),
        tests=loaded.folder("tests"),
        cases=loaded.folder("cases"),
        forms=loaded.folder("forms"),
        plans=loaded.folder("plans"),
        workshops=dict(sorted(loaded.folder("workshops").items(), key=lambda item: item[1].starts)),
        evaluation=loaded.file("evaluation.yml"),
        outcomes=loaded.folder("outcomes"),
        countries=loaded.folder("countries"),
        topics={topic.id: topic for topic in loaded.file("country-topics.yml").topics},
        glossary={term.id: term for term in sorted(loaded.file("glossary.yml").terms, key=lambda t: t.term.casefold())},
        references={item.id: item for item, _, _ in loaded.references()},
        instruments={item.id: item for item in loaded.file("instruments.yml").instruments},
        organisations={item.id: item for item in loaded.file("organisations.yml").organisations},
        places={item.code: item for item in loaded.file("places.yml").places},
        changes=loaded.file("changes.yml").changes,
        redirects=loaded.file("redirects.yml").redirects,
        search=loaded.file("search.yml"),
        extra=loaded.file(f"strings/{LANGUAGE}.yml").extra,
        pages=loaded.pages,
        today=today,
    )
