"""What a referral may become, and in what order. Pure."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from sharewell.web.words import words_in

LEAST_WORDS = 3
NOT_NAMED = "a child who is not named"
Key = TypeVar("Key", bound=Hashable)


class ReferralState(StrEnum):
    """Where a referral stands with the team that has it."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"


STATE_WORDS = {
    ReferralState.NEW: "Not acknowledged",
    ReferralState.ACKNOWLEDGED: "Deciding",
    ReferralState.DECIDED: "Decided",
}


class ReferralOutcome(StrEnum):
    """What the receiving team decides, within one working day. Source: Working Together, on referrals."""

    NO_FURTHER_ACTION = "no_further_action"
    EARLY_HELP = "early_help"
    ASSESSMENT = "assessment"
    ENQUIRY = "enquiry"
    ALREADY_OPEN = "already_open"


OUTCOME_WORDS = {
    ReferralOutcome.NO_FURTHER_ACTION: "No further action by social care",
    ReferralOutcome.EARLY_HELP: "Early help or Family Help",
    ReferralOutcome.ASSESSMENT: "An assessment (Children Act 1989, section 17)",
    ReferralOutcome.ENQUIRY: "A child protection enquiry (section 47)",
    ReferralOutcome.ALREADY_OPEN: "Already open: passed to the allocated worker",
}
OUTCOME_HINTS = {
    ReferralOutcome.NO_FURTHER_ACTION: "Say why, and what would change it, so that the sender can come back.",
    ReferralOutcome.EARLY_HELP: "Say who will offer it and when.",
    ReferralOutcome.ASSESSMENT: "Say when the child will be seen.",
    ReferralOutcome.ENQUIRY: "Say who will speak with the sender next.",
    ReferralOutcome.ALREADY_OPEN: "Say who the worker is and how to reach them.",
}


def reasons_not_to_raise(
    children: Sequence[object], about: Sequence[Collection[object]], *, items: int, shares: bool, is_picked: bool
) -> list[str]:
    """Why the worry cannot stand as it is; empty when it can. `about` says of each thing which children it is about:
    with one child it need not."""
    reasons = []
    if not children:
        reasons.append("Find the child, or add one.")
    if not items:
        reasons.append("Write down at least one thing that worries you.")
    if len(children) > 1 and (len(about) != items or not all(about)):
        reasons.append("Say of each thing which of the children it is about.")
    if any(child not in children for each in about for child in each):
        reasons.append(
            "Something is about a child whom this worry is not about. Add the child, or say who it is about."
        )
    if shares and not is_picked:
        reasons.append("You decided to share. Pick what, and with whom.")
    return reasons


def told_apart(names: Mapping[Key, str]) -> dict[Key, str]:
    """What each child is called among these, in their order: by name, and with a number where names are alike.

    Whoever has no name here (empty) is not named, by a number where that is so of several.
    """
    alike, before = Counter(names.values()), Counter[str]()
    called = {}
    for key, name in names.items():
        before[name] += 1
        called[key] = name or NOT_NAMED
        if alike[name] > 1:
            called[key] = f"{name} ({before[name]})" if name else f"unnamed child {before[name]}"
    return called


def in_a_row(names: Sequence[str]) -> str:
    """Ivy; Ivy and Sam; Ivy, Sam and Kit."""
    return " and ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])


def whom_words(names: Sequence[str], also: str = "") -> str:
    """Whom something is about, in a line: the children, and whoever else it is about."""
    return f"{in_a_row(names)}; also {also}" if also else in_a_row(names)


def reasons_not_to_decide_referral(*, because: str) -> list[str]:
    """Why the outcome may not be recorded yet; empty when it may. The sender is always told the reason."""
    if words_in(because) < LEAST_WORDS:
        return ["Write the reason in a sentence. The person who sent this will read it."]
    return []


class Raised(StrEnum):
    """What came of a worry at its author's end."""

    SENT = "sent"
    CARRIED_OUTSIDE = "carried_outside"
    NOT_SHARED = "not_shared"
    HANDED = "handed"


RAISED_WORDS = {
    Raised.SENT: "Sent",
    Raised.CARRIED_OUTSIDE: "Shared outside Sharewell",
    Raised.NOT_SHARED: "Not shared",
    Raised.HANDED: "With our lead",
}
