"""What build/packs/ holds: packs.json lists it, so that the site can publish it and say how big everything is."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "packs.json"


@dataclass(frozen=True)
class File:
    """A file of a pack: its place below the packs, its format, its size in bytes, and its pages or slides where they are known."""

    path: str
    format: str
    size: int
    pages: int | None = None


@dataclass(frozen=True)
class Row:
    """A document of a pack in all its formats."""

    title: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class Listed:
    """A pack: its documents, and one file with all of them."""

    id: str
    kind: str
    title: str
    rows: tuple[Row, ...]
    all: File | None


@dataclass(frozen=True)
class Manifest:
    """Packs that were made on a day, from sources with that digest. `country` is the code of the edition, or ""."""

    made_on: dt.date
    country: str
    sources: str
    packs: tuple[Listed, ...]


def write(manifest: Manifest, folder: Path) -> None:
    """Write packs.json into `folder`."""
    data = {**asdict(manifest), "made_on": manifest.made_on.isoformat()}
    (folder / NAME).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest | None:
    """What `folder` holds; None where there are no packs."""
    path = folder / NAME
    if not path.exists():
        return None
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    packs = tuple(
        Listed(
            pack["id"],
            pack["kind"],
            pack["title"],
            tuple(Row(row["title"], tuple(File(**file) for file in row["files"])) for row in pack["rows"]),
            File(**pack["all"]) if pack["all"] else None,
        )
        for pack in data["packs"]
    )
    return Manifest(dt.date.fromisoformat(data["made_on"]), data["country"], data["sources"], packs)
