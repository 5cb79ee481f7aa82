"""A usual week's opening hours as paper says them: Monday to Friday 8.30 am to 5 pm. Pure."""

from collections.abc import Sequence
from datetime import date, time
from itertools import groupby

from sharewell.directory.rules import Hours, OnBankHolidays, Schedule, Weekday
from sharewell.web.words import WEEKDAYS, clock, weekday

DAYS = range(7)
ON_BANK_HOLIDAYS = {OnBankHolidays.CLOSED: "not on bank holidays", OnBankHolidays.AS_USUAL: "bank holidays too"}


def week_words(schedule: Schedule) -> str:
    """The hours of a usual week, neighbouring days that are alike together, and what bank holidays do."""
    runs = [(hours, list(days)) for hours, days in groupby(DAYS, lambda day: _day_words(schedule.week.get(day, ())))]
    said = [f"{_days_words(days)} {hours}" for hours, days in runs if hours]
    if not said:
        return "no usual hours"
    if said == ["Monday to Sunday all day"]:
        said = ["all day, every day"]
    return ", ".join([*said, *_bank_holidays(schedule)])


def dates_words(schedule: Schedule, today: date) -> list[str]:
    """The dates to come on which the hours differ: `Friday 25 December 2026: closed`."""
    dates = sorted(on for on in schedule.exceptions if on >= today)
    return [f"{weekday(on)}: {_day_words(schedule.exceptions[on]) or 'closed'}" for on in dates]


def _day_words(runs: Sequence[Hours]) -> str:
    return " and ".join(map(_run_words, runs))


def _run_words(run: Hours) -> str:
    if run.opens == run.closes == time():
        return "all day"
    is_next_day = time() < run.closes <= run.opens
    return f"{clock(run.opens)} to {clock(run.closes)}{' the next day' if is_next_day else ''}"


def _days_words(days: Sequence[int]) -> str:
    first, last = WEEKDAYS[days[0]], WEEKDAYS[days[-1]]
    if len(days) == 1:
        return first
    return f"{first} {'and' if len(days) == 2 else 'to'} {last}"


def _bank_holidays(schedule: Schedule) -> list[str]:
    if schedule.on_bank_holidays != OnBankHolidays.OWN_HOURS:
        return [ON_BANK_HOLIDAYS[schedule.on_bank_holidays]]
    hours = _day_words(schedule.week.get(Weekday.BANK_HOLIDAY, ()))
    return [f"bank holidays {hours}" if hours else ON_BANK_HOLIDAYS[OnBankHolidays.CLOSED]]
