"""From when a promise counts, and when it is due.

- A working day is Monday to Friday, the bank holidays of England left out. So many working days later is the same local
  time on the last of them: a referral at 11 pm on Thursday is due at 11 pm on Friday, one at noon on Saturday is due at
  noon on Monday. The clock at both ends can be worked out in the head.
- What arrives while a team is closed counts from its next opening (`counted_from`): a team that opens at 8.30 am on
  Monday and was sent it on Saturday owes it by 8.30 am on Tuesday.
- Hours run through the night; open hours stand still while the team is closed.
- Days and months are counted by the calendar and are due at the last moment of the last day.
"""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta

from sharewell.clocks.rules.lengths import Length, Unit
from sharewell.directory.rules import Schedule, instant, is_open, opens_next, stretches
from sharewell.web.words import LONDON

_DAY = timedelta(days=1)
# A team that is never open for so long does not stop a clock: then the hours run through.
MOST_STRETCHES_LATER = 60


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    """Monday to Friday and not a bank holiday."""
    return day.weekday() < 5 and day not in holidays


def next_working_day(day: date, holidays: AbstractSet[date]) -> date:
    """The first working day after this day."""
    day += _DAY
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def counted_from(arrives: datetime, schedule: Schedule | None) -> datetime:
    """From when it counts: from its arrival while the team is open, else from the team's next opening.

    Of nobody's hours, or of a team that does not open within three weeks, from its arrival: no clock waits for ever.
    """
    if schedule is None or is_open(schedule, arrives):
        return arrives
    return opens_next(schedule, arrives) or arrives


def due(start: datetime, length: Length, holidays: AbstractSet[date], schedule: Schedule | None = None) -> datetime:
    """The instant (UTC) by which it is owed. `schedule`: whose open hours count, where they do.

    ValueError when `start` has no time zone, or when nothing is left to count.
    """
    if length.amount < 1 or start.tzinfo is None:
        raise ValueError("A promise needs a start with its time zone, and a length of 1 or more.")
    if length.unit == Unit.OPEN_HOURS:
        return after_open_hours(start, timedelta(hours=length.amount), schedule)
    if length.unit == Unit.HOURS:
        return start.astimezone(UTC) + timedelta(hours=length.amount)
    local = start.astimezone(LONDON)
    day = local.date()
    if length.unit == Unit.WORKING_DAYS:
        for _ in range(length.amount):
            day = next_working_day(day, holidays)
        return instant(day, local.time())
    last = day + length.amount * _DAY if length.unit == Unit.DAYS else months_later(day, length.amount)
    return instant(last + _DAY, time())


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month, where that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def after_open_hours(start: datetime, left: timedelta, schedule: Schedule | None) -> datetime:
    """The instant (UTC) by which a team has been open so long since `start`; without hours, so long after it."""
    at = start.astimezone(UTC)
    for _ in range(MOST_STRETCHES_LATER):
        span = next(stretches(schedule, at), None) if schedule else None
        if span is None:
            break
        at = max(at, span.start)
        if at + left <= span.end:
            break
        left -= span.end - at
        at = span.end
    return at + left
