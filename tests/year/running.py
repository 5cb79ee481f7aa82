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
from tests.year import senders, shifts
from tests.year.agenda import Event, Year
from tests.year.clocks import Clocks
from tests.year.owners import Owners
from tests.year.places import FIRST_DAY, midnight, set_lengths, the_places, the_reckoning
from tests.year.reckoning import DAY, MINUTE, instant_of, works
from tests.year.rows import open_referrals, running_clocks
from tests.year.weather import OUTAGES, SHUT_HOURS, PostOffice, outages

EVERY = 10 * MINUTE
# The book is given its order once a simulated hour: it is no part of what is looked at here but at the end.
PATIENT = {"give the new entries of the book their place", "sign the book", "run the jobs that are due"}


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
        self.owners, self.clocks = Owners(self.year), Clocks(self.year)
        rounds = tuple(replace(each, every=3600) if each.name in PATIENT else each for each in ROUNDS)
        self.watch, self.events = Watch(rounds), 0

    def go(self) -> None:
        """Until the last day is over, and then until nothing is open, with a worker and a post that stand still no
        more."""
        self._plan()
        began, week = time.monotonic(), self.begins
        with patch("sharewell.notices.posting.carrier", lambda: self.year.post):
            while self.year.events and self.year.events[0].at < self._until():
                event = heapq.heappop(self.year.events)
                self._happens(event)
                if event.at >= week:
                    self._say(event.at, began)
                    week += 7 * DAY

    def _until(self) -> datetime:
        return self.ends + 40 * DAY if self.year.open_with or self.year.handed else self.ends + 6 * DAY

    def _happens(self, event: Event) -> None:
        with pretend(event.at):
            event.does()
            self.events += 1
            self._look(event.at, everybody=False)

    def _look(self, at: datetime, *, everybody: bool) -> None:
        referrals = open_referrals()
        self.owners.look(at, referrals, everybody=everybody)
        self.clocks.look(at, running_clocks(), referrals)

    def _say(self, at: datetime, began: float) -> None:
        took, done = time.monotonic() - began, self.year.done["referrals"]
        line = f"{at:%a %d %b %Y}: {done} referrals, {self.events} events, {len(self.year.open_with)} open, "
        print(f"{line}{took:.0f} s, {len(self.year.wrong)} wrong", file=sys.stderr, flush=True)

    def _plan(self) -> None:
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
        self.year.at(at + EVERY, self._round)
        if at < self.ends and not self.year.worker.runs_at(at):
            return
        self.clocks.rounds.append(at)
        for name in self.watch.go((at - self.begins) / timedelta(seconds=1)):
            self.year.fault(f"{at}: the worker could not {name}")
        while send_due_emails():
            pass
        self.year.people_changed |= at.minute == 0 and at.hour == 12
        self._look(at, everybody=False)
        self.owners.after_round(at)
        self.clocks.after_round(at)

    def judge(self) -> None:
        """What can only be said when all is over."""
        with pretend(self.ends + 60 * DAY):
            self.clocks.at_the_end()
        for what, left in (("referrals", self.year.open_with), ("handed worries", self.year.handed)):
            if left:
                self.year.fault(f"{len(left)} {what} are open after weeks: {min(left)}")


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


def report(run: Run) -> str:
    year = run.year
    said = {
        "referrals": year.done["referrals"], "working_days": run.working_days, "seed": run.seed, "events": run.events,
        "rounds": len(run.clocks.rounds), "clocks": len(run.clocks.due), "emails": sum(year.post.carried.values()),
        "done": dict(year.done), "refused": dict(year.refused), "wrong": year.wrong,
    }  # fmt: skip
    return json.dumps(said)
