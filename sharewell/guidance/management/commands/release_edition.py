"""manage.py release_edition NAME: checks and proves an edition, and locks it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.timezone import localdate

from sharewell.errors import Refused
from sharewell.guidance.management.piped import Piped
from sharewell.guidance.shelf.releasing import release
from sharewell.guidance.shelf.tables import EditionError
from sharewell.moment import now


class Command(Piped):
    help = "Checks and proves an edition of the guidance, and locks it: from then on it may not change."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name of the edition")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = release(options["name"], Path(settings.EDITIONS), localdate(now()))
        except (Refused, EditionError) as refused:
            raise CommandError("It was not released.\n" + "\n".join(map(str, refused.args))) from None
        self.stdout.write(f"{done.key} is released: {done.digest}\nIt holds from {done.in_force_from}.")
        self.stdout.write("Start the server and the worker again, so that they take it up.")
