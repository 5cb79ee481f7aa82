"""Where a worry stands that was handed to the lead of one's own agency, and whom it goes to next. Pure.

The designated lead is asked first, then a deputy, then another senior member, and then the one who wrote it is told to
refer it directly; anybody may refer directly at any time. Source: Keeping children safe in education, on the designated
lead and on staff who refer themselves.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import TypeVar

from sharewell.web.words import words_in

LEAST_WORDS = 3
Key = TypeVar("Key")


class HandingState(StrEnum):
    """Where a handed worry stands: somebody is asked, has it, nobody took it, or it is decided."""

    WAITING = "waiting"
    TAKEN = "taken"
    TOLD_TO_REFER = "told_to_refer"
    DONE = "done"

    @classmethod
    def open(cls) -> tuple["HandingState", ...]:
        """Something is still to be done."""
        return cls.WAITING, cls.TAKEN, cls.TOLD_TO_REFER

    @classmethod
    def to_be_taken(cls) -> tuple["HandingState", ...]:
        """Anybody in the chain may still take it."""
        return cls.WAITING, cls.TOLD_TO_REFER

    @classmethod
    def moving(cls) -> tuple["HandingState", ...]:
        """It is with somebody, and moves on when their limit passes."""
        return cls.WAITING, cls.TAKEN


HANDING_WORDS = {
    HandingState.WAITING: "Waiting to be taken",
    HandingState.TAKEN: "Taken",
    HandingState.TOLD_TO_REFER: "Refer it directly",
    HandingState.DONE: "Decided",
}


class Why(StrEnum):
    """Why a worry went on from somebody."""

    AWAY = "away"
    SILENT = "silent"
    CANNOT = "cannot"
    ABOUT = "about"


WHY_WORDS = {
    Why.AWAY: "Was away",
    Why.SILENT: "Did not answer in time",
    Why.CANNOT: "Could not just now",
    Why.ABOUT: "It is about them",
}


def next_to_ask(takers: Sequence[Key], passed_over: Collection[Key]) -> Key | None:
    """The first who can be asked now and is not passed over; None when there is nobody left.

    takers: who can be asked now, in the agency's order. passed_over: who was asked before, who wrote it, and whom it is
    about. Somebody who was away and is back is asked like anybody else.
    """
    return next((each for each in takers if each not in passed_over), None)


def reasons_not_to_pass_on(because: str) -> list[str]:
    """Why it may not be passed on yet; empty when it may. Whoever waits for it reads the reason."""
    if words_in(because) < LEAST_WORDS:
        return ["Write in a sentence why you cannot take it just now. Your colleague who waits will read it."]
    return []
