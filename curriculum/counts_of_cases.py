"""What the bank of cases holds, counted against what it should hold at least, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from curriculum.load import Course
from curriculum.macros.cases import modules_of
from curriculum.model.case import Case


@dataclass(frozen=True)
class Goal:
    """How many cases of a kind the bank has, and how many it should have at least."""

    name: str
    have: int
    wanted: int


KINDS: tuple[tuple[str, int, Callable[[Case], bool]], ...] = (
    ("all", 30, lambda case: True),
    ("false positives", 5, lambda case: "false-positive" in case.features),
    ("mixed", 5, lambda case: any(name.startswith("mixed-") for name in case.features)),
    ("with men or boys", 8, lambda case: "man-or-boy" in case.features),
    ("with children", 6, lambda case: "child" in case.features),
    ("forced criminality", 4, lambda case: "forced-criminality" in case.features),
    (
        "implicated official or colleague",
        3,
        lambda case: bool({"implicated-official", "implicated-colleague"} & set(case.features)),
    ),
    ("with a disability", 2, lambda case: "disability" in case.features),
    ("branching", 6, lambda case: case.branching is not None),
)
"""What the bank should hold: a name, the least number, and which cases count."""


def goals(course: Course) -> tuple[Goal, ...]:
    """The counts of every kind, then of every country of the course and of every module, of which each should have a case."""
    cases = course.cases.values()
    return (
        *(Goal(name, sum(map(counts, cases)), wanted) for name, wanted, counts in KINDS),
        *(
            Goal(f"country {country.name}", sum(code in case.countries for case in cases), 1)
            for code, country in course.countries.items()
        ),
        *(
            Goal(f"module {name}", sum(name in modules_of(course, case) for case in cases), 1)
            for name in course.modules
        ),
    )


def report(course: Course) -> str:
    """The counts as an aligned table; the last column says how many cases are missing."""
    rows = [
        ("cases", "have", "wanted", "missing"),
        *(
            (goal.name, str(goal.have), str(goal.wanted), str(max(0, goal.wanted - goal.have)))
            for goal in goals(course)
        ),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(
            (row[0].ljust(widths[0]), *(text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True)))
        )
        for row in rows
    )
