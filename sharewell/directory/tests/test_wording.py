"""Times as people say them."""

from datetime import UTC, datetime

import pytest

from sharewell.directory.wording import change_words, day_words, moment_words, opens_words, until_words
from sharewell.web.words import LONDON


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


TUESDAY = london("2026-11-24T13:40")


@pytest.mark.parametrize(
    ("when", "opens", "until", "changes"),
    [
        ("2026-11-24T17:00", "Opens today 5 pm", "until 5 pm", "Until 5 pm today"),
        ("2026-11-25T09:00", "Opens Wednesday 9 am", "until tomorrow 9 am", "Until 9 am tomorrow"),
        ("2026-11-30T08:30", "Opens Monday 8.30 am", "until Monday 8.30 am", "Until 8.30 am Monday"),
        ("2026-12-01T09:00", "Opens Tuesday 1 December 9 am", "until Tuesday 1 December 9 am",
         "Until 9 am Tuesday 1 December"),
        ("2026-11-25T00:00", "Opens midnight tonight", "until midnight", "Until midnight"),
        ("2026-11-28T00:00", "Opens at the start of Saturday", "until the end of Friday", "Until the end of Friday"),
    ],
)  # fmt: skip
def test_opening_and_closing_words(when, opens, until, changes):
    at = london(when)
    assert (opens_words(at, TUESDAY), until_words(at, TUESDAY), change_words(at, TUESDAY)) == (opens, until, changes)


def test_words_when_nothing_is_in_sight():
    assert opens_words(None, TUESDAY) == "Closed for now"
    assert until_words(None, TUESDAY) == "all day, every day"
    assert change_words(None, TUESDAY) == "All day, every day"


def test_day_and_moment_words_follow_london_not_utc():
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # 12.30 am on the 2nd in London
    assert moment_words(late) == "Thursday 12.30 am"
    assert day_words(datetime(2026, 7, 2, 8, tzinfo=UTC), late) == "today"
    assert day_words(datetime(2026, 6, 30, 8, tzinfo=UTC), late) == "Tuesday 30 June"
