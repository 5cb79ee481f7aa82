"""When a promise is due, worked out again: minute by minute, with other people's clocks and calendars.

Shares no code with sharewell.clocks nor sharewell.directory.rules: python-dateutil's London, the bank holidays of the
package `holidays`, and a tape with one mark for each minute in which a team is open.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate

from dateutil import tz
from holidays import country_holidays

LONDON = tz.gettz("Europe/London")
ENGLAND = country_holidays("GB", subdiv="ENG", years=range(2026, 2031))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

# Whether a team is there, at what a clock on its wall shows.
Presence = Callable[[datetime], bool]


def shown(at: datetime) -> datetime:
    """What a clock in London shows at this instant, without a time zone."""
    return at.astimezone(LONDON).replace(tzinfo=None)


@cache
def works(day: date) -> bool:
    """Monday to Friday, and no bank holiday."""
    return ENGLAND.is_working_day(day)


def instant_of(day: date, wall: time) -> datetime:
    """The first instant at which a clock in London shows this; one that never comes as dateutil resolves it."""
    return tz.resolve_imaginary(datetime.combine(day, wall.replace(fold=0), LONDON)).astimezone(UTC)


class Tape:
    """The minutes of a stretch of time, and how many of them before each the team was open."""

    def __init__(self, origin: datetime, days: int, is_there: Presence) -> None:
        self.origin = origin
        marks = [is_there(wall) for hour in range(days * 24) for wall in _walls(origin + hour * HOUR)]
        self.marks = marks
        self.before = [0, *accumulate(marks)]

    def is_open(self, at: datetime) -> bool:
        return self.marks[(at - self.origin) // MINUTE]

    def next_open(self, at: datetime) -> datetime:
        """This instant, if the team is open; else the first minute in which it is."""
        if self.is_open(at):
            return at
        here = self.before[(at - self.origin) // MINUTE]
        return self.origin + (bisect_left(self.before, here + 1) - 1) * MINUTE

    def after_open(self, at: datetime, left: timedelta) -> datetime:
        """The first instant by which the team has been open so long since."""
        minutes, rest = divmod(at - self.origin, MINUTE)
        wanted = self.before[minutes] * MINUTE + (rest if self.marks[minutes] else timedelta()) + left
        reached = bisect_left(self.before, -(-wanted // MINUTE))
        return self.origin + reached * MINUTE - (self.before[reached] * MINUTE - wanted)


def _walls(hour: datetime) -> list[datetime]:
    """What the wall shows in each minute of an hour: clocks only ever change on a whole hour of UTC."""
    first = shown(hour)
    return [first + number * MINUTE for number in range(60)]


@dataclass
class Reckoning:
    """Lengths by what is promised, each from a day on; and the tape of each team, by its id."""

    tapes: Mapping[object, Tape] = field(default_factory=dict)
    lengths: dict[str, list[tuple[date, int, str]]] = field(default_factory=dict)

    def length_on(self, key: str, day: date) -> tuple[int, str]:
        """How long this was on that day."""
        since, amount, unit = [each for each in self.lengths[key] if each[0] <= day][-1]
        assert since <= day
        return amount, unit

    def due(self, key: str, start: datetime, team: object = None) -> datetime:
        """By when it is owed, when it is promised at this instant; by this team, where its hours count."""
        amount, unit = self.length_on(key, shown(start).date())
        tape = self.tapes[team] if team is not None else None
        since = tape.next_open(start) if tape else start
        if unit == "hours":
            return since + amount * HOUR
        if unit == "open_hours":
            return tape.after_open(since, amount * HOUR) if tape else since + amount * HOUR
        wall = shown(since)
        assert unit == "working_days", unit
        return instant_of(ENGLAND.get_nth_working_day(wall.date(), amount), wall.time())
