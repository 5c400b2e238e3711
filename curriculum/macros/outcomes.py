"""Outcomes of workshops as panels: rows with bands or words, drawn and in a table. No share is ever shown as a point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.registry import Context, macro
from curriculum.model.outcomes import LEAST, QuestionOutcome, SurveyOutcome
from curriculum.model.workshop import Workshop
from curriculum.outcomes.rules import BANDS

ASKED_IN_2014 = ("useful", "recommend", "learned-new", "will-use")
"""The four questions of the report of June 2014 that the evaluation sheet keeps."""


@dataclass(frozen=True)
class Cell:
    """A band with its ends in hundredths of everybody, or another `share` without any; or the `words` of a report."""

    share: str = ""
    left_out: str = ""
    low: int | None = None
    high: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a panel: `page` leads to where it is about, if it has one; `answers` stands beside it if rows differ in it."""

    label: str
    cells: tuple[Cell | None, ...]
    page: str = ""
    answers: int | None = None


@dataclass(frozen=True)
class Panel:
    """A chart with its table. `columns` are ids of words for the columns, `answers` the number of sheets of each.

    Its `kind`: "shares" of yes, how "sure" people feel, "tests", or one question "across" workshops. `survey` names the sheet.
    """

    id: str
    kind: str
    survey: str
    columns: tuple[str, ...]
    answers: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def drawn(self) -> bool:
        """Whether there is a band to draw."""
        return any(cell is not None and cell.low is not None for row in self.rows for cell in row.cells)


ENDS = {
    name: (100 * bands[at - 1][1] // bands[at - 1][2] if at else 0, 100 * upper // parts)
    for bands in BANDS
    for at, (name, upper, parts, _) in enumerate(bands)
}
"""Lower and upper end of each band in hundredths."""


def cell(item: QuestionOutcome) -> Cell:
    """What a panel shows of a question."""
    low, high = ENDS.get(item.share, (None, None))
    return Cell(item.share, item.left_out or "", low, high)


def shown(course: Course, workshop: str) -> tuple[list[Panel], list[SurveyOutcome], dict[str, str]]:
    """The panels of a workshop, the sheets that were too few for any, and the titles of all sheets."""
    found = course.outcomes.get(workshop)
    surveys = {survey.survey: survey for survey in found.surveys} if found else {}
    few = [survey for survey in surveys.values() if survey.answers < LEAST]
    titles = {survey.id: survey.title for survey in course.evaluation.surveys}
    return [*_panels(course, surveys)], few, titles


def _panels(course: Course, surveys: Mapping[str, SurveyOutcome]) -> Iterator[Panel]:
    tests: dict[str, SurveyOutcome] = {}
    for spec in course.evaluation.surveys:
        survey = surveys.get(spec.id)
        if survey is None or not survey.questions:
            continue
        items = {item.question: item for item in survey.questions}
        if spec.test and spec.time:
            tests[spec.time] = survey
            continue
        labels = {item.id: item.label for item in spec.asked}
        labels |= {choice.id: choice.texts[0] for group in spec.choices for choice in group.choices}
        rows = tuple(Row(label, (cell(items[name]),)) for name, label in labels.items() if name in items)
        if rows:
            yield Panel(spec.id, "shares", spec.id, ("yes",), (survey.answers,), rows)
        sure = [
            Row(line.label, tuple(cell(items[name]) if name in items else None for name in names))
            for line in course.evaluation.objectives
            for names in [[f"{time}-{line.objective}" for time in spec.confidence]]
            if any(name in items for name in names)
        ]
        if sure:
            yield Panel(
                f"{spec.id}-sure",
                "sure",
                spec.id,
                spec.confidence,
                (survey.answers,) * len(spec.confidence),
                tuple(sure),
            )
    yield from _tests(course, tests)


def _tests(course: Course, tests: Mapping[str, SurveyOutcome]) -> Iterator[Panel]:
    """Right answers by module, before and after beside each other where both are there."""
    times = [time for time in ("before", "now") if time in tests]
    items = {
        (time, item.question.removeprefix(f"{tests[time].survey}-")): item
        for time in times
        for item in tests[time].questions
    }
    rows = [
        Row(module.short_title, tuple(cell(items[time, name]) if (time, name) in items else None for time in times))
        for name, module in course.modules.items()
        if any((time, name) in items for time in times)
    ]
    if rows:
        yield Panel("tests", "tests", "", tuple(times), tuple(tests[time].answers for time in times), tuple(rows))


def sessions(course: Course, workshop: Workshop) -> list[tuple[int, list[str]]]:
    """The most useful sessions by evaluation sheets: place, and the titles that stand level there."""
    titles = {topic.id: topic.title for topic in workshop.topics}
    found = course.outcomes.get(workshop.id)
    levels = [level for survey in (found.surveys if found else ()) for level in survey.sessions]
    places = [1 + sum(len(level) for level in levels[:at]) for at in range(len(levels))]
    return [(place, [titles[name] for name in level]) for place, level in zip(places, levels, strict=True)]


@macro()
def outcomes_across(course: Course, here: Here) -> Context:
    """What the workshops that published results say to the same four questions, each in its own words or band."""
    asked = {
        item.id: item.label for survey in course.evaluation.surveys for item in survey.asked if item.id in ASKED_IN_2014
    }
    panels = [
        (label, Panel(name, "across", "", ("yes",), (), tuple(_across(course, name)))) for name, label in asked.items()
    ]
    heard = {row.page for _, panel in panels for row in panel.rows}
    return {"panels": panels, "silent": len(course.workshops) - len(heard), "all": len(course.workshops)}


def _across(course: Course, question: str) -> Iterator[Row]:
    for workshop in course.workshops.values():
        yield from _said(course, workshop, question)


def _said(course: Course, workshop: Workshop, question: str) -> Iterator[Row]:
    label, page = f"{workshop.place.name}, {workshop.starts:%B %Y}", f"workshops/{workshop.id}.md"
    for outcome in workshop.outcomes:
        if outcome.id == question:
            yield Row(label, (Cell(words=outcome.share),), page, None)
    found = course.outcomes.get(workshop.id)
    for survey in found.surveys if found else ():
        for item in survey.questions:
            if item.question == question:
                yield Row(label, (cell(item),), page, survey.answers)


@macro()
def outcomes_maker(course: Course, here: Here) -> Context:
    """The page that makes outcomes of evaluation sheets in the browser; without scripts it says how to do it by command."""
    return {"workshops": sorted(course.workshops.values(), key=lambda item: item.starts, reverse=True)}
