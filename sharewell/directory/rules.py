"""When a number is answered, and by whom: the words for agencies, teams and roles, and the arithmetic of opening hours.

Hours are wall-clock times in Europe/London. Three decisions, so that cover never has a hole in it:

- Hours belong to the day on which they *begin*: 17.00 to 8.30 on a Friday ends on Saturday morning,
  whatever Saturday is.
  An exception or a bank holiday replaces the hours that begin on it and leaves alone what began the evening before.
- `closes` at or before `opens` means the next day; so 00.00 to 00.00, or 8.30 to 8.30, is a whole day.
- On the night when clocks go back, a time that comes twice opens at its first coming and closes at its second; when
  they go forward, a time that never comes stands for the instant of the change. A whole night is 13 or 15 hours then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar

from sharewell.web.words import LONDON

# How far ahead a next opening is looked for, and how long an unbroken run of hours is followed.
HORIZON = timedelta(days=21)
_DAY = timedelta(days=1)
Key = TypeVar("Key")


class AgencyKind(StrEnum):
    """What sort of body an agency is: it decides which legal gateways are open to it."""

    COUNCIL = "council"
    SCHOOL = "school"
    NURSERY = "nursery"
    COLLEGE = "college"
    NHS_TRUST = "nhs_trust"
    GENERAL_PRACTICE = "general_practice"
    POLICE = "police"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    HOUSING = "housing"
    CHARITY = "charity"


class TeamPurpose(StrEnum):
    """What a team is rung for."""

    REFERRAL = "referral"
    EMERGENCY_DUTY = "emergency_duty"
    ADVICE = "advice"
    EARLY_HELP = "early_help"
    SAFEGUARDING = "safeguarding"
    POLICE = "police"
    OTHER = "other"


class Role(StrEnum):
    """What a member may be asked to do in an agency. One member may hold several."""

    PRACTITIONER = "practitioner"
    DESIGNATED_LEAD = "designated_lead"
    DEPUTY = "deputy"
    OTHER_SENIOR = "other_senior"
    RECEIVING_WORKER = "receiving_worker"
    ADVISER = "adviser"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class OnBankHolidays(StrEnum):
    """What a team does on a bank holiday."""

    CLOSED = "closed"
    AS_USUAL = "as_usual"
    OWN_HOURS = "own_hours"


class Weekday(IntEnum):
    """The day on which hours begin; BANK_HOLIDAY holds a team's own hours for bank holidays."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6
    BANK_HOLIDAY = 7


# Who is rung about a child: the referral team by day, the emergency duty team when that is closed.
ANSWERING_ORDER = (TeamPurpose.REFERRAL, TeamPurpose.EMERGENCY_DUTY)
# Whose work is to take what others share about a child: only teams of these purposes are sent anything.
RECEIVING = (TeamPurpose.REFERRAL, TeamPurpose.EMERGENCY_DUTY, TeamPurpose.POLICE, TeamPurpose.EARLY_HELP)


def may_receive(purpose: str, *, is_public: bool) -> bool:
    """Whether something about a child may be sent to such a team: its work is to take it, and its number is public."""
    return is_public and purpose in RECEIVING


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


@dataclass(frozen=True, eq=False)
class Standing(Generic[Key]):
    """One team, by any key, in the choice of who answers."""

    key: Key
    purpose: TeamPurpose
    schedule: Schedule


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


def who_answers(
    standings: Iterable[Standing[Key]], at: datetime, order: Sequence[TeamPurpose] = ANSWERING_ORDER
) -> Standing[Key] | None:
    """The team to ring at this instant: the first purpose in order that has one open; None when none has.

    By default it is who is rung about a child. Among teams of the same purpose the first given answers.
    """
    answering = [one for one in standings if one.purpose in order and is_open(one.schedule, at)]
    return min(answering, key=lambda one: order.index(one.purpose), default=None)


def answer_changes(standings: Sequence[Standing[Key]], at: datetime) -> tuple[datetime, Standing[Key] | None] | None:
    """The next instant at which somebody else answers about a child (None: nobody); None when that is not in sight.

    An emergency duty team that is open all day gives way when the referral team opens, so this is not its closing time.
    """
    ranked = [one for one in standings if one.purpose in ANSWERING_ORDER]
    current = who_answers(ranked, at)
    while edges := [edge for one in ranked if (edge := _next_edge(one.schedule, at))]:
        at = min(edges)
        if (following := who_answers(ranked, at)) is not current:
            return at, following
    return None


def _next_edge(schedule: Schedule, at: datetime) -> datetime | None:
    """The next instant at which this schedule opens or closes."""
    return opens_next(schedule, at) or open_until(schedule, at)


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


def holidays_run_short(last_known: date | None, today: date) -> bool:
    """Whether the last bank holiday we know of is less than 12 months away, so that clocks would soon count wrong."""
    return last_known is None or last_known < today + timedelta(days=365)


def is_stale(checked_on: date | None, today: date, stale_days: int) -> bool:
    """Whether nobody has checked this number for longer than `stale_days` days, or ever."""
    return checked_on is None or (today - checked_on).days > stale_days


def faults_in_telephone(telephone: str) -> list[str]:
    """Why this cannot be rung; empty when it can, or when there is none."""
    digits = [character for character in telephone if character.isdigit()]
    is_plain = all(character.isdigit() or character in " +()-" for character in telephone)
    if not telephone or (is_plain and 3 <= len(digits) <= 15):
        return []
    return ["Enter a telephone number, like 01632 960 001 or 101."]
