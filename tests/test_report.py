"""Each statement of the workshop report of 11 June 2014: where the data hold it, and the words that a reader finds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from curriculum.source import read
from tests.small_course import ROOT

STATEMENTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "report-statements.yml").read_text(encoding="utf-8")
)
IDS = [f"{number}: {row['statement'][:40]}" for number, row in enumerate(STATEMENTS, start=1)]


def value_at(place: str) -> Any:
    """The value at `data/workshops/x.yml: topics[data-exchange].title`; an item of a list is found by number or by id."""
    file, _, path = place.partition(": ")
    document, _ = read(ROOT / file, file)
    assert document is not None, file
    value: Any = document.data
    for key in re.findall(r"[^.\[\]]+", path.strip()):
        if isinstance(value, dict):
            value = value[key]
        elif key.isdigit():
            value = value[int(key)]
        else:
            value = next(item for item in value if key in (item.get("id"), item.get("code")))
    return value


def folded(text: str) -> str:
    return " ".join(text.split())


def text_of(page: Path) -> str:
    """The words of the main part of a built page, with a blank between elements."""
    [main] = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8")).xpath("//main")
    return folded(" ".join(main.itertext()))


@pytest.mark.parametrize("row", STATEMENTS, ids=IDS)
def test_the_data_hold_the_statement(row: dict[str, Any]) -> None:
    found = value_at(row["data"])
    if isinstance(row["value"], str) and not isinstance(found, str):
        found = str(found)
    assert (list(found) if isinstance(found, tuple) else found) == row["value"]


@pytest.mark.parametrize("row", STATEMENTS, ids=IDS)
def test_a_reader_finds_the_statement(row: dict[str, Any], site: Path) -> None:
    page = site / row["page"] / "index.html"
    tight = re.sub(r"\s+([,.;:)])|(\()\s+", r"\1\2", text_of(page))
    assert re.sub(r"\s+([,.;:)])|(\()\s+", r"\1\2", folded(row["text"])) in tight


def test_there_are_forty_statements_or_more() -> None:
    assert len({(row["statement"], row["data"]) for row in STATEMENTS}) >= 40


def test_every_record_of_the_workshop_stands_behind_a_statement() -> None:
    """The table and the record cover each other: no part of the record is without a statement of the report."""
    file = "data/workshops/2014-06-jeju.yml"
    document, _ = read(ROOT / file, file)
    assert document is not None
    of_the_report = set(document.data) - {
        "id",
        "summary",
        "held",
        "contradictions",
        "not_published",
        "publish",
        "sources",
    }
    covered = {re.split(r"[.\[]", row["data"].partition(": ")[2])[0] for row in STATEMENTS if file in row["data"]}
    assert sorted(of_the_report - covered) == []
