"""When the gate opens, and the steps that both ends see. Pure."""

from collections.abc import Iterable
from enum import StrEnum

from sharewell.items.rules import ItemDetails

# What a purpose may always say: its words name nobody, whatever a child is called.
TO_KEEP_SAFE, TO_HELP = "To keep a child safe", "To help a child or family"
USUAL_PURPOSES = {TO_KEEP_SAFE, TO_HELP}
SHARING = {"share", "share_anonymised", "called_999"}


class Carried(StrEnum):
    """How it was carried: by this product, or already done and written down afterwards."""

    HERE = "here"
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"
    LETTER = "letter"
    OTHER = "other"


CARRIED_WORDS = {
    Carried.HERE: "Sent through Sharewell",
    Carried.TELEPHONE: "By telephone",
    Carried.IN_PERSON: "In person",
    Carried.LETTER: "By letter or secure e-mail",
    Carried.OTHER: "Another way",
}


class Step(StrEnum):
    """What became of a disclosure. The first four lead onward, each taken once; the others may come at any time."""

    DELIVERED = "delivered"
    READ = "read"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"
    ALLOCATED = "allocated"
    REROUTED = "rerouted"
    TAKEN_ON = "taken_on"
    ASKED = "asked"
    ADDED = "added"
    NOTHING_MORE = "nothing_more"
    NEWS_ASKED = "news_asked"
    NEWS_GIVEN = "news_given"
    WITHDRAWN = "withdrawn"
    TAKEN_UP = "taken_up"
    CONFIRMS_CALL = "confirms_call"
    ON_PAPER = "on_paper"
    UNSEEN = "unseen"
    LATE = "late"


STEP_WORDS = {
    Step.DELIVERED: "Delivered",
    Step.READ: "Read",
    Step.ACKNOWLEDGED: "Acknowledged",
    Step.DECIDED: "Decided",
    Step.ALLOCATED: "Given to a worker",
    Step.REROUTED: "Passed to another team",
    Step.TAKEN_ON: "Acknowledged by the team that has it now",
    Step.ASKED: "Asked for more",
    Step.ADDED: "Something added",
    Step.NOTHING_MORE: "Answered: nothing more is known",
    Step.NEWS_ASKED: "Asked what is happening",
    Step.NEWS_GIVEN: "Said what is happening",
    Step.WITHDRAWN: "Withdrawn",
    Step.TAKEN_UP: "Taken up again by the team",
    Step.CONFIRMS_CALL: "Confirms a telephone call",
    Step.ON_PAPER: "First written on paper",
    Step.UNSEEN: "Nobody acknowledged it in time",
    Step.LATE: "No decision came in time",
}
# The same, as something that somebody did.
STEP_DONE = {
    Step.DELIVERED: "sent it",
    Step.READ: "read it",
    Step.ACKNOWLEDGED: "acknowledged it",
    Step.DECIDED: "decided it",
    Step.ALLOCATED: "gave it to a worker",
    Step.REROUTED: "passed it to another team",
    Step.TAKEN_ON: "acknowledged it",
    Step.ASKED: "asked the sender for more",
    Step.ADDED: "added something",
    Step.NOTHING_MORE: "answered that nothing more is known",
    Step.NEWS_ASKED: "asked what is happening",
    Step.NEWS_GIVEN: "said what is happening",
    Step.WITHDRAWN: "withdrew it",
    Step.TAKEN_UP: "took it up again",
    Step.CONFIRMS_CALL: "said which call it confirms",
    Step.ON_PAPER: "typed it in from paper",
    Step.UNSEEN: "told both ends that nobody acknowledged it in time",
    Step.LATE: "told both ends that no decision came in time",
}
ONWARD = (Step.DELIVERED, Step.READ, Step.ACKNOWLEDGED, Step.DECIDED)
# Whose step it is: the team's, unless the sender's end says it, or the clock.
SAID_BY_SENDER = frozenset(
    {Step.ADDED, Step.NOTHING_MORE, Step.NEWS_ASKED, Step.WITHDRAWN, Step.CONFIRMS_CALL, Step.ON_PAPER}
)
SAID_BY_CLOCK = frozenset({Step.UNSEEN, Step.LATE})
# What somebody who manages there may do for a team that they are not in.
SAID_BY_MANAGERS = frozenset({Step.ACKNOWLEDGED, Step.TAKEN_ON, Step.ALLOCATED})


def as_sent(items: Iterable[ItemDetails]) -> str:
    """What was shared, item by item, in one text: the receipt of the sending proves it word for word."""
    return "\n\n".join(f"{number}. {_as_sent(each)}" for number, each in enumerate(items, 1))


