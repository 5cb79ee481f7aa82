"""manage.py post: how many e-mails of notices wait or were given up, and why."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sharewell.moment import now
from sharewell.notices import access
from sharewell.notices.actions import try_again
from sharewell.notices.rules import EMAILED_WITHIN, FAULT_WORDS, Fault
from sharewell.web.words import plural


class Command(BaseCommand):
    """Counts; it names nobody. Whom e-mail does not reach, the administrators of their agency see."""

    help = "Says how many e-mails of notices wait or were given up, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="try again what was given up in the last three days")

    def handle(self, *args: Any, **options: Any) -> None:
        given_up = access.emails_given_up(now() - EMAILED_WITHIN)
        if options["again"]:
            self.stdout.write(f"{plural(try_again(given_up), 'email is', 'emails are')} tried again.")
        waiting = list(access.emails_waiting().values_list("fault", flat=True))
        self.stdout.write(f"{plural(len(waiting), 'email waits', 'emails wait')}.{_why(waiting)}")
        lost = list(given_up.values_list("fault", flat=True))
        self.stdout.write(f"{plural(len(lost), 'email was', 'emails were')} given up in three days.{_why(lost)}")


def _why(faults: list[str]) -> str:
    counted = Counter(fault for fault in faults if fault)
    return "".join(f"\n  {many}: {FAULT_WORDS[Fault(fault)]}" for fault, many in counted.most_common())
