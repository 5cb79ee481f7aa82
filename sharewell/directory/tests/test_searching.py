"""Which words were meant; and when the owner of a number is told that it is said to be wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from sharewell.directory.rules import is_due, keys_of, meant_by, words_in, words_sought

HELD = (
    "safeguarding",
    "referral",
    "assessment",
    "fernleigh",
    "primary",
    "police",
    "emergency",
    "duty",
    "early",
    "help",
)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("safeguarding", ("safeguarding",)),
        ("safegarding", ("safeguarding",)),
        ("saefguarding", ("safeguarding",)),
        ("refferal", ("referral",)),
        ("asessment", ("assessment",)),
        ("fearnly", ()),
        ("furnleigh", ("fernleigh",)),
        ("polise", ("police",)),
        ("fern", ("fernleigh",)),
        ("helps", ("help",)),
        ("xyzzy", ()),
        ("10", ()),
    ],
)
def test_a_slip_is_understood_and_a_strange_word_is_not(typed, words):
    assert meant_by(typed, HELD).words == words


def test_what_a_slip_leads_to_is_what_leads_to_the_word():
    for typed, word in (("safegarding", "safeguarding"), ("refferal", "referral"), ("polise", "police")):
        assert keys_of(typed) & keys_of(word)


def test_the_word_itself_is_no_slip_and_takes_those_that_begin_like_it():
    meant = meant_by("school", ["school", "schools", "schoool"])
    assert (meant.words, meant.is_slip) == (("school", "schools"), False)
    assert meant_by("scool", ["school"]).is_slip


def test_words_are_folded_and_a_number_is_one_word():
    assert words_in("Zoë’s Team, of Zoë’s") == ["zoes", "team", "of"]
    assert words_in("01632 960 140") == ["01632960140"]
    assert words_sought("the team for early help") == ["team", "early", "help"]
    assert words_sought("of the") == ["of", "the"]


@pytest.mark.parametrize(
    ("hours", "due"),
    [
        ((), False),
        ((None,), True),
        ((None, 0.5), False),
        ((None, 2), True),
        ((2,), False),
        ((25,), True),
        ((25, 0.2), False),
    ],
)
def test_the_owner_is_told_at_once_and_daily_but_not_at_every_press(hours, due):
    told = [None if each is None else NOW - timedelta(hours=each) for each in hours]
    assert is_due(told, NOW) is due
