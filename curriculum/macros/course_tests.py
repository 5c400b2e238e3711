"""Macros of the tests that are asked before and after the course."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.modules import index_page
from curriculum.macros.registry import Context, TestId, macro
from curriculum.model.course_test import CourseTest, blueprint


def module_of(course: Course) -> dict[str, str]:
    """The module of every objective."""
    return {item.id: module.id for module in course.modules.values() for item in module.objectives}


@macro()
def course_test(course: Course, here: Here, test: TestId) -> Context:
    """A test to print: its questions, without answers."""
    return {"test": course.tests[test], "today": course.today}


@macro()
def course_test_answers(course: Course, here: Here, test: TestId) -> Context:
    """The right answers of a test, with the reasons, the objective and the place to read again."""
    found = course.tests[test]
    objectives = {item.id: (module, item) for module in course.modules.values() for item in module.objectives}
    rows = [
        (item, *objectives[item.objective], course.pages[item.read_again.partition("#")[0]].meta["title"])
        for item in found.questions
    ]
    return {"test": found, "rows": rows, "index": index_page}


@macro()
def course_test_plan(course: Course, here: Here) -> Context:
    """How many questions each form asks of each module, and at which levels of thinking."""
    modules = module_of(course)
    forms: list[CourseTest] = list(course.tests.values())
    counted = [blueprint(form, modules) for form in forms]
    rows = []
    for module in course.modules.values():
        levels = sorted({level for counts in counted for name, level in counts if name == module.id}, key=_LEVELS.index)
        if levels:
            rows.append(
                (module, index_page(module.id), [(lv, [counts[module.id, lv] for counts in counted]) for lv in levels])
            )
    return {"forms": forms, "rows": rows}


_LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")
