"""What a hand-over sheet must say, and what becomes of each referral on it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sharewell.web.words import words_in

# So many open referrals are asked about on one sheet, the least time left first; more would be read by nobody.
MOST_ON_A_SHEET = 60
LONGEST_LINE = 500
UNREAD = (
    "you wrote what to watch for, and they would not see it. Choose that they should know of it, or take the words out."
)


class How(StrEnum):
    """What becomes of one open referral for the night, or in the morning."""

    STAYS = "stays"
    TO_KNOW = "to_know"
    GOES_OVER = "goes_over"


HOW_WORDS = {
    How.STAYS: "Stays with us",
    How.TO_KNOW: "For them to know",
    How.GOES_OVER: "Goes over to them",
}


@dataclass(frozen=True)
class Line:
    """What is said of one referral: how, and what to watch for."""

    how: How
    words: str = ""


def reasons_not_to_hand_over(lines: Mapping[UUID, Line], names: Mapping[UUID, str]) -> list[str]:
    """Why the sheet cannot be sent; empty when it can. `names`: what each referral is called."""
    said = {key: line for key, line in lines.items() if line.how is not How.STAYS}
    if not said:
        return ["Choose at least one that goes over to them, or that they should know of."]
    wordless = [key for key, line in said.items() if not words_in(line.words)]
    # What is written of one that stays would be read by nobody, so it is asked about rather than dropped.
    unread = [key for key, line in lines.items() if line.how is How.STAYS and words_in(line.words)]
    return [
        *(f"{names[key]}: write what to watch for, in a few words." for key in wordless),
        *(f"{names[key]}: {UNREAD}" for key in unread),
    ]


def reasons_not_to_take_back(*, many: int, is_open: bool, opens: str) -> list[str]:
    """Why nothing can be taken back now; empty when it can. A team that is closed would leave it with nobody."""
    if not is_open:
        return [f"Your team is closed now. {opens} Until you open it is safe with the team that has it."]
    return [] if many else ["No other team has anything open of yours."]
