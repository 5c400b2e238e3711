"""The index of the search: which words a text has, which pages are found and how, and what data/search.yml may say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from curriculum.links import address
from curriculum.load import Course
from curriculum.search_index import BASE, DIGITS, OF_ENGINES, SCRIPT, coded, slug
from curriculum.search_sections import RULES, entries, rule_of
from curriculum.search_words import words
from tests.small_course import ROOT, CourseFolder, Fault, fault

SEARCH = "data/search.yml"
COACH = "  - [bus, coach]\n"
QUERY = "  - {words: night coach, pages: [cases/night-bus.md]}\n"

FAULTS = (
    fault(
        SEARCH,
        COACH,
        "  - [bus, the]\n",
        'data/search.yml:2: synonyms[0][1]: "the" is passed over by the search, as too common or too short; delete it [N181]',
    ),
    fault(
        SEARCH,
        COACH,
        "  - [bus, coach, buses]\n",
        'data/search.yml:2: synonyms[0][2]: "buses" is the same word to the search as one on line 2; delete it [N182]',
    ),
    fault(
        SEARCH,
        COACH,
        f"{COACH}  - [teacher, coach]\n",
        'data/search.yml:3: synonyms[1][1]: "coach" is the same word to the search as one on line 2; '
        "keep it in one group, or join the two [N182]",
    ),
    fault(
        SEARCH,
        "words: night coach",
        "words: what is it",
        'data/search.yml:4: queries[0].words: "what is it" holds no word that the search looks for; '
        "write what people type [N181]",
    ),
    fault(
        SEARCH,
        QUERY,
        f"{QUERY}{QUERY}",
        'data/search.yml:5: queries[1].words: "night coach" stands twice, first on line 4; '
        "change or delete one of them [M201]",
    ),
    fault(
        SEARCH,
        "cases/night-bus.md",
        "cases/night-buses.md",
        'data/search.yml:4: queries[0].pages[0]: "cases/night-buses.md" is not a page of docs/; '
        'did you mean "cases/night-bus.md"? [P807]',
    ),
    fault(
        SEARCH,
        "cases/night-bus.md",
        "glossary.md#non-refoulment",
        'data/search.yml:4: queries[0].pages[0]: "non-refoulment" is not the id of a term; '
        'did you mean "non-refoulement"? [G501]',
    ),
)


@pytest.mark.parametrize("mistake", FAULTS, ids=lambda row: f"{'-'.join(sorted(row.codes))}: {row.new[:40]!r}")
def test_mistake(course_folder: CourseFolder, mistake: Fault) -> None:
    expected = mistake.commit(course_folder)
    assert course_folder.report() == expected


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Smuggling, smuggled, smuggle", "smuggl smuggl smuggl"),
        ("passports and policies; agencies", "passport policy agency"),
        ("begging, begged, trafficked", "beg beg traffic"),
        ("How is it called?", "call"),
        ("Crises, cases, boxes, buses", "cris cas box bus"),
        ("in 2014, under 18, call 1300 or +66 2111 0001", "2014 under 18 call 66"),
        ("người đi", "nguoi di"),
        ("ค้ามนุษย์", "ค้ ้า าม มน นุ ุษ ษย ย์"),
        ("ค้า มนุษย์", "ค้ ้า าม มน นุ ุษ ษย ย์"),
        ("ជួញ ដូរ", "ជួ ួញ ញដ ដូ ូរ"),
        ("인신 매매", "인신 신매 매매"),
        ("ފުލުހުން", "ފުލުހުން"),
    ],
)
def test_the_words_of_a_text(text: str, known: str) -> None:
    assert " ".join(words(text)) == known


def test_numbers_come_back_from_their_code() -> None:
    numbers = [0, 1, 45, 46, 47, 92, 3000, 200_000]
    found, last, distance, scale = list[int](), -1, 0, 1
    for sign in coded(numbers):
        value = DIGITS.index(sign)
        distance, scale = distance + value % BASE * scale, scale * BASE
        if value < BASE:
            last += distance + 1
            found.append(last)
            distance, scale = 0, 1
    assert found == numbers


def read(site: Path) -> dict[str, Any]:
    """The index of a built site."""
    text = (site / SCRIPT).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("window.vcaSearch = ").removesuffix(";\n"))
    return found


def test_every_page_is_found_but_for_those_that_say_what_others_say(course: Course, site: Path) -> None:
    found = {page[0] for page in read(site)["pages"]}
    missing = {source for source in course.pages if address(source, directory_urls=True) not in found}
    assert {re.sub(r"-\d+\.md$", "-N.md", source) for source in missing} == {
        "search.md",
        "cases/print.md",
        "cases/print-N.md",
        "cases/answers.md",
        "cases/answers-N.md",
        "exercises-answers.md",
        "exercises-answers-N.md",
        *(source for source in missing if re.match(r"(bibliography|ledger)/|tools/.*-four\.md", source)),
    }


def test_every_anchor_is_on_its_page(site: Path) -> None:
    lost = []
    for place, _, _, _, below in read(site)["pages"]:
        ids = set(html.parse(str(site / place / "index.html")).xpath("//@id")) if below else set()
        names = [anchor or slug(title) for anchor, title, *_ in below]
        lost += [f"{place}#{name}" for name in names if name not in ids]
    assert lost == []


def test_the_story_of_a_case_is_found_and_its_answers_are_not(site: Path) -> None:
    tree = html.parse(str(site / "cases/deck-hand-before-sailing/index.html")).getroot()
    [page] = entries(tree, rule_of("cases/deck-hand-before-sailing.md"))
    facts, answers = (
        [" ".join(item.text_content().split()) for item in tree.xpath(path)]
        for path in ("//div[@class='stage-facts']/p", "//details[@class='solution']//li")
    )
    assert all(text in page.text for text in facts)
    assert [text for text in answers if text in page.text] == []


def test_each_kind_has_its_word_on_the_search_page(site: Path) -> None:
    shown = set(html.parse(str(site / "search/index.html")).xpath("//template[@id='search-kinds']/span/@data-kind"))
    assert shown == {rule.kind for rule in RULES if rule.parts}


def test_learners_pages_come_before_those_of_facilitators_and_lists() -> None:
    weights = {
        page: rule_of(page).weight
        for page in ("modules/a/b.md", "cases/a.md", "modules/a/guide.md", "cases/index.md", "ledger.md")
    }
    assert min(weights["modules/a/b.md"], weights["cases/a.md"]) > max(list(weights.values())[2:])


def test_no_index_of_an_engine_is_left(site: Path) -> None:
    assert [name for name in OF_ENGINES if (site / name).exists()] == []


def test_without_folders_the_index_leads_to_files(course_folder: CourseFolder) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    course_folder.write("settings.yml", settings.replace("use_directory_urls: true", "use_directory_urls: false"))
    assert course_folder.build().returncode == 0
    site = course_folder.root / "site"
    places = [page[0] for page in read(site)["pages"]]
    assert "cases/night-bus.html" in places
    assert [place for place in places if not (site / place).is_file()] == []
    assert 'data-index="search/index.js"' in (site / "search.html").read_text(encoding="utf-8")
