"""Editions that somebody made unsafe on purpose by their questions and rules alone: each is caught by name."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from sharewell.guidance.editions import edition
from sharewell.guidance.proof.checking import faults
from sharewell.guidance.proof.claims import CLAIMS
from sharewell.guidance.proof.paths import RAISING, each_violation
from sharewell.guidance.proof.vocabulary import TOPICS
from sharewell.guidance.proof.weighing import WEIGHED
from sharewell.guidance.rules import Edition, Fact, Outcome, When
from sharewell.guidance.rules.conditions import Condition
from sharewell.guidance.rules.words import SAID
from sharewell.guidance.tests.test_broken_editions import (
    BREAKAGES,
    OLD,
    TODAY,
    advising,
    asking,
    saying,
    unlifted,
)

pytestmark = pytest.mark.slow

PAST = edition(OLD)


def without(whole: Edition, key: str, *answers: str) -> Edition:
    """The same edition, in which this question does not offer these answers."""

    def kept(each):
        return replace(each, answers=tuple(answer for answer in each.answers if answer.key not in answers))

    return replace(whole, questions=tuple(kept(each) if each.key == key else each for each in whole.questions))


def never_asked(whole: Edition, *keys: str) -> Edition:
    """The same edition without these questions."""
    return replace(whole, questions=tuple(each for each in whole.questions if each.key not in keys))


def first(whole: Edition, outcome: Outcome, before: str = "R1", **names: Collection[str]) -> Edition:
    """The same edition, in which a rule of its own stands before this one."""
    when = When((Condition(**{key: tuple(some) for key, some in names.items()}),))
    at = next(number for number, rule in enumerate(whole.rules) if rule.name == before)
    rule = replace(whole.rules[at], name="R0", when=when, outcome=outcome)
    return replace(whole, rules=(*whole.rules[:at], rule, *whole.rules[at:]))


def of_age(whole: Edition, answer: str, **years: int) -> Edition:
    """The same edition, in which this answer about who has the say is offered at other ages."""
    who = whole.question("who")
    assert who is not None
    answers = tuple(replace(each, **years) if each.key == answer else each for each in who.answers)
    return replace(
        whole, questions=tuple(replace(who, answers=answers) if each is who else each for each in whole.questions)
    )


def in_no_hurry(whole: Edition) -> Edition:
    """The same edition, in which whoever has a duty to share is taken to have said that it is not worse."""
    both = saying(whole, "duty", "yes", {Fact.DUTY_HOLDS, Fact.NOT_WORSE})
    return replace(
        never_asked(both, "worse"), rules=tuple(each for each in both.rules if each.name not in {"R19", "R20"})
    )


SILENT, ASK, BLUNT, SHARE = Outcome.DO_NOT_SHARE, Outcome.ASK_CONSENT, Outcome.SHARE_ANONYMISED, Outcome.SHARE
PLAIN = unlifted(TODAY)
ALWAYS = When((Condition(none=("danger_now",)),))
# What was done to an edition, and the claim that must name it.
ATTACKS: dict[str, tuple[Edition, str]] = {
    "a protector is refused though it outweighs": (
        first(TODAY, SILENT, "R26", all=["outweighs"], any=["refused", "withdrawn"]),
        "what_outweighs_is_acted_on",
    ),
    "in 2011 it is kept quiet though it outweighs": (advising(PAST, ["W11"], SILENT), "what_outweighs_is_acted_on"),
    "999 is rung where nobody is in danger": (advising(TODAY, ["R3"], Outcome.CALL_999), "danger_gives_999"),
    "a duty ends in silence": (advising(TODAY, ["R18"], SILENT), "a_duty_that_holds_is_kept"),
    "a duty waits for advice": (advising(TODAY, ["R18"], Outcome.SEEK_ADVICE), "a_duty_that_holds_is_kept"),
    "nobody asks whether the duty makes it worse": (
        asking(never_asked(TODAY, "worse"), "duty", ALWAYS),
        "a_duty_that_holds_is_kept",
    ),
    "a duty ends in asking": (advising(TODAY, ["R18"], ASK), "only_who_may_agree_is_asked"),
    "new harm waits for the family": (
        first(TODAY, ASK, "R4", all=["harm_new", "to_family"]),
        "harm_never_waits_for_agreement",
    ),
    "known harm waits for the family": (
        first(TODAY, ASK, "R8", all=["harm_known", "to_family"]),
        "harm_never_waits_for_agreement",
    ),
    "what is worse goes without names": (advising(TODAY, ["R19"], BLUNT), "what_is_worse_for_the_child_is_not_shared"),
    "what is worse is asked about": (advising(TODAY, ["R19"], ASK), "what_is_worse_for_the_child_is_not_shared"),
    "names go out as if there were none": (
        advising(TODAY, ["R14b", "R28"], BLUNT),
        "only_what_names_nobody_goes_without_names",
    ),
    "names of 2011 go out as if there were none": (
        advising(PAST, ["W8"], BLUNT),
        "only_what_names_nobody_goes_without_names",
    ),
    "what was agreed is withheld": (advising(TODAY, ["R23"], SILENT), "what_may_be_shared_is_not_withheld"),
    "what was agreed in 2011 is withheld": (advising(PAST, ["W9"], SILENT), "what_may_be_shared_is_not_withheld"),
    "a parent with the say is refused": (advising(TODAY, ["R22"], SILENT), "what_may_be_shared_is_not_withheld"),
    "what is no secret is withheld": (advising(TODAY, ["R24"], SILENT), "what_may_be_shared_is_not_withheld"),
    "not sure whether it is worse": (advising(PLAIN, ["R20"], SILENT), "doubt_never_ends_in_silence"),
    "not sure who has the say": (advising(PLAIN, ["R21"], SILENT), "doubt_never_ends_in_silence"),
    "not sure who would get it": (advising(PLAIN, ["R11"], SILENT), "doubt_never_ends_in_silence"),
    "not sure what it is for": (advising(PLAIN, ["R15"], SILENT), "doubt_never_ends_in_silence"),
    "wanting advice": (advising(PLAIN, ["R14b"], SILENT), "doubt_never_ends_in_silence"),
    "not sure what they think": (advising(PLAIN, ["R29b"], SILENT), "doubt_never_ends_in_silence"),
    "not sure in 2011": (advising(PAST, ["W5"], SILENT), "doubt_never_ends_in_silence"),
    "nobody asks whether telling is safe": (never_asked(TODAY, "tell"), "who_is_spoken_of_is_thought_of"),
    "nobody asks whether telling of a referral is safe": (
        asking(TODAY, "tell", When((Condition(all=("advised_share",), none=("agreed",)),))),
        "who_is_spoken_of_is_thought_of",
    ),
    "in 2011 nobody is told": (
        replace(PAST, duties=tuple(each for each in PAST.duties if each.key != "tell_person")),
        "who_is_spoken_of_is_thought_of",
    ),
    "nobody asks what it is for": (
        asking(never_asked(TODAY, "purpose"), "who", ALWAYS),
        "every_sharing_has_a_purpose",
    ),
    "nobody looks at what is in it": (never_asked(TODAY, "bundle"), "what_is_shared_was_looked_at"),
    "the gap of 2011 is there today": (replace(PAST, in_force_until=None), "every_sharing_has_a_recipient"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_is_caught_by_name(attack: str) -> None:
    broken, claim = ATTACKS[attack]
    assert any(name == claim for name, _ in each_violation(replace(broken)))


def test_every_claim_that_can_fail_is_broken_somewhere() -> None:
    """A claim that no breakage breaks would be one that cannot fail."""
    caught = {claim for _, claim in (*BREAKAGES.values(), *ATTACKS.values())}
    # These two are broken in test_a_walk_too_long_is_caught, by editions of another shape.
    long = {"every_path_is_short", "what_cannot_wait_is_short"}
    assert {claim.__name__ for claim in CLAIMS} | set(RAISING) == caught | long
    assert {claim.__name__ for claim in WEIGHED} <= {claim for _, claim in ATTACKS.values()}


# What no question may say, and the words in which it is refused.
UNSPOKEN: dict[str, tuple[Edition, str]] = {
    "another reason says that they agreed": (
        saying(TODAY, "purpose", "other", {Fact.FOR_OTHER, Fact.AGREED}),
        "answer “other”: it says “agreed” and “for_other”. An answer says one thing",
    ),
    "an adult says that they agreed": (
        saying(TODAY, "who", "adult", {Fact.ADULT, Fact.AGREED}),
        "answer “adult”: it says “adult” and “agreed”",
    ),
    "no harm says that they agreed": (
        saying(TODAY, "harm", "no", {Fact.HARM_NONE, Fact.AGREED}),
        "answer “no”: it says “agreed” and “harm_none”",
    ),
    "not asked says that it is no secret": (
        saying(TODAY, "consent", "not_asked", {Fact.NOT_ASKED, Fact.NOT_PRIVATE}),
        "it says “not_asked” and “not_private”",
    ),
    "others’ names say that there are none": (
        saying(TODAY, "bundle", "others", {Fact.OTHERS_SHOWN, Fact.NAMES_NOBODY}),
        "it says “names_nobody” and “others_shown”",
    ),
    "a purpose is that they agreed": (
        saying(TODAY, "purpose", "other", {Fact.AGREED}),
        "question “purpose”: it is about what it is for, and “agreed” is not",
    ),
    "agreement is said twice": (
        replace(TODAY, questions=(*TODAY.questions, replace(TODAY.question("consent"), key="again"))),
        "question “again”: it says “agreed”, and so does “consent”",
    ),
    "the duty says that it is not worse": (in_no_hurry(TODAY), "it says “duty_holds” and “not_worse”"),
    "nobody can say no": (without(TODAY, "consent", "refused"), "question “consent”: no answer says “refused”"),
    "nobody could say no in 2011": (without(PAST, "consent", "refused"), "no answer says “refused”"),
    "nobody can change their mind": (without(TODAY, "consent", "withdrawn"), "no answer says “withdrawn”"),
    "asking is never unsafe": (without(TODAY, "consent", "unsafe"), "no answer says “unsafe_to_ask”"),
    "nobody doubts what they think": (without(TODAY, "consent", "not_sure"), "no answer says “consent_unsure”"),
    "telling is always safe": (without(TODAY, "tell", "unsafe", "not_sure"), "no answer says “tell_unsafe”"),
    "nobody is a danger": (without(TODAY, "recipient", "risk"), "question “recipient”: no answer says “to_risk”"),
    "nobody is without need": (without(TODAY, "purpose", "none"), "question “purpose”: no answer says “no_need”"),
    "nobody was without need in 2011": (without(PAST, "purpose", "no"), "no answer says “no_need”"),
    "nothing could show others": (
        without(TODAY, "bundle", "others", "more_others"),
        "question “bundle”: no answer says “others_shown”",
    ),
    "it is never worse": (without(TODAY, "worse", "yes"), "question “worse”: no answer says “worse”"),
    "it always outweighs": (without(TODAY, "balance", "no"), "question “balance”: no answer says “outweighs_not”"),
    "everything of 2011 is private": (without(PAST, "confidential", "no"), "no answer says “not_private”"),
    "no young person is able": (of_age(TODAY, "under16_able", oldest=3), "at the age of 12 no answer that says “young"),
    "nobody is able before 15": (of_age(TODAY, "under16_able", youngest=15), "at the age of 12 no answer"),
    "no young child is not able": (of_age(TODAY, "under16_not", youngest=3), "at the age of 0 no answer that says"),
    "nobody is sixteen": (of_age(TODAY, "sixteen", youngest=17), "at the age of 16 no answer that says “sixteen”"),
}


@pytest.mark.parametrize("what", UNSPOKEN)
def test_what_no_question_may_say_is_refused(what: str) -> None:
    broken, said = UNSPOKEN[what]
    assert any(said in fault for fault in faults(broken))


def test_every_fact_that_can_be_said_belongs_to_a_topic() -> None:
    assert frozenset().union(*TOPICS.values()) == SAID
