"""What a notice may say: a closed list of sentences, a reference, and a path of opaque parts."""

import re
from datetime import timedelta
from enum import StrEnum

# Tries of a job in all, and its rest after the first failure; each further rest is four times longer.
MOST_TRIES = 6
FIRST_WAIT = timedelta(seconds=15)

_REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}")
# Words of our own addresses, and opaque ids: no spaces, no capitals, no dots, no query.
_PATH = re.compile(r"/(?:[a-z0-9-]{1,40}/){1,6}")


class NoticeKind(StrEnum):
    """Why somebody is told. The words for each are fixed here and name nobody."""

    REFERRAL_ARRIVED = "referral_arrived"
    REFERRAL_ACKNOWLEDGED = "referral_acknowledged"
    REFERRAL_DECIDED = "referral_decided"
    NEEDS_YOU = "needs_you"
    ANSWER_DUE_SOON = "answer_due_soon"
    ANSWER_LATE = "answer_late"
    LOOK_AGAIN = "look_again"
    HANDED_OVER = "handed_over"
    REVIEW_ACCESS = "review_access"
    ACCOUNT_CLOSES = "account_closes"
    NUMBER_SAID_WRONG = "number_said_wrong"
    WORRY_HANDED = "worry_handed"
    WORRY_TAKEN = "worry_taken"
    WORRY_MOVED_ON = "worry_moved_on"
    WORRY_DECIDED = "worry_decided"
    REFER_DIRECTLY = "refer_directly"


WORDS = {
    NoticeKind.REFERRAL_ARRIVED: "A referral has arrived for your team.",
    NoticeKind.REFERRAL_ACKNOWLEDGED: "Your referral has been acknowledged.",
    NoticeKind.REFERRAL_DECIDED: "There is an outcome, with its reason, on your referral.",
    NoticeKind.NEEDS_YOU: "Something needs you.",
    NoticeKind.ANSWER_DUE_SOON: "An answer is due soon.",
    NoticeKind.ANSWER_LATE: "An answer is late.",
    NoticeKind.LOOK_AGAIN: "It is time to look again at a reason you gave.",
    NoticeKind.HANDED_OVER: "A colleague’s work has been handed over to you.",
    NoticeKind.REVIEW_ACCESS: "It is time to look again at who may do what in your agency.",
    NoticeKind.ACCOUNT_CLOSES: "Your account will be closed within a week, because nobody has signed in to it.",
    NoticeKind.NUMBER_SAID_WRONG: "Somebody says that a number of yours is wrong.",
    NoticeKind.WORRY_HANDED: "A colleague has handed a worry to you. Take it, or say that you cannot.",
    NoticeKind.WORRY_TAKEN: "The worry that you handed on has been taken.",
    NoticeKind.WORRY_MOVED_ON: "The worry that you handed on has moved on to somebody else.",
    NoticeKind.WORRY_DECIDED: "There is a decision on a worry that was handed on.",
    NoticeKind.REFER_DIRECTLY: "Nobody has taken the worry that you handed on. Refer it directly now.",
}


def faults_in(reference: str, path: str) -> list[str]:
    """Why these may not go into a notice; empty when they may. A notice leaves the building: nothing typed goes in."""
    faults = []
    if not _REFERENCE.fullmatch(reference):
        faults.append("A notice carries a reference: capital letters, figures and hyphens, no more than 24.")
    if not _PATH.fullmatch(path):
        faults.append("A notice carries a path of this site made of its own words and opaque ids, ending with a slash.")
    return faults


def wait_after(tries: int) -> timedelta | None:
    """How long a job rests after so many failed tries; None when it is given up."""
    return None if tries >= MOST_TRIES else FIRST_WAIT * 4 ** (tries - 1)


def email_subject(reference: str) -> str:
    """The subject line: the reference alone."""
    return f"Sharewell: something awaits you ({reference})"


def email_text(kind: str, reference: str, link: str) -> str:
    """The whole message: one fixed sentence, the reference and a link."""
    return (
        f"{WORDS[NoticeKind(kind)]}\n\n"
        f"Reference: {reference}\n"
        f"Sign in to read it: {link}\n\n"
        "For safety this message says nothing about anybody. Do not reply to it: nobody reads what comes back.\n"
    )
