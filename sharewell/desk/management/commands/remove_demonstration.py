"""manage.py remove_demonstration: the invented people go, book and all; an empty place with a new book begins."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from sharewell.desk.access import anybody_is_there, anybody_real
from sharewell.desk.leaving import MARK, reasons_not_to_leave, set_aside
from sharewell.errors import Refused
from sharewell.moment import now
from sharewell.vault.surroundings import flag
from sharewell.web.words import local


class Command(BaseCommand):
    help = (
        "Sets the demonstration's data folder aside (renamed, kept whole) and starts an empty one with a new book. "
        "Refused once anybody real is in it, and while the server runs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        is_sqlite = connection.vendor == "sqlite"
        reasons = reasons_not_to_leave(
            data=settings.DATA,
            is_sqlite=is_sqlite,
            is_demonstration=is_sqlite and ((settings.DATA / MARK).exists() or anybody_is_there()),
            is_anybody_real=is_sqlite and anybody_real(),
            is_switched_on=flag("SHAREWELL_DEMONSTRATION"),
        )
        if reasons:
            raise CommandError(" ".join(reasons))
        self._settle_on_disk()
        try:
            aside = set_aside(settings.DATA, local(now()).date())
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        self.stdout.write(f"The demonstration is kept, whole, in {aside}")
        self.stdout.write(f"{settings.DATA} is empty, with new secrets and a new book. ./run serves it.")
        self.stdout.write("manage.py start_partnership adds the first agency and person.")

    def _settle_on_disk(self) -> None:
        """All that was written stands in the one file, and nothing holds it open."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
