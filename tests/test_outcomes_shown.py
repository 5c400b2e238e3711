"""Outcomes on the pages: bands as bands, words as words, and what is missing said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser

from curriculum.load import Course
from curriculum.macros.outcomes import ENDS, shown
from curriculum.outcomes.rules import BANDS
from tests.browser import PHONE
from tests.tools import axe_source

OWN = "workshops/2014-06-jeju/index.html"
ACROSS = "workshops/index.html"


def tree(site: Path, page: str) -> Any:
    return html.fromstring((site / page).read_text(encoding="utf-8"))


def texts(found: Any, path: str) -> list[str]:
    return [" ".join(item.text_content().split()) for item in found.xpath(path)]


def test_the_page_of_a_workshop_shows_each_band_in_words(small_site: Path) -> None:
    found = tree(small_site, OWN)
    table = found.xpath("//table[caption[.='Evaluation on the last day: 24 sheets']]")[0]
    assert list(zip(texts(table, ".//tbody//th"), texts(table, ".//td"), strict=True)) == [
        ("1. It was useful", "nine in ten or more, perhaps all"),
        (
            "2. They would recommend it to others",
            "half or more, fewer than four in five (ten people or more left this line out)",
        ),
        ("3. They learned something new", "fewer than ten answered, so no share is given"),
    ]


def test_a_band_is_drawn_from_end_to_end_and_where_there_is_none_nothing_is(small_site: Path) -> None:
    drawing = tree(small_site, OWN).xpath("//svg[title[@id='evaluation-chart']]")[0]
    bars = [(float(bar.get("x")), float(bar.get("width"))) for bar in drawing.xpath(".//rect")]
    assert bars == [(50 + 2.6 * 90, 26.0), (50 + 2.6 * 50, 2.6 * 30)]
    assert len(drawing.xpath(".//path[@class='line dash']")) == 1
    said = " ".join(drawing.xpath(".//desc")[0].text_content().split())
    assert said.startswith("1. It was useful: nine in ten or more, perhaps all. 2. They would recommend")


def test_before_and_now_stand_beside_each_other_with_a_caution(small_site: Path) -> None:
    found = tree(small_site, OWN)
    table = found.xpath("//table[starts-with(caption, 'How sure people feel')]")[0]
    assert texts(table, ".//thead//th") == ["Line of the sheet", "Sure before", "Sure now"]
    assert texts(table, ".//td") == [
        "one in ten or fewer, perhaps none",
        "three quarters or more, fewer than nine in ten",
    ]
    tests = found.xpath("//table[caption[.='Tests before and after the course']]")[0]
    assert texts(tests, ".//thead//th")[1:] == ["Right answers before (14 sheets)", "Right answers after (12 sheets)"]
    assert any("No two sheets were laid side by side." in text for text in texts(found, "//main//p"))


def test_of_nine_sheets_only_their_number_is_shown(small_site: Path) -> None:
    said = texts(tree(small_site, OWN), "//main//p")
    assert "Three months later: 9 people answered. Below ten we publish only their number." in said


def test_sessions_of_one_band_are_level(small_site: Path) -> None:
    found = tree(small_site, OWN)
    items = found.xpath("//ol[@aria-labelledby='2014-06-jeju-levels']/li")
    assert [(item.get("value"), item.text_content()) for item in items] == [
        ("1", "Identifying victims (level)"),
        ("1", "The approach of three Ps (level)"),
    ]


def test_words_of_a_report_stand_beside_bands_and_become_no_number(small_site: Path) -> None:
    found = tree(small_site, ACROSS)
    table = found.xpath("//table[caption[.='Question: It was useful']]")[0]
    assert list(zip(texts(table, ".//tbody//th"), texts(table, ".//td"), strict=True)) == [
        ("1. Jeju, June 2014", "in the words of the report: “everyone”"),
        ("2. Jeju, June 2014 (24 sheets)", "nine in ten or more, perhaps all"),
    ]
    drawing = found.xpath("//svg[title[@id='useful-chart']]")[0]
    assert len(drawing.xpath(".//rect")) == 1


def test_the_real_course_shows_the_words_of_2014_and_no_chart(site: Path, course: Course) -> None:
    found = tree(site, "outcomes/index.html")
    assert found.xpath("//main//svg") == []
    assert texts(found, "//main//caption") == [
        "Question: It was useful",
        "Question: They would recommend it to others",
        "Question: They learned something new",
        "Question: They are likely to use what they learned",
    ]
    assert [text for text in texts(found, "//main//td") if "%" in text] == []
    assert "8 of 9 workshops published no answer to these questions, or none that was read." in texts(
        found, "//main//p"
    )
    assert shown(course, "2014-06-jeju") == ([], [], {item.id: item.title for item in course.evaluation.surveys})


def test_every_band_has_ends_and_they_meet() -> None:
    for bands in BANDS:
        ends = [ENDS[name] for name, *_ in bands]
        assert (ends[0][0], ends[-1][1]) == (0, 100)
        assert [high for _, high in ends[:-1]] == [low for low, _ in ends[1:]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_charts_are_accessible_and_fit_a_phone(browser: Browser, small_site: Path, scheme: Any) -> None:
    page = browser.new_page(viewport=PHONE, color_scheme=scheme)
    page.goto((small_site / OWN).as_uri())
    page.evaluate(axe_source())
    result = page.evaluate("() => axe.run(document.querySelector('main'))")
    assert [(item["id"], item["nodes"][0]["html"]) for item in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    fill = "() => getComputedStyle(document.querySelector('.diagram rect.key')).fill"
    assert page.evaluate(fill) != page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    page.close()


def test_in_forced_colours_a_bar_has_an_outline(browser: Browser, small_site: Path) -> None:
    page = browser.new_page(viewport=PHONE, forced_colors="active")
    page.goto((small_site / OWN).as_uri())
    style = "() => (({fill, stroke}) => [fill, stroke])(getComputedStyle(document.querySelector('.diagram rect.key')))"
    fill, stroke = page.evaluate(style)
    assert fill != stroke
    page.close()
