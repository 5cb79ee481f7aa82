"""When the worker and the post stand still; and the post itself, which carries only while it is open."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from types import TracebackType
from typing import Any
from uuid import UUID

from sharewell.moment import now
from sharewell.notices.email import NotCarriedError
from sharewell.notices.models import Notice
from sharewell.notices.rules import Fault

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# How long the worker stands still: hours, a whole night, a whole weekend. And the post: hours to a day.
OUTAGES = (1, 2, 3, 5, 8, 14, 15, 62)
SHUT_HOURS = (1, 2, 4, 9, 15, 24)


@dataclass
class Outages:
    """Stretches in which something stands still, in order, apart."""

    stretches: list[tuple[datetime, datetime]] = field(default_factory=list)

    def runs_at(self, at: datetime) -> bool:
        """Whether it does not stand still at this instant."""
        place = bisect_right(self.stretches, (at, at)) - 1
        return not any(start <= at < end for start, end in self.stretches[max(place, 0) : place + 2])


def outages(random: Random, first: datetime, days: int, hours: tuple[int, ...], apart: float) -> Outages:
    """One every so many days, somewhere; the first of them early."""
    found, at = Outages(), first + timedelta(hours=random.randint(10, 40))
    while at < first + days * DAY:
        end = at + random.choice(hours) * HOUR + timedelta(minutes=random.randrange(60))
        found.stretches.append((at, end))
        at = end + timedelta(hours=random.expovariate(1 / (apart * 24)) + 2)
    return found


@dataclass
class PostOffice:
    """Carries e-mails while it is open, and remembers how often it carried each, and when."""

    shut: Outages
    carried: Counter[UUID] = field(default_factory=Counter)
    knocked: int = 0

    def __enter__(self) -> "PostOffice":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: Any, trace: TracebackType | None) -> None:
        """Nothing is to be closed."""

    def carry(self, notice: Notice) -> None:
        if not self.shut.runs_at(now()):
            self.knocked += 1
            raise NotCarriedError(Fault.NO_ANSWER)
        self.carried[notice.pk] += 1
