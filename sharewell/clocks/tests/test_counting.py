"""From when a promise counts and when it is due, by hand and against other people's clocks and calendars.

Other people's are python-dateutil's clocks and months, and the working days of the package `holidays`.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil import tz
from dateutil.relativedelta import relativedelta
from hypothesis import given as tried
from hypothesis import strategies as st

from sharewell.clocks.rules import Length, Unit, counted_from, due
from sharewell.directory.rules import Hours, OnBankHolidays, Schedule
from sharewell.directory.tests.test_plain_model import CHANGES, ENGLAND, HOLIDAYS
from sharewell.web.words import LONDON

THEIRS = tz.gettz("Europe/London")
OFFICE = Schedule({day: (Hours(time(8, 30), time(17)),) for day in range(5)}, {}, frozenset(HOLIDAYS))
NIGHT = Schedule(
    {day: (Hours(time(17), time(8, 30)),) if day < 4 else (Hours(time(17), time(17)),) for day in range(7)},
    {},
    frozenset(HOLIDAYS),
    OnBankHolidays.AS_USUAL,
)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        ("2026-11-24T14:12", 1, "working_days", "2026-11-25T14:12"),
        ("2026-11-27T14:12", 1, "working_days", "2026-11-30T14:12"),  # Friday to Monday
        ("2026-11-26T23:00", 1, "working_days", "2026-11-27T23:00"),  # late on a working day is still that day
        ("2026-11-28T11:00", 1, "working_days", "2026-11-30T11:00"),  # Saturday, to a team that is open: Monday
        ("2026-12-24T14:12", 1, "working_days", "2026-12-29T14:12"),  # over Christmas, with a substitute day
        ("2026-12-23T10:00", 20, "working_days", "2027-01-25T10:00"),
        ("2027-03-25T16:00", 1, "working_days", "2027-03-30T16:00"),  # over Easter, and the clocks change
        (
            "2026-10-23T09:00",
            1,
            "working_days",
            "2026-10-26T09:00",
        ),  # 73 hours, one working day
        ("2026-11-24T14:12", 45, "working_days", "2027-01-29T14:12"),
        ("2026-11-27T16:00", 72, "hours", "2026-11-30T16:00"),  # a breach, over a weekend
        ("2026-10-24T12:00", 24, "hours", "2026-10-25T11:00"),  # the night that has 25 hours by the wall
        ("2026-11-27T14:12", 5, "days", "2026-12-03T00:00"),  # a school file: the end of Wednesday
        ("2027-01-31T10:00", 1, "months", "2027-03-01T00:00"),  # the end of 28 February
        ("2028-01-31T10:00", 1, "months", "2028-03-01T00:00"),  # of 29 February
        ("2026-11-30T10:00", 3, "months", "2027-03-01T00:00"),
        ("2026-12-15T10:00", 6, "months", "2027-06-16T00:00"),
    ],
)
def test_when_a_promise_is_due(start, amount, unit, expected):
    assert due(london(start), Length(amount, Unit(unit)), HOLIDAYS) == london(expected)


@pytest.mark.parametrize(
    ("arrives", "schedule", "counts_from"),
    [
        ("2026-11-27T10:00", OFFICE, "2026-11-27T10:00"),
        ("2026-11-27T17:00", OFFICE, "2026-11-30T08:30"),  # closing time is closed
        ("2026-11-30T08:30", OFFICE, "2026-11-30T08:30"),
        ("2026-12-24T17:05", OFFICE, "2026-12-29T08:30"),
        ("2026-11-28T23:00", NIGHT, "2026-11-28T23:00"),
        ("2026-11-27T12:00", NIGHT, "2026-11-27T17:00"),
        ("2026-11-28T11:00", Schedule(), "2026-11-28T11:00"),  # never open: no clock waits for ever
        ("2026-11-28T11:00", None, "2026-11-28T11:00"),
    ],
)
def test_what_arrives_outside_the_hours_counts_from_the_next_opening(arrives, schedule, counts_from):
    assert counted_from(london(arrives), schedule) == london(counts_from)


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-11-27T10:00", 2, "2026-11-27T12:00"),
        ("2026-11-27T15:00", 2, "2026-11-27T17:00"),
        ("2026-11-27T16:30", 2, "2026-11-30T10:00"),  # half an hour on Friday, the rest on Monday
        ("2026-11-27T18:00", 24, "2026-12-02T15:30"),  # 8.5 on Monday, 8.5 on Tuesday, 7 on Wednesday
    ],
)
def test_open_hours_stand_still_while_the_team_is_closed(start, hours, expected):
    length = Length(hours, Unit.OPEN_HOURS)
    assert due(london(start), length, HOLIDAYS, OFFICE) == london(expected)
    assert due(london(start), length, HOLIDAYS) == london(start) + timedelta(hours=hours)


def test_a_promise_needs_an_instant_and_a_length():
    with pytest.raises(ValueError, match="length"):
        due(london("2026-11-24T14:12"), Length(0, Unit.DAYS), HOLIDAYS)
    with pytest.raises(ValueError, match="time zone"):
        due(datetime(2026, 11, 24), Length(1, Unit.DAYS), HOLIDAYS)  # noqa: DTZ001


AROUND_CHANGES = [change + timedelta(hours=hours) for change in CHANGES for hours in (-30, -2, 0, 1, 20)]
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC)) | st.sampled_from(  # noqa: DTZ001
    [change.astimezone(UTC) for change in AROUND_CHANGES if change.year < 2034]
)


def by_their_clock(day: date, wall: time) -> datetime:
    """The instant at which dateutil's London shows this; a time that never comes is resolved as dateutil does."""
    return tz.resolve_imaginary(datetime.combine(day, wall, THEIRS)).astimezone(UTC)


