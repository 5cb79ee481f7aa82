"""The calendar of the demonstration: whenever it is loaded, its people worked in office hours before that."""

from datetime import UTC, date, datetime

import pytest

from sharewell.desk.demonstration.past import Past
from sharewell.web.words import local

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
TUESDAY_NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("loaded_at", "desk_time"),
    [
        (TUESDAY_NOON, TUESDAY_NOON),
        (at(2026, 11, 24, 3, 0), at(2026, 11, 23, 17, 0)),  # before the office opens
        (at(2026, 11, 24, 22, 0), at(2026, 11, 24, 17, 0)),
        (at(2026, 11, 28, 12, 0), at(2026, 11, 27, 17, 0)),  # Saturday
        (at(2026, 12, 28, 12, 0), at(2026, 12, 24, 17, 0)),  # Boxing Day, moved to the Monday
        (at(2026, 7, 1, 11, 0), at(2026, 7, 1, 11, 0)),
    ],
)
def test_desk_time(loaded_at: datetime, desk_time: datetime) -> None:
    assert Past(loaded_at, CHRISTMAS).desk_time == desk_time


@pytest.mark.parametrize(
    ("days", "minutes", "then"),
    [
        (0, 0, TUESDAY_NOON),
        (0, 60, at(2026, 11, 24, 11, 0)),
        (0, 270, at(2026, 11, 23, 16, 0)),  # over the night
        (1, 0, at(2026, 11, 23, 12, 0)),
        (2, 0, at(2026, 11, 20, 12, 0)),  # over the weekend
        (1, -50, at(2026, 11, 23, 12, 50)),
        (1, -360, at(2026, 11, 24, 9, 30)),
    ],
)
def test_back(days: int, minutes: int, then: datetime) -> None:
    assert Past(TUESDAY_NOON, CHRISTMAS).back(days=days, minutes=minutes) == then


@pytest.mark.parametrize("hour", range(24))
def test_every_moment_it_gives_is_an_office_minute_gone_by(hour: int) -> None:
    loaded_at = at(2026, 11, 24, hour, 17)
    past = Past(loaded_at, CHRISTMAS)
    for minutes in range(0, 2_000, 37):
        then = past.back(minutes=minutes)
        assert then <= loaded_at
        assert "08:30" <= f"{local(then):%H:%M}" <= "17:00"
        assert local(then).weekday() < 5


def test_a_night_has_gone_by() -> None:
    assert Past(at(2026, 11, 24, 8, 0), CHRISTMAS).night(nights=1, hours_after_closing=3) == at(2026, 11, 23, 20, 0)
    assert Past(at(2026, 11, 24, 18, 0), CHRISTMAS).night(nights=0, hours_after_closing=3) == at(2026, 11, 23, 20, 0)


def test_births_are_as_long_ago_as_was_said() -> None:
    past = Past(TUESDAY_NOON, CHRISTMAS)
    assert past.born(8, days=30) == date(2018, 10, 25)
    assert Past(at(2028, 2, 29, 12, 0), CHRISTMAS).born(1) == date(2027, 2, 28)
