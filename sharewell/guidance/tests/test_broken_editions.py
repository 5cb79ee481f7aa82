"""Editions broken on purpose, by lot: each breakage is caught by the claim that is there for it.

A last test changes an edition at random and holds a second reading of the promises, written without the claims,
against whatever is let through.
"""

import os
import random
from collections.abc import Callable, Collection
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sharewell.guidance.editions import edition
from sharewell.guidance.proof.checking import faults
from sharewell.guidance.proof.paths import each_violation
from sharewell.guidance.rules import Answer, Edition, Fact, Outcome, Question, When, advise
from sharewell.guidance.rules.conditions import Condition
from sharewell.guidance.tests.given import shipped

pytestmark = pytest.mark.slow

FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
TODAY, OLD = shipped(), "wokingham-2011"
SETTINGS = settings(
    max_examples=60 if FULL else 3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
SHARED = [Outcome.SHARE, Outcome.SHARE_ANONYMISED]
HELD_BACK = [Outcome.DO_NOT_SHARE, Outcome.ASK_CONSENT]


def advising(whole: Edition, names: Collection[str], outcome: Outcome) -> Edition:
    """The same edition, in which these rules advise this."""
    return replace(
        whole, rules=tuple(replace(rule, outcome=outcome) if rule.name in names else rule for rule in whole.rules)
    )


def unlifted(whole: Edition) -> Edition:
    """The same edition without its lifts, so that a rule's outcome stands as it is."""
    return replace(whole, lifts=())


def without_duty(whole: Edition, key: str) -> Edition:
    """The same edition, which never binds to this duty."""
    return replace(whole, duties=tuple(duty for duty in whole.duties if duty.key != key))


def without_gateway(key: str) -> Edition:
    """Today's edition, in which one law no longer permits anything, nor any that permits to everybody."""
    return replace(TODAY, gateways=tuple(each for each in TODAY.gateways if each.key != key and each.kinds))


def asking(whole: Edition, key: str, asked: When) -> Edition:
    """The same edition, in which this question is asked under another condition."""
    return replace(
        whole, questions=tuple(replace(each, asked=asked) if each.key == key else each for each in whole.questions)
    )


def never_asking(whole: Edition, key: str) -> Edition:
    """The same edition, in which nobody is asked this; a last rule shares what no other rule takes."""
    unasked = asking(whole, key, When((Condition(all=("danger_now", "danger_none")),)))
    last = replace(whole.rules[-1], name="last", when=When(), outcome=Outcome.SHARE)
    return replace(unasked, rules=(*whole.rules, last))


def saying(whole: Edition, key: str, answer: str, facts: set[Fact]) -> Edition:
    """The same edition, in which this answer to this question says these facts."""

    def told(each: Answer) -> Answer:
        return replace(each, says=frozenset(facts)) if each.key == answer else each

    questions = (
        replace(each, answers=tuple(map(told, each.answers))) if each.key == key else each for each in whole.questions
    )
    return replace(whole, questions=tuple(questions))


def limited(question: Question) -> Question:
    """The same question, whose first answer is offered to adults alone."""
    first, *others = question.answers
    return replace(question, answers=(replace(first, youngest=18), *others))


def every_other(*outcomes: Outcome) -> list[Outcome]:
    return [each for each in Outcome if each not in outcomes]


Break = Callable[[st.DataObject], Edition]


def wrong(rules: list[str], outcomes: list[Outcome], *, lifted: bool = True, key: str = TODAY.key) -> Break:
    """One of these rules, by lot, advises one of these outcomes."""

    def broken(data: st.DataObject) -> Edition:
        whole = edition(key) if lifted else unlifted(edition(key))
        return advising(whole, [data.draw(st.sampled_from(rules))], data.draw(st.sampled_from(outcomes)))

    return broken


def lacking(*duties: str) -> Break:
    """One of these duties, by lot, is gone."""
    return lambda data: without_duty(TODAY, data.draw(st.sampled_from(duties)))


# What is broken, and the claim that must name it.
BREAKAGES: dict[str, tuple[Break, str]] = {
    "danger is not met with 999": (wrong(["R1"], every_other(Outcome.CALL_999)), "danger_gives_999"),
    "danger was not met with 999 in 2011": (
        wrong(["W1"], every_other(Outcome.CALL_999), key=OLD),
        "danger_gives_999",
    ),
    "doubt about danger waits": (
        wrong(["R1b"], every_other(Outcome.FOLLOW_PROCEDURES)),
        "doubt_about_danger_follows_procedures",
    ),
    "harm is kept from protectors": (wrong(["R4"], HELD_BACK), "harm_is_never_held_back_from_protectors"),
    "known harm is kept from protectors": (
        wrong(["R6"], HELD_BACK, lifted=False),
        "harm_is_never_held_back_from_protectors",
    ),
    "a person of risk receives": (wrong(["R2", "R3"], SHARED), "the_wrong_person_never_receives"),
    "somebody not checked receives": (wrong(["R7", "R10", "R11"], SHARED), "the_wrong_person_never_receives"),
    "no need, and yet it is shared": (wrong(["R13", "R14", "R15"], SHARED), "no_purpose_never_shares"),
    "no purpose in 2011, and yet it is shared": (
        wrong(["W6"], [Outcome.SHARE], key=OLD),
        "no_purpose_never_shares",
    ),
    "a refusal is set aside": (wrong(["R30"], SHARED), "a_refusal_holds"),
    "a refusal of 2011 is set aside": (wrong(["W13"], SHARED, key=OLD), "a_refusal_holds"),
    "unsafe to ask, and yet asked": (
        wrong(["R28"], HELD_BACK, lifted=False),
        "unsafe_to_ask_never_asks_nor_keeps_silent",
    ),
    "an outsider receives by override": (wrong(["R25"], [Outcome.SHARE]), "outsiders_never_receive_by_override"),
    "asked in vain": (wrong(["R28b"], [Outcome.ASK_CONSENT]), "nobody_is_asked_in_vain"),
    "asked although it outweighs": (wrong(["R26"], [Outcome.ASK_CONSENT]), "nobody_is_asked_in_vain"),
    "shared with no ground": (
        wrong(["R14b", "R20", "R21", "R27", "R28", "R29d"], [Outcome.SHARE], lifted=False),
        "every_sharing_has_a_ground",
    ),
    "shared although it is worse": (wrong(["R19"], [Outcome.SHARE]), "every_sharing_has_a_ground"),
    "shared in 2011 with no ground": (wrong(["W5", "W12"], [Outcome.SHARE], key=OLD), "every_sharing_has_a_ground"),
    "nobody is asked who would get it": (lambda _: never_asking(TODAY, "recipient"), "every_sharing_has_a_recipient"),
    "new harm is simply shared": (wrong(["R4"], SHARED), "new_harm_goes_through_the_procedures"),
    "the duty binds before it began": (
        lambda _: asking(TODAY, "duty", When((Condition(all=("harm_low", "for_help", "to_helper")),))),
        "the_duty_is_weighed_only_where_it_holds",
    ),
    "cutting of a girl is taken as known": (
        lambda _: saying(TODAY, "harm", "always", {Fact.HARM_ALWAYS, Fact.HARM_KNOWN}),
        "what_is_always_passed_on_is_new_harm",
    ),
    "danger is not rung": (lacking("ring_999"), "danger_rings"),
    "harm of 2011 is held back": (wrong(["W3"], HELD_BACK, key=OLD), "harm_is_never_held_back_from_protectors"),
    "a person of risk is asked about": (
        wrong(["R3"], [Outcome.ASK_CONSENT]),
        "the_wrong_person_never_receives",
    ),
    "a ban is left there": (lacking("back_to_court"), "a_ban_goes_to_a_lawyer"),
    "who cannot be asked is left": (wrong(["R29d"], HELD_BACK, lifted=False), "who_cannot_be_asked_is_never_left"),
    "a child in danger hides behind the balance": (lacking("refer_if_child"), "weighing_for_harm_is_referred"),
    "doubt on the balance is silence": (
        wrong(["R27"], HELD_BACK, lifted=False),
        "doubt_on_the_balance_never_ends_in_silence",
    ),
    "an order is ignored": (
        wrong(["R2", "R5a", "R7b", "R12"], [Outcome.DO_NOT_SHARE], lifted=False),
        "an_order_is_never_met_with_silence",
    ),
    "nobody is asked": (
        wrong(["R29"], [Outcome.DO_NOT_SHARE, Outcome.SHARE, Outcome.SEEK_ADVICE]),
        "where_it_is_safe_one_asks",
    ),
    "no lifts": (lambda _: unlifted(TODAY), "doubt_about_harm_is_never_silence"),
    "no lift for known harm": (
        lambda _: replace(TODAY, lifts=tuple(lift for lift in TODAY.lifts if lift.name != "L2")),
        "known_harm_is_never_held_back_from_helpers",
    ),
    "no lift for doubt about the duty": (
        lambda _: replace(TODAY, lifts=tuple(lift for lift in TODAY.lifts if lift.name != "L3")),
        "doubt_about_the_duty_is_never_silence",
    ),
    "nobody is told to refer": (lacking("refer_now"), "new_harm_is_referred"),
    "nobody is told to record": (lacking("record"), "every_outcome_is_explained"),
    "nobody is told to verify": (lacking("verify"), "a_true_caller_is_never_left_without_a_way"),
    "nothing is masked": (lacking("mask", "say_what_to_keep_safe", "relevant_part"), "masking_follows_the_bundle"),
    "nothing is said of the family": (
        lacking("tell_family", "write_why_not_told", "advice_before_telling"),
        "telling_follows_the_answer",
    ),
    "nothing is said of keeping quiet": (lacking("nothing_to_them"), "the_wrong_person_never_receives"),
    "no advice today": (lacking("advice_today"), "doubt_about_harm_is_never_silence"),
    "no law to share by": (
        lambda data: without_gateway(data.draw(st.sampled_from(["gdpr-6-1-e", "gdpr-6-1-ea"]))),
        "every_sharing_rests_on_a_gateway",
    ),
    "less is done as the risk grows": (
        wrong(["R4"], [Outcome.SEEK_ADVICE, Outcome.SHARE_ANONYMISED]),
        "raising_the_risk_never_lowers_the_advice",
    ),
    "more risk opens a sharing to outsiders": (
        wrong(["R9"], [Outcome.SHARE]),
        "raising_the_risk_never_opens_a_sharing",
    ),
}


@pytest.mark.full
@pytest.mark.parametrize("breakage", BREAKAGES)
@given(data=st.data())
@SETTINGS
def test_each_breakage_is_caught_by_name(breakage: str, data: st.DataObject) -> None:
    broken, claim = BREAKAGES[breakage]
    assert any(name == claim for name, _ in each_violation(broken(data)))


def test_a_walk_too_long_is_caught() -> None:
    thin = replace(TODAY.questions[-1], answers=TODAY.questions[-1].answers[:1])
    more = tuple(replace(thin, key=f"more-{number}", asked=TODAY.questions[0].asked) for number in range(3))
    broken = replace(TODAY, questions=(*more, *TODAY.questions))
    caught = set()
    for name, _ in each_violation(broken):
        caught.add(name)
        if {"every_path_is_short", "what_cannot_wait_is_short"} <= caught:
            break
    assert {"every_path_is_short", "what_cannot_wait_is_short"} <= caught


def changed_at_random(lot: random.Random) -> Edition:
    """Today's edition with one rule, lift, question or duty changed, moved or taken out."""
    rules, at = list(TODAY.rules), lot.randrange(len(TODAY.rules))
    change = lot.choice(["outcome", "drop", "swap", "lifts", "asked", "duties"])
    if change == "outcome":
        rules[at] = replace(rules[at], outcome=lot.choice(list(Outcome)))
    elif change == "drop":
        del rules[at]
    elif change == "swap":
        rules[at - 1], rules[at] = rules[at], rules[at - 1]
    elif change == "lifts":
        return replace(TODAY, lifts=tuple(lot.sample(TODAY.lifts, len(TODAY.lifts) - 1)))
    elif change == "asked":
        questions = list(TODAY.questions)
        one, other = lot.sample(range(1, len(questions)), 2)
        questions[one] = replace(questions[one], asked=questions[other].asked)
        return replace(TODAY, questions=tuple(questions))
    else:
        return replace(TODAY, duties=tuple(lot.sample(TODAY.duties, len(TODAY.duties) - 1)))
    return replace(TODAY, rules=tuple(rules))


def is_safe(said: dict[str, str], outcome: Outcome, duties: Collection[str]) -> bool:
    """The promises once more, read from the answers themselves."""
    danger, harm, to = said["danger"], said.get("harm"), said.get("recipient")
    shares = outcome in SHARED
    if danger == "yes":
        return outcome is Outcome.CALL_999
    if to in {"risk", "unverified", "not_sure"} and outcome in SHARED:
        return False
    if to == "protector" and (danger == "not_sure" or harm in {"always", "new", "known"}) and outcome in HELD_BACK:
        return False
    if (harm in {"always", "new"} or danger == "not_sure") and "refer_now" not in duties:
        return False
    if said.get("purpose") in {"none", "forbidden", "not_sure"} and shares:
        return False
    overridden = said.get("balance") == "yes" or said.get("duty") == "yes"
    return not (said.get("consent") in {"refused", "withdrawn"} and shares and not overridden) and "record" in duties


@pytest.mark.full
def test_what_is_let_through_is_safe() -> None:
    lot, let_through = random.Random(2011), 0
    choices = {question.key: [answer.key for answer in question.answers] for question in TODAY.questions}
    for _ in range(300 if FULL else 3):
        changed = changed_at_random(lot)
        if next(faults(changed), None) or next(each_violation(changed), None):
            continue
        let_through += 1
        for _ in range(3_000):
            answers = {key: lot.choice(some) for key, some in choices.items()}
            advice = advise(changed, answers)
            said = {key: answers[key] for key in advice.path}
            assert advice.outcome is not None
            assert is_safe(said, advice.outcome, {duty.key for duty in advice.duties}), (said, advice)
    assert let_through or not FULL


# What may not be so at all, and the words in which it is refused. No path need be walked to see it.
MISSHAPEN: dict[str, tuple[Edition, str]] = {
    "nobody is asked about danger": (replace(TODAY, questions=TODAY.questions[1:]), "is about danger now"),
    "danger is asked of some": (asking(TODAY, "danger", TODAY.questions[1].asked), "is about danger now"),
    "something comes before harm": (
        replace(TODAY, questions=(TODAY.questions[0], TODAY.questions[2], TODAY.questions[1], *TODAY.questions[3:])),
        "is about harm",
    ),
    "an age hides danger": (
        replace(TODAY, questions=(limited(TODAY.questions[0]), *TODAY.questions[1:])),
        "an age may rule out whose say it is, and nothing else",
    ),
    "one answer says two things": (
        saying(TODAY, "recipient", "risk", {Fact.TO_RISK, Fact.TO_HELPER}),
        "An answer says one thing",
    ),
    "what cannot wait waits": (
        replace(TODAY, duties=tuple(replace(duty, at_once=False) for duty in TODAY.duties)),
        "it cannot wait",
    ),
}


@pytest.mark.parametrize("shape", MISSHAPEN)
def test_a_walk_of_the_wrong_shape_is_refused(shape: str) -> None:
    broken, said = MISSHAPEN[shape]
    assert any(said in fault for fault in faults(broken))
