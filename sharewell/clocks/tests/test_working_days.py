"""Working days from 2020 to 2035, through both changes of the clocks, held against other people's calendars.

Other people's are python-dateutil's clocks, and the bank holidays and working days of the package `holidays`.
"""

from datetime import date, time, timedelta

from dateutil import tz
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given as tried
from hypothesis import strategies as st

from sharewell.clocks.rules import due, is_working_day
from sharewell.directory.rules import instant
from sharewell.directory.tests.test_plain_model import CHANGES, ENGLAND, HOLIDAYS

LONDON = tz.gettz("Europe/London")


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


@tried(DAYS | st.sampled_from([change.date() - timedelta(1) for change in CHANGES]), st.times(), st.integers(1, 45))
def test_so_many_working_days_later_is_the_day_that_others_count(day, wall_clock, number):
    wall_clock = wall_clock.replace(tzinfo=None, fold=0)
    ends = due(instant(day, wall_clock), number, HOLIDAYS).astimezone(LONDON)
    counted = ENGLAND.get_nth_working_day(day, number)
    if ENGLAND.is_working_day(day):
        assert ends.date() == counted
    else:
        assert (ends - timedelta(seconds=1)).date() == counted
        assert ends.time() == time()
