"""What is promised, in what it is counted, and how long each is until the partnership says otherwise.

Only the working day within which a referral is decided is the same everywhere. Every other length is local: the ones
here are where a partnership starts, each says where it comes from, and each is changed on a page, from a day on.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sharewell.web.words import plural


class ClockKind(StrEnum):
    """What is promised."""

    ACKNOWLEDGE = "acknowledge"
    DECIDE = "decide"
    TAKE_WORRY = "take_worry"
    CONFIRM_CALL = "confirm_call"
    SAY_MORE = "say_more"
    TAKE_OVER = "take_over"
    RESOLVE = "resolve"
    ANSWER = "answer"
    LOOK_AGAIN = "look_again"


# How a promise that was kept is said.
KEPT = {
    ClockKind.ACKNOWLEDGE: "Acknowledged",
    ClockKind.DECIDE: "Decided",
    ClockKind.TAKE_WORRY: "Taken",
    ClockKind.CONFIRM_CALL: "Confirmed",
    ClockKind.SAY_MORE: "Answered",
    ClockKind.TAKE_OVER: "Taken over",
    ClockKind.RESOLVE: "Settled",
    ClockKind.ANSWER: "Answered",
    ClockKind.LOOK_AGAIN: "Looked at again",
}


class Unit(StrEnum):
    """In what a promise is counted. Each is a kind of its own: none is turned into another."""

    OPEN_HOURS = "open_hours"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


UNIT_WORDS = {
    Unit.OPEN_HOURS: ("hour while the team is open", "hours while the team is open"),
    Unit.HOURS: ("hour, day or night", "hours, day or night"),
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.DAYS: ("day, weekends too", "days, weekends too"),
    Unit.MONTHS: ("month", "months"),
}
UNIT_MEANINGS = {
    Unit.OPEN_HOURS: "Stands still while the team is closed.",
    Unit.HOURS: "Runs through nights, weekends and holidays.",
    Unit.WORKING_DAYS: "Due at the same time of day. Saturdays, Sundays and the bank holidays of England do not count.",
    Unit.DAYS: "Due at the end of the last day.",
    Unit.MONTHS: "Due at the end of the same day of the month; of the last one, where the month is shorter.",
}
LONGEST = {Unit.OPEN_HOURS: 240, Unit.HOURS: 720, Unit.WORKING_DAYS: 90, Unit.DAYS: 366, Unit.MONTHS: 24}
# A warning is never given longer before than this.
LONGEST_WARNING = timedelta(days=7)


@dataclass(frozen=True)
class Length:
    """How long a promise is, and how long before its end somebody is warned (no time at all: nobody is)."""

    amount: int
    unit: Unit
    warning: timedelta = timedelta()

    @property
    def words(self) -> str:
        """`1 working day`, `24 hours, day or night`."""
        return plural(self.amount, *UNIT_WORDS[self.unit])


@dataclass(frozen=True)
class Promise:
    """One length of time that a partnership sets: what it is called, from when it counts, and where that is from.

    A stage is warned of as its kind is, so a warning belongs to the kind alone.
    """

    title: str
    starts: str
    starting: Length
    source: str
    is_national: bool = False


def key_of(kind: str, stage: int = 0) -> str:
    """Under what a length is kept: the kind of clock, and the stage where a kind has several."""
    return f"{kind}-{stage}" if stage else str(kind)


def is_stage(key: str) -> bool:
    """Whether this is the length of one stage of several."""
    return "-" in key


LOCAL = "No national figure. A starting point: set your own."
PROMISES: dict[str, Promise] = {
    key_of(ClockKind.ACKNOWLEDGE): Promise(
        "The team acknowledges a referral",
        "when it arrives, or when the team next opens",
        Length(2, Unit.OPEN_HOURS, timedelta(minutes=30)),
        LOCAL,
    ),
    key_of(ClockKind.DECIDE): Promise(
        "The team decides what to do about a referral",
        "when it arrives, or when the team next opens",
        Length(1, Unit.WORKING_DAYS, timedelta(hours=2)),
        "Working Together to Safeguard Children; repeated in Keeping Children Safe in Education.",
        is_national=True,
    ),
    key_of(ClockKind.TAKE_WORRY): Promise(
        "A designated lead takes a worry that is handed to them, before it moves on to the next",
        "when they are asked",
        Length(1, Unit.HOURS, timedelta(minutes=15)),
        LOCAL,
    ),
    key_of(ClockKind.CONFIRM_CALL): Promise(
        "A referral by telephone is confirmed in writing",
        "when the call was made",
        Length(24, Unit.HOURS, timedelta(hours=4)),
        "Local procedures differ: 24 hours in some areas, 48 hours or 2 working days in others.",
    ),
    key_of(ClockKind.SAY_MORE): Promise(
        "Whoever referred answers a question from the team",
        "when it is asked",
        Length(1, Unit.WORKING_DAYS, timedelta(hours=2)),
        LOCAL,
    ),
    key_of(ClockKind.TAKE_OVER): Promise(
        "A team acknowledges a hand-over sheet",
        "when it is sent, or when the team next opens",
        Length(1, Unit.OPEN_HOURS, timedelta(minutes=15)),
        LOCAL,
    ),
    key_of(ClockKind.RESOLVE): Promise(
        "A disagreement where a child may be at risk of harm now",
        "when it is opened, and at each stage",
        Length(24, Unit.HOURS, timedelta(hours=4)),
        "Local procedures: within 24 hours where there is risk of harm.",
    ),
    key_of(ClockKind.RESOLVE, 1): Promise(
        "A disagreement, stage 1", "when it is opened", Length(2, Unit.WORKING_DAYS), LOCAL
    ),
    key_of(ClockKind.RESOLVE, 2): Promise(
        "A disagreement, stage 2", "when it moves on", Length(3, Unit.WORKING_DAYS), LOCAL
    ),
    key_of(ClockKind.RESOLVE, 3): Promise(
        "A disagreement, stage 3", "when it moves on", Length(5, Unit.WORKING_DAYS), LOCAL
    ),
    key_of(ClockKind.RESOLVE, 4): Promise(
        "A disagreement, stage 4", "when it moves on", Length(5, Unit.WORKING_DAYS), LOCAL
    ),
    key_of(ClockKind.RESOLVE, 5): Promise(
        "A disagreement, stage 5, where there are so many", "when it moves on", Length(5, Unit.WORKING_DAYS), LOCAL
    ),
}


def reasons_not_to_set(key: str, length: Length) -> list[str]:
    """Why the partnership cannot set this length; empty when it can. What is national is never made longer."""
    if key not in PROMISES:
        return ["There is no such promise."]
    promise, longest = PROMISES[key], LONGEST[length.unit]
    reasons = []
    if not 1 <= length.amount <= longest:
        reasons.append(f"Enter a whole number from 1 to {longest}.")
    if not timedelta() <= length.warning <= LONGEST_WARNING:
        reasons.append("Enter a warning of no more than 7 days.")
    if promise.is_national and not is_within(length, promise.starting):
        reasons.append(
            f"National guidance says {promise.starting.words}. You can set a shorter time, and no longer one."
        )
    return reasons


def is_within(length: Length, national: Length) -> bool:
    """Whether this is surely no longer than the national length: in the same unit, or so many hours within one day.

    A working day is never shorter than 24 hours from one time of day to the same on the next.
    """
    if length.unit == national.unit:
        return length.amount <= national.amount
    return length.unit == Unit.HOURS and national.unit == Unit.WORKING_DAYS and length.amount <= 24 * national.amount
