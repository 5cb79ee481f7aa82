"""The words of a clock, the same at both ends: by when, how long is left, how late, how it was kept."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from sharewell.clocks.rules.lengths import KEPT, ClockKind
from sharewell.directory.wording import day_words
from sharewell.web.words import LONDON
from sharewell.web.words import clock as clock_time

# With this much left or less a clock is shown as soon, where it is not said when it comes near.
SOON = timedelta(hours=2)
_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


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
class Due:
    """By when something is owed, and when that comes near (None: nobody is warned)."""

    at: datetime
    warn_at: datetime | None = None


@dataclass(frozen=True)
class Times:
    """The instants of one clock; both ends have the same."""

    kind: str
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    cancelled_at: datetime | None = None
    warn_at: datetime | None = None


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
    if at >= (times.warn_at or times.due_at - SOON):
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
