"""Words of the interface, which translators write, never become markup either (tests/test_safe.py holds all other texts)."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.small_course import CourseFolder, contents
from tests.test_plans import PLAN
from tests.test_plans import TEXT as PLAN_TEXT
from tests.test_programme import FILE as PROGRAMME
from tests.test_programme import TEXT as PROGRAMME_TEXT
from tests.test_safe import skeleton

STRINGS = "data/strings/en.yml"
HOSTILE = '<script>alert(1)</script> "><img src=x onerror=a()> *s* _l_ [x](javascript:a()) {{ 7*7 }} {% raw %} <b>x</b>'
OF_PAGES = re.compile("_title$")
"""Names of texts that have to stand in a page source too."""
OF_HEADING = re.compile(r"(id|href)=#?[a-z-]+-mark.*")
"""Ids that the engine makes of a heading."""


def built(pristine: CourseFolder, folder: Path, more: str) -> dict[str, bytes]:
    """The pages of the small course with `more` behind every text of the interface."""
    shutil.copytree(pristine.root, folder)
    course = CourseFolder(folder)
    course.write(PLAN, PLAN_TEXT)
    course.write(PROGRAMME, PROGRAMME_TEXT)
    texts = yaml.safe_load((folder / STRINGS).read_text(encoding="utf-8"))
    words = texts["extra"]["strings"]
    words.update({name: f"{text} Mark {more}".strip() for name, text in words.items() if not OF_PAGES.search(name)})
    course.write(STRINGS, yaml.safe_dump(texts, allow_unicode=True, sort_keys=False))
    made = course.build()
    assert (made.returncode, made.stderr) == (0, "")
    return {name: page for name, page in contents(folder / "site").items() if name.endswith(".html")}


def of_page(page: bytes) -> Counter[tuple[str, ...]]:
    """Every element with its attributes, but for the words in it and what is made of them."""
    found: Counter[tuple[str, ...]] = Counter()
    for (tag, *attributes), number in skeleton(page).items():
        kept = [OF_HEADING.sub(r"\1", re.sub("Mark.*", "Mark", each, flags=re.DOTALL)) for each in attributes]
        found[(tag, *kept)] += number
    return found


@pytest.fixture(scope="module")
def calm(pristine: CourseFolder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(pristine, tmp_path_factory.mktemp("calm") / "course", "")


@pytest.fixture(scope="module")
def hostile(pristine: CourseFolder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(pristine, tmp_path_factory.mktemp("hostile") / "course", HOSTILE)


def test_no_element_or_attribute_comes_of_a_text(calm: dict[str, bytes], hostile: dict[str, bytes]) -> None:
    assert sorted(hostile) == sorted(calm)
    for name, page in hostile.items():
        more, fewer = of_page(page) - of_page(calm[name]), of_page(calm[name]) - of_page(page)
        assert (name, dict(more), dict(fewer)) == (name, {}, {})


def test_every_page_shows_such_a_text(hostile: dict[str, bytes]) -> None:
    without = {"blank.html", "modules/old-name/index.html"}  # the neutral page, and one that leads on
    assert {name for name, page in hostile.items() if b"alert(1)" not in page} == without
