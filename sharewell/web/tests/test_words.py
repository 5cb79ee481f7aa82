"""Dates, times and ages as plain English says them, by the clock in London."""

from datetime import UTC, date, datetime, time

import pytest

from sharewell.web import words

NOW = datetime(2026, 11, 24, 14, 12, tzinfo=UTC)


def test_dates() -> None:
    assert words.day(date(2026, 11, 4)) == "4 November 2026"
    assert words.short_day(date(2026, 11, 4)) == "4 Nov 2026"
    assert words.weekday(date(2026, 11, 24)) == "Tuesday 24 November 2026"
    assert words.moment(NOW) == "Tuesday 24 November 2026, 2.12 pm"


def test_an_instant_late_in_a_summer_evening_is_the_next_day_in_london() -> None:
    late = datetime(2026, 6, 24, 23, 30, tzinfo=UTC)
    assert words.moment(late) == "Thursday 25 June 2026, 12.30 am"
    assert words.day(late) == "25 June 2026"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0), "midnight"),
        (time(0, 5), "12.05 am"),
        (time(9, 5), "9.05 am"),
        (time(12), "midday"),
        (time(12, 30), "12.30 pm"),
        (time(17), "5 pm"),
        (time(23, 59), "11.59 pm"),
    ],
)
def test_clock(at: time, said: str) -> None:
    assert words.clock(at) == said


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (NOW, "Today 2.12 pm"),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), "Yesterday 5 pm"),
        (datetime(2026, 11, 25, 0, 0, tzinfo=UTC), "Tomorrow midnight"),
        (datetime(2026, 11, 27, 9, 30, tzinfo=UTC), "Fri 9.30 am"),
        (datetime(2026, 11, 18, 9, 30, tzinfo=UTC), "Wed 9.30 am"),
        (datetime(2026, 11, 17, 9, 30, tzinfo=UTC), "17 Nov, 9.30 am"),
        (datetime(2025, 11, 24, 9, 30, tzinfo=UTC), "24 Nov 2025, 9.30 am"),
    ],
)
def test_short_moment(instant: datetime, said: str) -> None:
    assert words.short_moment(instant, NOW) == said


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2018, 11, 24), "8"),
        (date(2018, 11, 25), "7"),
        (date(2024, 11, 24), "2"),
        (date(2024, 11, 25), "23 months"),
        (date(2026, 10, 24), "1 month"),
        (date(2026, 10, 25), "4 weeks"),
        (date(2026, 11, 10), "2 weeks"),
        (date(2026, 11, 23), "1 day"),
        (date(2026, 11, 24), "0 days"),
        (date(2026, 11, 25), "not yet born"),
        (date(2020, 2, 29), "6"),
    ],
)
def test_age(born: date, said: str) -> None:
    assert words.age(born, date(2026, 11, 24)) == said


def test_numbers_and_first_letters() -> None:
    assert words.plural(1, "item", "items") == "1 item"
    assert words.plural(1204, "item", "items") == "1,204 items"
    assert words.lower_first("Date of birth") == "date of birth"
    assert words.lower_first("NHS number") == "NHS number"
    assert words.lower_first("Fri 9.07 am") == "Fri 9.07 am"
    assert words.lower_first("Today 9.07 am") == "today 9.07 am"
    assert words.lower_first("") == ""


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("", 0),
        (". . .", 0),
        ("— — —", 0),
        ("\u200b \u200b \u200b", 0),
        ("x \u3164 \u115f", 1),
        ("It’s urgent.", 2),
        ("1 2 3", 3),
        ("yn ôl ei fam", 4),
    ],
)
def test_words_are_what_has_a_letter_or_a_digit(typed: str, count: int) -> None:
    assert words.words_in(typed) == count
