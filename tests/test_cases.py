"""Cases: what the checks say about a wrong one, what the pages of a good one show, and what the bank counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from curriculum import counts_of_cases
from curriculum.checks.cases import distances
from curriculum.links import Here
from curriculum.macros.cases import Choosing, case_set, ways_back
from curriculum.macros.sources import citations
from tests.browser import DESKTOP, PHONE
from tests.small_course import CourseFolder, Fault, fault
from tests.test_browser import AXE_TAGS
from tests.tools import axe_source

STALL = "data/cases/market-stall.yml"
BUS = "data/cases/night-bus.yml"
COUNTRIES = 'it to data/places.yml or data/countries/; known are "KR", "MV", "TH"'

FAULTS = (
    fault(
        STALL,
        "objectives: [foundations-o3,",
        "objectives: [foundations-o9,",
        'data/cases/market-stall.yml:9: objectives[0]: "foundations-o9" is not an objective of a module; '
        'did you mean "foundations-o3"? [K151]',
    ),
    fault(
        STALL,
        "roles: [officer]",
        "roles: [oficer]",
        'data/cases/market-stall.yml:8: roles[0]: "oficer" is not the id of a role; did you mean "officer"? [K151]',
    ),
    fault(
        STALL,
        "countries: [KR]",
        "countries: [KR, QQ]",
        f'data/cases/market-stall.yml:7: countries[1]: "QQ" has no name yet; add {COUNTRIES} [K151]',
    ),
    fault(
        STALL,
        "verdict: defensible",
        "verdict: best",
        "data/cases/market-stall.yml:24: staged.ways: has 2 ways that are best; a case has exactly one [K152]",
    ),
    fault(
        STALL,
        "verdict: best",
        "verdict: defensible",
        "data/cases/market-stall.yml:24: staged.ways: has 0 ways that are best; a case has exactly one [K152]",
    ),
    fault(
        STALL,
        "verdict: harmful",
        "verdict: defensible",
        "data/cases/market-stall.yml:24: staged.ways: has no way that is harmful; add one that people really take, "
        "with the reasons for it [K152]",
    ),
    fault(
        STALL,
        "decision: gather-more\n      text: Ask him before the broker.\n      verdict: harmful",
        "decision: stop\n      text: Ask him before the broker.\n      verdict: defensible",
        "data/cases/market-stall.yml:24: staged.ways: has no way that is harmful; add one that people really take, "
        "with the reasons for it [K152]",
        'data/cases/market-stall.yml:35: staged.ways[2].decision: "stop" stands twice as defensible, first on line 30; '
        "put the two together, or change one [K153]",
    ),
    fault(
        BUS,
        "start: bus",
        "start: bas",
        'data/cases/night-bus.yml:13: branching.start: "bas" is not a node of this case; did you mean "bus"? [K154]',
    ),
    fault(
        BUS,
        "to: wait\n",
        "to: waitt\n",
        'data/cases/night-bus.yml:24: branching.nodes[0].choices[1].to: "waitt" is not a node or an ending of this case; '
        'did you mean "wait"? [K154]',
    ),
    fault(
        BUS,
        "to: wait\n",
        "to: talk\n",
        'data/cases/night-bus.yml:25: branching.nodes[1].id: "wait" is never reached; '
        "let a choice lead to it, or delete it [K155]",
    ),
    fault(
        BUS,
        "to: road\n",
        "to: rest\n",
        'data/cases/night-bus.yml:62: branching.endings[1].id: "road" is never reached; '
        "let a choice lead to it, or delete it [K155]",
    ),
    fault(
        BUS,
        "They are cold.\n          to: talk\n        - text: Wait longer.\n"
        "          consequence: They are nearly gone.\n          to: talk",
        "They are cold.\n          to: wait\n        - text: Wait longer.\n"
        "          consequence: They are nearly gone.\n          to: wait",
        'data/cases/night-bus.yml:25: branching.nodes[1].id: no path from "wait" comes to an ending; '
        "let a choice lead to one [K156]",
    ),
    fault(
        BUS,
        "consequence: They look at it.\n          to: house",
        "consequence: They look at it.\n          to: rest",
        'data/cases/night-bus.yml:58: branching.endings[0].id: "rest" is reached after 2 decisions; '
        "a path has 3 or more, so put one before it [K157]",
    ),
    fault(
        BUS,
        "    - id: wait\n",
        "    - id: talk\n",
        'data/cases/night-bus.yml:24: branching.nodes[0].choices[1].to: "wait" is not a node or an ending of this case; '
        'known are "bus", "house", "rest", "road", "talk" [K154]',
        'data/cases/night-bus.yml:34: branching.nodes[2].id: "talk" stands twice, first on line 25; '
        "change or delete one of them [M201]",
    ),
    fault(
        STALL,
        "facts: The broker holds his papers.",
        "facts: He waits. The Thai broker holds his papers.",
        'data/cases/market-stall.yml:20: staged.stages[1].facts: "Thai ... broker" puts a nationality and an offender '
        "into one sentence; say what the person does, without the nationality [K158]",
    ),
    fault(
        STALL,
        "facts: The broker holds his papers.",
        "facts: The broker from Thailand holds his papers.",
        'data/cases/market-stall.yml:20: staged.stages[1].facts: "broker from Thailand" puts a nationality and an '
        "offender into one sentence; say what the person does, without the nationality [K158]",
    ),
    fault(
        BUS,
        "text: It is getting dark.",
        "text: It is getting dark in Little Crossing.",
        'data/cases/night-bus.yml:26: branching.nodes[1].text: "Little Crossing" looks like a place smaller than a '
        'province; write what it is, such as "a port town", or name the province [K159]',
    ),
    fault(
        STALL,
        "[@un-2000-trafficking-protocol art. 3(a)]",
        "[@un-2000-trafficking-protocol art. 99]",
        'data/cases/market-stall.yml:43: elements.act.text: "art. 99" is not among the provisions of '
        '"trafficking-protocol" in data/instruments.yml that were read; did you mean "art. 6(3)"? [R402]',
    ),
    fault(
        STALL,
        "text: A threat may be one.",
        "text: The rescue may be one.",
        'data/cases/market-stall.yml:46: elements.means.text: "rescue": it makes a person the object of a hero; '
        'write "help" [H901]',
    ),
    fault(
        STALL,
        "text: A threat may be one.",
        "text: It is so for 40% of people.",
        'data/cases/market-stall.yml:46: elements.means.text: "40%" has no source in its paragraph; '
        "name one with [@...], or take the figure out [H902]",
    ),
)


@pytest.mark.parametrize("mistake", FAULTS, ids=lambda row: f"{'-'.join(sorted(row.codes))}: {row.new[:40]!r}")
def test_mistake(course_folder: CourseFolder, mistake: Fault) -> None:
    expected = mistake.commit(course_folder)
    assert course_folder.report() == expected


@pytest.mark.parametrize(
    "text",
    [
        "The broker speaks with him in Thai.",
        "He is Thai. The broker holds his papers.",
        "The broker came with a Thai interpreter.",
        "The broker waits in Thailand, in Phuket, from May until Monday.",
        "The broker gets money from Sam, who works at night.",
        "The broker came from UNHCR and reads in English.",
    ],
)
def test_no_false_alarm(course_folder: CourseFolder, text: str) -> None:
    course_folder.edit(STALL, "facts: The broker holds his papers.", f'facts: "{text}"')
    assert course_folder.report() == []


def test_distances_stop_at_what_cannot_be_reached() -> None:
    assert distances({"a": {"b", "c"}, "b": {"a"}, "x": {"a"}}, {"a"}) == {"a": 0, "b": 1, "c": 1}


def test_what_a_case_cites_counts_for_its_page(pristine: CourseFolder) -> None:
    found = citations(pristine.course())["un-2000-trafficking-protocol"]
    assert ("cases/market-stall.md", "art. 3(a)") in found


def test_ways_back_name_each_choice(pristine: CourseFolder) -> None:
    branching = pristine.course().cases["night-bus"].branching
    assert branching is not None
    assert ways_back(branching)["talk"] == (Choosing(1, "bus", 1), Choosing(2, "wait", 1), Choosing(2, "wait", 2))


def _tree(site: Path, page: str) -> Any:
    return html.parse(str(site / page / "index.html"))


def _text(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_a_staged_case_stands_in_the_order_in_which_it_is_worked_on(small_site: Path) -> None:
    tree = _tree(small_site, "cases/market-stall")
    assert [_text(head) for head in tree.xpath("//main//h1 | //main//h2")] == [
        "The market stall",
        "The situation",
        "What becomes known",
        "Your decision",
        "After your decision",
    ]
    [first, second] = tree.xpath("//details[@data-stage]")
    assert _text(first) == (
        "Stage 1 Sam has no papers. He was paid 12,000 in the first month. "
        "What to notice, and what not to assume, Stage 1 What to notice He looks at the door. "
        "What not to assume That he is afraid of you. Ask yourself, or the group What would you ask?"
    )
    assert second.get("id") == "market-stall-stage-2"
    assert [way.get("data-verdict") for way in tree.xpath("//ol[contains(@class, 'ways')]/li")] == [
        "best",
        "defensible",
        "harmful",
    ]
    assert _text(tree.xpath("//*[@id='market-stall-way-3']")[0]) == (
        "Gather more, safely. Ask him before the broker. Harmful. Reasons for It is quick. "
        "Reasons against The broker hears him."
    )


def test_a_case_says_once_that_it_is_invented_and_names_what_it_serves(small_site: Path) -> None:
    text = _text(_tree(small_site, "cases/market-stall").xpath("//main")[0])
    assert text.count("Invented for teaching.") == 1
    assert "Before you read. It speaks of a threat." in text
    assert "Means: possible A threat may be one." in text
    assert "Countries on the way Republic of Korea" in text
    assert "List what the approach asks of your work. Foundations" in text


def test_a_made_page_leads_back_to_the_index(small_site: Path) -> None:
    tree = _tree(small_site, "cases/market-stall")
    assert tree.xpath("//nav[@class='crumbs']//a/@href")[-1] == "../"


def test_each_choice_shows_its_consequence_and_leads_on_and_each_place_leads_back(small_site: Path) -> None:
    tree = _tree(small_site, "cases/night-bus")
    found = {
        node.get("data-node"): [choice.get("data-to") for choice in node.xpath(".//li[@data-to]")]
        for node in tree.xpath("//section[@data-node]")
    }
    assert found == {
        "bus": ["talk", "wait"],
        "wait": ["talk", "talk"],
        "talk": ["house", "house"],
        "house": ["rest", "road", "bus"],
    }
    for choice in tree.xpath("//li[@data-to]"):
        assert choice.xpath(".//p[@class='onward']/a/@href") == [f"#night-bus-{choice.get('data-to')}"]
    [talk] = tree.xpath("//section[@data-node='talk']")
    assert talk.xpath(".//p[contains(@class, 'case-back')]/a/@href") == [
        "#night-bus-bus",
        "#night-bus-wait",
        "#night-bus-wait",
    ]
    assert tree.xpath("//section[@data-ending]/@id") == ["night-bus-rest", "night-bus-road"]


def test_the_index_lists_every_case_once_and_by_each_question(small_site: Path) -> None:
    tree = _tree(small_site, "cases")
    assert tree.xpath("//ul[contains(@class, 'case-entries')]//a/@href") == ["market-stall/", "night-bus/"]
    lists = {
        found.get("data-list"): [_text(head) for head in found.xpath(".//h3")]
        for found in tree.xpath("//details[@data-list]")
    }
    assert lists == {
        "sector": ["Other", "On the way"],
        "role": ["Front-line officer"],
        "country": ["Republic of Korea"],
        "module": ["Foundations", "Victim identification"],
        "minutes": ["Up to 30 minutes", "More than 45 minutes"],
        "feature": ["A man or a boy", "Mixed with a labour dispute"],
    }


def test_sheets_hold_no_answer_and_answers_hold_them_all(small_site: Path) -> None:
    sheets = _text(_tree(small_site, "cases/print").xpath("//main")[0])
    answers = _text(_tree(small_site, "cases/answers").xpath("//main")[0])
    for words in ("Sam has no papers.", "What would you ask?", "Ask him before the broker.", "They need a bed."):
        assert words in sheets
    for words in ("He looks at the door.", "Harmful.", "The broker hears him.", "The woman smiles.", "They sleep."):
        assert words not in sheets
        assert words in answers


def test_a_set_can_be_split(course_folder: CourseFolder) -> None:
    course_folder.edit("docs/cases/print.md", 'case_set("sheets")', 'case_set("sheets", "2", "2")')
    assert course_folder.report() == []
    course = course_folder.course()
    parts = [case_set(course, Here("cases/print.md"), "sheets", part, "2")["rows"] for part in ("1", "2")]
    assert [[row[0].id for row in rows] for rows in parts] == [["market-stall"], ["night-bus"]]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


def test_facts_come_one_by_one_by_keyboard_and_without_javascript(page: Page, small_site: Path) -> None:
    page.goto((small_site / "cases/market-stall/index.html").as_uri())
    first, second = (page.locator(f"#market-stall-stage-{number}") for number in (1, 2))
    assert not first.locator(".stage-facts").is_visible()
    first.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert first.locator(".stage-facts").is_visible()
    assert not first.locator(".feedback").is_visible()
    assert not second.locator(".stage-facts").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert first.locator(".feedback").is_visible()


def test_a_path_is_walked_there_and_back_without_javascript(page: Page, small_site: Path) -> None:
    page.goto((small_site / "cases/night-bus/index.html").as_uri())
    page.locator("#night-bus-bus-2 summary").click()
    page.locator("#night-bus-bus-2 .onward a").click()
    assert page.url.endswith("#night-bus-wait")
    page.locator("#night-bus-wait .case-back a").first.click()
    assert page.url.endswith("#night-bus-bus")


def test_print_opens_everything_and_starts_each_sheet_on_a_new_page(page: Page, small_site: Path) -> None:
    page.goto((small_site / "cases/market-stall/index.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("#market-stall-stage-2 .feedback").is_visible()
    assert page.locator("#market-stall-way-3 .feedback").is_visible()
    page.goto((small_site / "cases/print/index.html").as_uri())
    sheets = page.locator(".case-sheet").evaluate_all("all => all.map(sheet => getComputedStyle(sheet).breakBefore)")
    assert sheets == ["page", "page"]


@pytest.mark.parametrize("name", ["market-stall", "night-bus", "print", "answers"])
def test_opened_cases_are_accessible(browser: Browser, small_site: Path, name: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    opened = context.new_page()
    opened.goto((small_site / f"cases/{name}/index.html").as_uri())
    opened.evaluate("document.querySelectorAll('main details').forEach(item => { item.open = true })")
    opened.evaluate(axe_source())
    found = opened.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
    context.close()
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found["violations"]] == []


def test_the_bank_is_counted_against_what_it_should_hold(pristine: CourseFolder) -> None:
    found = {goal.name: (goal.have, goal.wanted) for goal in counts_of_cases.goals(pristine.course())}
    assert found["all"] == (2, 30)
    assert found["mixed"] == (1, 5)
    assert found["branching"] == (1, 6)
    assert found["country Republic of Korea"] == (1, 1)
    assert found["module identification"] == (1, 1)


def test_the_table_says_what_is_missing(pristine: CourseFolder) -> None:
    lines = [line.split() for line in counts_of_cases.report(pristine.course()).splitlines()]
    assert lines[:2] == [["cases", "have", "wanted", "missing"], ["all", "2", "30", "28"]]
