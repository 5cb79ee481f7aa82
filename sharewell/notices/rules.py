"""What a notice may say: a closed list of sentences, a reference, and a path of opaque parts. And what is e-mailed."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sharewell.directory.rules import CHAIN, Role

# Tries of a job in all, and its rest after the first failure; each further rest is four times longer, up to a limit.
# Together they outlast a night without a mail server.
MOST_TRIES = 10
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=4)
# The e-mail of a notice that is still unread is tried for so long, with rests that grow up to half an hour.
EMAILED_WITHIN = timedelta(days=3)
LONGEST_REST = timedelta(minutes=30)
# While the post itself does not answer, one e-mail knocks so often, and the others wait.
KNOCK_AGAIN = timedelta(minutes=1)
# Whoever takes an e-mail has it for so long; a worker that dies with it loses it then.
LEASE = timedelta(minutes=5)

_REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}")
# Words of our own addresses, and opaque ids: no spaces, no capitals, no dots, no query.
_PATH = re.compile(r"/(?:[a-z0-9-]{1,40}/){1,6}")


class NoticeKind(StrEnum):
    """Why somebody is told. The words for each are fixed here and name nobody."""

    REFERRAL_ARRIVED = "referral_arrived"
    REFERRAL_ACKNOWLEDGED = "referral_acknowledged"
    REFERRAL_DECIDED = "referral_decided"
    REFERRAL_ALLOCATED = "referral_allocated"
    REFERRAL_REALLOCATED = "referral_reallocated"
    REFERRAL_PASSED_ON = "referral_passed_on"
    REFERRAL_MOVED = "referral_moved"
    MORE_ASKED = "more_asked"
    MORE_SAID = "more_said"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    REFERRAL_TAKEN_UP = "referral_taken_up"
    NEWS_ASKED = "news_asked"
    NEWS_GIVEN = "news_given"
    NEEDS_YOU = "needs_you"
    ACKNOWLEDGE_SOON = "acknowledge_soon"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    ANSWER_DUE_SOON = "answer_due_soon"
    ANSWER_LATE = "answer_late"
    LOOK_AGAIN = "look_again"
    HANDED_OVER = "handed_over"
    SHEET_MADE = "sheet_made"
    SHEET_ACKNOWLEDGED = "sheet_acknowledged"
    SHEET_LATE = "sheet_late"
    TAKEN_BACK = "taken_back"
    REVIEW_ACCESS = "review_access"
    ACCOUNT_CLOSES = "account_closes"
    NUMBER_SAID_WRONG = "number_said_wrong"
    DISAGREEMENT_OPENED = "disagreement_opened"
    DISAGREEMENT_CHANGED = "disagreement_changed"
    DISAGREEMENT_MOVED = "disagreement_moved"
    DISAGREEMENT_RESOLVED = "disagreement_resolved"
    WORRY_HANDED = "worry_handed"
    WORRY_TAKEN = "worry_taken"
    WORRY_MOVED_ON = "worry_moved_on"
    WORRY_DECIDED = "worry_decided"
    REFER_DIRECTLY = "refer_directly"
    CONFIRM_SOON = "confirm_soon"
    NOT_CONFIRMED = "not_confirmed"


WORDS = {
    NoticeKind.REFERRAL_ARRIVED: "A referral has arrived for your team.",
    NoticeKind.REFERRAL_ACKNOWLEDGED: "Your referral has been acknowledged.",
    NoticeKind.REFERRAL_DECIDED: "There is an outcome, with its reason, on your referral.",
    NoticeKind.REFERRAL_ALLOCATED: "A referral has been given to you.",
    NoticeKind.REFERRAL_REALLOCATED: "A referral that you had is with a colleague now.",
    NoticeKind.REFERRAL_PASSED_ON: "A referral has been passed to your team.",
    NoticeKind.REFERRAL_MOVED: "Your referral is with another team now.",
    NoticeKind.MORE_ASKED: "The team asks you something about your referral.",
    NoticeKind.MORE_SAID: "The sender has said more about a referral.",
    NoticeKind.REFERRAL_WITHDRAWN: "The sender has withdrawn a referral.",
    NoticeKind.REFERRAL_TAKEN_UP: "The team goes on with the referral that you withdrew.",
    NoticeKind.NEWS_ASKED: "The sender asks what is happening with a referral.",
    NoticeKind.NEWS_GIVEN: "The team has said what is happening with your referral.",
    NoticeKind.NEEDS_YOU: "Something needs you.",
    NoticeKind.ACKNOWLEDGE_SOON: "A referral waits for somebody to acknowledge it.",
    NoticeKind.NOT_ACKNOWLEDGED: "Nobody has acknowledged a referral in time.",
    NoticeKind.ANSWER_DUE_SOON: "An answer is due soon.",
    NoticeKind.ANSWER_LATE: "An answer is late.",
    NoticeKind.LOOK_AGAIN: "It is time to look again at a reason you gave.",
    NoticeKind.HANDED_OVER: "A colleague’s work has been handed over to you.",
    NoticeKind.SHEET_MADE: "A hand-over sheet waits for your team.",
    NoticeKind.SHEET_ACKNOWLEDGED: "Your hand-over sheet has been acknowledged.",
    NoticeKind.SHEET_LATE: "Nobody has acknowledged a hand-over sheet in time.",
    NoticeKind.TAKEN_BACK: "A team has taken back what your team had for it.",
    NoticeKind.REVIEW_ACCESS: "It is time to look again at who may do what in your agency.",
    NoticeKind.ACCOUNT_CLOSES: "Your account will be closed within a week, because nobody has signed in to it.",
    NoticeKind.NUMBER_SAID_WRONG: "Somebody says that a number of yours is wrong.",
    NoticeKind.DISAGREEMENT_OPENED: "There is a disagreement, and you are asked to help resolve it.",
    NoticeKind.DISAGREEMENT_CHANGED: "There is something new on a disagreement.",
    NoticeKind.DISAGREEMENT_MOVED: "A disagreement has moved to its next stage.",
    NoticeKind.DISAGREEMENT_RESOLVED: "A disagreement is resolved.",
    NoticeKind.WORRY_HANDED: "A colleague has handed a worry to you. Take it, or say that you cannot.",
    NoticeKind.WORRY_TAKEN: "The worry that you handed on has been taken.",
    NoticeKind.WORRY_MOVED_ON: "The worry that you handed on has moved on to somebody else.",
    NoticeKind.WORRY_DECIDED: "There is a decision on a worry that was handed on.",
    NoticeKind.REFER_DIRECTLY: "Nobody has taken the worry that you handed on. Refer it directly now.",
    NoticeKind.CONFIRM_SOON: "A telephone call is soon to be confirmed in writing.",
    NoticeKind.NOT_CONFIRMED: "A telephone call has not been confirmed in writing in time.",
}


def faults_in(reference: str, path: str) -> list[str]:
    """Why these may not go into a notice; empty when they may. A notice leaves the building: nothing typed goes in."""
    faults = []
    if not _REFERENCE.fullmatch(reference):
        faults.append("A notice carries a reference: capital letters, figures and hyphens, no more than 24.")
    if not _PATH.fullmatch(path):
        faults.append("A notice carries a path of this site made of its own words and opaque ids, ending with a slash.")
    return faults


class NoticeGroup(StrEnum):
    """What somebody chooses about: some kinds of notice together, or the days on which they are away."""

    MY_WORRIES = "my_worries"
    TEAM = "team"
    LATE = "late"
    DISAGREEMENTS = "disagreements"
    HANDED = "handed"
    LOOKING_AFTER = "looking_after"
    WHILE_AWAY = "while_away"


GROUP_NAMES = {
    NoticeGroup.MY_WORRIES: "What becomes of what I sent or wrote",
    NoticeGroup.TEAM: "What arrives for my team, or needs me",
    NoticeGroup.LATE: "What is due soon or late",
    NoticeGroup.DISAGREEMENTS: "Disagreements that I have a part in",
    NoticeGroup.HANDED: "Work that is handed over to me",
    NoticeGroup.LOOKING_AFTER: "Looking after the agency: access, numbers, accounts",
    NoticeGroup.WHILE_AWAY: "Email me while I am away too",
}
GROUP_HINTS = {
    NoticeGroup.MY_WORRIES: "It was acknowledged or decided, or it is time to look again.",
    NoticeGroup.TEAM: "Until a colleague has it: then nobody else is emailed.",
    NoticeGroup.WHILE_AWAY: "If you do not tick this, emails wait until you are back. Whoever covers is told.",
}
GROUP_OF = {
    NoticeKind.REFERRAL_ARRIVED: NoticeGroup.TEAM,
    NoticeKind.REFERRAL_ACKNOWLEDGED: NoticeGroup.MY_WORRIES,
    NoticeKind.REFERRAL_DECIDED: NoticeGroup.MY_WORRIES,
    NoticeKind.REFERRAL_ALLOCATED: NoticeGroup.HANDED,
    NoticeKind.REFERRAL_REALLOCATED: NoticeGroup.HANDED,
    NoticeKind.REFERRAL_PASSED_ON: NoticeGroup.TEAM,
    NoticeKind.REFERRAL_MOVED: NoticeGroup.MY_WORRIES,
    NoticeKind.MORE_ASKED: NoticeGroup.MY_WORRIES,
    NoticeKind.MORE_SAID: NoticeGroup.TEAM,
    NoticeKind.REFERRAL_WITHDRAWN: NoticeGroup.TEAM,
    NoticeKind.REFERRAL_TAKEN_UP: NoticeGroup.MY_WORRIES,
    NoticeKind.NEWS_ASKED: NoticeGroup.TEAM,
    NoticeKind.NEWS_GIVEN: NoticeGroup.MY_WORRIES,
    NoticeKind.NEEDS_YOU: NoticeGroup.TEAM,
    NoticeKind.ANSWER_DUE_SOON: NoticeGroup.LATE,
    NoticeKind.ANSWER_LATE: NoticeGroup.LATE,
    NoticeKind.ACKNOWLEDGE_SOON: NoticeGroup.LATE,
    NoticeKind.NOT_ACKNOWLEDGED: NoticeGroup.LATE,
    NoticeKind.LOOK_AGAIN: NoticeGroup.MY_WORRIES,
    NoticeKind.DISAGREEMENT_OPENED: NoticeGroup.DISAGREEMENTS,
    NoticeKind.DISAGREEMENT_CHANGED: NoticeGroup.DISAGREEMENTS,
    NoticeKind.DISAGREEMENT_MOVED: NoticeGroup.DISAGREEMENTS,
    NoticeKind.DISAGREEMENT_RESOLVED: NoticeGroup.DISAGREEMENTS,
    NoticeKind.HANDED_OVER: NoticeGroup.HANDED,
    NoticeKind.WORRY_HANDED: NoticeGroup.HANDED,
    NoticeKind.WORRY_TAKEN: NoticeGroup.MY_WORRIES,
    NoticeKind.WORRY_MOVED_ON: NoticeGroup.MY_WORRIES,
    NoticeKind.WORRY_DECIDED: NoticeGroup.MY_WORRIES,
    NoticeKind.REFER_DIRECTLY: NoticeGroup.MY_WORRIES,
    NoticeKind.CONFIRM_SOON: NoticeGroup.LATE,
    NoticeKind.NOT_CONFIRMED: NoticeGroup.LATE,
    NoticeKind.SHEET_MADE: NoticeGroup.HANDED,
    NoticeKind.SHEET_ACKNOWLEDGED: NoticeGroup.HANDED,
    NoticeKind.SHEET_LATE: NoticeGroup.LATE,
    NoticeKind.TAKEN_BACK: NoticeGroup.HANDED,
    NoticeKind.REVIEW_ACCESS: NoticeGroup.LOOKING_AFTER,
    NoticeKind.ACCOUNT_CLOSES: NoticeGroup.LOOKING_AFTER,
    NoticeKind.NUMBER_SAID_WRONG: NoticeGroup.LOOKING_AFTER,
}
# Unless somebody chooses otherwise everything is e-mailed, but for the days on which they are away.
UNSAID = {group: group is not NoticeGroup.WHILE_AWAY for group in NoticeGroup}
# Kinds that nobody who holds one of these roles can switch off. A referral that is late for the team, or handed over to
# nobody yet, waits for them, and a child with it; whoever never signs in would not find that their account closes.
ALWAYS_EMAILED: Mapping[NoticeKind, Collection[Role]] = {
    NoticeKind.ANSWER_LATE: frozenset({Role.RECEIVING_WORKER, Role.MANAGER}),
    NoticeKind.NOT_ACKNOWLEDGED: frozenset({Role.RECEIVING_WORKER, Role.MANAGER}),
    NoticeKind.SHEET_LATE: frozenset({Role.RECEIVING_WORKER, Role.MANAGER}),
    NoticeKind.WORRY_HANDED: frozenset(CHAIN),
    NoticeKind.REFER_DIRECTLY: frozenset(Role),
    NoticeKind.ACCOUNT_CLOSES: frozenset(Role),
}
# Roles that see everything of this sort in their agency, so that a cover who holds one can open it.
OPENS_FOR_OTHERS: Mapping[NoticeGroup, Collection[Role]] = {
    NoticeGroup.MY_WORRIES: frozenset({Role.DESIGNATED_LEAD, Role.DEPUTY}),
    NoticeGroup.HANDED: frozenset({Role.DESIGNATED_LEAD, Role.DEPUTY}),
    NoticeGroup.LOOKING_AFTER: frozenset({Role.ADMINISTRATOR}),
}
# These are about the very person, and nobody stands in for them.
OF_ONES_OWN = frozenset({NoticeKind.ACCOUNT_CLOSES})


def group_of(kind: NoticeKind) -> NoticeGroup:
    """With which others people choose about this kind. A test says where one is missing; it is asked about as the rest
    of what needs somebody."""
    return GROUP_OF.get(kind, NoticeGroup.TEAM)


def is_always_emailed(kind: NoticeKind, roles: Collection[Role]) -> bool:
    """Whether an e-mail of this kind goes to somebody with these roles whatever they chose."""
    return bool(frozenset(ALWAYS_EMAILED.get(kind, ())) & frozenset(roles))


def always_emailed_words(group: NoticeGroup, roles: Collection[Role]) -> list[str]:
    """What of this group comes by e-mail whatever somebody with these roles chooses, in a sentence; or nothing."""
    held = [kind for kind in NoticeKind if group_of(kind) is group and is_always_emailed(kind, roles)]
    quoted = " and ".join(f"“{WORDS[kind].rstrip('.')}”" for kind in held)
    return [f"{quoted} always {'comes' if len(held) == 1 else 'come'} by email."] if held else []


def is_emailed(kind: NoticeKind, roles: Collection[Role], chosen: Mapping[str, bool], *, is_away: bool) -> bool:
    """Whether this kind is e-mailed to somebody with these roles, who chose so and is there or away."""
    if is_always_emailed(kind, roles):
        return True
    said = UNSAID | {NoticeGroup(group): by_email for group, by_email in chosen.items()}
    return said[group_of(kind)] and (said[NoticeGroup.WHILE_AWAY] or not is_away)


def is_for_cover(kind: NoticeKind, roles: Collection[Role]) -> bool:
    """Whether somebody with these roles, who covers for another, can open what a notice of this kind leads to.

    A team's notices go to everybody in the team anyhow, so cover adds nobody there.
    """
    opens = OPENS_FOR_OTHERS.get(group_of(kind), ())
    return kind not in OF_ONES_OWN and bool(frozenset(opens) & frozenset(roles))


class Fault(StrEnum):
    """Why an e-mail did not go."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    NOT_LET_IN = "not_let_in"
    ADDRESS = "address"
    REFUSED = "refused"
    TEMPLATE = "template"


