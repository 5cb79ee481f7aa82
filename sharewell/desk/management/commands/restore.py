"""manage.py restore: an empty place becomes what a backup holds, and its book is proved."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from sharewell.desk.backups.making import CHECKPOINT
from sharewell.desk.backups.restoring import Restored, restore
from sharewell.errors import Refused

BEHIND = """
The book has {loss.held} entries, and {loss.told}.
People can work here, and nothing is signed under the name {loss.origin} any more: witnesses would refuse it, for a
second book of that name is what they are there to find. Give the book a new name in SHAREWELL_BOOK, run
manage.py continue_book, and tell each witness. docs/running.md, "When entries were lost", says what else to do.
"""


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty data folder (and an empty PostgreSQL database), proves the book against the "
        "backup's own checkpoint, and says what is missing since. Put the keys into their place first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="one backup: the folder with backup.json in it")
        known = parser.add_mutually_exclusive_group()
        known.add_argument(
            "--checkpoint",
            metavar="FILE",
            type=Path,
            help="the newest checkpoint that anybody kept, or a receipt, which ends with one",
        )
        known.add_argument(
            "--nothing-newer",
            action="store_true",
            help="you know that nothing was signed after this backup: server and worker had been stopped for it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        backup = options["folder"].resolve()
        try:
            elsewhere = options["checkpoint"].read_text(encoding="utf-8") if options["checkpoint"] else ""
            done = restore(backup, elsewhere, is_newest=options["nothing_newer"])
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from None
        except (OSError, UnicodeDecodeError, Error) as wrong:
            raise CommandError(f"The backup could not be restored: {wrong}") from None
        self._prove(backup, options["checkpoint"] if not done.loss else None)
        self._say(done)

    def _prove(self, backup: Path, elsewhere: Path | None) -> None:
        held_to = [str(each) for each in (backup / CHECKPOINT, elsewhere) if each and each.exists()]
        call_command("verify_ledger", checkpoint=held_to, stdout=self.stdout, stderr=self.stderr)

    def _say(self, done: Restored) -> None:
        if done.notice:
            self.stderr.write(f"Nothing could be compared with the checkpoint that you gave: {done.notice}")
        told = done.manifest
        self.stdout.write(f"Restored: everything up to {told.made_at}, {told.size} entries of {told.origin}.")
        if done.loss:
            self.stdout.write(BEHIND.format(loss=done.loss))
