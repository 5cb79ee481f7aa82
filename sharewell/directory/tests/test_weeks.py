"""A usual week in words, as paper has it."""

from datetime import time

import pytest

from sharewell.directory.rules import Hours, OnBankHolidays, Schedule, Weekday
from sharewell.directory.weeks import week_words

DAY = (Hours(time(8, 30), time(17)),)
NIGHT = (Hours(time(17), time(8, 30)),)
ALL_DAY = (Hours(time(), time()),)
OFFICE = dict.fromkeys(range(5), DAY)


@pytest.mark.parametrize(
    ("week", "on_bank_holidays", "said"),
    [
        ({}, "closed", "no usual hours"),
        (OFFICE, "closed", "Monday to Friday 8.30 am to 5 pm, not on bank holidays"),
        (dict.fromkeys(range(7), ALL_DAY), "as_usual", "all day, every day, bank holidays too"),
        ({0: DAY, 2: DAY}, "as_usual", "Monday 8.30 am to 5 pm, Wednesday 8.30 am to 5 pm, bank holidays too"),
        ({5: NIGHT, 6: NIGHT}, "closed", "Saturday and Sunday 5 pm to 8.30 am the next day, not on bank holidays"),
        ({0: (Hours(time(9), time()),)}, "closed", "Monday 9 am to midnight, not on bank holidays"),
        ({0: (*DAY, Hours(time(18), time(20)))}, "own_hours",
         "Monday 8.30 am to 5 pm and 6 pm to 8 pm, not on bank holidays"),
        (OFFICE | {Weekday.BANK_HOLIDAY: ALL_DAY}, "own_hours",
         "Monday to Friday 8.30 am to 5 pm, bank holidays all day"),
    ],
)  # fmt: skip
def test_neighbouring_days_that_are_alike_stand_together(week, on_bank_holidays: str, said: str) -> None:
    assert week_words(Schedule(week, on_bank_holidays=OnBankHolidays(on_bank_holidays))) == said
