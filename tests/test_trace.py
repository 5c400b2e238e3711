"""The page "From objective to question": what serves each objective, for every module."""

from __future__ import annotations

import pytest
from lxml import html

from curriculum.load import Course
from curriculum.render import Renderer
from tests.small_course import CourseFolder


@pytest.fixture
def table(pristine: CourseFolder) -> html.HtmlElement:
    shown = Renderer(pristine.course(), pristine.root).macro("objective_trace", "course.md", "foundations")
    return html.fromstring(str(shown))


def test_a_row_names_all_that_serves_the_objective(table: html.HtmlElement) -> None:
    cells = table.cssselect("#foundations-o2 th, #foundations-o2 td")
    assert [" ".join(cell.text_content().split()) for cell in cells] == [
        "2. Distinguish trafficking from smuggling in a case.",
        "Act, means and purpose",
        "Sort the cases (60 minutes)",
        "Sorting cases",
        "Question 2 (several right answers)",
    ]


def test_a_row_leads_to_section_activity_and_question(table: html.HtmlElement) -> None:
    assert [link.get("href") for link in table.cssselect("#foundations-o2 a")] == [
        "../modules/foundations/elements/",
        "../modules/foundations/#foundations-a1",
        "../modules/foundations/check/#foundations-q2",
    ]


def test_the_page_has_every_module_in_the_order_of_the_course(course: Course) -> None:
    calls = [call.args[0] for call in course.pages["trace.md"].calls if call.name == "objective_trace"]
    assert calls == list(course.modules)
