"""What a hand-over sheet must say before it can go, and when something can be taken back."""

from uuid import uuid4

import pytest

from sharewell.concerns.sheets.rules import HOW_WORDS, How, Line, reasons_not_to_hand_over, reasons_not_to_take_back

MIA, NED = uuid4(), uuid4()
NAMES = {MIA: "SW-1", NED: "SW-2"}


@pytest.mark.parametrize(
    ("mia", "ned", "expected"),
    [
        (Line(How.GOES_OVER, "Ring at eight."), Line(How.STAYS), []),
        (Line(How.TO_KNOW, "May ring."), Line(How.GOES_OVER, "Visit."), []),
        (Line(How.STAYS, "Words all the same"), Line(How.STAYS), ["Choose at least one"]),
        (Line(How.GOES_OVER, "Visit."), Line(How.STAYS, "May ring."), ["SW-2: you wrote what to watch for"]),
        (Line(How.GOES_OVER, "Visit."), Line(How.STAYS, "  "), []),
        (Line(How.GOES_OVER), Line(How.TO_KNOW, " – "), ["SW-1: write what", "SW-2: write what"]),
    ],
)
def test_what_a_sheet_must_say(mia, ned, expected):
    reasons = reasons_not_to_hand_over({MIA: mia, NED: ned}, NAMES)
    assert len(reasons) == len(expected)
    assert all(reason.startswith(begin) for reason, begin in zip(reasons, expected, strict=True))


@pytest.mark.parametrize(
    ("many", "is_open", "expected"),
    [(2, True, None), (0, True, "No other team"), (2, False, "Your team is closed now. Opens Monday 9 am. Until")],
)
def test_when_something_can_be_taken_back(many, is_open, expected):
    reasons = reasons_not_to_take_back(many=many, is_open=is_open, opens="Opens Monday 9 am.")
    assert reasons == [] if expected is None else reasons[0].startswith(expected)


def test_each_way_has_its_words():
    assert set(HOW_WORDS) == set(How)
