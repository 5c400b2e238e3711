"""What is asked, ready to be looked up in the same way by Python and by the page: plain texts, no capitals, no signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from curriculum.load import Course
from curriculum.model.course_test import CourseTest
from curriculum.model.evaluation import AnswerWords, Evaluation, ObjectiveLine, Survey
from curriculum.model.module import Module
from curriculum.model.outcomes import LEAST, MANY, Outcomes
from curriculum.model.workshop import Workshop
from curriculum.outcomes.rules import BANDS
from curriculum.schemas import first_line

Kind = Literal["share", "score", "tick", "many", "votes"]
VOTES = "sessions"
"""The id of the question for the most useful sessions."""

HEAD = (
    first_line("data/outcomes/x.yml"),
    "# Made from evaluation sheets by the rules for small groups. Change nothing by hand: ADAPTING.md, After a workshop.",
)
"""How a file of outcomes begins."""


def normal(text: str) -> str:
    """`text` without capitals and signs: what a heading or an answer is compared by. Marks of scripts such as Thai stay."""
    text = unicodedata.normalize("NFKC", text).lower()
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text).split())


@dataclass(frozen=True)
class Answers:
    """Normal words for yes, no and nothing, and the numbers that may stand instead (0 for none)."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    none: tuple[str, ...]
    lowest: int
    highest: int
    yes_from: int


@dataclass(frozen=True)
class Target:
    """What a column may answer. `phrases` are normal headings, `when` the words of which one must stand beside them.

    `most` is the highest number of right answers; `group` the choices that a tick belongs to; `texts` how it is written.
    """

    id: str
    kind: Kind
    label: str
    phrases: tuple[str, ...]
    when: tuple[str, ...] = ()
    answers: str = ""
    most: int = 0
    group: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A survey with its targets, in the order in which outcomes list them."""

    id: str
    title: str
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Spec:
    """Everything that the readers need. `sessions` and `published` are by workshop."""

    head: tuple[str, ...]
    least: int
    many: int
    bands: tuple[tuple[tuple[str, int, int, bool], ...], ...]
    answers: Mapping[str, Answers]
    times: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    never_read: tuple[str, ...]
    lived_experience: tuple[str, ...]
    totals: tuple[str, ...]
    messages: Mapping[str, str]
    sessions: Mapping[str, tuple[tuple[str, str], ...]]
    published: Mapping[str, tuple[dict[str, Any], ...]]

    def plain(self) -> dict[str, Any]:
        """The same as plain data, for the page."""
        return asdict(self)


def spec(course: Course) -> Spec:
    """The spec of a course."""
    return made(course.evaluation, course.modules, course.tests, course.workshops, course.outcomes)


def made(
    evaluation: Evaluation,
    modules: Mapping[str, Module],
    tests: Mapping[str, CourseTest],
    workshops: Mapping[str, Workshop],
    outcomes: Mapping[str, Outcomes],
) -> Spec:
    """The spec of these records."""
    return Spec(
        head=HEAD,
        least=LEAST,
        many=MANY,
        bands=BANDS,
        answers={item.id: _answers(item) for item in (*evaluation.answers, evaluation.ticked)},
        times=(*_normals(evaluation.times.before), *_normals(evaluation.times.now)),
        sheets=tuple(
            Sheet(survey.id, survey.title, tuple(_targets(evaluation, survey, modules, tests)))
            for survey in evaluation.surveys
        ),
        never_read=_normals(evaluation.never_read),
        lived_experience=_normals(evaluation.lived_experience),
        totals=_normals(evaluation.totals),
        messages=evaluation.messages.model_dump(),
        sessions={
            name: tuple((topic.id, normal(topic.title)) for topic in found.topics) for name, found in workshops.items()
        },
        published={name: plain_surveys(found) for name, found in outcomes.items()},
    )


def plain_surveys(outcomes: Outcomes) -> tuple[dict[str, Any], ...]:
    """The surveys of a file of outcomes as plain data, without fields that are not there."""
    return tuple(survey.model_dump(mode="json", exclude_defaults=True) for survey in outcomes.surveys)


def _normals(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normal(text) for text in texts))


def _answers(item: AnswerWords) -> Answers:
    numbers = (item.lowest or 0, item.highest or 0, item.yes_from or 0)
    return Answers(_normals(item.yes), _normals(item.no), _normals(item.none), *numbers)


def _targets(
    evaluation: Evaluation, survey: Survey, modules: Mapping[str, Module], tests: Mapping[str, CourseTest]
) -> Iterator[Target]:
    for item in survey.asked:
        yield Target(item.id, "share", item.label, _normals(item.headings), answers=item.answers)
    words = {"before": _normals(evaluation.times.before), "now": _normals(evaluation.times.now)}
    for time in survey.confidence:
        for line in evaluation.objectives:
            yield _confidence(line, time, words[time])
    for group in survey.choices:
        names = _normals(group.headings)
        yield Target(group.id, "many", group.headings[0], names)
        for choice in group.choices:
            texts = _normals(choice.texts)
            phrases = (*texts, *(f"{name} {text}" for name in names for text in texts))
            yield Target(choice.id, "tick", choice.texts[0], phrases, answers="ticked", group=group.id, texts=texts)
    if survey.test and survey.time:
        for module, most in asked_of(tests.get(survey.test), modules).items():
            names = _normals((modules[module].title, modules[module].short_title, module))
            label = modules[module].short_title
            yield Target(f"{survey.id}-{module}", "score", label, names, when=words[survey.time], most=most)
    if survey.votes:
        yield Target(VOTES, "votes", survey.votes[0], _normals(survey.votes))


def _confidence(line: ObjectiveLine, time: str, words: tuple[str, ...]) -> Target:
    label = f"{line.label} ({time})"
    name = f"{time}-{line.objective}"
    return Target(name, "share", label, _normals(line.headings), when=words, answers="sure")


def asked_of(test: CourseTest | None, modules: Mapping[str, Module]) -> dict[str, int]:
    """How many questions a test asks of each module, in the order of the modules; none of a module that it leaves out."""
    home = {objective.id: module.id for module in modules.values() for objective in module.objectives}
    asked = [home.get(question.objective) for question in test.questions] if test else []
    return {name: asked.count(name) for name in modules if name in asked}
