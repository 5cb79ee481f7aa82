"""The duties that come with the advice fit whoever gets it: none is said where it makes no sense."""

from datetime import date

import pytest

from sharewell.guidance.rules import Advice, advise
from sharewell.guidance.tests.given import shipped

EDITION, ON = shipped(), date(2026, 11, 23)
START = {"danger": "no", "bundle": "more_others", "tell": "safe"}
AGREED = {"duty": "no", "who": "adult", "consent": "given"}
NEW_HARM_TO_FAMILY = {**START, "harm": "new", "recipient": "family"}
DOUBT_TO_PROTECTOR = {**START, "harm": "not_sure", "recipient": "protector", "purpose": "help"}
TRIMMING = {"relevant_part", "mask", "say_what_to_keep_safe"}


def advised(answers: dict[str, str]) -> Advice:
    found = advise(EDITION, answers, on=ON)
    assert found.is_complete, found.next_question
    return found


def duties(answers: dict[str, str]) -> list[str]:
    return [duty.key for duty in advised(answers).duties]


def words(key: str) -> str:
    return next(duty.words for duty in EDITION.duties if duty.key == key)


def test_doubt_about_harm_told_to_those_who_protect_is_not_taken_elsewhere_first() -> None:
    shared = {**DOUBT_TO_PROTECTOR, "duty": "yes", "worse": "no"}
    assert advised(shared).outcome == "share"
    assert duties(shared)[0] == "worry_to_them"
    assert "advice_today" not in duties(shared)


def test_doubt_about_harm_that_is_not_told_to_them_is_taken_to_somebody_today() -> None:
    kept = {**DOUBT_TO_PROTECTOR, "duty": "yes", "worse": "not_sure"}
    assert advised(kept).outcome == "seek_advice"
    assert "advice_today" in duties(kept)
    assert "advice_today" in duties({**DOUBT_TO_PROTECTOR, "recipient": "helper", "duty": "yes", "worse": "no"})


def test_what_is_hidden_is_hidden_from_the_family_and_not_from_a_referral() -> None:
    found = duties(NEW_HARM_TO_FAMILY)
    assert found[:2] == ["refer_now", "family_after"]
    assert {"relevant_part", "mask"} <= set(found)
    assert all("what you give this person" in words(key) for key in ("relevant_part", "mask"))
    assert "first, and all that they need" in words("family_after")


@pytest.mark.parametrize("tell", ["unsafe", "not_sure"])
def test_a_family_that_it_may_be_unsafe_to_tell_is_not_told_after_the_referral(tell: str) -> None:
    found = duties({**NEW_HARM_TO_FAMILY, "tell": tell})
    assert "family_waits" in found
    assert not {"family_after", "advice_before_telling"} & set(found)


@pytest.mark.parametrize(
    "answers",
    [
        {"harm": "no", "recipient": "risk", "purpose": "ordered"},
        {"harm": "new", "recipient": "no_part", "purpose": "ordered"},
        {
            "harm": "no",
            "recipient": "public",
            "purpose": "other",
            "who": "adult",
            "consent": "refused",
            "balance": "no",
        },
        {
            "harm": "no",
            "recipient": "helper",
            "purpose": "other",
            "who": "adult",
            "consent": "refused",
            "balance": "no",
        },
        {
            "harm": "no",
            "recipient": "protector",
            "purpose": "other",
            "who": "adult",
            "consent": "refused",
            "balance": "no",
        },
    ],
    ids=lambda answers: f"{answers['harm']} {answers['recipient']}",
)
def test_nothing_is_trimmed_where_nothing_is_told(answers: dict[str, str]) -> None:
    assert not TRIMMING & set(duties({**START, **answers}))


@pytest.mark.parametrize("recipient", ["no_part", "public", "helper", "family"])
def test_what_somebody_gets_by_an_order_is_trimmed(recipient: str) -> None:
    found = duties({**START, "harm": "no", "recipient": recipient, "purpose": "ordered"})
    assert {"relevant_part", "mask"} <= set(found)


def test_a_family_that_gets_it_is_not_chased_nor_told_that_it_does() -> None:
    found = duties(
        {**START, **AGREED, "harm": "no", "recipient": "family", "purpose": "help", "consent": "not_private"}
    )
    assert "tell_child" in found
    assert not {"ask_what_happened", "tell_family"} & set(found)
    assert {"ask_what_happened", "tell_family"} <= set(duties(NEW_HARM_TO_FAMILY))


def test_only_those_who_act_for_a_child_are_chased() -> None:
    shared = {**START, **AGREED, "harm": "no", "purpose": "help"}
    assert {who: "ask_what_happened" in duties({**shared, "recipient": who}) for who in ("protector", "helper")} == {
        "protector": True,
        "helper": True,
    }
    assert "ask_what_happened" not in duties({**shared, "recipient": "no_part"})
