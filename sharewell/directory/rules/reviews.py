"""When access is looked at again, and when an account has gone unused for too long. Whole months and days."""

import calendar
from datetime import date, datetime, timedelta


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last day of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def unused_since(at: datetime, days: int) -> datetime:
    """An account that nobody has signed in to after this instant has gone unused for too long."""
    return at - timedelta(days=days)
