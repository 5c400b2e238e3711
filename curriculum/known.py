"""Which ids exist, by kind. A kind is None where a file of it could not be read: then nothing is said about its ids."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from curriculum.load import FILES, FOLDERS, Loaded

KINDS = (
    "reference",
    "term",
    "module",
    "activity",
    "guide",
    "worksheet",
    "test",
    "case",
    "form",
    "plan",
    "workshop",
    "country",
    "topic",
    "organisation",
    "instrument",
    "role",
    "passage",
    "diagram",
)

_FROM_FILE = {
    "references.yml": ("reference",),
    "glossary.yml": ("term",),
    "country-topics.yml": ("topic",),
    "organisations.yml": ("organisation",),
    "instruments.yml": ("instrument",),
    "roles.yml": ("role",),
    "modules": ("module", "activity"),
    "guides": ("guide", "worksheet"),
    "tests": ("test",),
    "cases": ("case",),
    "forms": ("form",),
    "plans": ("plan",),
    "workshops": ("workshop",),
    "countries": ("country", "reference"),
}


@dataclass(frozen=True)
class Known:
    """`ids[kind]` is the set of ids of a kind, or None where it cannot be told."""

    ids: dict[str, frozenset[str] | None]
    whole: bool

    def missing(self, kind: str, name: str) -> bool:
        """Whether `name` is surely no id of `kind`."""
        found = self.ids[kind]
        return found is not None and name not in found

    def names(self, kind: str) -> frozenset[str]:
        """The ids of a kind, for a suggestion."""
        return self.ids[kind] or frozenset()


def known(loaded: Loaded, root: Path) -> Known:
    """Collect the ids of every kind from what could be read below `root`."""
    ids: dict[str, set[str] | None] = {kind: set() for kind in KINDS}

    def add(kind: str, names: list[str]) -> None:
        found = ids[kind]
        if found is not None:
            found.update(names)

    for file, kind, field in (
        ("glossary.yml", "term", "terms"),
        ("country-topics.yml", "topic", "topics"),
        ("organisations.yml", "organisation", "organisations"),
        ("instruments.yml", "instrument", "instruments"),
        ("roles.yml", "role", "roles"),
    ):
        record = loaded.file(file)
        add(kind, [item.id for item in getattr(record, field)] if record is not None else [])
    add("reference", [item.id for item, _, _ in loaded.references()])
    add("module", list(loaded.folder("modules")))
    add("activity", [item.id for module in loaded.folder("modules").values() for item in module.activities])
    add("guide", list(loaded.folder("guides")))
    add("worksheet", [item.id for guide in loaded.folder("guides").values() for item in guide.worksheets])
    for kind in ("test", "case", "form", "plan"):
        add(kind, list(loaded.folder(f"{kind}s")))
    add("workshop", list(loaded.folder("workshops")))
    add("country", list(loaded.folder("countries")))
    add("passage", [slot.id for page in loaded.pages.values() for slot in page.slots])
    add("diagram", [path.stem for path in (root / "docs/assets/images").glob("*.svg")])
    broken = _broken(loaded, root)
    for kind in broken & set(KINDS):
        ids[kind] = None
    fixed = {kind: None if names is None else frozenset(names) for kind, names in ids.items()}
    return Known(fixed, loaded.all_made and not broken)


def _broken(loaded: Loaded, root: Path) -> set[str]:
    """Kinds of which some file did not become a record."""
    broken: set[str] = set()
    for name in FILES:
        if f"data/{name}" not in loaded.records:
            broken.update(_FROM_FILE.get(name, ("other",)))
    for folder in FOLDERS:
        for path in (root / "data" / folder).glob("*.yml"):
            if f"data/{folder}/{path.name}" not in loaded.records:
                broken.update(_FROM_FILE.get(folder, ("other",)))
    return broken
