"""What each end sees of the book, who oversees how much of it, and how a list of it is asked for. Pure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from sharewell.directory.rules import Role
from sharewell.ledger.rules import Nature, instant

# What both ends of a disclosure are shown of each other; everything else an agency does stays with it.
SEEN_AT_BOTH_ENDS = frozenset(
    {
        "disclosure.sent", "disclosure.openness_given", "disclosure.step_taken", "referral.read",
        "referral.acknowledged", "referral.decided", "referral.lateness_told", "referral.allocated",
        "referral.rerouted", "referral.passed_from_nobody", "referral.more_asked", "referral.added_to",
        "referral.nothing_more_said",
        "referral.withdrawn", "referral.taken_up_again", "referral.news_asked", "referral.news_given",
        "referral.unanswered_told", "disclosure.passed_on", "clock.started", "clock.met",
        "clock.became_late", "clock.stopped",
    }
)  # fmt: skip
# What the clock does for one end alone.
SEEN_BY_SENDERS = SEEN_AT_BOTH_ENDS | {"telling.came_due", "worry.moved_on", "worry.told_to_refer"}
SEEN_BY_TEAMS = SEEN_AT_BOTH_ENDS | {"referral.warning_given", "clock.came_near"}

TITLES = {
    "decision.made": "Decided",
    "decision.openness_recorded": "Written down what the family was told",
    "concern.raised": "The worry and its decision put on the record",
    "concern.opened": "Looked at the record",
    "concern.kept_from": "Said that it is about a colleague, and kept it from them",
    "concern.copied": "Opened the full copy",
    "disclosure.sent": "Shared what was picked",
    "disclosure.openness_given": "Told the team what the family was told",
    "disclosure.step_taken": "Both ends shown how it stands",
    "referral.read": "Read by the team for the first time",
    "referral.opened": "Looked at the referral",
    "referral.acknowledged": "Acknowledged, and taken",
    "referral.decided": "Decided the outcome",
    "referral.allocated": "Said who deals with it",
    "referral.rerouted": "Passed to another team",
    "referral.passed_from_nobody": "Passed to another team: nobody was left in the one that had it",
    "referral.given_back": "Given back to the whole team: whoever had it has left it",
    "disclosure.passed_on": "Both ends shown which team has it",
    "referral.more_asked": "Asked the sender for more",
    "referral.added_to": "Added something for the team",
    "referral.nothing_more_said": "Answered that nothing more is known",
    "referral.withdrawn": "Withdrew the referral",
    "referral.taken_up_again": "Took up again what was withdrawn",
    "referral.news_asked": "Asked what is happening",
    "referral.news_given": "Said what is happening",
    "referral.unanswered_told": "Both ends told that no answer came in time",
    "referral.lateness_told": "Both ends told that no decision came in time",
    "referral.warning_given": "Team warned that a decision is nearly due",
    "telling.came_due": "Asked to look again at what the family was told",
    "worry.handed_to_lead": "Handed to the agency’s own lead",
    "worry.taken": "Taken",
    "worry.passed_on": "Passed on to the next in the chain",
    "worry.moved_on": "Moved on to the next in the chain",
    "worry.told_to_refer": "Told to refer it directly: nobody is left to ask",
    "worry.settled": "Decided, in the record that grew from it",
    "clock.started": "Clock begun",
    "clock.came_near": "Clock nearly run out",
    "clock.became_late": "Clock run out",
    "clock.met": "Clock stopped: it was met",
    "clock.stopped": "Clock called off",
    "timeline.opened": "Looked at the timeline",
    "receipt.taken": "Downloaded a receipt or its record",
    "member.signed_in": "Signed in, and acts for the agency",
    "who_looked.opened": "Looked at who has looked",
    "child.opened": "Opened the child’s details",
    "child.searched": "Searched for a child",
    "child.added": "Added a child",
    "child.corrected": "Corrected a child’s details",
    "children.added": "Added many children at once",
    "household_member.added": "Added somebody to a child’s household",
    "item.written": "Wrote down one thing about a child",
    "items.written": "Wrote down what is known about a child",
    "items.taken_from_record": "Took details over from the child’s record",
    "item.corrected": "Corrected what was written about a child",
    "member.acted_for": "Began to act for the agency",
    "words.erased": "Disposed of personal text",
    "book.opened": "Looked at the book of the agency",
    "book.exported": "Took entries of the book away as a table",
    "work.opened": "Looked at the list of everybody’s worries",
    "queue.opened": "Looked at the queue of a team",
}
REFUSED = ".refused"
NATURE_WORDS = {
    Nature.ACT: "Done",
    Nature.REFUSAL: "Refused",
    Nature.LOOK: "Looked at",
    Nature.EVENT: "Another event",
}


def title_of(kind: str) -> str:
    """What an entry of this kind is called on a page."""
    act = kind.removesuffix(REFUSED)
    title = TITLES.get(act) or act.replace(".", " ").replace("_", " ").capitalize()
    return title if act == kind else f"Refused, and not done: {title[:1].lower()}{title[1:]}"


class Scope(StrEnum):
    """How much of their agency's book somebody oversees."""

    RECORDS = "records"
    DEEDS = "deeds"
    RUNNING = "running"
    NOTHING = "nothing"


