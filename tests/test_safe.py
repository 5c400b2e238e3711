"""Hostile text in every text field of every record: it is read as typed, and never becomes markup, link, script or macro."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from curriculum.load import FILES, FOLDERS
from curriculum.model.evaluation import Evaluation
from curriculum.model.search import Search
from curriculum.safe import css_text, finalize, protect, script_json
from curriculum.source import read
from tests.small_course import CourseFolder, contents
from tests.test_plans import PLAN
from tests.test_plans import TEXT as PLAN_TEXT
from tests.test_programme import FILE as PROGRAMME
from tests.test_programme import TEXT as PROGRAMME_TEXT

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "[click](javascript:alert(1))",
    "{{ 7*7 }} {% raw %} {# note #}",
    "</script><b>bold</b> <!-- note -->",
    "a | b | c",
    "# heading",
    "&lt;b&gt; &amp; &#60;",
    "*stars* _lines_ `code` ~~gone~~ ^up^",
    "[link](b) ![picture](c.png) [@ x] [x][y]",
    "{: #id .class onclick=alert(1) }",
    "1. one - two + three",
    "W" + "o" * 120 + "rd",
    "\\*escaped\\* \\",
    "ผู้เสียหาย ជនរងគ្រោះ 피해자 ޢާންމު",
)
"""Texts for plain fields, one at a time."""

IN_MARKDOWN = tuple(text for text in HOSTILE if not re.search(r"&lt;|\*stars|\[link|escaped|^1\.|# h|a \|", text))
"""Texts that are no Markdown of their own: they have to read as typed in a Markdown field too."""

IN_COUNTRIES = tuple(text for text in HOSTILE if not re.search(r"\{\{|\{%|\{#|</?[a-z]|<!--|@un", text))
"""Country files refuse HTML and macros (C702)."""

SAME_AS_PAGE = {
    "Module.title",
    "Module.summary",
    "Section.title",
    "Section.summary",
    "Workshop.title",
} | {"Workshop.summary"}
"""Fields whose text has to stand in a page source too (P806), where Markdown and Jinja are read; see the last tests."""


OF_MADE_PAGES = {
    "Case.title",
    "Case.summary",
    "Form.title",
    "Form.summary",
    "Plan.title",
    "Plan.summary",
    "CountryTopic.label",
}
"""Fields that stand in the front matter of a made page, where macros are refused (P812)."""


def kind_of(info: FieldInfo) -> str | None:
    """`plain`, `markdown`, or None for text that has a form of its own (ids, addresses, codes)."""
    wanted = repr((info.annotation, info.metadata))
    if re.search(r"Literal|_https|_expression|pattern=(?!None)", wanted) or not re.search(r"\bstr\b", wanted):
        return None
    return "markdown" if "Markdown" in wanted else "plain"


def texts(
    model: type[BaseModel], data: Any, name: str = ""
) -> Iterator[tuple[str, str, dict[str, Any] | list[Any], Any]]:
    """Each text of `data` that may be anything: (`Model.field`, kind, container, key)."""
    for field, info in model.model_fields.items():
        key = info.alias or field
        if not isinstance(data, dict) or data.get(key) is None:
            continue
        value = data[key]
        inner = models(info.annotation)
        if inner and isinstance(value, list):
            for item in value:
                yield from texts(inner[0], item)
        elif inner and isinstance(value, dict):
            yield from texts(inner[0], value)
        elif (kind := kind_of(info)) is not None:
            label = f"{model.__name__}.{field}"
            if isinstance(value, list):
                yield from ((label, kind, value, index) for index in range(len(value)))
            elif isinstance(value, str):
                yield label, kind, data, key


def models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in typing.get_args(annotation) for model in models(part)]


def all_models(model: type[BaseModel]) -> set[str]:
    """The names of a model and of all models in it."""
    inner = [found for info in model.model_fields.values() for found in models(info.annotation)]
    return {model.__name__}.union(*(all_models(found) for found in inner))


def limit(model_field: str) -> int:
    """How long the text of a field may be."""
    return {
        "Module.short_title": 40,
        "Module.summary": 160,
        "Section.summary": 160,
        "Workshop.summary": 160,
        "Case.summary": 160,
        "Form.summary": 160,
        "Plan.summary": 160,
        "PlanEdit.title": 120,
    }.get(model_field, 400)


def rewrite(folder: CourseFolder, text_of: Callable[[int, str, str, str], str]) -> dict[str, tuple[str, str]]:
    """Put `text_of(number, file, field, kind)` into every free text. Returns field and text by the mark that starts it."""
    put: dict[str, tuple[str, str]] = {}
    number = 0
    for name, model in (*FILES.items(), *FOLDERS.items()):
        if name == "strings":
            continue
        paths = [folder.root / "data" / name] if name in FILES else sorted((folder.root / "data" / name).glob("*.yml"))
        for path in paths:
            document, _ = read(path, name)
            assert document is not None
            data = thawed(document.data)
            for field, kind, container, key in texts(model, data):
                if field in SAME_AS_PAGE or field == "Passage.base":
                    continue
                number += 1
                mark = f"Mark{number:04d}Q"
                hostile = text_of(number, name, field, kind)
                text = f"{'Explain ' if field == 'Objective.text' else ''}{mark} {hostile}".strip()
                if field == "Pinpoint.at" or ("pinpoint" in field.lower() and name in {"glossary.yml"}):
                    continue
                text = text if len(text) <= limit(field) else mark
                container[key] = text
                put[mark] = (field, text)
            path.write_text(
                yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8"
            )
    return put


def thawed(data: Any) -> Any:
    """Frozen data with lists in the place of tuples."""
    if isinstance(data, dict):
        return {key: thawed(value) for key, value in data.items()}
    return [thawed(value) for value in data] if isinstance(data, tuple) else data


class _Dumper(yaml.SafeDumper):
    """Writes every text in quotes, and nothing twice by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(dt.date, lambda dumper, day: dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(day)))


