"""What may be published of a sheet: the rules for small groups (PRECISION), and why they hold.

An attacker knows the number of sheets, whatever was published, perhaps who left out which line, and one person's answers: their
own, or a friend's. From none of it may it follow what another person answered, or what everybody else answered.

- **Below ten answers only their number.** A question that fewer than ten answered says only that. How many left a line out is a
  small group too: it is said as "fewer than ten" or "ten or more", so that the number who
  answered stays open. (With just ten sheets a share tells that nobody left the line out: that is no answer of anybody.)
- **One share a question, as a band.** The band at either end holds three numbers of people at least, unanimity among them, for each
  number of answers: with ten answers "four in five or more" is eight, nine or ten. Whoever said no and leaves their own answer out
  still does not know whether the others all said yes. So tenths are used only from twenty answers on: with ten, "nine in ten or
  more" would be nine or ten, and the one who said no would know all the others. `tests/test_outcomes_rules.py` tries all cases.
- **Never the parts of an answer** ("yes" and "yes, very much"), no group within the room, no lowest or highest, no text.
- **The most useful sessions** are an order by bands, not by votes: three sessions with 12, 11 and 10 of 12 votes would otherwise
  have only one way to stand in their order. Sessions in one band are level. A session is named from ten votes on, and only where
  twelve or more voted: with ten voters ten votes would be everybody.
- **A test** gives shares of right answers by module, over all sheets. No sheet is paired with another one.
- **Follow-up and last day** ask some questions twice. Those who came back are a part of the room: the few who did not can be
  worked out if both shares stand. So what another sheet asked as well is withheld, unless the two differ by ten people or more.
- **A result with shares is never replaced by another one.** Ten added answers alone would not be enough: whoever has both results
  may pin the added ones down where a band changes. Nor can anybody see how many were added, since the file holds no counts: 14
  sheets and 24 may differ by ten new ones, or by twelve new ones and two that were taken out or mended. So the rule does not weigh
  it: once shares are out they stay, or are withdrawn as a whole. A result that gave only a number (below ten) said nothing of any
  answer, and may be followed by one with more sheets. What was committed to git counts as published, also after its file was
  deleted.

What no rule here can see: a second workshop record for a part of the same room, or sheets that somebody made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from curriculum.model.outcomes import LEAST, MANY, Band, QuestionOutcome, SurveyOutcome

BANDS: tuple[tuple[tuple[str, int, int, bool], ...], ...] = (
    (
        ("up-to-one-in-five", 1, 5, True),
        ("one-in-five-to-half", 1, 2, False),
        ("half-to-four-in-five", 4, 5, False),
        ("four-in-five-or-more", 1, 1, True),
    ),
    (
        ("up-to-one-in-ten", 1, 10, True),
        ("one-in-ten-to-quarter", 1, 4, False),
        ("quarter-to-half", 1, 2, False),
        ("half-to-three-quarters", 3, 4, False),
        ("three-quarters-to-nine-in-ten", 9, 10, False),
        ("nine-in-ten-or-more", 1, 1, True),
    ),
)
"""Bands for LEAST answers and more, and for MANY and more: id, upper end as a fraction, and whether the end belongs to it."""

VOTES = 10
"""Votes from which a session is named."""
VOTERS = 12
"""People who must have voted, so that so many votes need not be everybody's."""


@dataclass(frozen=True)
class Tally:
    """A question counted: how many answered, how much yes (or right) of how much at most."""

    answered: int
    yes: int
    whole: int


@dataclass(frozen=True)
class Counted:
    """A sheet counted. `votes` is, for each person who voted, the sessions named. Never published, never kept."""

    survey: str
    sheets: int
    tallies: Mapping[str, Tally]
    votes: Sequence[frozenset[str]] = ()
    sessions: Sequence[str] = field(default=())


def band_at(tally: Tally) -> int:
    """The number of the band of a share, from the lowest."""
    for index, (_, upper, parts, inside) in enumerate(BANDS[tally.answered >= MANY]):
        have, end = tally.yes * parts, upper * tally.whole
        if have < end or (inside and have == end):
            return index
    raise ValueError(f"{tally.yes} is more than {tally.whole}")


def band(tally: Tally) -> Band:
    """The band of a share."""
    name = BANDS[tally.answered >= MANY][band_at(tally)][0]
    return next(known for known in get_args(Band) if known == name)


def published(counted: Counted, others: Iterable[SurveyOutcome]) -> SurveyOutcome:
    """What may be published of a sheet beside `others`, the outcomes of the same workshop's other sheets."""
    if counted.sheets < LEAST:
        return SurveyOutcome(survey=counted.survey, answers=counted.sheets)
    near = _asked_of_nearly_the_same(counted, others)
    questions = tuple(_question(name, tally, counted.sheets, name in near) for name, tally in counted.tallies.items())
    return SurveyOutcome(survey=counted.survey, answers=counted.sheets, questions=questions, sessions=_order(counted))


def _asked_of_nearly_the_same(counted: Counted, others: Iterable[SurveyOutcome]) -> set[str]:
    """The questions that another sheet gives a share for, asked of fewer than ten people more or fewer."""
    return {
        item.question
        for other in others
        if other.survey != counted.survey and abs(other.answers - counted.sheets) < LEAST
        for item in other.questions
        if item.left_out is not None
    }


def _question(name: str, tally: Tally, sheets: int, near: bool) -> QuestionOutcome:
    if tally.answered < LEAST:
        return QuestionOutcome(question=name, share="fewer-than-ten")
    if near:
        return QuestionOutcome(question=name, share="withheld")
    left_out = "fewer-than-ten" if sheets - tally.answered < LEAST else "ten-or-more"
    return QuestionOutcome(question=name, share=band(tally), left_out=left_out)  # type: ignore[arg-type]


def _order(counted: Counted) -> tuple[tuple[str, ...], ...]:
    """The sessions that enough people named, by bands from the highest; those of one band are level."""
    voters = len(counted.votes)
    if voters < VOTERS:
        return ()
    votes = {name: sum(name in named for named in counted.votes) for name in counted.sessions}
    bands = {name: band_at(Tally(voters, number, voters)) for name, number in votes.items() if number >= VOTES}
    levels = sorted(set(bands.values()), reverse=True)
    return tuple(tuple(name for name in bands if bands[name] == level) for level in levels)


def refused(new: SurveyOutcome, earlier: Iterable[SurveyOutcome]) -> bool:
    """Whether `new` would replace shares that were written before and differ."""
    return any(old.survey == new.survey and old.answers >= LEAST and old != new for old in earlier)