def _as_sent(item: ItemDetails) -> str:
    known = item.kind.words if item.kind else "Not said how it is known"
    happened = ", ".join(str(each) for each in (item.happened_on, item.happened_words) if each)
    told = {"Told by": item.told_by, "From": item.source, "Happened": happened}
    # A heading that is only how the text begins says nothing more.
    says_more = item.heading and not item.text.startswith(item.heading.rstrip("…"))
    lines = [f"{known}: {item.heading}" if says_more else known, item.text]
    lines += ["In the very words of whoever said it."] * item.exact_words
    return "\n".join([*lines, *(f"{label}: {said}" for label, said in told.items() if said)])


def is_onward(old: str, new: str) -> bool:
    """Whether the step goes forward. A step once taken is never taken back. What may come at any time leads nowhere."""
    return Step(new) in ONWARD and ONWARD.index(Step(new)) > ONWARD.index(Step(old))


def step_title(step: str, to_words: str = "") -> str:
    """What one step is called, with whom or what it names: `Passed to another team: Emergency Duty Team`."""
    words = STEP_WORDS[Step(step)]
    return f"{words}: {to_words}" if to_words else words


def who_did(step: str, name: str) -> str:
    """`Rowan Field acknowledged it`."""
    return f"{name} {STEP_DONE[Step(step)]}"


def awaiting_news(steps: Iterable[str]) -> bool:
    """Whether the sender has asked what is happening and the team has neither said so nor taken a step since; reading
    it says nothing. The steps in the order of time."""
    awaits = False
    for step in steps:
        awaits = step == Step.NEWS_ASKED or (awaits and step in {Step.READ, *SAID_BY_SENDER, *SAID_BY_CLOCK})
    return awaits


def reasons_not_to_disclose(
    *, decided: str, items: int, to_own_team: bool, carried: str, has_team: bool, has_words: bool, may_receive: bool
) -> list[str]:
    """Why nothing may pass the gate; empty when it may. Source: principles 3 and 4, golden rules 6 and 7."""
    reasons = []
    if decided not in SHARING:
        reasons.append("The decision on record is not to share, so nothing can be sent. To share, decide again.")
    if not items:
        reasons.append("Nothing is picked. Pick at least one item that they need.")
    if to_own_team and carried == Carried.HERE:
        reasons.append("That team is your own. Pick who else needs to know.")
    if (carried == Carried.HERE) != has_team or not (has_team or has_words):
        reasons.append("Choose who it goes to.")
    if has_team and not may_receive:
        reasons.append("That team is not one that takes what is shared here. Choose one that does.")
    return reasons


def goes_elsewhere(*, team: object, spoken_to: str, decided_team: object, decided_words: str) -> bool:
    """Whether it goes to others than the decision says: a team (by id, None for none), or somebody in these words.

    What goes to a team goes to nobody else beside it, in words.
    """
    words = "" if decided_team else decided_words
    return (team, spoken_to.strip()) != (decided_team, words.strip())


def line_about(name: str, age: str = "") -> str:
    """One child as a list shows them, in one line: the name, and the age; of an unborn child only when it is due, for
    the name says the rest."""
    return " ".join(", ".join(part for part in (name, age.removeprefix("not yet born, ")) if part).split())


def may_name(purpose: str) -> str:
    """What of a purpose may name somebody: nothing in a usual purpose, though a child be called Child."""
    return "" if purpose in USUAL_PURPOSES else purpose


def reasons_not_to_pick(*, is_twice: bool, is_outdated: bool, carried: str) -> list[str]:
    """Why these very versions may not cross; empty when they may.

    What is sent here is what is known now: nothing goes out that its own agency has put right since. What was said
    outside stays on record as it was said, also where it has been put right since.
    """
    reasons = []
    if is_twice:
        reasons.append("Something is picked twice. Pick each thing once.")
    if is_outdated and carried == Carried.HERE:
        reasons.append("Something picked has been corrected since. Look at it as it stands now, and pick it again.")
    return reasons


def reasons_beyond_decision(
    *, is_about_others: bool, is_to_others: bool, is_for_other_ends: bool, names: bool, is_named_in_cover: bool
) -> list[str]:
    """Why this is not what was decided; empty when it is: a decision permits its own disclosure and no other."""
    reasons = {
        "Something picked is about a child whom the decision on record is not about. Decide about that child too.": (
            is_about_others
        ),
        "The decision on record is to share with somebody else. To share with them, decide again.": is_to_others,
        "The decision on record is to share for another purpose. To share for this one, decide again.": (
            is_for_other_ends
        ),
        "The decision on record is to name nobody. Take out all that names somebody, in what it is for too.": names,
        "Nothing picked names the child, but its heading or what it is for does. Pick the name, or take it out.": (
            is_named_in_cover and not names
        ),
    }
    return [reason for reason, holds in reasons.items() if holds]