OF_TEXT = {"content", "aria-label", "data-label"}
"""Attributes that may hold a text of the data."""


def unmarked(value: str) -> str:
    """The value without the text that was put into it."""
    return re.sub("Mark.*", "Mark", value, flags=re.DOTALL)


def skeleton(page: bytes) -> Counter[tuple[str, ...]]:
    """Every element of a page with its attributes, but for the words in it."""
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    found: Counter[tuple[str, ...]] = Counter()
    for element in tree.iter():
        if isinstance(element.tag, str):
            attributes = [
                f"{key}={unmarked(value) if key in OF_TEXT else value}" for key, value in sorted(element.attrib.items())
            ]
            found[(element.tag, *attributes)] += 1
        else:
            found[("comment",)] += 1
    return found


def words(page: bytes) -> str:
    """What a reader sees, white space folded."""
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for script in tree.xpath("//script"):
        script.drop_tree()
    return " ".join(tree.text_content().split())


KOREA = """# yaml-language-server: $schema=../schemas/countries.schema.json
code: KR
name: Republic of Korea
facts:
  - topic: trafficking-protocol
    value: Party
    status: ratified
    on: 2015-11-05
    steps: [It signed first., It ratified later.]
    source: example-2014-report
    verified_on: 2026-11-23
    review_by: 2027-05-31
    confidence: high
hotlines:
  - id: kr-line
    name: Another line
    number: "1345"
    run_by: A ministry
    source: example-2014-report
    review_by: 2027-02-01
    note: Named in 2014.
"""
"""A country file with the fields that no other file of the small course has."""


def built(pristine: CourseFolder, folder: Path, text_of: Callable[[int, str, str, str], str]) -> tuple[Any, Any]:
    """The marks put into a copy of the small course, and the pages that MkDocs made of it."""
    shutil.copytree(pristine.root, folder)
    course = CourseFolder(folder)
    course.write("data/countries/kr.yml", KOREA)
    course.write(PLAN, PLAN_TEXT)
    course.write(PROGRAMME, f"{PROGRAMME_TEXT}publish: [venue, participants]\n")
    course.edit("data/evaluation.yml", "    form: talk-sheet\n", "")  # its headings are to be those of the form (O183)
    put = rewrite(course, text_of)
    assert course.report() == []
    made = course.build()
    assert (made.returncode, made.stderr) == (0, "")
    return put, {name: page for name, page in contents(folder / "site").items() if name.endswith(".html")}


def harmless(_number: int, _file: str, _field: str, _kind: str) -> str:
    return ""


def table_for(file: str, field: str, kind: str) -> tuple[str, ...]:
    """The hostile texts that a field may hold."""
    table = IN_MARKDOWN if kind == "markdown" else HOSTILE
    if file == "countries" or field in OF_MADE_PAGES:
        table = tuple(text for text in table if text in IN_COUNTRIES)
    if field in OF_MADE_PAGES | {"Country.name"}:
        table = tuple(text for text in table if "&lt;" not in text)  # titles are read as HTML by the engines
    return table


