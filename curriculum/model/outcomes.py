"""What is published of evaluation sheets: how many, and from ten on shares as bands. Why: curriculum/outcomes/rules.py."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from curriculum.model.base import Count, Record, Slug

LEAST = 10
"""Below this number of answers only the number is published (PRECISION: small groups)."""
MANY = 20
"""From this number of answers on, the bands are narrower."""

Band = Literal[
    "up-to-one-in-five",
    "one-in-five-to-half",
    "half-to-four-in-five",
    "four-in-five-or-more",
    "up-to-one-in-ten",
    "one-in-ten-to-quarter",
    "quarter-to-half",
    "half-to-three-quarters",
    "three-quarters-to-nine-in-ten",
    "nine-in-ten-or-more",
]
Share = Literal[Band, "fewer-than-ten", "withheld"]
NARROW = frozenset(
    {
        "up-to-one-in-ten",
        "one-in-ten-to-quarter",
        "quarter-to-half",
        "half-to-three-quarters",
        "three-quarters-to-nine-in-ten",
        "nine-in-ten-or-more",
    }
)
"""Bands that need twenty answers, so that the band at an end holds three numbers at least."""


class QuestionOutcome(Record):
    """The share of yes (of right answers, in a test) as a band; or why there is none. `left_out`: who gave no answer here."""

    question: Slug
    share: Share
    left_out: Literal["fewer-than-ten", "ten-or-more"] | None = None

    @model_validator(mode="after")
    def _left_out_beside_a_share_only(self) -> Self:
        if (self.left_out is None) == (self.share not in {"fewer-than-ten", "withheld"}):
            raise ValueError("has `left_out` beside a share, and only there")
        return self


class SurveyOutcome(Record):
    """One sheet. `sessions` are the most useful ones in order; those of one list are level."""

    survey: Slug
    answers: Count
    questions: tuple[QuestionOutcome, ...] = ()
    sessions: tuple[Annotated[tuple[Slug, ...], Field(min_length=1)], ...] = ()

    @model_validator(mode="after")
    def _nothing_but_the_number_below_ten(self) -> Self:
        if self.answers < LEAST and (self.questions or self.sessions):
            raise ValueError(f"has {self.answers} answers; below {LEAST} nothing but their number is published")
        if self.answers < MANY and any(item.share in NARROW for item in self.questions):
            raise ValueError(f"has {self.answers} answers; a band of tenths or quarters needs {MANY}")
        return self


class Outcomes(Record):
    """data/outcomes/<workshop>.yml, made by `make outcomes` or by the page that does the same."""

    workshop: Slug
    surveys: Annotated[tuple[SurveyOutcome, ...], Field(min_length=1)]
