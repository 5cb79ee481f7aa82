"""Working days, and the words of a clock."""

from datetime import UTC, datetime, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.clocks.rules import (
    ClockKind,
    Times,
    clock_words,
    due,
    due_words,
    duration_words,
    is_late,
    is_working_day,
)
from sharewell.web.words import LONDON

ENGLAND = {
    event["date"]
    for event in BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
}


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-11-24T14:12", 1, "2026-11-25T14:12"),
        ("2026-11-27T14:12", 1, "2026-11-30T14:12"),  # Friday to Monday
        ("2026-11-26T23:00", 1, "2026-11-27T23:00"),  # late on a working day is still that day
        ("2026-11-28T11:00", 1, "2026-12-01T00:00"),  # Saturday: the end of Monday
        ("2026-11-29T23:59", 1, "2026-12-01T00:00"),
        ("2026-11-30T00:00", 1, "2026-12-01T00:00"),
        ("2026-12-24T14:12", 1, "2026-12-29T14:12"),  # over Christmas, with a substitute day
        ("2026-12-25T09:00", 1, "2026-12-30T00:00"),
        ("2026-12-23T10:00", 20, "2027-01-25T10:00"),
        ("2027-03-25T16:00", 1, "2027-03-30T16:00"),  # over Easter, and the clocks change
        ("2026-10-23T09:00", 1, "2026-10-26T09:00"),  # 73 hours by the stars, one working day by the wall
        ("2026-11-24T14:12", 0, "2026-11-24T14:12"),
        ("2026-11-28T11:00", 0, "2026-11-30T00:00"),
        ("2026-11-24T14:12", 45, "2027-01-29T14:12"),
        ("2027-01-01T11:00", 5, "2027-01-09T00:00"),  # New Year's Day: the end of Friday week, not of Sunday
    ],
)
def test_due_counts_working_days_by_the_wall_clock(start, days, expected):
    assert due(london(start), days, ENGLAND) == london(expected)


def test_due_needs_an_instant_and_days():
    with pytest.raises(ValueError, match="working days"):
        due(london("2026-11-24T14:12"), -1, ENGLAND)
    with pytest.raises(ValueError, match="time zone"):
        due(datetime(2026, 11, 24), 1, ENGLAND)  # noqa: DTZ001


instants = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=150, deadline=None)
@given(instants, st.integers(0, 30), instants)
def test_due_never_goes_backwards_and_falls_on_a_working_day(start, days, other):
    owed = due(start, days, ENGLAND)
    assert owed >= start
    began, ends = start.astimezone(LONDON), owed.astimezone(LONDON)
    if is_working_day(began.date(), ENGLAND):
        assert is_working_day(ends.date(), ENGLAND) and ends.time() == began.time()
    elif days:
        assert is_working_day((ends - timedelta(seconds=1)).date(), ENGLAND) and ends.time() == datetime.min.time()
    if other >= start:
        assert due(other, days, ENGLAND) >= owed
    assert due(start, days + 1, ENGLAND) > owed


NOW = london("2026-11-24T14:12")


def clock(due_at: str, **more: datetime) -> Times:
    return Times(ClockKind.DECIDE, london("2026-11-24T10:00"), london(due_at), **more)


@pytest.mark.parametrize(
    ("times", "words", "state"),
    [
        (clock("2026-11-24T15:02"), "50 min left", "soon"),
        (clock("2026-11-24T15:47"), "1 h 35 left", "soon"),
        (clock("2026-11-24T16:12"), "2 h left", "soon"),
        (clock("2026-11-24T14:12:30"), "under 1 min left", "soon"),
        (clock("2026-11-24T16:13"), "Today 4.13 pm", "plain"),
        (clock("2026-11-25T09:15"), "Tomorrow 9.15 am", "plain"),
        (clock("2026-11-26T14:12"), "Thursday 2.12 pm", "plain"),
        (clock("2026-12-01T00:00"), "End of Monday", "plain"),
        (clock("2026-12-29T14:12"), "Tuesday 29 December 2.12 pm", "plain"),
        (clock("2026-11-24T14:12"), "Late under 1 min", "late"),
        (clock("2026-11-24T12:07"), "Late 2 h 05", "late"),
        (clock("2026-11-21T10:12"), "Late 3 days 4 h", "late"),
        (clock("2026-11-25T09:15", met_at=london("2026-11-24T13:26")), "Decided in 3 h 26, on time", "met"),
        (clock("2026-11-24T12:00", met_at=london("2026-11-24T13:26")), "Decided in 3 h 26, 1 h 26 late", "met"),
        (clock("2026-11-24T12:00", cancelled_at=NOW), "Stopped", "plain"),
    ],
)
def test_the_words_of_a_clock(times, words, state):
    assert clock_words(times, NOW) == (words, state)


def test_a_time_at_midnight_is_the_end_of_the_day_before():
    assert due_words(london("2026-11-25T00:00"), NOW) == "End of today"
    assert due_words(london("2026-11-26T00:00"), NOW) == "End of tomorrow"
    assert due_words(london("2026-11-28T00:00"), NOW) == "End of Friday"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "under 1 min"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23, minutes=5), "23 h 05"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2, hours=1, minutes=59), "2 days 1 h"),
    ],
)
def test_how_long_it_took(length, words):
    assert duration_words(length) == words


def test_only_what_is_still_owed_is_late():
    assert is_late(clock("2026-11-24T14:12"), NOW)
    assert not is_late(clock("2026-11-24T14:13"), NOW)
    assert not is_late(clock("2026-11-24T12:00", met_at=NOW), NOW)
