"""What a referral may become, and in what order. Pure."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import timedelta
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
    WITHDRAWN = "withdrawn"


# No decision is owed any more.
CLOSED = (ReferralState.DECIDED, ReferralState.WITHDRAWN)
STATE_WORDS = {
    ReferralState.NEW: "Not acknowledged",
    ReferralState.ACKNOWLEDGED: "Deciding",
    ReferralState.DECIDED: "Decided",
    ReferralState.WITHDRAWN: "Withdrawn by the sender",
}


class ReferralOutcome(StrEnum):
    """What the receiving team decides, within one working day. Source: Working Together, on referrals."""

    NO_FURTHER_ACTION = "no_further_action"
    EARLY_HELP = "early_help"
    ASSESSMENT = "assessment"
    ENQUIRY = "enquiry"
    ALREADY_OPEN = "already_open"
    ELSEWHERE = "elsewhere"


OUTCOME_WORDS = {
    ReferralOutcome.NO_FURTHER_ACTION: "No further action by social care",
    ReferralOutcome.EARLY_HELP: "Early help or Family Help",
    ReferralOutcome.ASSESSMENT: "An assessment (Children Act 1989, section 17)",
    ReferralOutcome.ENQUIRY: "A child protection enquiry (section 47)",
    ReferralOutcome.ALREADY_OPEN: "Already open: passed to the allocated worker",
    ReferralOutcome.ELSEWHERE: "Not for us: it belongs elsewhere",
}
OUTCOME_HINTS = {
    ReferralOutcome.NO_FURTHER_ACTION: "Say why, and what would change it, so that the sender can come back.",
    ReferralOutcome.EARLY_HELP: "Say who will offer it and when.",
    ReferralOutcome.ASSESSMENT: "Say when the child will be seen.",
    ReferralOutcome.ENQUIRY: "Say who will speak with the sender next.",
    ReferralOutcome.ALREADY_OPEN: "Name the worker who has the child already.",
    ReferralOutcome.ELSEWHERE: "Say where. The sender can begin again there with one press.",
}


class News(StrEnum):
    """What the team says while it decides: short words, and nothing about the child."""

    WAITING = "waiting"
    READING = "reading"
    FINDING_OUT = "finding_out"
    AWAITING_OTHERS = "awaiting_others"
    DECIDING = "deciding"


NEWS_WORDS = {
    News.WAITING: "It waits for a worker",
    News.READING: "We are reading it",
    News.FINDING_OUT: "We are finding out more",
    News.AWAITING_OTHERS: "We wait for somebody to answer us",
    News.DECIDING: "We will decide today",
}
# Whoever asks what is happening can ask again after so long.
CHASE_AGAIN_AFTER = timedelta(hours=1)


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


def reasons_not_to_decide_referral(
    *, because: str, outcome: str = "", has_worker: bool = False, belongs_to: str = ""
) -> list[str]:
    """Why the outcome may not be recorded yet; empty when it may. The sender is always told the reason."""
    reasons = _lacks_sentence(because, "Write the reason in a sentence. The person who sent this will read it.")
    if outcome == ReferralOutcome.ALREADY_OPEN and not has_worker:
        reasons.append("Choose the worker who has the child already, or write who it is and how to reach them.")
    if outcome == ReferralOutcome.ELSEWHERE and not words_in(belongs_to):
        reasons.append("Write where it belongs, so that the sender can send it there.")
    return reasons


def reasons_not_to_reroute(*, because: str, is_open: bool, may_go_there: bool) -> list[str]:
    """Why it may not be passed to that team; empty when it may."""
    reasons = _lacks_sentence(because, "Write why it goes to them, in a sentence. They and the sender will read it.")
    if not is_open:
        reasons.append("It is decided or withdrawn already, so there is nothing to pass on.")
    if not may_go_there:
        reasons.append("Choose another team of your agency whose work is to take referrals.")
    return reasons


def reasons_not_to_ask(*, question: str, is_open: bool, is_asked: bool) -> list[str]:
    """Why nothing can be asked of the sender now; empty when it can."""
    reasons = _lacks_sentence(question, "Write your question in a sentence.")
    if not is_open:
        reasons.append("It is decided or withdrawn, so no answer would change it. Ring the sender instead.")
    elif is_asked:
        reasons.append("You have asked already and wait for the answer. If it cannot wait, ring them.")
    return reasons


def reasons_not_to_add(*, because: str, items: int) -> list[str]:
    """Why nothing can be added yet; empty when it can."""
    reasons = _lacks_sentence(because, "Write why they need it, in a sentence.")
    if not items:
        reasons.append("Write what you want to add, or tick something on your record.")
    return reasons


def reasons_not_to_withdraw(*, because: str) -> list[str]:
    """Why it cannot be withdrawn yet; empty when it can."""
    return _lacks_sentence(because, "Write why you withdraw it, in a sentence. The team will read it.")


def reasons_not_to_take_up_again(*, because: str) -> list[str]:
    """Why the team cannot take it up again yet; empty when it can."""
    return _lacks_sentence(because, "Write why you go on with it, in a sentence. The sender will read it.")


def _lacks_sentence(words: str, reason: str) -> list[str]:
    return [reason] if words_in(words) < LEAST_WORDS else []


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
    Raised.HANDED: "Handed on in your agency",
}