SCOPES = (
    (Scope.RECORDS, frozenset({Role.DESIGNATED_LEAD, Role.DEPUTY})),
    (Scope.DEEDS, frozenset({Role.MANAGER})),
    (Scope.RUNNING, frozenset({Role.ADMINISTRATOR})),
)
# What has nothing to do with any child: accounts, teams and roles, the keys of the book.
ROOMS_OF_RUNNING = frozenset({"accounts", "directory", "ledger"})


def room_of(module: str) -> str:
    """The room that a module stands in: 'concerns' for sharewell.concerns.access."""
    return module.split(".")[1]


def scope_of(roles: Iterable[Role]) -> Scope:
    """Leads see all that their agency did, with the way to each record; managers the deeds alone; administrators what
    was done to accounts, teams and roles."""
    held = set(roles)
    return next((scope for scope, needed in SCOPES if held & needed), Scope.NOTHING)


@dataclass(frozen=True)
class Mark:
    """Where in a list by time the next page begins: after this entry."""

    at: datetime
    key: uuid.UUID

    def __str__(self) -> str:
        return f"{instant(self.at)}_{self.key}"

    @classmethod
    def read(cls, said: str) -> "Mark | None":
        """The mark that is written so; None for anything else, which begins the list anew."""
        at, _, key = said.partition("_")
        try:
            return cls(datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC), uuid.UUID(key))
        except ValueError:
            return None


PAGE = 50
MOST_DAYS = 366
USUAL_DAYS = 7
MOST_EXPORTED = 10_000


@dataclass(frozen=True)
class Sought:
    """Which entries of the book are asked for: days (both included), a kind, a nature, a member."""

    since: date
    until: date
    kind: str = ""
    nature: str = ""
    person: str = ""

    @classmethod
    def usual(cls, today: date) -> "Sought":
        """The last days."""
        return cls(today - timedelta(days=USUAL_DAYS), today)


def reasons_not_to_seek(since: date, until: date) -> list[str]:
    """Why these days cannot be asked for at once."""
    if since > until:
        return ["The first day must not be after the last"]
    if (until - since).days > MOST_DAYS:
        return [f"Choose no more than {MOST_DAYS} days at once"]
    return []


FORMULAS = frozenset("=+-@＝＋－＠")


def defused(cell: str) -> str:
    """A cell of a table that no program takes for a formula, full-width signs too. Source: OWASP, CSV injection."""
    return f"'{cell}" if cell.lstrip()[:1] in FORMULAS or cell[:1] in {"\t", "\r", "\n"} else cell
