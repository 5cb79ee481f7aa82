"""A team's hours as the standard has them: rules of iCalendar for the week, and single days that differ. Pure."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from sharewell.directory.rules import Hours, OnBankHolidays, Schedule, Weekday
from sharewell.directory.weeks import ON_BANK_HOLIDAYS

LONDON_TIME = "Times are those of clocks in London (Europe/London), summer and winter."
NEXT_DAY = "It closes on the next day."


def schedules(team_id: uuid.UUID, schedule: Schedule, today: date) -> list[dict[str, Any]]:
    """Every rule of the week, then each day to come that differs: exceptions, and bank holidays as far as known."""
    days = sorted(on for on in {*schedule.exceptions, *schedule.bank_holidays} if on >= today)
    found = [*_of_the_week(schedule), *(one for on in days for one in _of_a_day(schedule, on))]
    return [
        {"id": str(uuid.uuid5(team_id, f"schedule {number} {each}")), "service_id": str(team_id), **each}
        for number, each in enumerate(found)
    ]


def _of_the_week(schedule: Schedule) -> Iterator[dict[str, Any]]:
    by_hours: dict[Hours, list[Weekday]] = defaultdict(list)
    for day in Weekday:
        if day != Weekday.BANK_HOLIDAY:
            for run in schedule.week.get(day, ()):
                by_hours[run].append(day)
    own = schedule.on_bank_holidays == OnBankHolidays.OWN_HOURS
    but = "other hours on bank holidays" if own else ON_BANK_HOLIDAYS[schedule.on_bank_holidays]
    for run, days in by_hours.items():
        byday = ",".join(day.name[:2] for day in days)
        yield {"freq": "WEEKLY", "interval": 1, "byday": byday} | _times(run, f"{but[0].upper()}{but[1:]}.")


def _of_a_day(schedule: Schedule, on: date) -> Iterator[dict[str, Any]]:
    is_usual = on not in schedule.exceptions and schedule.on_bank_holidays == OnBankHolidays.AS_USUAL
    if is_usual:
        return
    only = {"valid_from": on.isoformat(), "valid_to": on.isoformat()}
    runs: Iterable[Hours] = schedule.hours_on(on)
    if not runs:
        yield {**only, "description": "Closed on this day."}
    for run in runs:
        yield only | _times(run, "On this day alone.")


def _times(run: Hours, words: str) -> dict[str, Any]:
    is_next = time() < run.closes <= run.opens
    description = " ".join([words, *([NEXT_DAY] if is_next else []), LONDON_TIME])
    return {"opens_at": f"{run.opens:%H:%M}", "closes_at": f"{run.closes:%H:%M}", "description": description}
