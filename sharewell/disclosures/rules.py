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
    """What became of a disclosure, in the order in which it happens."""

    DELIVERED = "delivered"
    READ = "read"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"


STEP_WORDS = {
    Step.DELIVERED: "Delivered",
    Step.READ: "Read",
    Step.ACKNOWLEDGED: "Acknowledged",
    Step.DECIDED: "Decided",
}
ORDER = list(Step)


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
    """Whether the step goes forward. A step once taken is never taken back."""
    return ORDER.index(Step(new)) > ORDER.index(Step(old))


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
