"""The rules of a disagreement, as tables."""

from datetime import date

import pytest

from sharewell.clocks.rules import PROMISES, ClockKind, key_of
from sharewell.disagreements.rules import (
    MOST_STAGES,
    RISK_OF_HARM,
    USUAL_STAGES,
    Against,
    End,
    How,
    Safety,
    StageRule,
    Stands,
    is_due_to_tell,
    is_last,
    length_of,
    reasons_not_to_accept,
    reasons_not_to_open,
    reasons_not_to_propose,
    reasons_not_to_set_stages,
    reasons_without_words,
    rule_of,
)

TODAY = date(2026, 11, 26)
ONE = StageRule(1, "One", "Two people", (Stands.HAS_IT,), (Stands.HAS_IT,))


def test_every_stage_that_there_may_be_has_a_length() -> None:
    assert {key_of(ClockKind.RESOLVE, stage) for stage in range(RISK_OF_HARM, MOST_STAGES + 1)} <= set(PROMISES)


def test_the_usual_stages_are_numbered_and_somebody_stands_for_each_end() -> None:
    assert [each.number for each in USUAL_STAGES] == [1, 2, 3, 4]
    assert all(each.stands(end) for each in USUAL_STAGES for end in End)
    assert not is_last(USUAL_STAGES, 3) and is_last(USUAL_STAGES, 4)
    assert rule_of(USUAL_STAGES, 2).title == "Between their managers or safeguarding leads"
    assert rule_of(USUAL_STAGES, 9).number == 4
    assert End.SENDER.other is End.RECEIVER and End.RECEIVER.other is End.SENDER


@pytest.mark.parametrize(("safety", "length"), [(Safety.SAFE, 3), (Safety.NOT_SURE, 3), (Safety.AT_RISK, RISK_OF_HARM)])
def test_a_stage_is_short_where_there_is_risk_of_harm(safety, length) -> None:
    assert length_of(3, safety) == length


@pytest.mark.parametrize(
    ("words", "is_enough"), [("", False), (". . . .", False), ("No.", False), ("She was hurt", True)]
)
def test_a_reason_is_a_sentence(words, is_enough) -> None:
    assert (reasons_without_words(words, "why") == []) is is_enough


@pytest.mark.parametrize(
    ("against", "has_outcome", "is_here", "words", "many"),
    [
        (Against.OUTCOME, True, True, "", 0),
        (Against.OUTCOME, False, True, "", 1),
        (Against.SILENCE, False, True, "", 0),
        (Against.SILENCE, True, True, "", 1),
        (Against.SHARING, False, True, "", 0),
        (Against.OTHER, False, True, "", 1),
        (Against.OTHER, True, True, "How they spoke", 0),
        (Against.OUTCOME, True, False, "", 1),
        (Against.OTHER, True, False, "", 2),
    ],
)
def test_what_one_can_disagree_with(against, has_outcome, is_here, words, many) -> None:
    reasons = reasons_not_to_open(against=against, has_outcome=has_outcome, is_here=is_here, words=words)
    assert len(reasons) == many


@pytest.mark.parametrize(
    ("how", "end", "proposed", "may"),
    [
        (How.AGREED, End.RECEIVER, "", True),
        (How.AGREED, End.SENDER, "", True),
        (How.NO_LONGER, End.SENDER, "", True),
        (How.NO_LONGER, End.RECEIVER, "", False),
        (How.AGREED, End.SENDER, End.SENDER, True),
        (How.AGREED, End.SENDER, End.RECEIVER, False),
    ],
)
def test_what_an_end_can_propose_when_the_sender_disagreed(how, end, proposed, may) -> None:
    reasons = reasons_not_to_propose(how=how, end=end, opened_end=End.SENDER, proposed_end=proposed)
    assert (reasons == []) is may


@pytest.mark.parametrize(
    ("end", "is_own", "may"),
    [(End.SENDER, False, True), (End.RECEIVER, False, False), (End.RECEIVER, True, False), (End.SENDER, True, False)],
)
def test_one_end_never_ends_it_alone(end, is_own, may) -> None:
    assert (reasons_not_to_accept(end=end, proposed_end=End.RECEIVER, is_own=is_own) == []) is may


@pytest.mark.parametrize(
    ("told_on", "works", "is_due"),
    [(None, True, True), (None, False, False), (date(2026, 11, 25), True, True), (TODAY, True, False)],
)
def test_the_partnership_is_told_once_on_each_working_day(told_on, works, is_due) -> None:
    assert is_due_to_tell(told_on, TODAY, is_working_day=works) is is_due


@pytest.mark.parametrize(
    ("stages", "day", "says"),
    [
        ([ONE], TODAY, ""),
        ([ONE], date(2027, 1, 1), ""),
        ([ONE], date(2026, 11, 25), "from today or a later day"),
        ([], TODAY, "at least one"),
        ([ONE] * (MOST_STAGES + 1), TODAY, "no more than"),
        ([StageRule(1, "One", "Two people", (), (Stands.LEADS,))], TODAY, "Say who stands"),
    ],
)
def test_which_stages_a_partnership_can_set(stages, day, says) -> None:
    reasons = reasons_not_to_set_stages(stages, day, TODAY)
    assert says in " ".join(reasons)
    assert bool(reasons) is bool(says)
