"""The words of a clock."""

from datetime import UTC, datetime, timedelta

import pytest

from sharewell.clocks.rules import (
    ClockKind,
    Times,
    clock_words,
    due_words,
    duration_words,
    is_late,
)
from sharewell.web.words import LONDON


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


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
