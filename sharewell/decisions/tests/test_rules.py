"""What goes against advice, what a decision lacks, what openness lacks, and references."""

from datetime import date

import pytest

from sharewell.decisions.rules import (
    ALPHABET,
    FOLLOWS,
    Decided,
    Openness,
    Told,
    goes_against,
    new_reference,
    reasons_not_to_decide,
    what_openness_lacks,
)
from sharewell.guidance.rules import Outcome


def test_every_outcome_of_the_guidance_can_be_followed() -> None:
    assert set(FOLLOWS) == {str(outcome) for outcome in Outcome}


@pytest.mark.parametrize(
    ("advice", "decided", "against"),
    [
        ("share", Decided.SHARE, False),
        ("share", Decided.DO_NOT_SHARE, True),
        ("follow_procedures", Decided.SHARE, False),
        ("follow_procedures", Decided.ASK_CONSENT, True),
        ("do_not_share", Decided.SHARE, True),
        ("do_not_share", Decided.DO_NOT_SHARE, False),
        ("seek_advice", Decided.SHARE, True),
        ("call_999", Decided.CALLED_999, False),
        ("call_999", Decided.DO_NOT_SHARE, True),
        ("", Decided.DO_NOT_SHARE, False),
    ],
)
def test_going_against(advice: str, decided: Decided, against: bool) -> None:
    assert goes_against(advice, decided) is against


@pytest.mark.parametrize(
    ("advice", "decided", "because", "is_complete", "count"),
    [
        ("share", Decided.SHARE, "", True, 0),
        ("share", Decided.DO_NOT_SHARE, "", True, 1),
        ("share", Decided.DO_NOT_SHARE, "no need", True, 1),
        ("share", Decided.DO_NOT_SHARE, "They know already.", True, 0),
        ("share", Decided.SHARE, "", False, 1),
        ("", Decided.DO_NOT_SHARE, "", True, 1),
        ("", Decided.DO_NOT_SHARE, "They know already.", True, 0),
    ],
)
def test_why_a_decision_may_not_stand(advice, decided, because, is_complete, count) -> None:
    reasons = reasons_not_to_decide(advice=advice, decided=decided, because=because, is_complete=is_complete)
    assert len(reasons) == count


@pytest.mark.parametrize(
    ("openness", "lacks"),
    [
        (Openness(Told.TOLD), {"who", "when"}),
        (Openness(Told.TOLD, who="Mother", when=date(2026, 11, 20)), set()),
        (Openness(Told.TOLD, who="Mother", is_undated=True), set()),
        (Openness(Told.WILL_TELL), {"look_again_on"}),
        (Openness(Told.UNSAFE), {"why_not", "look_again_on"}),
        (Openness(Told.NOT_SURE, why_not="He is there"), {"look_again_on"}),
        (Openness(Told.UNSAFE, why_not="He is there", look_again_on=date(2026, 12, 1)), set()),
        (Openness(Told.NOT_SHARED), set()),
    ],
)
def test_what_openness_lacks(openness: Openness, lacks: set[str]) -> None:
    assert set(what_openness_lacks(openness)) == lacks


def test_a_reference_can_be_read_out() -> None:
    made = {new_reference("SW") for _ in range(500)}
    assert len(made) == 500
    for reference in made:
        prefix, first, second = reference.split("-")
        assert prefix == "SW"
        assert set(first + second) <= set(ALPHABET)
        assert not set(first + second) & set("ILOU")
