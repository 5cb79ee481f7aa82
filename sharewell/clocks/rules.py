"""Working days, and the words of a clock.

A working day is Monday to Friday, bank holidays in England left out (Working Together to Safeguard Children: a decision
within one working day of a referral being received). Two decisions where the guidance is silent:

- What starts on a working day, at whatever hour, is due at the same local time N working days later: a referral at
  11 pm on Thursday is due at 11 pm on Friday. The clock at both ends can be worked out in the head.
- What starts on any other day counts from the first moment of the next working day, and is due at the last moment of
  its last one: a referral at noon on Saturday is due at the end of Monday, whoever opens at whatever hour.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from sharewell.directory.rules import instant
from sharewell.directory.wording import day_words
from sharewell.web.words import LONDON
from sharewell.web.words import clock as clock_time

# With this much left or less a clock is shown as soon.
SOON = timedelta(hours=2)
_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class ClockKind(StrEnum):
    """What is promised."""

    READ = "read"
    DECIDE = "decide"
    ANSWER = "answer"
    LOOK_AGAIN = "look_again"
    TAKE_WORRY = "take_worry"


# How a promise that was kept is said.
KEPT = {
    ClockKind.READ: "Read",
    ClockKind.DECIDE: "Decided",
    ClockKind.ANSWER: "Answered",
    ClockKind.LOOK_AGAIN: "Looked at again",
    ClockKind.TAKE_WORRY: "Taken",
}


class ClockState(StrEnum):
    """How a clock is drawn: `plain`, `soon`, `late` or `met`."""

    PLAIN = "plain"
    SOON = "soon"
    LATE = "late"
    MET = "met"


class ClockWords(NamedTuple):
    """The words of a clock, and how it is drawn."""

    words: str
    state: ClockState


@dataclass(frozen=True)
class Times:
    """The instants of one clock; both ends have the same."""

    kind: str
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    cancelled_at: datetime | None = None


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    """Monday to Friday and not a bank holiday."""
    return day.weekday() < 5 and day not in holidays


def next_working_day(day: date, holidays: AbstractSet[date]) -> date:
    """The first working day after this day."""
    day += _DAY
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def due(start: datetime, working_days: int, holidays: AbstractSet[date]) -> datetime:
    """The instant (UTC) by which it is owed: the same local time so many working days later.

    Started on a day that is none, it is the end of the last of so many working days. `working_days` is 0 or more, 0
    being at once, or when the next working day begins; ValueError otherwise, or when `start` has no time zone.
    """
    if working_days < 0 or start.tzinfo is None:
        raise ValueError("A promise needs a start with its time zone, and no fewer than 0 working days.")
    local = start.astimezone(LONDON)
    day = local.date()
    is_in_time = is_working_day(day, holidays)
    if working_days == 0:
        return start.astimezone(UTC) if is_in_time else instant(next_working_day(day, holidays), time())
    for _ in range(working_days):
        day = next_working_day(day, holidays)
    return instant(day, local.time()) if is_in_time else instant(day + _DAY, time())


def is_running(times: Times) -> bool:
    """Neither met nor stopped."""
    return times.met_at is None and times.cancelled_at is None


def is_late(times: Times, at: datetime) -> bool:
    """Still owed, and its time has come."""
    return is_running(times) and times.due_at <= at


def clock_words(times: Times, at: datetime) -> ClockWords:
    """`Tomorrow 9.15 am`, `50 min left`, `Late 2 h 05`, `Decided in 3 h 26, on time`, and how to draw it."""
    if times.cancelled_at is not None:
        return ClockWords("Stopped", ClockState.PLAIN)
    if times.met_at is not None:
        return ClockWords(_kept_words(times, times.met_at), ClockState.MET)
    if times.due_at <= at:
        return ClockWords(f"Late {duration_words(at - times.due_at)}", ClockState.LATE)
    left = times.due_at - at
    if left <= SOON:
        return ClockWords(f"{duration_words(left)} left", ClockState.SOON)
    return ClockWords(due_words(times.due_at, at), ClockState.PLAIN)


def due_words(due_at: datetime, at: datetime) -> str:
    """`Today 4.50 pm`, `Tomorrow 9.15 am`, `Wednesday 2.12 pm`, `Monday 4 January 9 am`, `End of Monday`."""
    local = due_at.astimezone(LONDON)
    if local.time() == time():
        day = _day(due_at - timedelta(seconds=1), at)
        return f"End of {day}"
    day = _day(due_at, at)
    return f"{day[0].upper()}{day[1:]} {clock_time(due_at)}"


def duration_words(length: timedelta) -> str:
    """`under 1 min`, `50 min`, `2 h 05`, `2 h`, `3 days 4 h`: whole minutes, rounded down."""
    if length < _MINUTE:
        return "under 1 min"
    if length < _HOUR:
        return f"{length // _MINUTE} min"
    hours, minutes = length // _HOUR, length % _HOUR // _MINUTE
    if length < _DAY:
        return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
    days, hours = length // _DAY, length % _DAY // _HOUR
    return f"{days} day{'s' if days > 1 else ''}" + (f" {hours} h" if hours else "")


def _kept_words(times: Times, met_at: datetime) -> str:
    kept = KEPT[ClockKind(times.kind)] if times.kind in set(ClockKind) else "Done"
    took = duration_words(max(met_at - times.started_at, timedelta()))
    late = met_at - times.due_at
    how = "on time" if late <= timedelta() else f"{duration_words(late)} late"
    return f"{kept} in {took}, {how}"


def _day(then: datetime, at: datetime) -> str:
    ahead = (then.astimezone(LONDON).date() - at.astimezone(LONDON).date()).days
    return "tomorrow" if ahead == 1 else day_words(then, at)
