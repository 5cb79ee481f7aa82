"""Runs the year: events in their order, the worker on its rounds, and the checks after each."""

import heapq
import json
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import partial
from random import Random
from unittest.mock import patch

from sharewell.desk.rounds import ROUNDS, Watch
from sharewell.moment import now, pretend
from sharewell.notices.posting import send_due_emails
from tests.year import ending, senders, shifts
from tests.year.agenda import Year
from tests.year.clocks import Clocks
from tests.year.owners import Owners
from tests.year.places import FIRST_DAY, midnight, set_lengths, the_places, the_reckoning
from tests.year.reckoning import DAY, MINUTE, instant_of, works
from tests.year.rows import open_referrals, running_clocks
from tests.year.telling import Telling
from tests.year.weather import OUTAGES, SHUT_HOURS, PostOffice, outages

# How often the worker comes by, by day and at night. (A real one does so every few seconds.)
BY_DAY, AT_NIGHT = 30 * MINUTE, 120 * MINUTE
# The book is given its order once a simulated hour: it is no part of what is looked at here but at the end.
PATIENT = {
    "give the new entries of the book their place", "sign the book", "ask the witnesses", "run the jobs that are due",
    "put back the jobs of workers that died", "tell of numbers that are said to be wrong", "forget what has run out",
    "ask to look again at reasons for not telling", "forget files sent a day ago",
}  # fmt: skip


