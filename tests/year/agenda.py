"""The year as it runs: what comes next in simulated time, chance, what was done, and what is expected to be so."""

import heapq
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from sharewell.directory.models import Member
from sharewell.errors import Overtaken, Refused
from sharewell.moment import now
from tests.year.places import Places
from tests.year.reckoning import Reckoning
from tests.year.weather import Outages, PostOffice

MOST_WRONG = 60


@dataclass(order=True)
class Event:
    """Something happens at an instant; `does` is called then."""

    at: datetime
    number: int
    does: Callable[[], None] = field(compare=False)


@dataclass
class Year:
    """All that the parts of the simulation share. `open_with` and `handed`: what must be so after what was done."""

    random: Random
    places: Places
    reckoning: Reckoning
    worker: Outages
    post: PostOffice
    events: list[Event] = field(default_factory=list)
    numbers: Any = field(default_factory=count)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    # The team that must have each open referral; and each handed worry that is not decided.
    open_with: dict[UUID, UUID] = field(default_factory=dict)
    handed: set[UUID] = field(default_factory=set)
    away: dict[UUID, datetime] = field(default_factory=dict)
    people_changed: bool = True
    # Whether a fault is said as soon as it is found: whoever runs a year for an hour wants to know in the first minute.
    is_loud: bool = False
    # How many acts were done: between two of them nothing changes.
    acts: int = 0

    def after(self, wait: timedelta, does: Callable[[], None]) -> None:
        """This happens so long from now, at a microsecond of its own."""
        self.at(now() + wait + timedelta(microseconds=self.random.randrange(1, 59_000_000)), does)

    def at(self, instant: datetime, does: Callable[[], None]) -> None:
        heapq.heappush(self.events, Event(instant, next(self.numbers), does))

    def minutes(self, least: int, most: int) -> timedelta:
        return timedelta(minutes=self.random.randint(least, most))

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def fault(self, sentence: str) -> None:
        """This was wrong; said once, at once, and no more than a number of them."""
        if sentence not in self.wrong and len(self.wrong) < MOST_WRONG:
            self.wrong.append(sentence)
            if self.is_loud:
                print(f"WRONG: {sentence}", file=sys.stderr, flush=True)

    def attempt(self, verb: str, act: Callable[[], Any]) -> Any:
        """What the act gives, counted; None when it was refused, which is counted too."""
        try:
            given = act()
        except Overtaken as overtaken:
            self.refused[f"{verb}: overtaken: {overtaken.reasons[0][:60]}"] += 1
            return None
        except Refused as refused:
            self.refused[f"{verb}: {refused.reasons[0][:60]}"] += 1
            return None
        self.done[verb] += 1
        self.acts += 1
        return given

    def is_in(self, member: UUID) -> bool:
        """Whether they are not away."""
        back = self.away.get(member)
        return back is None or back <= now()

    def somebody(self, members: list[UUID]) -> Member:
        """One of them, who is in if anybody is, as they are now."""
        there = [each for each in members if self.is_in(each)] or members
        return member_with(self.random.choice(there))


def member_with(key: UUID) -> Member:
    return Member.objects.select_related("user", "agency").get(pk=key)
