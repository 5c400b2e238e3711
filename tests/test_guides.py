"""Facilitator guides: what the checks say about a wrong one, and what the pages of a good one show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from curriculum.macros.guides import Span, spans
from curriculum.macros.sources import citations
from tests.small_course import SMALL, CourseFolder, Fault, fault

GUIDE = "data/guides/foundations.yml"
FOUNDATIONS = "data/modules/foundations.yml"
PAGES = "docs/modules/foundations"

TEXT = (SMALL / GUIDE).read_text(encoding="utf-8")
FIRST, SECOND, _ = re.split(r"(?m)^(?=  - session: foundations-s2|questions:)", TEXT[TEXT.index("  - session: f") :])
WORKSHEETS, ANSWERS = re.split(r"(?m)^(?=answers:)", TEXT[TEXT.index("worksheets:") :])

FAULTS = (
    fault(
        GUIDE,
        "  - session: foundations-s2\n",
        "  - session: foundations-s9\n",
        'data/guides/foundations.yml:31: sessions[1].session: "foundations-s9" is not a session of this '
        'module; did you mean "foundations-s2"? [M207]',
    ),
    fault(
        GUIDE,
        "{session: foundations-s1, minutes: 90}",
        "{session: foundations-s9, minutes: 90}",
        'data/guides/foundations.yml:19: short.sessions[0].session: "foundations-s9" is not a session of '
        'this module; did you mean "foundations-s2"? [M207]',
    ),
    fault(
        GUIDE,
        "drops: [foundations-o2,",
        "drops: [foundations-o9,",
        'data/guides/foundations.yml:20: short.drops[0]: "foundations-o9" is not an objective of this '
        'module; did you mean "foundations-o3"? [M204]',
    ),
    fault(
        GUIDE,
        "material: foundations-m1",
        "material: foundations-m9",
        'data/guides/foundations.yml:63: worksheets[0].material: "foundations-m9" is not a material of this '
        'module; did you mean "foundations-m1"? [M207]',
    ),
    fault(
        GUIDE,
        "activity: foundations-a1",
        "activity: foundations-a9",
        'data/guides/foundations.yml:78: answers[0].activity: "foundations-a9" is not an activity of this '
        'module; did you mean "foundations-a1"? [M207]',
    ),
    fault(
        GUIDE,
        "  - session: foundations-s2\n",
        "  - session: foundations-s1\n",
        'data/guides/foundations.yml:22: sessions: has no steps for "foundations-s2"; write them [F221]',
        'data/guides/foundations.yml:31: sessions[1].session: "foundations-s1" stands twice, first on line '
        "23; change or delete one of them [M201]",
        "data/guides/foundations.yml:31: sessions[1].session: the steps add up to 60, but the session has 30 "
        "minutes; change a step [M203]",
    ),
    fault(
        GUIDE,
        "id: foundations-w1",
        "id: w1",
        'data/guides/foundations.yml:62: worksheets[0].id: "w1" must start with the module\'s id; write '
        '"foundations-w1" [M202]',
        "data/guides/foundations.yml:62: worksheets[0].id: is not on docs/modules/foundations/worksheets.md; "
        'write {{ worksheet("w1") }} there [F226]',
        'docs/modules/foundations/worksheets.md:9: worksheet(): "foundations-w1" is not the id of a '
        'worksheet; known are "w1" [P803]',
    ),
    fault(
        GUIDE,
        "minutes: 60",
        "minutes: 50",
        "data/guides/foundations.yml:31: sessions[1].session: the steps add up to 50, but the session has 60 "
        "minutes; change a step [M203]",
    ),
    fault(
        GUIDE,
        SECOND,
        "",
        'data/guides/foundations.yml:22: sessions: has no steps for "foundations-s2"; write them [F221]',
    ),
    fault(
        GUIDE,
        FIRST + SECOND,
        SECOND + FIRST,
        "data/guides/foundations.yml:22: sessions: are not in the order of data/modules/foundations.yml; "
        "make the order the same [F221]",
    ),
    fault(
        GUIDE,
        "minutes: 90",
        "minutes: 80",
        "data/guides/foundations.yml:18: short.sessions: add up to 80 minutes; change them so that they add "
        "up to 90 [F222]",
    ),
    fault(
        GUIDE,
        "[foundations-o2, foundations-o3]",
        "[foundations-o2]",
        'data/guides/foundations.yml:18: short.sessions: "foundations-o3" is served by no session that is '
        "kept; add it to drops [F223]",
    ),
    fault(
        GUIDE,
        "[foundations-o2, foundations-o3]",
        "[foundations-o1, foundations-o2, foundations-o3]",
        'data/guides/foundations.yml:20: short.drops[0]: "foundations-o1" is still served by '
        '"foundations-s1", which is kept; delete it [F223]',
    ),
    fault(
        GUIDE,
        ANSWERS,
        "",
        'data/guides/foundations.yml:2: answers: has no answers for the activity "foundations-a1"; write them [F224]',
    ),
    fault(
        GUIDE,
        WORKSHEETS,
        "",
        'data/guides/foundations.yml:2: worksheets: has none for the material "foundations-m1"; write it, or '
        "change the kind of the material [F225]",
        "docs/modules/foundations/worksheets.md:1: belongs to no record; write it in "
        "data/guides/foundations.yml, or delete it [P807]",
        'docs/modules/foundations/worksheets.md:9: worksheet(): "foundations-w1" is not the id of a worksheet [P803]',
    ),
    fault(
        GUIDE,
        "factor: 1.75",
        "factor: 2.5",
        "data/guides/foundations.yml:15: interpretation.factor: must be 2.0 or less [S206]",
    ),
    fault(
        GUIDE,
        "        lines: 4\n",
        "",
        'data/guides/foundations.yml:71: worksheets[0].parts[1]: a part of kind "lines" has lines besides '
        "its heading, and nothing else [S207]",
    ),
    fault(
        GUIDE,
        "kind: lines",
        "kind: blank",
        'data/guides/foundations.yml:72: worksheets[0].parts[1].kind: "blank" is not in the list; known are '
        '"checklist", "choices", "fact", "fields", "lines", "note", "passage", "scale", "table", "test" [S205]',
    ),
    fault(
        f"{PAGES}/worksheets.md",
        '{{ worksheet("foundations-w1") }}',
        "Later.",
        "data/guides/foundations.yml:62: worksheets[0].id: is not on docs/modules/foundations/worksheets.md; "
        'write {{ worksheet("foundations-w1") }} there [F226]',
    ),
    fault(
        f"{PAGES}/guide.md",
        '{{ guide_plan("foundations") }}',
        '{{ guide_plan("identification") }}',
        'docs/modules/foundations/guide.md:21: guide_plan(): "identification" is not the id of a guide; '
        'known are "foundations" [P803]',
    ),
    fault(
        f"{PAGES}/answers.md",
        'Answer guide: Foundations"\n',
        'Answers"\n',
        "docs/modules/foundations/answers.md:2: the title is not that of data/guides/foundations.yml; write "
        '"Answer guide: Foundations" in both [P806]',
        'docs/modules/foundations/answers.md:7: the heading "Answer guide: Foundations" is not the title '
        '"Answers"; make them the same [P805]',
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}-{row.new[:24]}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


def test_a_guide_of_no_module(course_folder: CourseFolder) -> None:
    course_folder.write("data/guides/other.yml", TEXT.replace("module: foundations", "module: other"))
    assert course_folder.report() == [
        'data/guides/other.yml:2: module: "other" is not the id of a module; known are "foundations", "identification" [M209]'
    ]


def test_a_module_may_be_without_a_guide(pristine: CourseFolder) -> None:
    assert pristine.report() == []
    assert list(pristine.course().guides) == ["foundations"]


def test_a_guide_needs_its_pages(course_folder: CourseFolder) -> None:
    (course_folder.root / PAGES / "answers.md").unlink()
    assert (
        f"{GUIDE}:1: needs the page docs/modules/foundations/answers.md; write it, or delete the record [P807]"
        in course_folder.report()
    )


def test_a_guide_without_worksheets_needs_no_page_for_them(course_folder: CourseFolder) -> None:
    course_folder.edit(GUIDE, WORKSHEETS, "")
    course_folder.edit("data/modules/foundations.yml", "    kind: worksheet", "    kind: card")
    course_folder.edit("mkdocs.yml", " modules/foundations/worksheets.md,", "")
    (course_folder.root / PAGES / "worksheets.md").unlink()
    assert course_folder.report() == []


def test_a_page_of_the_data_may_link_to_a_worksheet(course_folder: CourseFolder) -> None:
    link = '"[Cases](page:modules/foundations/worksheets.md#foundations-w1)"'
    course_folder.edit(GUIDE, "do: Run the activity.", f"do: {link}")
    assert course_folder.report() == []


def test_minutes_with_interpretation_run_on_and_are_rounded_up() -> None:
    assert spans([10, 20], 1.75) == [Span(0, 10, 0, 18), Span(10, 30, 18, 53)]


def test_spans_may_start_later() -> None:
    assert spans([5], 1.5, start=30) == [Span(30, 35, 45, 53)]


@pytest.fixture(scope="module")
def guide(small_site: Path) -> html.HtmlElement:
    """The guide of the small course, as built."""
    return html.parse(str(small_site / "modules/foundations/guide/index.html")).getroot()


@pytest.fixture(scope="module")
def sheet(small_site: Path) -> html.HtmlElement:
    """The worksheet of the small course, as built."""
    page = html.parse(str(small_site / "modules/foundations/worksheets/index.html"))
    found: list[html.HtmlElement] = page.xpath("//section[@id='foundations-w1']")
    return found[0]


def test_the_clock_shows_minutes_and_those_with_interpretation(guide: html.HtmlElement) -> None:
    clock = guide.xpath("(//table[contains(@class, 'clock')])[1]/tbody/tr")
    assert [[" ".join(cell.text_content().split()) for cell in row] for row in clock] == [
        ["0–30", "0–53", "The three elements", "presentation"],
        ["30–90", "53–158", "Sort the cases", "group work"],
    ]


def test_steps_of_a_later_session_go_on_by_the_same_clock(guide: html.HtmlElement) -> None:
    cells = guide.xpath("//h3[@id='foundations-s2']/following::table[1]/tbody/tr/td")
    assert [cell.text_content() for cell in cells[:2]] == ["30–90", "53–158"]


def test_learners_are_told_for_whom_the_guide_is(guide: html.HtmlElement) -> None:
    first = guide.xpath("//main//div[@class='note']")[0]
    assert first.text_content().startswith("This page is for the person who leads the session.")
    assert first.xpath(".//a/@href") == ["../"]


def test_the_plan_of_the_module_leads_to_the_guide(small_site: Path) -> None:
    page = html.parse(str(small_site / "modules/foundations/index.html"))
    assert page.xpath("//main//a[.='Facilitator guide: Foundations']/@href") == ["guide/"]


def test_the_short_version_names_what_it_drops(guide: html.HtmlElement) -> None:
    dropped = guide.xpath("//p[.='Objectives that this version gives up']/following-sibling::ul[1]/li")
    assert [item.text_content() for item in dropped] == [
        "Distinguish trafficking from smuggling in a case.",
        "List what the approach asks of your work.",
    ]


def test_answers_stand_on_a_page_of_their_own(guide: html.HtmlElement, small_site: Path) -> None:
    answers = (small_site / "modules/foundations/answers/index.html").read_text(encoding="utf-8")
    assert "All three elements." in answers
    assert "All three elements." not in guide.text_content()


def test_a_table_to_fill_in_has_rows_and_empty_cells(sheet: html.HtmlElement) -> None:
    rows = sheet.xpath(".//tbody/tr")
    assert [row.xpath("string(th)") for row in rows] == ["Case 1", "Case 2"]
    assert [row.xpath("td/text()") for row in rows] == [[], []]


def test_a_worksheet_has_lines_and_boxes(sheet: html.HtmlElement) -> None:
    assert len(sheet.xpath(".//ul[@class='lines']/li")) == 4
    assert [item.text_content() for item in sheet.xpath(".//ul[@class='checklist']/li")] == ["I named no person."]


def test_a_worksheet_ends_with_version_and_source(sheet: html.HtmlElement) -> None:
    [line] = sheet.xpath("p[@class='imprint']")
    assert line.text_content() == "Small course: Foundations. foundations-w1, as of 23 November 2026. CC BY 4.0."


ROOM = """---
title: "In the room: Foundations"
description: "Safety in the room, questions and the debrief."
template: guide.html
---

