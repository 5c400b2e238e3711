"""JSON Schemas of the data files, so that an editor can complete and check while a trainer types."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from curriculum.findings import Finding
from curriculum.load import FILES, FOLDERS


def schema_name(file: str) -> str:
    """The schema of a data file: `data/modules/x.yml` -> module.schema.json, `data/roles.yml` -> roles.schema.json."""
    parts = file.removeprefix("data/").split("/")
    return f"{parts[0].removesuffix('.yml')}.schema.json"


def schemas() -> dict[str, str]:
    """Name and text of every schema."""
    models: dict[str, type[BaseModel]] = {name.removesuffix(".yml"): model for name, model in FILES.items()}
    models.update(FOLDERS)
    return {f"{name}.schema.json": _text(model) for name, model in sorted(models.items())}


def _text(model: type[BaseModel]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write every schema into `folder` and delete schemas that no model has any more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = schemas()
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def stale(folder: Path) -> list[Finding]:
    """A finding for each schema that is not what the models say now."""
    found = []
    for name, text in schemas().items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            found.append(Finding(f"data/schemas/{name}", 1, "", "is stale; run `make schemas`", "S208"))
    return found


def first_line(file: str) -> str:
    """The line that names the schema at the top of a data file."""
    depth = file.removeprefix("data/").count("/")
    return f"# yaml-language-server: $schema={'../' * depth}schemas/{schema_name(file)}"
