"""Who answers, and when that changes, from 2020 to 2035, held against a plain model with other people's clocks."""

import os
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest
from dateutil import tz
from holidays import country_holidays

from sharewell.directory.rules import (
    ANSWERS_NEED,
    Hours,
    Need,
    OnBankHolidays,
    Schedule,
    Standing,
    TeamPurpose,
    answer_changes,
    is_open,
    who_answers,
)
from sharewell.directory.tests import plain_model

pytestmark = pytest.mark.slow

IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
INSTANTS = 100_000 if IS_FULL else 2_000
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
ENGLAND = country_holidays("GB", subdiv="ENG", years=range(2020, 2037))
HOLIDAYS = frozenset(ENGLAND)
LONDON = tz.gettz("Europe/London")
AREAS = ("north", "south", "west")


def changes_of_the_clocks() -> list[datetime]:
    """The instants from 2020 to 2035 at which London's clocks go forward or back."""
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    found = []
    for day, next_day in pairwise(days):
        before = day.astimezone(LONDON).utcoffset()
        if next_day.astimezone(LONDON).utcoffset() != before:
            hours = (day + timedelta(hours=number) for number in range(1, 25))
            found.append(next(hour for hour in hours if hour.astimezone(LONDON).utcoffset() != before))
    return found


CHANGES = changes_of_the_clocks()


def a_time(random: Random) -> time:
    """A quarter of an hour, often one within the night when clocks change."""
    return time(random.choice([0, 1, 1, 2, random.randrange(24)]), random.choice([0, 15, 30, 45]))


def some_hours(random: Random, most: int = 2) -> list[Hours]:
    return [Hours(a_time(random), a_time(random)) for _ in range(random.randint(0, most))]


def a_schedule(random: Random) -> Schedule:
    days = [*HOLIDAYS, *(change.date() for change in CHANGES), *(change.date() - timedelta(1) for change in CHANGES)]
    exceptions = {random.choice(days): some_hours(random) for _ in range(20)}
    week = {day: some_hours(random) for day in range(8) if random.random() < 0.8}
    return Schedule(week, exceptions, HOLIDAYS, random.choice([*OnBankHolidays]))


def some_teams(random: Random) -> list[Standing]:
    return [
        Standing(
            number,
            random.choice([*TeamPurpose]),
            a_schedule(random),
            frozenset(random.sample(AREAS, random.randint(0, 2))),
        )
        for number in range(random.randint(1, 8))
    ]


def an_instant(random: Random, teams: list[Standing]) -> datetime:
    """Anywhere from 2020 to 2035; near a change of the clocks; or just where some hours begin or end."""
    way = random.randrange(3)
    if way == 0:
        return FIRST + timedelta(seconds=random.randrange(int((LAST - FIRST).total_seconds())))
    change = random.choice(CHANGES)
    if way == 1:
        return change + timedelta(seconds=random.randint(-4 * 3600, 4 * 3600))
    day = random.choice([change.date(), *HOLIDAYS, (FIRST + timedelta(days=random.randrange(5_800))).date()])
    runs = plain_model.runs_on(random.choice(teams).schedule, day)
    edge = random.choice([edge for run in runs for edge in run] or [time()])
    return plain_model.first_minute(datetime.combine(day, edge)) + timedelta(seconds=random.randint(-1, 1))


@pytest.mark.full
def test_who_answers_now_is_what_a_plain_model_says():
    random = Random(1989)
    teams = some_teams(random)
    for number in range(INSTANTS):
        if number % 50 == 0:
            teams = some_teams(random)
        at, need = an_instant(random, teams), random.choice([*Need])
        area, order = random.choice([None, *AREAS, "elsewhere"]), ANSWERS_NEED[need]
        said, plain = who_answers(teams, at, order, area), plain_model.asked(teams, at, order, area)
        assert said is plain, f"{at} for {need} in {area}: {said and said.key}, not {plain and plain.key}"
        for one in teams[:2]:
            assert is_open(one.schedule, at) == plain_model.answers(one.schedule, at), f"{at}, {one.key}"


@pytest.mark.full
def test_who_answers_next_is_what_a_plain_model_finds_minute_by_minute():
    random = Random(2015)
    for _ in range(max(20, INSTANTS // 500)):
        teams = some_teams(random)
        at = an_instant(random, teams).replace(second=0, microsecond=0)
        order = ANSWERS_NEED[random.choice([*Need])]
        changes = answer_changes(teams, at, order)
        until = changes[0] if changes else at + timedelta(days=1)
        now = plain_model.asked(teams, at, order)
        steps = min((until - at) // timedelta(minutes=15), 200)
        for step in range(steps):
            assert plain_model.asked(teams, at + step * timedelta(minutes=15), order) is now
        if changes:
            assert plain_model.asked(teams, until - timedelta(minutes=1), order) is now
            assert plain_model.asked(teams, until, order) is changes[1] is not now
