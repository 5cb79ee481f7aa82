"""How what was found is shown: counted in words, paged, and set out on a card."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sharewell.directory.access.finding import MOST_COUNTED, FoundContacts
from sharewell.directory.contacts import ContactNow
from sharewell.directory.rules import TeamPurpose
from sharewell.web.words import plural

CARD_WORDS = {
    TeamPurpose.REFERRAL: "By day",
    TeamPurpose.EMERGENCY_DUTY: "At night, at weekends and on bank holidays",
    TeamPurpose.ADVICE: "For advice",
    TeamPurpose.EARLY_HELP: "For help for a family",
    TeamPurpose.SAFEGUARDING: "Safeguarding leads",
    TeamPurpose.POLICE: "The police, about a child",
    TeamPurpose.OTHER: "Others",
}
# A card is read from across a room.
MOST_ON_CARD = 3


@dataclass(frozen=True)
class CardLine:
    """One heading of the card, and the numbers beneath it."""

    heading: str
    contacts: tuple[ContactNow, ...]


def found_words(found: FoundContacts, is_asking: bool) -> str:
    """`3 numbers fit`, `More than 500 numbers`: how many there are, as far as they were counted."""
    if found.total is None:
        return ""
    if found.total > MOST_COUNTED:
        return f"More than {MOST_COUNTED} numbers{' fit' if is_asking else ''}."
    fit = (" fits" if found.total == 1 else " fit") if is_asking else ""
    return f"{plural(found.total, 'number', 'numbers')}{fit}."


def pages_around(request: HttpRequest, found: FoundContacts) -> dict[str, Any] | None:
    """The page before and the page after; None when there is only one."""

    def to(page: int) -> dict[str, str]:
        asked = request.GET.copy()
        asked["page"] = str(page)
        return {"href": f"{request.path}?{asked.urlencode()}#numbers"}

    before = to(found.page - 1) if found.page > 1 else None
    after = to(found.page + 1) if found.has_more else None
    return {"previous": before, "next": after} if before or after else None


def card_lines(contacts: Sequence[ContactNow]) -> list[CardLine]:
    """The numbers by what they are rung for; of each purpose no more than fit."""
    lines = []
    for purpose, words in CARD_WORDS.items():
        mine = tuple(one for one in contacts if one.team.purpose == purpose)[:MOST_ON_CARD]
        lines += [CardLine(words, mine)] if mine else []
    return lines
