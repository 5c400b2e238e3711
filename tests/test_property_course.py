"""One value of a whole course changed: what comes back has a place, nothing wrong passes, and what passes can be shown.

tests/test_property.py holds the same of single files and bytes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from curriculum.checks import check
from curriculum.findings import Finding
from curriculum.known import KINDS, known
from curriculum.load import assemble, data_files, load
from curriculum.model.site import Strings
from curriculum.render import Renderer
from curriculum.source import Path_, parse, read
from curriculum.validate import validate
from tests.small_course import DATE, CourseFolder, make
from tests.test_plans import PLAN
from tests.test_plans import TEXT as PLAN_TEXT
from tests.test_programme import FILE as PROGRAMME
from tests.test_programme import TEXT as PROGRAMME_TEXT
from tests.test_property import QUICK, Dumper, changed, paths, values

UNKNOWN = "no-such-thing"
OF_MISSING = {"Y111"}
"""Findings about a file that is not there."""
TEXTS_BY_NAME = ("extra", "strings")
"""The one place where names are free."""


@dataclass(frozen=True, repr=False)
class File:
    """A data file of the small course: its name, its model, and what stands in it."""

    name: str
    model: type[BaseModel]
    data: Any

    def __repr__(self) -> str:
        return self.name

    def text(self, path: Path_, value: Any) -> str:
        """The file with `value` at `path`."""
        return str(yaml.dump(changed(self.data, path, value), Dumper=Dumper, allow_unicode=True, sort_keys=False))

    def at(self, path: Path_) -> Any:
        """What stands at `path`."""
        found = self.data
        for key in path:
            found = found[key]
        return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """The small course with a plan and a programme: a file of every kind."""
    made = make(tmp_path_factory.mktemp("changed") / "course")
    made.write(PLAN, PLAN_TEXT)
    made.write(PROGRAMME, PROGRAMME_TEXT)
    assert made.report() == []
    return made


@pytest.fixture(scope="module")
def files(folder: CourseFolder) -> list[File]:
    found = []
    for name, path, model in data_files(folder.root / "data"):
        document, _ = read(path, name)
        if model is not None and document is not None:  # a stranger among the files has no model
            found.append(File(name, model, document.data))
    return found


def said_of(folder: CourseFolder, file: File, text: str) -> list[str]:
    """What the checks say of the course with `text` in `file`, which is as before afterwards.

    Fails for a finding without a place, and where a course that passes cannot be shown.
    """
    path = folder.root / file.name
    before = path.read_bytes()
    path.write_text(text, encoding="utf-8")
    try:
        loaded = load(folder.root)
        found = check(loaded, folder.root)
        assert [str(finding) for finding in found if not placed(folder.root, finding)] == []
        if not found:
            show(Renderer(assemble(loaded, dt.date.fromisoformat(DATE)), folder.root))
        return [str(finding) for finding in found]
    finally:
        path.write_bytes(before)


def placed(root: Path, finding: Finding) -> bool:
    """Whether a finding names a file, a line of it, and something in one line."""
    path = root / finding.file
    lines = path.read_text(encoding="utf-8").count("\n") + 1 if path.is_file() else int(finding.code in OF_MISSING)
    return bool(finding.file and 1 <= finding.line <= lines and finding.message) and "\n" not in str(finding)


def show(renderer: Renderer) -> None:
    """Put out every macro of every page."""
    for name, page in renderer.course.pages.items():
        for call in page.calls:
            renderer.macro(call.name, name, *call.args, **call.kwargs, **({"body": "x"} if call.block else {}))


def test_any_value_anywhere(folder: CourseFolder, files: list[File]) -> None:
    """A value at will, or one that stands elsewhere, in the place of any other."""

    @settings(QUICK, max_examples=80)
    @given(choice=st.data())
    def hold(choice: st.DataObject) -> None:
        file = choice.draw(st.sampled_from(files))
        path = choice.draw(st.sampled_from(paths(file.data)))
        other = choice.draw(st.sampled_from(files))
        elsewhere = st.sampled_from(paths(other.data)).map(other.at)
        said_of(folder, file, file.text(path, choice.draw(st.one_of(values, elsewhere))))

    hold()


def test_a_bare_text_in_the_place_of_a_file_is_the_only_thing_said(folder: CourseFolder, files: list[File]) -> None:
    for file in files:
        said = f"{file}:1: must hold fields such as `title: ...`, not a bare list or text [S204]"
        assert said_of(folder, file, "help\n") == [said]


def test_a_field_that_is_not_known_is_refused_in_every_place(files: list[File]) -> None:
    passed = []
    for file in files:
        for path in paths(file.data):
            if isinstance(inner := file.at(path), dict) and path != TEXTS_BY_NAME:
                said = found_in(file, file.text(path, {**inner, UNKNOWN: "x"}))
                passed += [] if any(UNKNOWN in finding.message for finding in said) else [(file, path)]
    assert passed == []


def test_nothing_takes_the_place_of_a_text_or_number(files: list[File]) -> None:
    passed = []
    for file in files:
        for path in paths(file.data) if file.model is not Strings else [("extra", "strings", "january")]:
            for wrong in ({"a": "x"}, [["x"]]):
                if not isinstance(file.at(path), dict | tuple) and not found_in(file, file.text(path, wrong)):
                    passed.append((file, path, wrong))
    assert passed == []


def found_in(file: File, text: str) -> list[Finding]:
    """What reading a file alone finds."""
    document, findings = parse(text, file.name)
    return [*findings, *(validate(file.model, document)[1] if document is not None else [])]


def test_an_id_that_nothing_has_is_refused_wherever_an_id_stands(folder: CourseFolder, files: list[File]) -> None:
    loaded = load(folder.root)
    ids = known(loaded, folder.root)
    names = {name for kind in KINDS for name in ids.names(kind)}
    for module in loaded.folder("modules").values():
        names |= {item.id for item in (*module.objectives, *module.sessions)}
    places = [(file, path) for file in files for path in paths(file.data) if stands(file.at(path), names)]
    assert len(places) > 100
    passed = [(file.name, path) for file, path in places if not said_of(folder, file, file.text(path, UNKNOWN))]
    assert passed == [
        ("data/roles.yml", ("roles", 1, "id")),  # an id of its own, to which nothing here refers
        ("data/glossary.yml", ("terms", 1, "term")),  # words that are written like an id
        ("data/instruments.yml", ("instruments", 0, "id")),
    ]


def stands(value: Any, names: set[str]) -> bool:
    return isinstance(value, str) and value in names
