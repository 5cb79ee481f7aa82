"""The dated table of bank holidays: ours to mend when the published list is late or wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sharewell.directory import access
from sharewell.directory.models import BankHoliday
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now
from sharewell.web.words import local


def _dates(_: BankHoliday, given: dict[str, Any]) -> dict[str, Any]:
    return {"dates": sorted(on.isoformat() for on in given["dates"])}


@act("bank_holidays.added", may=access.is_installation, on="bank_holiday", facts=("source",), also=_dates)
def add_bank_holidays(*, by: Actor, source: str, dates: Mapping[date, str]) -> BankHoliday:
    """These dates, each with its name, are bank holidays in England, by this source. Gives the furthest one.

    Refused when one is known already: a date that was crossed out is not revived by loading a list again.
    """
    if known := set(dates) - access.unknown_bank_holidays(dates):
        raise Refused(f"Already known: {', '.join(sorted(map(str, known)))}.")
    if not dates:
        raise Refused("There are no dates to add.")
    today = local(now()).date()
    added = BankHoliday.objects.bulk_create(
        BankHoliday(on=on, name=dates[on], source=source, checked_on=today) for on in sorted(dates)
    )
    return added[-1]


@act("bank_holiday.crossed_out", may=access.is_installation, on="bank_holiday", facts=("on", "because"))
def cross_out_bank_holiday(*, by: Actor, on: date, because: str) -> BankHoliday:
    """This date is no bank holiday after all: moved, or called off. Refused when it is not observed anyway."""
    if not BankHoliday.objects.filter(on=on, is_observed=True).update(
        is_observed=False, checked_on=local(now()).date()
    ):
        raise Refused(f"{on} is not a bank holiday here.")
    return BankHoliday.objects.get(on=on)
