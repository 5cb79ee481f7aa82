"""Advice on whole and half-walked cases, as a practitioner meets them."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from sharewell.guidance.rules import Advice, AgencyKind, Outcome, UnknownAnswer, advise
from sharewell.guidance.tests.given import shipped

EDITION = shipped()
TODAY, BEFORE_THE_DUTY = date(2026, 11, 23), date(2026, 9, 1)
REFERRAL = {"danger": "no", "harm": "new", "recipient": "protector", "bundle": "needed", "tell": "safe"}
ENQUIRY = {
    "danger": "no",
    "harm": "known",
    "recipient": "protector",
    "purpose": "help",
    "bundle": "needed",
    "tell": "unsafe",
}
RISKY = {"danger": "no", "harm": "known", "recipient": "risk", "purpose": "help"}
DUTY = {
    "danger": "no",
    "harm": "no",
    "recipient": "helper",
    "purpose": "help",
    "bundle": "needed",
    "duty": "yes",
    "worse": "no",
    "tell": "safe",
}
AGREED = {key: DUTY[key] for key in ("danger", "harm", "recipient", "purpose", "bundle")} | {
    "duty": "no",
    "who": "adult",
    "consent": "given",
}


def duties(advice: Advice) -> list[str]:
    return [duty.key for duty in advice.duties]


@pytest.mark.parametrize(
    ("answers", "outcome", "rule", "asked"),
    [
        ({"danger": "yes"}, "call_999", "R1", 1),
        (REFERRAL, "follow_procedures", "R4", 5),
        (ENQUIRY, "share", "R6", 6),
        ({**ENQUIRY, "purpose": "none"}, "seek_advice", "R14", 4),
        ({**RISKY, "recipient": "family", "harm": "not_sure", "purpose": "none"}, "do_not_share", "R14", 4),
        (RISKY, "do_not_share", "R3", 4),
        (DUTY, "share", "R18", 8),
        (AGREED, "share", "R23", 8),
        ({**DUTY, "worse": "yes"}, "do_not_share", "R19", 7),
        ({**DUTY, "bundle": "no_names"}, "share_anonymised", "R17", 5),
        ({**DUTY, "harm": "not_sure", "bundle": "no_names"}, "seek_advice", "R17", 5),
        ({"danger": "no", "harm": "no", "recipient": "unverified"}, "do_not_share", "R10", 3),
        ({"danger": "no", "harm": "known", "recipient": "unverified"}, "follow_procedures", "R7", 3),
        ({**AGREED, "consent": "not_asked", "balance": "no"}, "ask_consent", "R29", 9),
        ({**AGREED, "consent": "refused", "balance": "yes", "tell": "safe"}, "share", "R26", 10),
        ({**AGREED, "consent": "refused", "balance": "no"}, "do_not_share", "R30", 9),
    ],
)
def test_it_advises(answers: dict[str, str], outcome: str, rule: str, asked: int) -> None:
    advice = advise(EDITION, answers, "school", TODAY)
    assert (advice.outcome, advice.rule, len(advice.path)) == (outcome, rule, asked)
    assert advice.is_complete
    assert advice.next_question is None
    assert advice.open == ()


def test_nothing_answered_asks_the_danger_question_and_says_nothing_else() -> None:
    advice = advise(EDITION, {}, "school", TODAY)
    assert (advice.next_question, advice.path, advice.outcome, advice.rule) == ("danger", (), None, "")
    assert (advice.duties, advice.reasons, advice.gateways, advice.is_complete) == ((), (), (), False)
    assert advice.open == tuple(question.key for question in EDITION.questions)


@pytest.mark.parametrize("harm", ["always", "new"])
def test_refer_now_stands_as_soon_as_harm_is_said(harm: str) -> None:
    advice = advise(EDITION, {"danger": "no", "harm": harm}, "school", TODAY)
    assert advice.next_question == "recipient"
    assert "refer_now" in duties(advice)
    assert "record" not in duties(advice)


def test_refer_now_stands_first_even_when_this_person_must_not_be_told() -> None:
    advice = advise(EDITION, {**RISKY, "harm": "new"}, "school", TODAY)
    assert advice.outcome is Outcome.DO_NOT_SHARE
    assert duties(advice)[:2] == ["refer_now", "nothing_to_them"]


def test_the_advice_is_known_before_the_question_about_telling() -> None:
    advice = advise(EDITION, {**REFERRAL, "tell": ""}, "school", TODAY)
    assert (advice.outcome, advice.next_question, advice.open) == ("follow_procedures", "tell", ("tell",))
    assert not advice.is_complete
    assert advice.reasons


def test_what_is_open_shrinks_to_what_can_still_be_asked() -> None:
    advice = advise(EDITION, {"danger": "no", "harm": "new"}, "school", TODAY)
    assert advice.open == ("recipient", "purpose", "bundle", "tell")


def test_an_answer_given_out_of_turn_waits_for_its_question() -> None:
    advice = advise(EDITION, {"consent": "refused", "harm": "no"}, "school", TODAY)
    assert (advice.next_question, advice.path) == ("danger", ())


def test_an_unknown_answer_is_refused_by_name() -> None:
    with pytest.raises(UnknownAnswer, match="“perhaps” is not an answer to the question “danger”"):
        advise(EDITION, {"danger": "perhaps"})


def test_before_the_duty_to_share_began_it_is_not_asked_and_agreement_follows() -> None:
    advice = advise(EDITION, DUTY, "school", BEFORE_THE_DUTY)
    assert (advice.next_question, advice.outcome) == ("who", None)
    assert "duty" not in advice.path
    asked = {**DUTY, "who": "adult", "consent": "not_asked", "balance": "no"}
    assert advise(EDITION, asked, "school", BEFORE_THE_DUTY).outcome is Outcome.ASK_CONSENT
    assert advise(EDITION, asked, "school", TODAY).outcome is Outcome.SHARE


@pytest.mark.parametrize(
    ("kind", "open_to_it", "closed_to_it"),
    [
        ("school", "education-act-2002", "ca-1989-47"),
        ("nhs_trust", "ca-1989-47", "education-act-2002"),
        ("charity", "gdpr-6-1-ea", "gdpr-6-1-e"),
        ("council", "gdpr-6-1-e", "gdpr-6-1-ea"),
    ],
)
def test_the_gateways_are_those_open_to_this_kind_of_agency(kind: str, open_to_it: str, closed_to_it: str) -> None:
    keys = {gateway.key for gateway in advise(EDITION, REFERRAL, kind, TODAY).gateways}
    assert open_to_it in keys
    assert closed_to_it not in keys


def test_every_kind_of_agency_has_a_gateway_for_a_referral() -> None:
    for kind in AgencyKind:
        assert advise(EDITION, REFERRAL, kind, TODAY).gateways


def test_the_duty_to_share_is_not_offered_as_a_gateway_before_it_began() -> None:
    keys = {gateway.key for gateway in advise(EDITION, REFERRAL, "school", BEFORE_THE_DUTY).gateways}
    assert "ca-2004-16la" not in keys
    assert "ca-2004-16la" in {gateway.key for gateway in advise(EDITION, REFERRAL, "school", TODAY).gateways}


def test_a_lift_gives_its_own_reason_after_the_rules() -> None:
    advice = advise(EDITION, {**AGREED, "harm": "not_sure", "consent": "refused", "balance": "no"}, "school", TODAY)
    assert (advice.outcome, advice.rule, advice.lift) == (Outcome.SEEK_ADVICE, "R30", "L1")
    assert [reason.key for reason in advice.reasons] == ["has_not_agreed", "lift_harm_unsure"]


def test_advice_cannot_be_changed_and_is_the_same_when_asked_again() -> None:
    advice = advise(EDITION, REFERRAL, "school", TODAY)
    with pytest.raises(FrozenInstanceError):
        advice.outcome = Outcome.SHARE  # type: ignore[misc]
    assert advise(EDITION, dict(reversed(REFERRAL.items())), "school", TODAY) == advice
