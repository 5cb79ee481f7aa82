"""Times, needs and ages as people say them: 5 pm, opens Wednesday 9 am. Pure; instants are shown in London's time."""

from datetime import datetime, timedelta

from sharewell.directory.rules import Need, Scheme
from sharewell.web.words import LONDON, clock

NEED_WORDS = {
    Need.WORRY: "A worry about a child",
    Need.ADVICE: "Advice about what to do",
    Need.EARLY_HELP: "Help for a family",
    Need.POLICE: "The police, when it is not an emergency",
    Need.SCHOOL_LEAD: "The safeguarding lead of a school",
}
SCHEME_WORDS = {Scheme.ODS: "NHS organisation code (ODS)", Scheme.URN: "School number (URN)", Scheme.ONS: "ONS code"}


def day_words(then: datetime, at: datetime) -> str:
    """`today`, `Wednesday` within six days, `Monday 4 January` later or earlier."""
    day, today = then.astimezone(LONDON).date(), at.astimezone(LONDON).date()
    if day == today:
        return "today"
    weekday = f"{day:%A}"
    return weekday if 0 < (day - today).days < 7 else f"{weekday} {day.day} {day:%B}"


def until_words(until: datetime | None, at: datetime) -> str:
    """After *open*: `until 4.30 pm`, `until tomorrow 8.30 am`, `until the end of Friday`, `all day, every day`."""
    if until is None:
        return "all day, every day"
    if _is_midnight(until):
        ending = day_words(until - timedelta(seconds=1), at)
        return "until midnight" if ending == "today" else f"until the end of {ending}"
    return f"until {_near(until, at, today='')}{clock(until)}"


def opens_words(opens: datetime | None, at: datetime) -> str:
    """`Opens today 5 pm`, `Opens Wednesday 9 am`, `Opens at the start of Saturday`, `Closed for now`."""
    if opens is None:
        return "Closed for now"
    if _is_midnight(opens):
        is_tonight = day_words(opens - timedelta(seconds=1), at) == "today"
        return "Opens midnight tonight" if is_tonight else f"Opens at the start of {day_words(opens, at)}"
    return f"Opens {day_words(opens, at)} {clock(opens)}"


def change_words(changes: datetime | None, at: datetime) -> str:
    """When the number that answers changes: `Until 5 pm today`, `Until 8.30 am tomorrow`, `All day, every day`."""
    if changes is None:
        return "All day, every day"
    if _is_midnight(changes):
        words = until_words(changes, at)
        return words[0].upper() + words[1:]
    return f"Until {clock(changes)} {_near(changes, at, today='today').strip()}"


def moment_words(at: datetime) -> str:
    """`Tuesday 1.40 pm`: the day and the time, for *answering now*."""
    return f"{at.astimezone(LONDON):%A} {clock(at)}"


def ages_words(youngest: int | None, oldest: int | None) -> str:
    """`From 5 to 11`, `Up to 18`, `From 11 on`; empty when no ages are given."""
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return f"From {youngest} on"
    return f"From {youngest} to {oldest}" if youngest else f"Up to {oldest}"


def _near(then: datetime, at: datetime, today: str) -> str:
    """The day in front of a time: nothing or a word for today, `tomorrow `, else the day."""
    ahead = (then.astimezone(LONDON).date() - at.astimezone(LONDON).date()).days
    if ahead == 0:
        return f"{today} " if today else ""
    return "tomorrow " if ahead == 1 else f"{day_words(then, at)} "


def _is_midnight(at: datetime) -> bool:
    local = at.astimezone(LONDON)
    return (local.hour, local.minute) == (0, 0)
