"""manage.py export_ledger FILE: the whole book in one file, for somebody who checks it without this program."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sharewell.ledger.book import AT_THE_SERVER
from sharewell.ledger.exporting import export


class Command(BaseCommand):
    help = (
        "Writes the whole book into one zip file, to be checked with elsewhere/verify.py. Without --with-words it "
        "holds no personal text, but the names of those who acted, and identifiers. The export is entered in the book."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", help="the file to write; it must not be there yet")
        parser.add_argument("--with-words", action="store_true", help="with the personal text, opened: keep it safe")

    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(options["file"])
        try:
            size = export(target, by=AT_THE_SERVER, with_words=options["with_words"])
        except FileExistsError:
            raise CommandError(f"{target} is there already. Nothing was written.") from None
        except OSError as wrong:
            raise CommandError(f"{target} could not be written: {wrong}") from None
        self.stdout.write(f"{size} entries are in {target}.")