def choose(shift: int) -> Callable[[int, str, str, str], str]:
    """Another hostile text for each field, and in each round."""

    def text_of(number: int, file: str, field: str, kind: str) -> str:
        table = table_for(file, field, kind)
        return table[(number + shift) % len(table)]

    return text_of


def all_at_once(number: int, file: str, field: str, kind: str) -> str:
    """As many of the hostile texts as fit into a field of 400 characters."""
    table = table_for(file, field, kind)
    if file == "forms":
        return table[number % len(table)]  # a card holds few words
    return " ".join(text for text in table if not text.startswith("Wo"))[:380].strip("\\ ")


@pytest.fixture(scope="module")
def harmless_pages(pristine: CourseFolder, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    return built(pristine, tmp_path_factory.mktemp("harmless") / "course", harmless)


@pytest.fixture(scope="module", params=["all at once", 0, 7])
def hostile_pages(
    request: pytest.FixtureRequest, pristine: CourseFolder, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Any, Any]:
    text_of = all_at_once if request.param == "all at once" else choose(request.param)
    return built(pristine, tmp_path_factory.mktemp("hostile") / "course", text_of)


def test_every_free_text_field_takes_part(harmless_pages: tuple[Any, Any]) -> None:
    every = {
        f"{model.__name__}.{field}"
        for name, top in (*FILES.items(), *FOLDERS.items())
        if name != "strings"
        for model in below(top)
        for field, info in model.model_fields.items()
        if not models(info.annotation) and kind_of(info) is not None
    }
    put, _ = harmless_pages
    assert len(every) > 60
    assert len(put) > 150
    left_out = SAME_AS_PAGE | {"Passage.base", "Pinpoint.at", "TermSource.pinpoint"}
    left_out |= {f"{kind}.stem" for kind in ("Ordering", "Matching", "Judgement")}  # test_self_check holds these
    left_out |= {
        f"{part}.{field}" for part in ("Item", "Pair", "Action") for field in ("text", "left", "right", "feedback")
    }
    assert sorted(every - left_out - {field for field, _ in put.values()}) == []


def below(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and all that it is made of."""
    return {model}.union(*(below(inner) for info in model.model_fields.values() for inner in models(info.annotation)))


def test_no_element_attribute_link_or_script_appears(
    harmless_pages: tuple[Any, Any], hostile_pages: tuple[Any, Any]
) -> None:
    _, calm = harmless_pages
    _, pages = hostile_pages
    assert sorted(pages) == sorted(calm)
    for name, page in pages.items():
        more, fewer = skeleton(page) - skeleton(calm[name]), skeleton(calm[name]) - skeleton(page)
        assert (name, dict(more), dict(fewer)) == (name, {}, {})


def test_the_text_reads_as_typed(hostile_pages: tuple[Any, Any]) -> None:
    put, pages = hostile_pages
    seen = {name: words(page) for name, page in pages.items()}
    for mark, (field, text) in put.items():
        typed = " ".join(text.partition("Explain ")[2].split() if text.startswith("Explain ") else text.split())
        for name, page in seen.items():
            for start in (found.start() for found in re.finditer(mark, page)):
                assert (field, name, page[start : start + len(typed)]) == (field, name, typed)


def test_most_fields_are_shown(hostile_pages: tuple[Any, Any]) -> None:
    put, pages = hostile_pages
    seen = " ".join(words(page) for page in pages.values())
    read_by_scripts = all_models(Evaluation) | all_models(Search)
    hidden = {
        field for mark, (field, _) in put.items() if mark not in seen and field.partition(".")[0] not in read_by_scripts
    }
    assert hidden <= {
        *("CourseFile.content_licence", "CourseFile.code_licence", "CourseFile.title", "CourseFile.subtitle"),
        *("CourseFile.summary", "Module.short_title", "Organisation.note", "Organisation.short", "NamedPlace.name"),
        *("Country.official_name", "Hotline.name", "Passage.text", "Fact.note", "Fact.value", "Fact.pinpoint"),
        *("Confirmation.by", "Confirmation.how", "Confirmation.answers", "Confirmation.hours"),
        *("Confirmation.recorded", "Confirmation.serves"),
        *("CountryTopic.label", "CountryTopic.question", "Reference.page", "Reference.number"),
        *("Wording.reason", "Wording.better", "Wordings.nationalities", "Wordings.offenders"),
    }  # fmt: skip


def test_structured_data_parses_and_equals_the_text(hostile_pages: tuple[Any, Any]) -> None:
    put, pages = hostile_pages
    found = []
    for page in pages.values():
        tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
        for script in tree.xpath("//script[@type='application/ld+json']/text()"):
            found += list(leaves(json.loads(script)))
    marked = {mark: text for text in found if (mark := next(iter(re.findall(r"Mark\d+Q", text)), None))}
    assert len(marked) > 10
    assert {mark: put[mark][1] for mark in marked} == marked


def leaves(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)


@pytest.mark.parametrize(
    "character",
    ["\u202e", "\u2066", "\u0007", "\u0085", "\u009b", "\u2028", "\u2029"],
    ids=lambda mark: f"{ord(mark):04x}",
)
def test_characters_that_turn_or_hide_text_are_refused(course_folder: CourseFolder, character: str) -> None:
    escape = f'"Known \\u{ord(character):04x} words"'
    course_folder.edit("data/places.yml", "name: Maldives", f"name: {escape}")
    shown = re.sub("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", " ", f"Known {character} words")
    assert course_folder.report() == [
        f'data/places.yml:4: places[0].name: "{shown}" holds an invisible control character; '
        "delete it and type the text again [S207]"
    ]


@pytest.mark.parametrize("text", ["<b>x</b>", "<script>", "{{ 7*7 }}", "{% raw %}", "<!-- x -->", "{# x #}"])
def test_country_files_hold_neither_html_nor_macros(course_folder: CourseFolder, text: str) -> None:
    course_folder.edit("data/countries/th.yml", "value: Party since 2013", f'value: "{text}"')
    sign = re.match(r"<!--|</?[a-z]|\{.", text)
    assert sign is not None
    assert course_folder.report() == [
        f'data/countries/th.yml:7: facts[0].value: holds "{sign.group()}"; '
        "write plain text or Markdown, without HTML and macros [C702]"
    ]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("javascript:alert(1)", "S207"),
        ("data:text/html,x", "S207"),
        ("//example.org/x", "S207"),
        ('https://example.org/\\"onclick=x', "S207"),
        ("https://example.org/ x", "S207"),
        ("https://", "S207"),
        ("https://[x", "S207"),
    ],
)
def test_addresses_that_are_none_are_refused(course_folder: CourseFolder, address: str, code: str) -> None:
    course_folder.edit("data/references.yml", "URL: https://www.ohchr.org/en/instruments", f'URL: "{address}"')
    assert [finding.code for finding in course_folder.findings()] == [code]


@pytest.mark.parametrize("text", ["R&D: \"one\" 'two'", "a_b_c and d*e*f", "5 < 6", "% of [sic]", "C:\\dir", "a | b"])
def test_titles_that_pages_repeat_read_as_typed_in_data(course_folder: CourseFolder, text: str) -> None:
    course_folder.edit("data/roles.yml", "title: Trainer", f"title: {json.dumps(text)}")
    made = course_folder.build()
    assert (made.returncode, made.stderr) == (0, "")
    assert text in words((course_folder.root / "site/index.html").read_bytes())


@pytest.mark.parametrize("text", HOSTILE)
def test_protected_text_is_neither_html_nor_markdown_nor_jinja(text: str) -> None:
    safe = str(protect(text))
    assert not set(safe) & set("<>\"'\\`*_{}[]()|~^=!$+@")
    assert html.fromstring(f"<p>{safe}</p>").text_content() == text


def test_protected_text_is_not_protected_twice() -> None:
    assert finalize(protect("<b>")) == protect("<b>") == "&#60;b&#62;"


def test_json_for_a_script_cannot_close_it() -> None:
    safe = script_json({"a": "</script><!--\u2028&"})
    assert safe == '{"a": "\\u003c/script\\u003e\\u003c!--\\u2028\\u0026"}'
    assert json.loads(safe) == {"a": "</script><!--\u2028&"}


@pytest.mark.parametrize("text", ['a"b', "a\\", "</style><b>", "a\n}", '\\" } * { color: red } /*'])
def test_a_text_stays_inside_its_string_of_a_style_sheet(visit: Any, text: str) -> None:
    page, _ = visit("404.html")
    rule = f'h1::after {{ content: "{css_text(text)}" }}'
    found = page.evaluate(
        "rule => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rule); document.adoptedStyleSheets = [sheet];"
        " return [sheet.cssRules.length, getComputedStyle(document.querySelector('h1'), '::after').content] }",
        rule,
    )
    shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    assert found == [1, f'"{shown}"']
