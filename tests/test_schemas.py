"""The JSON Schemas for editors: fresh, named by each data file, and true of what the files hold."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from curriculum import schemas
from curriculum.load import FILES, FOLDERS
from curriculum.source import read
from tests.small_course import ROOT, CourseFolder

FOUND = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "data").rglob("*.yml")
    if path.name in FILES or path.parent.name in FOLDERS
)


def plain(data: Any) -> Any:
    """Data as JSON holds them."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, tuple):
        return [plain(value) for value in data]
    return data.isoformat() if isinstance(data, dt.date) else data


@pytest.mark.parametrize("file", FOUND)
def test_a_data_file_names_its_schema_in_its_first_line(file: str) -> None:
    assert (ROOT / file).read_text(encoding="utf-8").splitlines()[0] == schemas.first_line(file)


@pytest.mark.parametrize("file", FOUND)
def test_a_schema_accepts_the_real_file(file: str) -> None:
    document, findings = read(ROOT / file, file)
    assert findings == []
    assert document is not None
    jsonschema.validate(plain(document.data), json.loads(schemas.schemas()[schemas.schema_name(file)]))


def test_a_schema_refuses_a_field_that_the_model_does_not_know() -> None:
    schema = json.loads(schemas.schemas()["places.schema.json"])
    with pytest.raises(jsonschema.ValidationError, match="'colour' was unexpected"):
        jsonschema.validate({"places": [{"code": "TH", "name": "Thailand", "colour": "red"}]}, schema)


def test_the_schemas_of_the_repository_are_fresh() -> None:
    assert [str(finding) for finding in schemas.stale(ROOT / "data/schemas")] == []


def test_a_stale_schema_is_named(course_folder: CourseFolder) -> None:
    course_folder.write("data/schemas/places.schema.json", "{}\n")
    (course_folder.root / "data/schemas/roles.schema.json").unlink()
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "check")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "data/schemas/places.schema.json:1: is stale; run `make schemas` [S208]",
        "data/schemas/roles.schema.json:1: is stale; run `make schemas` [S208]",
        "2 problems. ADAPTING.md explains each code in square brackets.",
    ]


def test_writing_makes_them_fresh_and_deletes_what_no_model_has(tmp_path: Path) -> None:
    (tmp_path / "old.schema.json").write_text("{}")
    schemas.write(tmp_path)
    assert schemas.stale(tmp_path) == []
    assert not (tmp_path / "old.schema.json").exists()
