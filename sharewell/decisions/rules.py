"""What may be decided, when that goes against the advice, and how openness is recorded. Pure."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharewell.web.words import words_in

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LEAST_WORDS = 3


class Decided(StrEnum):
    """What the practitioner decided. The advice may have been another."""

    SHARE = "share"
    SHARE_ANONYMISED = "share_anonymised"
    ASK_CONSENT = "ask_consent"
    DO_NOT_SHARE = "do_not_share"
    SEEK_ADVICE = "seek_advice"
    CALLED_999 = "called_999"
    HAND_TO_LEAD = "hand_to_lead"


DECIDED_WORDS = {
    Decided.SHARE: "Share",
    Decided.SHARE_ANONYMISED: "Share with nobody named",
    Decided.ASK_CONSENT: "Ask them first",
    Decided.DO_NOT_SHARE: "Do not share",
    Decided.SEEK_ADVICE: "Get advice first",
    Decided.CALLED_999: "Called 999",
    Decided.HAND_TO_LEAD: "Hand it to our designated lead",
}

# Advice (an outcome of the guidance) and what follows it. Anything else goes against it and needs a reason.
FOLLOWS = {
    "call_999": {Decided.CALLED_999, Decided.SHARE},
    "follow_procedures": {Decided.SHARE},
    "share": {Decided.SHARE},
    "share_anonymised": {Decided.SHARE_ANONYMISED},
    "ask_consent": {Decided.ASK_CONSENT},
    "do_not_share": {Decided.DO_NOT_SHARE},
    "seek_advice": {Decided.SEEK_ADVICE},
}


SHARES = frozenset({Decided.SHARE, Decided.SHARE_ANONYMISED, Decided.CALLED_999})


@dataclass(frozen=True)
class Weighed:
    """What was weighed, in words, where a duty of the advice says that it must be written."""

    harm_if_shared: str = ""
    harm_if_not: str = ""
    why_worse: str = ""


# A duty of the guidance, the decisions with which it binds, and what it wants written, each with the words if it lacks.
WRITTEN: dict[str, tuple[frozenset[Decided], dict[str, str]]] = {
    "write_balance": (
        SHARES,
        {
            "harm_if_shared": "Write what harm there could be if you share",
            "harm_if_not": "Write what harm there could be if you do not",
        },
    ),
    "write_why_worse": (
        frozenset({Decided.DO_NOT_SHARE}),
        {"why_worse": "Write why sharing would be worse for this child than not sharing"},
    ),
}


def what_weighing_lacks(duties: Collection[str], decided: str, weighed: Weighed) -> dict[str, str]:
    """What these duties want written for this decision and is not, by the part that lacks it. Source: golden rule 7."""
    return {
        part: reason
        for duty, (binds, parts) in WRITTEN.items()
        if duty in duties and decided in binds
        for part, reason in parts.items()
        if not words_in(getattr(weighed, part))
    }


class Told(StrEnum):
    """Whether the child or family has been told of the sharing, and why not."""

    TOLD = "told"
    WILL_TELL = "will_tell"
    UNSAFE = "unsafe"
    NOT_SURE = "not_sure"
    NOT_SHARED = "not_shared"


TOLD_WORDS = {
    Told.TOLD: "The family has been told",
    Told.WILL_TELL: "The family will be told",
    Told.UNSAFE: "Not told: telling could put somebody at risk",
    Told.NOT_SURE: "Not told yet: getting advice on whether it is safe",
    Told.NOT_SHARED: "Nothing was shared",
}


class Manner(StrEnum):
    """How the decision was written down."""

    WALKED = "walked"
    ONE_PAGE = "one_page"


def goes_against(advice: str, decided: str) -> bool:
    """Whether deciding so goes against this advice. No advice (a record made afterwards) cannot be gone against.

    Handing it to the agency's own lead never does, whatever the advice: nothing crosses, nothing is refused, and the
    lead decides in turn, under a limit. Staff hand a worry to the designated lead; anybody may also refer directly.
    Source: Keeping children safe in education, on what staff do when they have a concern.
    """
    return bool(advice) and Decided(decided) not in FOLLOWS[advice] | {Decided.HAND_TO_LEAD}


def reasons_not_to_decide(*, advice: str, decided: str, because: str, is_complete: bool) -> list[str]:
    """Why this decision may not be recorded yet; empty when it may. Source: golden rule 7."""
    reasons = []
    if not is_complete:
        reasons.append("Some questions are not answered yet. Answer them, or choose that you are not sure.")
    if goes_against(advice, decided) and words_in(because) < LEAST_WORDS:
        reasons.append("You are going against the advice. Write why, in a sentence: you may, and the reason is kept.")
    if not advice and words_in(because) < LEAST_WORDS:
        reasons.append("Write the reason for the decision, in a sentence.")
    return reasons


@dataclass(frozen=True)
class Openness:
    """Who was told what, when and by whom; or why telling would be unsafe, and when to look at that again.

    `is_undated`: nobody was asked for the day, so none is wanted.
    """

    told: Told
    who: str = ""
    when: date | None = None
    why_not: str = ""
    look_again_on: date | None = None
    is_undated: bool = False


def what_openness_lacks(openness: Openness) -> dict[str, str]:
    """What is missing from the account of openness, by the part that lacks it; empty when nothing is.

    Source: golden rule 2.
    """
    lacks = {}
    if openness.told is Told.TOLD and not openness.who:
        lacks["who"] = "Enter who was told, for example ‘mother, by telephone’"
    if openness.told is Told.TOLD and not openness.when and not openness.is_undated:
        lacks["when"] = "Enter the day on which they were told"
    if openness.told in {Told.UNSAFE, Told.NOT_SURE} and not openness.why_not:
        lacks["why_not"] = "Write why they have not been told"
    if openness.told in {Told.UNSAFE, Told.NOT_SURE, Told.WILL_TELL} and not openness.look_again_on:
        lacks["look_again_on"] = "Enter the day on which to look at this again"
    return lacks


def new_reference(prefix: str) -> str:
    """A reference that can be read out, such as SW-7K4M-21QX: one in about a million million.

    No I, L, O or U, so that nothing read over a telephone is taken for something else.
    """
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{drawn[:4]}-{drawn[4:]}"
