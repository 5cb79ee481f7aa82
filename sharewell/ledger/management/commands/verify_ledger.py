"""manage.py verify_ledger: proves the book, or names what does not fit."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sharewell.ledger.guard import lowered, strange
from sharewell.ledger.sealing import unsealed
from sharewell.ledger.verifying import Tally, faults

SHOWN_AT_MOST = 100


class Command(BaseCommand):
    """Reads and recomputes every entry, every word and the chain. Ends with 1 when anything does not fit."""

    help = (
        "Reads the whole book and recomputes every digest: of each entry, of each word, and of the chain. Names each "
        "entry that was altered, taken out, put in or moved, and each word that is missing, and ends with 1. It cannot "
        "see that the newest entries were cut off, nor that somebody who may write everything wrote the whole chain "
        "anew: keep the checkpoint it prints (the last position and chain digest) elsewhere, and compare with --since."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--since",
            metavar="POSITION:DIGEST",
            help="a checkpoint printed earlier: the book must still have this chain digest at this position",
        )
        parser.add_argument("--all", action="store_true", help=f"show every fault, not only the first {SHOWN_AT_MOST}")

    def handle(self, *args: Any, **options: Any) -> None:
        tally, found = Tally(), 0
        if options["since"]:
            self._expect(tally, options["since"])
        for fault in chain(self._faults_of_the_guard(), faults(tally)):
            found += 1
            if found <= SHOWN_AT_MOST or options["all"]:
                self.stdout.write(fault)
        self._report(tally)
        if found:
            hidden = "" if found <= SHOWN_AT_MOST or options["all"] else f" {SHOWN_AT_MOST} are shown; --all shows all."
            raise CommandError(f"The book does not verify: {found} fault{'s' * (found > 1)}.{hidden}")
        self.stdout.write("The book verifies.")

    def _faults_of_the_guard(self) -> Iterator[str]:
        for trigger in lowered(connection):
            yield f"The guard is down: the database has no trigger {trigger}, or another, and lets the book be changed."
        for name in strange(connection):
            yield f"Not ours: {name}. It could change or leave out what is entered; whoever made it must say why."

    def _expect(self, tally: Tally, checkpoint: str) -> None:
        try:
            tally.expects(checkpoint)
        except ValueError:
            raise CommandError("A checkpoint looks like 1234:9f86d0...: a position and a chain digest.") from None

    def _report(self, tally: Tally) -> None:
        waiting = unsealed()
        self.stdout.write(f"{tally.entries} entries in order, {tally.words} words whole.")
        if waiting.count:
            age = int(waiting.oldest.total_seconds())
            self.stdout.write(f"{waiting.count} entries wait for their place, the oldest for {age} seconds.")
        self.stdout.write(f"Checkpoint {tally.position}:{tally.chain.hex()}")
