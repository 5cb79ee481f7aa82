"""When a number is answered: the arithmetic of opening hours.

Hours are wall-clock times in Europe/London. Three decisions, so that cover never has a hole in it:

- Hours belong to the day on which they *begin*: 17.00 to 8.30 on a Friday ends on Saturday morning,
  whatever Saturday is.
  An exception or a bank holiday replaces the hours that begin on it and leaves alone what began the evening before.
- `closes` at or before `opens` means the next day; so 00.00 to 00.00, or 8.30 to 8.30, is a whole day.
- On the night when clocks go back, a time that comes twice opens at its first coming and closes at its second; when
  they go forward, a time that never comes stands for the instant of the change. A whole night is 13 or 15 hours then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from sharewell.directory.rules.words import OnBankHolidays, Weekday
from sharewell.web.words import LONDON

# How far ahead a next opening is looked for, and how long an unbroken run of hours is followed.
HORIZON = timedelta(days=21)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """One run of wall-clock hours. `closes` at or before `opens` means the next day."""

    opens: time
    closes: time


@dataclass(frozen=True)
class Schedule:
    """When one number is answered: the week, the dates that differ (no hours: closed), and what bank holidays do."""

    week: Mapping[int, Sequence[Hours]] = field(default_factory=dict)
    exceptions: Mapping[date, Sequence[Hours]] = field(default_factory=dict)
    bank_holidays: frozenset[date] = frozenset()
    on_bank_holidays: OnBankHolidays = OnBankHolidays.CLOSED

    def hours_on(self, day: date) -> Sequence[Hours]:
        """The hours that begin on this day: an exception first, then a bank holiday, then the week."""
        if day in self.exceptions:
            return self.exceptions[day]
        if day in self.bank_holidays and self.on_bank_holidays != OnBankHolidays.AS_USUAL:
            is_closed = self.on_bank_holidays == OnBankHolidays.CLOSED
            return () if is_closed else self.week.get(Weekday.BANK_HOLIDAY, ())
        return self.week.get(day.weekday(), ())


@dataclass(frozen=True)
class Span:
    """An unbroken stretch, from and until, in UTC; `until` itself is outside."""

    start: datetime
    end: datetime


def faults_in_runs(runs: Sequence[Hours]) -> list[str]:
    """Why these cannot be the hours that begin on one day; empty when they can: no two of them overlap."""
    spans = sorted((_minutes(run.opens), _end(run)) for run in runs)
    overlaps = any(later[0] < earlier[1] for earlier, later in pairwise(spans))
    return ["two of these hours overlap. Write them as one."] if overlaps else []


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _end(run: Hours) -> int:
    return _minutes(run.closes) + (0 if run.closes > run.opens else 24 * 60)


def is_open(schedule: Schedule, at: datetime) -> bool:
    """The number is answered at this instant."""
    today = at.astimezone(LONDON).date()
    return any(span.start <= at < span.end for day in (today - _DAY, today) for span in _spans_on(schedule, day))


def open_until(schedule: Schedule, at: datetime) -> datetime | None:
    """When the hours that run now end, following on through midnight; None when closed, or when no end is in sight."""
    span = next(stretches(schedule, at), None)
    return span.end if span and span.start <= at and span.end - at < HORIZON else None


def opens_next(schedule: Schedule, at: datetime) -> datetime | None:
    """When it next begins to be answered, if it is closed now; None when open, or when not within three weeks."""
    span = next(stretches(schedule, at), None)
    return span.start if span and span.start > at else None


def stretches(schedule: Schedule, at: datetime) -> Iterator[Span]:
    """Every stretch that ends after this instant, in order, for three weeks; those that meet or overlap made one.

    Made as they are asked for: the first costs no more days than it needs.
    """
    day = (
        at.astimezone(LONDON).date() - _DAY
    )  # hours never last longer than a day, so yesterday's are the first that count
    last = (at + HORIZON).astimezone(LONDON).date()
    current: Span | None = None
    while day <= last:
        for span in _spans_on(schedule, day):
            if current and span.start <= current.end:
                current = Span(current.start, max(current.end, span.end))
                continue
            if current and current.end > at:
                yield current
            current = span
        day += _DAY
        if current and current.end < instant(day, time()):
            if current.end > at:
                yield current
            current = None
    if current and current.end > at:
        yield current


def instant(day: date, wall_clock: time, *, second: bool = False) -> datetime:
    """The instant (UTC) at which London's clocks show this time; its second coming when asked for and there is one.

    A time that never comes stands for the instant of the change.
    """
    local = datetime.combine(day, wall_clock, LONDON)
    early, late = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if early <= late:
        return late if second else early
    return _change_between(late, early)


def _change_between(before: datetime, after: datetime) -> datetime:
    """Where the offset changes between two instants no more than a few hours apart; changes fall on a whole minute."""
    old = before.astimezone(LONDON).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = (before + (after - before) / 2).replace(second=0, microsecond=0)
        middle = middle if middle > before else before + timedelta(minutes=1)
        if middle.astimezone(LONDON).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(second=0, microsecond=0)


def _spans_on(schedule: Schedule, day: date) -> list[Span]:
    """The hours that begin on this day, as instants, in order."""
    found = [_span_of(day, hours) for hours in schedule.hours_on(day)]
    return sorted((span for span in found if span.end > span.start), key=lambda span: span.start)


def _span_of(day: date, hours: Hours) -> Span:
    closing_day = day if hours.closes > hours.opens else day + _DAY
    return Span(instant(day, hours.opens), instant(closing_day, hours.closes, second=True))


def next_edge(schedule: Schedule, at: datetime) -> datetime | None:
    """The next instant at which this schedule opens or closes."""
    return opens_next(schedule, at) or open_until(schedule, at)
