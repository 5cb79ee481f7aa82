"""manage.py backup: everything that must be kept, but for the keys, in one new folder; while people work."""

import sqlite3
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from sharewell.desk.backups.making import Made, make
from sharewell.errors import Refused


class Command(BaseCommand):
    help = (
        "Writes the database, the files that must be kept and the newest signed checkpoint into a new folder in "
        "FOLDER, while people work. The keys are not in it: keep a copy of secrets/ somewhere else."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="where backups stand, each in its own folder")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="then only the newest N are left there")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 0:
            raise CommandError("--keep: give how many backups are to be left, 1 or more.")
        try:
            made = make(options["folder"].resolve(), options["keep"])
        except Refused as refused:
            raise CommandError(f"No backup was made. {' '.join(refused.reasons)}") from None
        except (OSError, sqlite3.Error, Error) as wrong:
            raise CommandError(f"No backup was made, and nothing half made is left: {wrong}") from None
        self._say(made)

    def _say(self, made: Made) -> None:
        if made.notice:
            self.stderr.write(f"The book could not be signed: {made.notice}")
        for each in made.gone:
            self.stdout.write(f"{each.name} is gone: it was older than the newest that are kept.")
        self.stdout.write(f"{made.folder} is whole: {made.manifest.size} entries of {made.manifest.origin}.")
        self.stdout.write("No key is in it. Keep a copy of the keys (secrets/) somewhere else.")
