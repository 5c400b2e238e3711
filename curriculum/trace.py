"""The trace: where each objective of a module is read, taught, practised and checked."""

from __future__ import annotations

from dataclasses import dataclass

from curriculum.model.module import Activity, Module, Objective, Section, Session
from curriculum.model.quiz import Question, Quiz


@dataclass(frozen=True)
class Traced:
    """An objective with all that serves it. A question comes with its number in the quiz, from 1."""

    objective: Objective
    sections: tuple[Section, ...]
    sessions: tuple[Session, ...]
    activities: tuple[Activity, ...]
    questions: tuple[tuple[int, Question], ...]


def trace(module: Module, quiz: Quiz) -> tuple[Traced, ...]:
    """Each objective of `module`, in order, with what serves it."""
    numbered = tuple(enumerate(quiz.questions, start=1))
    return tuple(
        Traced(
            objective,
            tuple(item for item in module.sections if objective.id in item.objectives),
            tuple(item for item in module.sessions if objective.id in item.objectives),
            tuple(item for item in module.activities if objective.id in item.objectives),
            tuple(item for item in numbered if item[1].objective == objective.id),
        )
        for objective in module.objectives
    )
