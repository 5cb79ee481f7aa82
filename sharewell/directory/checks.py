"""What is looked at before the site starts: whether we know the bank holidays for long enough."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from sharewell.directory import access
from sharewell.directory.models import BankHoliday
from sharewell.directory.rules import holidays_run_short
from sharewell.moment import now
from sharewell.web.words import day, local


@register(Tags.database)
def bank_holidays_reach_far_enough(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Warns when the last known bank holiday is under 12 months away: clocks in working days would soon count wrong."""
    if "default" not in (databases or ()):
        return []
    if BankHoliday._meta.db_table not in connections["default"].introspection.table_names():
        return []
    last = access.last_known_bank_holiday()
    if not holidays_run_short(last, local(now()).date()):
        return []
    known = f"known only until {day(last)}" if last else "not known at all"
    return [
        Warning(
            f"Bank holidays are {known}, so promises in working days may be counted wrong.",
            hint="Run manage.py load_bank_holidays, or give it the dates with --add DATE NAME.",
            id="directory.W001",
        )
    ]
