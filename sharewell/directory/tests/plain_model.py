"""Who answers, worked out the slow and plain way, by another library's clocks: what the arithmetic is held against.

For each run of hours it looks minute by minute for the instants at which London's clocks show its beginning and its
end. It shares no code with sharewell.directory.rules but the shapes of what is asked.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from dateutil import tz

from sharewell.directory.rules import Schedule, Standing

LONDON = tz.gettz("Europe/London")
MINUTE = timedelta(minutes=1)


def shown(at: datetime) -> datetime:
    """What a clock in London shows at this instant (UTC), without a time zone."""
    return at.astimezone(LONDON).replace(tzinfo=None)


@cache
def first_minute(wall: datetime) -> datetime:
    """The first minute at which a clock in London shows this time or a later one."""
    around = wall.replace(tzinfo=UTC) - timedelta(minutes=75)
    while shown(around) < wall:
        around += MINUTE
    return around


@cache
def last_minute(wall: datetime) -> datetime:
    """The last minute at which a clock in London shows this time; where none ever does, the first of a later one."""
    around = wall.replace(tzinfo=UTC) + timedelta(minutes=75)
    minutes = [around - number * MINUTE for number in range(150)]
    return next((minute for minute in minutes if shown(minute) == wall), None) or first_minute(wall)


def runs_on(schedule: Schedule, day: date) -> Iterable[tuple[time, time]]:
    """The hours that begin on this day: what is written for the date, else for bank holidays, else for the weekday."""
    if day in schedule.exceptions:
        found = schedule.exceptions[day]
    elif day in schedule.bank_holidays and schedule.on_bank_holidays == "closed":
        found = []
    elif day in schedule.bank_holidays and schedule.on_bank_holidays == "own_hours":
        found = schedule.week.get(7, [])
    else:
        found = schedule.week.get(day.weekday(), [])
    return [(run.opens, run.closes) for run in found]


def answers(schedule: Schedule, at: datetime) -> bool:
    """Whether somebody answers at this instant."""
    today = shown(at).date()
    for day in (today - timedelta(days=1), today):
        for opens, closes in runs_on(schedule, day):
            ends = day if closes > opens else day + timedelta(days=1)
            if first_minute(datetime.combine(day, opens)) <= at < last_minute(datetime.combine(ends, closes)):
                return True
    return False


def asked(standings: Sequence[Standing], at: datetime, order: Sequence[str], area: object = None) -> Standing | None:
    """Who is to be rung: purpose by purpose, teams of just this area before those of everywhere, in their order.

    Where no area is asked for, those of everywhere go first.
    """
    for purpose in order:
        for is_everywhere in (True, False) if area is None else (False, True):
            for one in standings:
                is_near = not one.areas if is_everywhere else bool(one.areas) and (area is None or area in one.areas)
                if one.purpose == purpose and is_near and answers(one.schedule, at):
                    return one
    return None
