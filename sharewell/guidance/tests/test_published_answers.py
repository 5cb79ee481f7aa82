"""Against published answers: protection is never missed, nothing is shared that should not be, and most agree.

Wanted: 80 in 100 exactly equal and 95 equal or acceptable. Reached by readers who had not seen the answers: 65 and 94.6
(24 and 35 of 37). What differs leans towards protection, and is listed here so that a change in it is seen: this pins
what was measured, and does not say that it is enough.
"""

import pytest

from sharewell.guidance.rules import Outcome
from sharewell.guidance.tests.given import shipped
from sharewell.guidance.tests.published import compared, readings, situations, tally, words_of

EDITION = shipped()
# Situations in which advice and published answer differ and the publisher accepts no other: each leans to protection.
DIFFER = {"gmc-05": Outcome.FOLLOW_PROCEDURES, "mdu-01": Outcome.FOLLOW_PROCEDURES}


@pytest.mark.parametrize("reading", readings(), ids=lambda reading: reading["reader"])
def test_advice_agrees_with_what_was_published(reading: dict[str, object]) -> None:
    found = compared(EDITION, reading["answers"])  # type: ignore[arg-type]
    counted = tally(found)
    assert (len(found), counted["under"], counted["over"]) == (37, 0, 0)
    assert counted["exact"] >= 24
    assert counted["acceptable"] >= 35
    assert {each.key: each.advised for each in found if not each.is_acceptable} == DIFFER


def test_readers_answered_every_question_of_every_situation() -> None:
    questions = {question.key: question for question in EDITION.questions}
    for reading in readings():
        assert set(reading["answers"]) == {each["id"] for each in situations()}
        for answers in reading["answers"].values():
            assert set(answers) == set(questions)
            assert all(questions[key].answer(answer) for key, answer in answers.items())
        assert reading["read_on"] and reading["saw"] and reading["reader"]


def test_readers_saw_the_words_as_they_stand() -> None:
    """Other words may be read otherwise: whoever changes them has them read anew by somebody else."""
    assert {reading["words"] for reading in readings()} == {words_of(EDITION)}


def test_the_comparison_can_fail() -> None:
    """A reader who thinks that nothing is ever serious gets under-shares; one who trusts everybody, over-shares."""
    careless = {"danger": "no", "harm": "no", "recipient": "family", "purpose": "none"}
    trusting = {**readings()[0]["answers"]["s47-01"], "harm": "known", "recipient": "protector", "purpose": "help"}
    owed = [each["id"] for each in situations() if each["expected"] in {"follow_cp_now", "call_999"}]
    refused = [each["id"] for each in situations() if each["expected"] == "do_not_share"]
    under = [
        each.key for each in compared(EDITION, {each["id"]: careless for each in situations()}) if each.is_under_share
    ]
    over = {
        each.key for each in compared(EDITION, {each["id"]: trusting for each in situations()}) if each.is_over_share
    }
    assert under == owed and len(owed) == 6
    assert over >= set(refused) and len(refused) == 12
