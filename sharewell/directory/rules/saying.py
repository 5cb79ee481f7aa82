"""A team's week as it is typed at the keyboard or in a file.

`mon-fri=08:30-17:00`, `sat,sun=00:00-00:00`, `bank=10:00-16:00`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import time

from sharewell.directory.rules.hours import Hours
from sharewell.directory.rules.words import Weekday
from sharewell.errors import Refused

DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6, "bank": 7}
HOW = "Write hours like mon-fri=08:30-17:00, sat,sun=00:00-00:00 (all day) or bank=10:00-16:00 (bank holidays)."


def week_of(said: Iterable[str]) -> dict[int, list[Hours]]:
    """The hours of each day named. Refused when the words are not hours."""
    week: dict[int, list[Hours]] = defaultdict(list)
    for run in said:
        days, _, times = run.lower().partition("=")
        try:
            opens, closes = (_clock(part) for part in times.split("-"))
            named = [day for part in days.split(",") for day in _days(part.strip())]
        except (ValueError, KeyError):
            raise Refused(f"{run!r} is not understood. {HOW}") from None
        for day in named:
            week[day].append(Hours(opens, closes))
    return dict(week)


def _clock(part: str) -> time:
    """A time of clocks in London, to the minute: one with a zone of its own, or with seconds, is none."""
    found = time.fromisoformat(part)
    if found.tzinfo or found.second or found.microsecond:
        raise ValueError(part)
    return found


def _days(part: str) -> Iterator[int]:
    first, dash, last = part.partition("-")
    if not dash:
        yield DAYS[first]
        return
    if not DAYS[first] <= DAYS[last] < Weekday.BANK_HOLIDAY:
        raise ValueError(part)
    yield from range(DAYS[first], DAYS[last] + 1)
