"""Attempts to recover what single people answered from what is published, and how each of them fails.

The attacker knows the number of sheets, who answered which line, and one person's answer (their own, or a friend's).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable

import pytest
from pydantic import ValidationError

from curriculum.model.outcomes import LEAST, Outcomes, SurveyOutcome
from curriculum.outcomes.rules import VOTERS, Counted, Tally, band, published, refused

YES, NO, LEFT_OUT = 1, 0, None


def counted(answers: Iterable[int | None], survey: str = "evaluation") -> Counted:
    """A sheet with one question, `useful`, from what each person answered."""
    given = list(answers)
    said = [answer for answer in given if answer is not None]
    return Counted(survey, len(given), {"useful": Tally(len(said), sum(said), len(said))})


def outcome(answers: Iterable[int | None], survey: str = "evaluation") -> SurveyOutcome:
    """What is published of these answers."""
    return published(counted(answers, survey), ())


def people(yes: int, no: int) -> list[int | None]:
    """So many who said yes and so many who said no."""
    return [*([YES] * yes), *([NO] * no)]


def tells(possible: set[int], of: int) -> bool:
    """Whether possible numbers of yes among `of` people fix what somebody said, also for one who leaves their own answer out."""
    if possible in ({0}, {of}):
        return True
    for own in (YES, NO):
        others = {number - own for number in possible if 0 <= number - own <= of - 1}
        if others in ({0}, {of - 1}):
            return True
    return False


def in_band(answered: int) -> dict[str, set[int]]:
    """The numbers of yes behind each band."""
    found: dict[str, set[int]] = defaultdict(set)
    for yes in range(answered + 1):
        found[band(Tally(answered, yes, answered))].add(yes)
    return found


@pytest.mark.parametrize("sheets", range(1, LEAST))
def test_below_ten_all_answers_give_the_same(sheets: int) -> None:
    every = itertools.product((YES, NO, LEFT_OUT), repeat=min(sheets, 6))
    rest = [YES] * (sheets - min(sheets, 6))
    assert {outcome([*answers, *rest]) for answers in every} == {SurveyOutcome(survey="evaluation", answers=sheets)}


def test_of_ten_people_any_could_have_said_yes_or_no_whatever_is_published() -> None:
    """Every answer set of ten people, with left-out lines: who answered is known to the attacker, and their own answer."""
    worlds = defaultdict(list)
    for answers in itertools.product((YES, NO, LEFT_OUT), repeat=10):
        who = tuple(answer is not LEFT_OUT for answer in answers)
        worlds[outcome(answers), who].append(answers)
    for (_, who), sets in worlds.items():
        answered = [person for person in range(10) if who[person]]
        for own in (answered[0],) if answered else ():  # everybody is alike: one attacker stands for all
            for known in (YES, NO):
                left = [answers for answers in sets if answers[own] == known]
                for other in answered[1:] if left else ():
                    assert {answers[other] for answers in left} == {YES, NO}


@pytest.mark.parametrize("answered", [*range(10, 60), 99, 100, 101, 250])
def test_no_band_tells_what_anybody_said_also_after_leaving_oneself_out(answered: int) -> None:
    bands = in_band(answered)
    assert [name for name, possible in bands.items() if tells(possible, answered)] == []
    assert {min(len(possible & {0, 1, 2}), 3) for possible in bands.values() if 0 in possible} == {3}
    assert all(len(possible) >= 2 for possible in bands.values())


def test_tenths_for_ten_people_would_tell_the_one_who_said_no_what_all_others_said() -> None:
    assert tells({9, 10}, 10)  # "nine in ten or more" of ten: the reason for fifths below twenty answers
    assert not tells({8, 9, 10}, 10)


def test_everybody_and_all_but_one_look_the_same() -> None:
    for number in (10, 14, 19, 20, 37):
        assert outcome(people(number, 0)) == outcome(people(number - 1, 1)) == outcome(people(number - 2, 2))
        assert outcome(people(0, number)) == outcome(people(1, number - 1)) == outcome(people(2, number - 2))


def test_the_number_who_left_a_line_out_cannot_be_subtracted() -> None:
    """The sheets minus those who answered: from the published file, each number from none to nine could be it."""
    for sheets in (23, 31):
        possible = {left for left in range(sheets) if _said_of_left_out(sheets, left) == "fewer-than-ten"}
        assert possible == set(range(10))
        assert {left for left in range(sheets - 9) if _said_of_left_out(sheets, left) == "ten-or-more"} == set(
            range(10, sheets - 9)
        )


def _said_of_left_out(sheets: int, left: int) -> str | None:
    return outcome([*people(sheets - left, 0), *[LEFT_OUT] * left]).questions[0].left_out


def test_a_line_with_nine_answers_says_nothing_of_them() -> None:
    published_of_nine = {
        outcome([*people(yes, 9 - yes), *[LEFT_OUT] * left]).questions for yes in range(10) for left in (1, 5, 11)
    }
    assert len(published_of_nine) == 1
    assert next(iter(published_of_nine))[0].share == "fewer-than-ten"


def test_the_complement_of_a_band_is_as_open_as_the_band() -> None:
    """Who wants the number of no's gets each number that the band leaves open, none fewer."""
    for answered in range(10, 40):
        for possible in in_band(answered).values():
            assert not tells({answered - yes for yes in possible}, answered)


