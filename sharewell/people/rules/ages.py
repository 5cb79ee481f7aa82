"""How old somebody is, said as people say it, also when nobody knows exactly."""

import re
from datetime import date

# What stands for the due date of a baby when nobody knows it.
NOT_KNOWN = "not known"
MONTHS, OLDEST_TOLD_IN_WEEKS, OLDEST_TOLD_IN_MONTHS = 12, 12, 2


def age_on(born: date, day: date) -> int:
    """Whole years of age on that day; somebody born on 29 February turns a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_on(born: date, day: date) -> int:
    """Whole months of age on that day."""
    return (day.year - born.year) * MONTHS + day.month - born.month - (day.day < born.day)


def counted(number: int, noun: str) -> str:
    """'1 week', '2 weeks'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def age_words(
    today: date,
    *,
    born: date | None = None,
    due: date | None = None,
    due_words: str = "",
    estimate: int | None = None,
    estimated_on: date | None = None,
) -> str:
    """The age in words: '9 years', '5 months', '3 weeks', 'not yet born, due in 6 weeks', 'about 9 years'.

    With nothing to go by: 'age not known'.
    """
    if born:
        return _since_birth(born, today)
    if due:
        return _before_birth(due, today)
    if due_words:
        return f"not yet born, {due_in_words(due_words)}"
    if estimate is not None:
        older = age_on(estimated_on, today) if estimated_on else 0
        return f"about {counted(estimate + max(older, 0), 'year')}"
    return "age not known"


def due_in_words(due_words: str) -> str:
    """'due March 2027', or 'due date not known'."""
    return "due date not known" if due_words == NOT_KNOWN else f"due {due_words}"


def _since_birth(born: date, today: date) -> str:
    if born > today:
        return "not yet born"
    years = age_on(born, today)
    if years >= OLDEST_TOLD_IN_MONTHS:
        return counted(years, "year")
    weeks = (today - born).days // 7
    if weeks < 1:
        return "under a week"
    if weeks < OLDEST_TOLD_IN_WEEKS:
        return counted(weeks, "week")
    return counted(months_on(born, today), "month")


def _before_birth(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        return "not yet born when this was written, due date passed"
    if days < 7:
        return "not yet born, due this week" if days else "not yet born, due today"
    return f"not yet born, due in {counted(days // 7, 'week')}"


def ages_on(
    day: date,
    *,
    born: date | None = None,
    due: date | None = None,
    due_words: str = "",
    estimate: int | None = None,
    estimated_on: date | None = None,
) -> range:
    """The whole years that somebody may have on that day: one when the date is known (0 before birth), a year more or
    less when the age is a guess, none when nobody knows."""
    if born:
        years = max(age_on(born, day), 0)
        return range(years, years + 1)
    if due or due_words:
        return range(1)
    if estimate is None or estimated_on is None:
        return range(0)
    passed = max(age_on(estimated_on, day), 0)
    is_begun = (estimated_on.month, estimated_on.day) != (day.month, day.day)
    return range(max(estimate + passed - 1, 0), estimate + passed + is_begun + 2)


def birth_years(
    *,
    born: date | None = None,
    due: date | None = None,
    due_words: str = "",
    estimate: int | None = None,
    estimated_on: date | None = None,
) -> range:
    """The years in which somebody may have been born: one when the date is known, three when the age is a guess."""
    known = born or due
    if known:
        return range(known.year, known.year + 1)
    if year := re.search(r"[0-9]{4}", due_words):
        return range(int(year[0]), int(year[0]) + 1)
    if estimate is None or estimated_on is None:
        return range(0)
    middle = estimated_on.year - estimate
    return range(middle - 2, middle + 2)
