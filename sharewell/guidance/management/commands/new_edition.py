"""manage.py new_edition FROM NAME: begins an edition of the partnership's own, as a copy of another."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.timezone import localdate

from sharewell.errors import Refused
from sharewell.guidance.management.piped import Piped
from sharewell.guidance.shelf.copying import copy_edition
from sharewell.guidance.shelf.tables import EditionError
from sharewell.moment import now

EDIT = {
    "edition.toml": "title, publisher, source, what it replaces, and from when",
    "walk.toml": "the questions and their words; questions of your own go at the end, with `local = true`",
    "gateways.toml": "powers and duties in law",
    "glossary.toml": "what terms mean",
    "clocks.toml": "how long things may take",
    "words/": "the rules, the myths, the law and what each outcome means: your numbers and contacts go here",
}


class Command(Piped):
    help = "Copies an edition of the guidance to a new name on the partnership's own shelf, as a draft."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="FROM", help="the name of an edition, such as england-2026")
        parser.add_argument("name", metavar="NAME", help="the name of the new one, such as fernleigh-2027")

    def handle(self, *args: Any, **options: Any) -> None:
        shelf, name = Path(settings.EDITIONS), options["name"]
        try:
            shelf.mkdir(parents=True, exist_ok=True)
            made = copy_edition(options["source"], name, shelf, localdate(now()))
        except (Refused, EditionError, OSError) as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"{shelf / name} is a draft, “{made.title}”, for {made.in_force_from} and after. Edit there:\n"
        )
        wide = max(map(len, EDIT))
        for file, what in EDIT.items():
            self.stdout.write(f"  {file.ljust(wide)}  {what}")
        self.stdout.write(f"\nIt holds on no day until you run: manage.py release_edition {name}")