# In the room: Foundations

## Questions and hard moments

{{ guide_questions("foundations") }}
"""


def with_second_page(folder: CourseFolder) -> None:
    pages = "modules/foundations"
    folder.write(f"{PAGES}/room.md", ROOM)
    folder.edit(f"{PAGES}/guide.md", '{{ guide_questions("foundations") }}', "See the second page.")
    folder.edit("mkdocs.yml", f"{pages}/guide.md, ", f"{pages}/guide.md, {pages}/room.md, ")


def test_a_long_guide_may_have_a_second_page(course_folder: CourseFolder) -> None:
    with_second_page(course_folder)
    assert course_folder.report() == []
    cited = citations(course_folder.course())["un-2000-trafficking-protocol"]
    assert ("modules/foundations/room.md", "art. 3(a)") in cited
    assert ("modules/foundations/guide.md", "art. 3(a)") not in cited


def test_the_title_of_the_second_page_names_the_module(course_folder: CourseFolder) -> None:
    with_second_page(course_folder)
    for old in ('title: "In the room: Foundations"', "# In the room: Foundations"):
        course_folder.edit(f"{PAGES}/room.md", old, old.replace("In the room: Foundations", "Later"))
    assert course_folder.report() == [
        "docs/modules/foundations/room.md:2: the title is not that of data/guides/foundations.yml; write "
        '"In the room: Foundations" in both [P806]',
    ]