@tried(INSTANTS, st.integers(1, 45))
def test_working_days_are_those_that_others_count(start, number):
    here = start.astimezone(THEIRS)
    counted = ENGLAND.get_nth_working_day(here.date(), number)
    assert due(start, Length(number, Unit.WORKING_DAYS), HOLIDAYS) == by_their_clock(
        counted, here.time().replace(fold=0)
    )


@tried(INSTANTS, st.integers(1, 24), st.sampled_from(["days", "months"]))
def test_days_and_months_are_those_that_others_count(start, number, unit):
    last = start.astimezone(THEIRS).date() + relativedelta(**{unit: number})
    assert due(start, Length(number, Unit(unit)), HOLIDAYS) == by_their_clock(last + timedelta(days=1), time())


@tried(INSTANTS, st.integers(1, 96))
def test_hours_are_hours(start, number):
    assert due(start, Length(number, Unit.HOURS), HOLIDAYS).timestamp() == start.timestamp() + 3600 * number


def open_minutes(start: datetime, end: datetime) -> int:
    """Minute by minute, how long the office was open."""
    minutes = 0
    at = start
    while at < end:
        here = at.astimezone(THEIRS)
        is_in_hours = time(8, 30) <= here.time() < time(17)
        minutes += is_in_hours and ENGLAND.is_working_day(here.date())
        at += timedelta(minutes=1)
    return minutes


@pytest.mark.slow
@tried(INSTANTS.map(lambda at: at.replace(second=0, microsecond=0)), st.integers(1, 20))
def test_open_hours_are_those_counted_minute_by_minute(start, number):
    end = due(start, Length(number, Unit.OPEN_HOURS), HOLIDAYS, OFFICE)
    assert open_minutes(start, end) == 60 * number
    assert open_minutes(end - timedelta(minutes=1), end) == 1


@tried(INSTANTS, INSTANTS, st.integers(1, 30), st.sampled_from(Unit))
def test_what_starts_later_is_never_due_earlier(one, other, number, unit):
    first, second = sorted((one, other))
    length = Length(number, unit)
    assert first < due(first, length, HOLIDAYS, OFFICE) <= due(second, length, HOLIDAYS, OFFICE)