FAULT_WORDS = {
    Fault.NO_ANSWER: "the mail service does not answer",
    Fault.BUSY: "the mail service is too busy and asks us to wait",
    Fault.NOT_LET_IN: "the mail service does not let Sharewell in: its password or key is wrong",
    Fault.ADDRESS: "the mail service says that nobody can be reached at this address",
    Fault.REFUSED: "the mail service refuses the message",
    Fault.TEMPLATE: "the template at GOV.UK Notify is missing, or lacks what it needs",
}
# The post itself is shut: no other e-mail would go either.
POST_SHUT = frozenset({Fault.NO_ANSWER, Fault.BUSY, Fault.NOT_LET_IN})
# However often it is tried, it would not go.
FOR_GOOD = frozenset({Fault.ADDRESS, Fault.REFUSED, Fault.TEMPLATE})


def tried_again_at(fault: Fault, tries: int, wanted_at: datetime, at: datetime) -> datetime | None:
    """When an e-mail that failed so often is tried again; None when it is given up: for good, or after three days."""
    if fault in FOR_GOOD:
        return None
    again = at + min(FIRST_WAIT * 4 ** min(tries - 1, 5), LONGEST_REST)
    return again if again <= wanted_at + EMAILED_WITHIN else None


def wait_after(tries: int) -> timedelta | None:
    """How long a job rests after so many failed tries; None when it is given up."""
    return None if tries >= MOST_TRIES else min(FIRST_WAIT * 4 ** (tries - 1), LONGEST_WAIT)


def email_subject(reference: str) -> str:
    """The subject line: the reference alone."""
    return f"Sharewell: something awaits you ({reference})"


def email_text(kind: str, reference: str, link: str, choices: str) -> str:
    """The whole message: one fixed sentence, the reference and a link, and where to choose what is e-mailed."""
    return (
        f"{WORDS[NoticeKind(kind)]}\n\n"
        f"Reference: {reference}\n"
        f"Sign in to read it: {link}\n\n"
        "For safety this message says nothing about anybody. Do not reply to it: nobody reads what comes back.\n"
        f"Choose which emails you get: {choices}\n"
    )
