"""Dates, times, ages and plurals as plain English says them. Pure, but for the place whose clock we read."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Names of days and months, whole and cut short, keep their capital wherever they stand.
NAMES = frozenset(name for whole in WEEKDAYS + MONTHS for name in (whole, whole[:3]))
# Letters by their kind that are drawn as nothing, or as a space.
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
NEAR = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}


def local(instant: datetime) -> datetime:
    """The instant on a clock in London."""
    return instant.astimezone(LONDON)


def day(when: date | datetime) -> str:
    """24 November 2026."""
    on = _date(when)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(when: date | datetime) -> str:
    """24 Nov 2026."""
    on = _date(when)
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def weekday(when: date | datetime) -> str:
    """Tuesday 24 November 2026."""
    on = _date(when)
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def clock(when: datetime | time) -> str:
    """2.12 pm; 5 pm; midday; midnight."""
    at = local(when).time() if isinstance(when, datetime) else when
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    hour = at.hour % 12 or 12
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{hour}{minutes} {'pm' if at.hour >= 12 else 'am'}"


def moment(instant: datetime) -> str:
    """Tuesday 24 November 2026, 2.12 pm."""
    return f"{weekday(instant)}, {clock(instant)}"


def back_at(instant: datetime) -> str:
    """A return: Tuesday 24 November 2026, 2.12 pm; the day alone when it is at the start of the day."""
    return weekday(instant) if local(instant).time() == time() else moment(instant)


def short_moment(instant: datetime, now: datetime) -> str:
    """Today 2.12 pm; within six days Tue 2.12 pm; in the same year 24 Nov, 2.12 pm; else 24 Nov 2025, 2.12 pm."""
    on, today = _date(instant), _date(now)
    away = (on - today).days
    if away in NEAR:
        return f"{NEAR[away]} {clock(instant)}"
    if abs(away) < 7:
        return f"{WEEKDAYS[on.weekday()][:3]} {clock(instant)}"
    shown = short_day(on) if on.year != today.year else short_day(on).rsplit(" ", 1)[0]
    return f"{shown}, {clock(instant)}"


def age(born: date, on: date) -> str:
    """8 (years); under two years 14 months; under a month 3 weeks or 5 days; before birth, not yet born."""
    if born > on:
        return "not yet born"
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months >= 24:
        return str(months // 12)
    if months:
        return plural(months, "month", "months")
    days = (on - born) // timedelta(days=1)
    return plural(days // 7, "week", "weeks") if days >= 14 else plural(days, "day", "days")


def plural(number: int, one: str, many: str) -> str:
    """1 item; 1,204 items."""
    return f"{number:,} {one if number == 1 else many}"


def lower_first(words: str) -> str:
    """With a small first letter, unless the first word is a day, a month or initials (NHS, UK)."""
    if (len(words) > 1 and words[1].isupper()) or words.split(" ", 1)[0].rstrip(",") in NAMES:
        return words
    return words[:1].lower() + words[1:]


def _date(when: date | datetime) -> date:
    return local(when).date() if isinstance(when, datetime) else when


def words_in(typed: str) -> int:
    """How many words there are: what has a letter or a digit to be seen in it, so that “. . .” is none."""
    return sum(any(each.isalnum() and each not in BLANK_LETTERS for each in word) for word in typed.split())
