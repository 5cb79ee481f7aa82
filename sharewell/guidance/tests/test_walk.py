"""The walk, whole: every path to its end, each property by its name, and each rule needed."""

import os
import random
from collections.abc import Iterator
from datetime import date
from itertools import product
from math import prod

import pytest

from sharewell.guidance.editions import edition
from sharewell.guidance.proof import paths as proof
from sharewell.guidance.proof.cases import Case
from sharewell.guidance.proof.checking import faults
from sharewell.guidance.proof.claims import CLAIMS, Claim
from sharewell.guidance.proof.paths import cases, each_violation
from sharewell.guidance.rules import Fact, Outcome, advise
from sharewell.guidance.rules.walk import walk_of, walks_of
from sharewell.guidance.tests.given import shipped, without_lift, without_rule

pytestmark = pytest.mark.slow

EDITION = shipped()
BEFORE_THE_DUTY, WITH_THE_DUTY = date(2026, 9, 29), date(2026, 9, 30)
IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
SOME = 20_000


@pytest.fixture(scope="module")
def every_case() -> list[Case]:
    """Every path, on a day when the duty to share is in force, and on a day before."""
    return [case for day in (WITH_THE_DUTY, BEFORE_THE_DUTY) for case in cases(walk_of(EDITION, day))]


def test_the_walk_has_as_many_paths_as_were_counted() -> None:
    with_duty = [len(case.advice.path) for case in cases(walk_of(EDITION, WITH_THE_DUTY))]
    before = [len(case.advice.path) for case in cases(walk_of(EDITION, BEFORE_THE_DUTY))]
    assert (len(with_duty), max(with_duty)) == (21_643, 10)
    assert (len(before), max(before)) == (18_803, 9)
    assert prod(len(question.answers) for question in EDITION.questions) == 18_662_400


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_on_every_path(claim: Claim, every_case: list[Case]) -> None:
    broken = [case for case in every_case if not claim(case)]
    assert not broken, f"{claim.__doc__} It fails on {len(broken)} paths, such as {dict(broken[0].answers)}."


def test_raising_the_risk_never_lowers_the_advice_and_never_opens_a_sharing() -> None:
    for day in (WITH_THE_DUTY, BEFORE_THE_DUTY):
        pairs = list(proof.raised(walk_of(EDITION, day)))
        assert len(pairs) > 50_000
        assert [fault for pair in pairs for fault in proof._faults_of_raising(*pair)] == []


def test_every_claim_is_put_to_the_test_by_some_path(every_case: list[Case]) -> None:
    older = [case for walk in walks_of(edition("wokingham-2011")) for case in cases(walk)]
    for walked in (every_case, older):
        assert {case.advice.outcome for case in walked} == set(Outcome)
    assert {fact for case in (*every_case, *older) for fact in case.advice.facts} == set(Fact)


def test_every_duty_and_every_gateway_is_met_on_some_path(every_case: list[Case]) -> None:
    duties = {duty.key for case in every_case for duty in case.advice.duties}
    gateways = {gateway.key for case in every_case for gateway in case.advice.gateways}
    assert duties == {duty.key for duty in EDITION.duties}
    assert gateways == {gateway.key for gateway in EDITION.gateways}


@pytest.mark.parametrize("rule", [rule.name for rule in EDITION.rules])
def test_each_rule_is_needed(rule: str) -> None:
    """Without it the walk stops, or a property fails."""
    broken = without_rule(EDITION, rule)
    assert next(faults(broken), None) or next(each_violation(broken), None)


@pytest.mark.parametrize("lift", [lift.name for lift in EDITION.lifts])
def test_each_lift_is_needed(lift: str) -> None:
    broken = without_lift(EDITION, lift)
    assert next(faults(broken), None) or next(each_violation(broken), None)


def combinations() -> Iterator[dict[str, str]]:
    """Full sets of answers, one to every question: all of them when tests run at full size, else some by lot."""
    keys = [question.key for question in EDITION.questions]
    choices = [[answer.key for answer in question.answers] for question in EDITION.questions]
    if IS_FULL:
        return (dict(zip(keys, chosen, strict=True)) for chosen in product(*choices))
    lot = random.Random(2026)
    return ({key: lot.choice(some) for key, some in zip(keys, choices, strict=True)} for _ in range(SOME))


@pytest.mark.full
def test_answers_to_questions_that_are_not_asked_change_nothing() -> None:
    """A full set of answers is advised exactly as its path alone is."""
    met = set()
    for answers in combinations():
        advice = advise(EDITION, answers)
        assert advice.is_complete
        if id(advice) not in met:
            met.add(id(advice))
            assert advise(EDITION, {key: answers[key] for key in advice.path}) is advice
    assert len(met) == 21_643 if IS_FULL else len(met) > 500


def test_the_order_in_which_answers_arrive_changes_nothing(every_case: list[Case]) -> None:
    lot = random.Random(11)
    for case in lot.sample(every_case[:21_643], 2_000):
        shuffled = list(case.answers.items())
        lot.shuffle(shuffled)
        assert advise(EDITION, dict(shuffled), on=WITH_THE_DUTY) == case.advice


def test_what_is_open_is_exactly_what_may_still_be_asked() -> None:
    """On a sample of half-walked paths: every question called open is asked on some way on, and no other."""
    walk, lot = walk_of(EDITION, WITH_THE_DUTY), random.Random(3)
    for _ in range(40):
        step = walk.start
        for _ in range(lot.randint(2, 5)):
            if step.question is not None:
                step = walk.answered(step, lot.choice(step.question.answers).key)
        ahead, waiting = set(), [step]
        while waiting:
            each = waiting.pop()
            if each.question is not None:
                ahead.add(each.question.key)
                waiting += [walk.answered(each, answer.key) for answer in each.question.answers]
        assert set(walk.advice(step, "").open) == ahead
