"""How Sharewell is: what is looked at, and how late each may be. It says nothing of people."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MINUTE, HOUR = 60, 3600


class State(StrEnum):
    """How one thing is, and how all of it is: the worst of them."""

    OK = "ok"
    LATE = "late"
    BROKEN = "broken"


@dataclass(frozen=True)
class Limit:
    """After how many seconds something is late, and after how many it is broken; None: it is never more than late."""

    late_after: int
    broken_after: int | None


# The worker says every 15 seconds that it lives, seals every second, and signs at least every minute.
LIMITS = {
    "database": Limit(2, 20),
    "worker": Limit(30, 45),
    "sealing": Limit(10, MINUTE),
    "signing": Limit(2 * MINUTE, HOUR),
    "backup": Limit(26 * HOUR, None),
    # People have their notices on the page, so no mail is a nuisance and no fault of ours.
    "post": Limit(15 * MINUTE, None),
}
WORST_LAST = list(State)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: how many seconds ago it was, or has been waiting; None when it never was."""

    name: str
    seconds: float | None

    @property
    def state(self) -> State:
        """How it is."""
        limit, seconds = LIMITS[self.name], float("inf") if self.seconds is None else self.seconds
        if limit.broken_after is not None and seconds > limit.broken_after:
            return State.BROKEN
        return State.LATE if seconds > limit.late_after else State.OK

    @property
    def told(self) -> dict[str, Any]:
        """As it is told: its state, the figure and the limits."""
        limit = LIMITS[self.name]
        seconds = None if self.seconds is None else round(self.seconds)
        said = {"state": self.state, "seconds": seconds, "late_after": limit.late_after}
        return said if limit.broken_after is None else said | {"broken_after": limit.broken_after}


def worst(checks: Iterable[Check]) -> State:
    """How all of it is."""
    return max((each.state for each in checks), key=WORST_LAST.index)
