"""Generated courses: the small course of the tests with N more pages of about 1,200 words and ten macro calls each.

The same pages can be built in four ways, each by a settings file of its own: `mkdocs.yml` (ours), `stock.yml` (Material as it
comes, with our macros), `expanded.yml` (ours with the macros already expanded: no data, no macro), and `mkdocs.yml` by Zensical.
"""

from __future__ import annotations

import functools
import random
import shutil
from pathlib import Path

import jinja2

from curriculum.macros import MACROS
from curriculum.site import renderer
from tests.small_course import ROOT, make

SECTIONS, PARAGRAPHS, WORDS = 6, 4, 49
SYLLABLES = ("ta", "ri", "no", "sel", "ma", "ko", "un", "der", "pa", "lis", "ve", "con")
CALLS = (
    '{{ term("trafficking-in-persons") }}',
    '{{ cite("un-2000-trafficking-protocol", "art. 6(3)") }}',
    '{{ term("non-refoulement") }}',
    '{{ cite("example-2014-report") }}',
    '{{ cite("un-2000-trafficking-protocol", "art. 6(3)") }}',
    '{{ cite("example-2020-catalogue") }}',
    '{{ term("non-refoulement", "not sent back") }}',
    '{{ cite("example-2014-report") }}',
)
CLOSING = "\n## Words on this page\n\n{{ page_words() }}\n\n## Sources on this page\n\n{{ page_sources() }}\n"  # the tenth call
PAGES_OF_PART, PAGES_OF_GROUP = 100, 10

STOCK = """INHERIT: mkdocs.yml
theme: {name: material, custom_dir: stock, language: en, font: false, features: []}
plugins: [search, {macros: {module_name: macros, on_undefined: strict, on_error_fail: true}}]
"""
EXPANDED = """INHERIT: mkdocs.yml
docs_dir: build/expanded
plugins: []
"""


def course(folder: Path, number: int) -> Path:
    """Write a course with `number` generated pages into `folder`, with the settings of each way to build it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = make(folder)
    names = [_name(index) for index in range(number)]
    for index, name in enumerate(names):
        made.write(f"docs/{name}", page(index))
    made.edit("mkdocs.yml", "  - About:\n", f"{_navigation(names)}  - About:\n")
    ways(folder)
    return folder


def ways(folder: Path) -> None:
    """Settings and sources for the other ways to build the course in `folder`."""
    (folder / "stock.yml").write_text(STOCK, encoding="utf-8")
    (folder / "stock").mkdir(exist_ok=True)
    for template in (folder / "templates/theme").glob("*.html"):
        if template.name not in {"main.html", "404.html"}:  # pages name these; Material has one layout for all
            (folder / "stock" / template.name).write_text('{% extends "main.html" %}', encoding="utf-8")
    (folder / "expanded.yml").write_text(EXPANDED, encoding="utf-8")
    _expand(folder)


def page(index: int) -> str:
    """A page of about 1,200 words, the same each time for the same number."""
    choice = random.Random(index)  # noqa: S311 - words, not secrets
    lines = [
        f"---\ntitle: Page n{index}\ndescription: Generated page n{index}.\ntemplate: section.html\n---",
        f"# Page n{index}",
    ]
    calls = iter(CALLS)
    for section in range(SECTIONS):
        lines.append(f"## {_words(choice, 3).capitalize()} {section}")
        for paragraph in range(PARAGRAPHS):
            call = next(calls, "") if paragraph % 2 else ""
            lines.append(f"{_words(choice, WORDS).capitalize()} **{_words(choice, 2)}** {call}.")
        lines.append(f"- {_words(choice, 3)}\n- [{_words(choice, 2)}](index.md)" if section == 0 and index % 10 else "")
    return "\n\n".join(line for line in lines if line) + "\n" + CLOSING


def _words(choice: random.Random, number: int) -> str:
    return " ".join("".join(choice.choices(SYLLABLES, k=choice.randint(1, 4))) for _ in range(number))


def _name(index: int) -> str:
    part, group = index // PAGES_OF_PART, index // PAGES_OF_GROUP
    return f"generated/part-{part}/group-{group}/{'index' if index % PAGES_OF_GROUP == 0 else f'page-{index}'}.md"


def _navigation(names: list[str]) -> str:
    lines = []
    for index, name in enumerate(names):
        if index % PAGES_OF_PART == 0:
            lines.append(f"  - Part {index // PAGES_OF_PART}:")
        if index % PAGES_OF_GROUP == 0:
            lines.append(f"    - Group {index // PAGES_OF_GROUP}:")
        lines.append(f"      - {name}")
    return "".join(f"{line}\n" for line in lines)


def _expand(folder: Path) -> None:
    made = renderer(folder)  # writes the pages that are made from data into docs/
    shutil.copytree(folder / "docs", folder / "build/expanded", dirs_exist_ok=True)
    grammar = jinja2.Environment(autoescape=False)  # noqa: S701 - as mkdocs-macros reads a page
    for path in (folder / "docs").rglob("*.md"):
        name = path.relative_to(folder / "docs").as_posix()
        macros = {macro: made.bound(macro, functools.partial(str, name)) for macro in MACROS}
        text = grammar.from_string(path.read_text(encoding="utf-8")).render(macros)
        (folder / "build/expanded" / name).write_text(text, encoding="utf-8")


def real(folder: Path) -> Path:
    """A copy of the real course, with the settings of each way to build it."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("data", "docs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("macros.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder)
    (folder / "curriculum").mkdir()  # a folder that mkdocs.yml watches
    ways(folder)
    return folder