def _between(earlier: str, answered: int, later: str, then: int) -> set[int]:
    """The numbers of yes among those who came in between two results, as somebody with both could work them out."""
    first, second = in_band(answered)[earlier], in_band(then)[later]
    added = then - answered
    return {b - a for a in first for b in second if 0 <= b - a <= added}


def test_two_results_a_few_sheets_apart_would_tell_and_the_second_is_refused() -> None:
    told = 0
    for answered, added in itertools.product(range(10, 16), (1, 2, 9)):
        for yes, new in itertools.product(range(answered + 1), range(added + 1)):
            first = outcome(people(yes, answered - yes))
            second = outcome([*people(yes, answered - yes), *people(new, added - new)])
            shares = first.questions[0].share, second.questions[0].share
            told += _between(shares[0], answered, shares[1], answered + added) in ({0}, {added})
            assert refused(second, [first])
    assert told > 0  # so the rule is needed


def test_ten_added_sheets_would_tell_as_well_where_a_band_moves_far() -> None:
    first, second = outcome(people(0, 10)), outcome(people(10, 10))
    assert (first.questions[0].share, second.questions[0].share) == ("up-to-one-in-five", "half-to-three-quarters")
    assert _between("up-to-one-in-five", 10, "half-to-three-quarters", 20) == {8, 9, 10}
    third = outcome(people(13, 0)), outcome([*people(13, 0), *people(0, 10)])
    assert refused(third[1], [third[0]])
    assert refused(second, [first])


def test_taking_sheets_out_or_mending_one_is_refused_and_the_same_again_is_not() -> None:
    first = outcome(people(11, 3))
    assert refused(outcome(people(11, 2)), [first])
    assert refused(outcome(people(12, 2)), [first])
    assert refused(outcome(people(6, 1)), [first])
    assert not refused(outcome(people(11, 3)), [first])


def test_after_a_number_alone_shares_may_follow_since_nothing_was_said() -> None:
    assert not refused(outcome(people(10, 2)), [outcome(people(9, 0))])


def test_another_sheet_of_nearly_the_same_people_gets_no_share_for_the_same_question() -> None:
    """A follow-up of 13 out of 14: with both shares, somebody could work out what the one who is missing said."""
    room = outcome(people(11, 3))
    back = published(counted(people(11, 2), "follow-up"), [room])
    assert back.questions[0].share == "withheld"
    assert 11 in in_band(14)["half-to-four-in-five"]
    assert 11 in in_band(13)["four-in-five-or-more"]
    assert published(counted(people(11, 3), "follow-up"), [room]).questions[0].share == "withheld"
    assert published(counted(people(9, 1), "follow-up"), [outcome(people(11, 9))]).questions[0].share != "withheld"
    assert published(counted(people(9, 4), "follow-up"), [outcome(people(9, 0))]).questions[0].share != "withheld"


@pytest.mark.parametrize("voters", [10, 11, 12, 13, 20, 24])
def test_no_order_of_sessions_tells_who_named_one(voters: int) -> None:
    """Every number of votes for two sessions: those behind an order never fix what a voter named."""
    worlds = defaultdict(list)
    for first, second in itertools.product(range(voters + 1), repeat=2):
        named = [
            frozenset({"other"} | ({"a"} if at < first else set()) | ({"b"} if at < second else set()))
            for at in range(voters)
        ]
        sheet = Counted("evaluation", voters, {}, named, ("a", "b"))
        worlds[published(sheet, ()).sessions].append((first, second))
    assert (set(worlds) == {()}) == (voters < VOTERS)
    for levels, votes in worlds.items():
        for at, name in enumerate(("a", "b")):
            if levels:
                assert not tells({pair[at] for pair in votes}, voters), (levels, name)


def test_an_order_by_votes_would_have_told_that_all_twelve_named_the_first() -> None:
    votes = [frozenset({"a", "b", "c"})] * 10 + [frozenset({"a", "b"}), frozenset({"a"})]
    assert published(Counted("evaluation", 12, {}, votes, ("a", "b", "c")), ()).sessions == (("a", "b", "c"),)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"answers": 9, "questions": ({"question": "useful", "share": "fewer-than-ten"},)}, "has 9 answers; below 10"),
        ({"answers": 9, "sessions": (("a",),)}, "has 9 answers; below 10"),
        (
            {
                "answers": 19,
                "questions": ({"question": "useful", "share": "nine-in-ten-or-more", "left_out": "fewer-than-ten"},),
            },
            "a band of tenths or quarters needs 20",
        ),
        ({"answers": 14, "questions": ({"question": "useful", "share": "four-in-five-or-more"},)}, "has `left_out`"),
        (
            {"answers": 14, "questions": ({"question": "useful", "share": "withheld", "left_out": "ten-or-more"},)},
            "has",
        ),
    ],
)
def test_a_file_written_by_hand_cannot_say_more(written: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Outcomes.model_validate({"workshop": "made-up", "surveys": ({"survey": "evaluation", **written},)})
