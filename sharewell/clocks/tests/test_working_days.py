"""Working days and bank holidays from 2020 to 2035, held against the calendars of the package `holidays`."""

from datetime import date

from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given as tried
from hypothesis import strategies as st

from sharewell.clocks.rules import is_working_day
from sharewell.directory.tests.test_plain_model import ENGLAND, HOLIDAYS


def test_bank_holidays_are_those_that_others_know():
    published = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    ours = {each["date"] for each in published if each["date"].year >= 2020}
    assert len(ours) > 60
    # Theirs has the day itself too where it falls on a weekend and another is given for it.
    assert {day for day in ours if day.weekday() < 5} == {
        day for day in HOLIDAYS if day <= max(ours) and day.weekday() < 5
    }


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@tried(DAYS)
def test_a_working_day_is_one_that_others_know(day):
    assert is_working_day(day, HOLIDAYS) == ENGLAND.is_working_day(day)