class Run:
    """One year, from its first morning until nothing is open any more."""

    def __init__(self, many: int, working_days: int, seed: int) -> None:
        self.many, self.working_days, self.seed = many, working_days, seed
        self.calendar = _days(working_days)
        self.begins = midnight(FIRST_DAY)
        self.ends = midnight(self.calendar[-1]) + DAY
        random = Random(seed)
        days = (self.ends - self.begins).days
        with pretend(self.begins - DAY):
            places = the_places()
            set_lengths()
        post = PostOffice(outages(random, self.begins, days, SHUT_HOURS, apart=6))
        worker = outages(random, self.begins, days, OUTAGES, apart=5)
        self.year = Year(random, places, the_reckoning(places, days), worker, post)
        self.owners, self.clocks, self.telling = Owners(self.year), Clocks(self.year), Telling(self.year)
        self.over = self.begins
        rounds = tuple(replace(each, every=3600) if each.name in PATIENT else each for each in ROUNDS)
        self.watch, self.events = Watch(rounds), 0

    def go(self) -> None:
        """Until the last day is over, and then until nothing is open, with a worker and a post that stand still no
        more."""
        self.plan()
        self.year.is_loud = True
        began, week = time.monotonic(), self.begins
        while self.year.events and self.year.events[0].at < self._until():
            self.step()
            if self.over >= week:
                self._say(self.over, began)
                week += 7 * DAY

    def _until(self) -> datetime:
        return self.ends + (40 if self.year.open_with or self.year.handed else 2) * DAY

    def step(self) -> None:
        """What comes next happens, and is looked at."""
        event = heapq.heappop(self.year.events)
        with pretend(event.at):
            before = self.year.acts
            event.does()
            self.events, self.over = self.events + 1, event.at
            if self.year.acts != before or self.year.people_changed:
                self.look(event.at)

    def look(self, at: datetime, *, is_round: bool = False) -> None:
        """All that is open, as it stands now."""
        referrals = open_referrals()
        self.owners.look(at, referrals)
        self.clocks.look(at, running_clocks(), referrals)
        self.telling.look(at, referrals, is_round=is_round)

    def _say(self, at: datetime, began: float) -> None:
        took, done = time.monotonic() - began, self.year.done["referrals"]
        line = f"{at:%a %d %b %Y}: {done} referrals, {self.events} events, {len(self.year.open_with)} open, "
        print(f"{line}{took:.0f} s, {len(self.year.wrong)} wrong", file=sys.stderr, flush=True)

    def plan(self) -> None:
        """All that is to happen of itself, in its order."""
        year = self.year
        year.at(self.begins, partial(shifts.everybody_signs_in, year))
        for moment in self._moments():
            year.at(moment, partial(senders.raise_one, year))
        for day in self.calendar:
            year.at(self._in_day(day, 16, 30), partial(shifts.evening, year))
            year.at(self._in_day(day, 8, 40), partial(shifts.morning, year))
            year.at(self._in_day(day, 8, 0), partial(shifts.somebody_goes_away, year))
            year.at(self._in_day(day, 11, 0), partial(shifts.somebody_goes_away, year))
        for day in self.calendar[4::8]:
            year.at(self._in_day(day, 10, 0), partial(shifts.somebody_leaves, year))
        year.at(self.begins, self._round)

    def _in_day(self, day: date, hour: int, minute: int) -> datetime:
        chance = timedelta(seconds=self.year.random.randrange(1500), microseconds=self.year.random.randrange(10**6))
        return instant_of(day, clock_time(hour, minute)) + chance

    def _moments(self) -> Iterator[datetime]:
        """Most by day on working days; some at night and at weekends. A worry that is handed is a referral later."""
        random, span = self.year.random, (self.ends - self.begins) // timedelta(seconds=1)
        for _ in range(round(self.many * 1.06)):
            if random.random() < 0.75:
                yield self._in_day(random.choice(self.calendar), 8, 0) + random.randrange(9 * 60) * MINUTE
            else:
                yield self.begins + timedelta(seconds=random.randrange(span), microseconds=random.randrange(10**6))

    def _round(self) -> None:
        """The worker comes by, unless it stands still; and the next time so many minutes later."""
        at = now()
        self.year.at(at + (BY_DAY if 7 <= at.hour < 19 and at.weekday() < 5 else AT_NIGHT), self._round)
        if at >= self.ends or self.year.worker.runs_at(at):
            self.walk(at)
        if at.hour == 0 and at.minute == 0:
            self.year.people_changed = True
            self.telling.at_end_of_day(at)

    def walk(self, at: datetime) -> None:
        """All rounds that are due; then nothing may be left that the worker should have seen to."""
        self.clocks.rounds.append(at)
        with patch("sharewell.notices.posting.carrier", lambda: self.year.post):
            for name in self.watch.go((at - self.begins) / timedelta(seconds=1)):
                self.year.fault(f"{at}: the worker could not {name}")
            while send_due_emails():
                pass
        self.look(at, is_round=True)
        self.owners.after_round(at)
        self.clocks.after_round(at)

    def judge(self) -> None:
        """What can only be said when all is over, and the worker has come by once more."""
        self.over += BY_DAY
        with pretend(self.over):
            self.walk(self.over)
            self.telling.at_end_of_day(self.over)
            self.telling.at_the_end(self.over)
            self.clocks.at_the_end()
            ending.at_the_end(self.year)


def _days(many: int) -> list[date]:
    """So many working days, from the first."""
    found, day = [], FIRST_DAY
    while len(found) < many:
        if works(day):
            found.append(day)
        day += DAY
    return found


@contextmanager
def quiet() -> Iterator[None]:
    """What the product logs of a post that is shut is expected."""
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def all_chance_from(seed: int) -> Iterator[None]:
    """The product's own chance (ids, references, salts) comes from the seed too: what went wrong once can be seen
    again. Needs PYTHONHASHSEED besides."""
    drawn = Random(f"ids {seed}").randbytes
    with patch("os.urandom", drawn), patch("random._urandom", drawn):
        yield


def report(run: Run) -> str:
    year = run.year
    said = {
        "referrals": year.done["referrals"], "working_days": run.working_days, "seed": run.seed, "events": run.events,
        "rounds": len(run.clocks.rounds), "clocks": len(run.clocks.due), "emails": sum(year.post.carried.values()),
        "done": dict(year.done), "refused": dict(year.refused), "wrong": year.wrong,
    }  # fmt: skip
    return json.dumps(said)
