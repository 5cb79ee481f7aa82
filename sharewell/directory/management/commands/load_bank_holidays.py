"""manage.py load_bank_holidays: copies the published bank holidays of England into our table, or mends that table."""

from datetime import date
from importlib.metadata import version
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from govuk_bank_holidays.bank_holidays import BankHolidays

from sharewell.directory import access, actions
from sharewell.directory.rules import holidays_run_short
from sharewell.errors import Refused
from sharewell.moment import now
from sharewell.web.words import day, local


class Command(BaseCommand):
    """Adds what is published and not yet known; says how far we know them. Fetches nothing from the network."""

    help = "Copy England's bank holidays into the directory's table (from the installed package, not the network)."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--add DATE NAME` for a date the package lacks; `--cross-out DATE REASON` for one called off or moved."""
        parser.add_argument("--add", nargs=2, metavar=("DATE", "NAME"), help="a bank holiday the package lacks")
        parser.add_argument("--cross-out", nargs=2, metavar=("DATE", "REASON"), help="one that was called off or moved")

    def handle(self, *_: Any, **options: Any) -> None:
        """Does one of the three, then says how far the table reaches."""
        try:
            if options["add"]:
                self._add({_date(options["add"][0]): options["add"][1]}, "added by hand")
            elif options["cross_out"]:
                on, because = options["cross_out"]
                actions.cross_out_bank_holiday(by=actions.THE_INSTALLATION, on=_date(on), because=because)
            else:
                self._add(*_published())
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        self._say_how_far()

    def _add(self, dates: dict[date, str], source: str) -> None:
        unknown = access.unknown_bank_holidays(dates)
        if unknown:
            new = {on: dates[on] for on in unknown}
            actions.add_bank_holidays(by=actions.THE_INSTALLATION, source=source, dates=new)
        self.stdout.write(f"{len(unknown)} bank holidays added.")

    def _say_how_far(self) -> None:
        last = access.last_known_bank_holiday()
        self.stdout.write(f"Known until {day(last)}." if last else "None are known.")
        if holidays_run_short(last, local(now()).date()):
            self.stderr.write("Warning: that is less than 12 months away. Update govuk-bank-holidays, or use --add.")


def _published() -> tuple[dict[date, str], str]:
    calendar = BankHolidays(use_cached_holidays=True)
    events = calendar.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    source = f"www.gov.uk/bank-holidays, by govuk-bank-holidays {version('govuk-bank-holidays')}"
    return {event["date"]: event["title"] for event in events}, source


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise CommandError(f"{text!r} is not a date like 2027-05-31.") from wrong
