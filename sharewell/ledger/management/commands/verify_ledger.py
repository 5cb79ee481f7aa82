"""manage.py verify_ledger: proves the book, or names what does not fit."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sharewell.ledger.guard import lowered, strange
from sharewell.ledger.reading import UNREADABLE
from sharewell.ledger.sealing import names_of_unsealed, unsealed
from sharewell.ledger.side_by_side import side_by_side
from sharewell.ledger.verifying import Tally, faults
from sharewell.ledger.vouching import checkpoints
from sharewell.ledger.vouching.checking import (
    faults_of_checkpoint_elsewhere,
    faults_of_checkpoints,
    faults_of_cosignatures,
    faults_of_keys,
)
from sharewell.ledger.vouching.notes import NoteError, key_of
from sharewell.ledger.vouching.receipts import checkpoint_in

SHOWN_AT_MOST = 100


class Command(BaseCommand):
    """Reads and recomputes everything the book keeps. Ends with 1 when anything does not fit."""

    help = (
        "Reads the whole book and recomputes every entry, word, node of the tree, checkpoint and cosignature. Names "
        "each entry that was altered, taken out, put in or moved, and each word that is missing, and ends with 1. It "
        "cannot see that the newest entries were cut off with all that speaks of them, nor that somebody who holds the "
        "signing key wrote the whole book anew: keep checkpoints and the first public key elsewhere, and compare with "
        "--checkpoint and --key."
    )

    # The book can be proved whatever else of the installation is not as it should be.
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--checkpoint",
            metavar="FILE",
            action="append",
            default=[],
            help="a checkpoint kept elsewhere, or a receipt: the book must have grown out of it (may be repeated)",
        )
        parser.add_argument(
            "--key", metavar="NAME+ID+KEY", default="", help="the book's first public key, kept elsewhere"
        )
        parser.add_argument("--processes", type=int, help="how many work side by side; otherwise as the book needs")
        parser.add_argument("--all", action="store_true", help=f"show every fault, not only the first {SHOWN_AT_MOST}")

    def handle(self, *args: Any, **options: Any) -> None:
        elsewhere = [(name, _read(name)) for name in options["checkpoint"]]
        _must_be_a_key(options["key"])
        tally, found = Tally(), 0
        with side_by_side(options["processes"]) as spread:
            every = (
                self._faults_of_the_guard(),
                faults(tally, spread),
                faults_of_keys(options["key"]),
                faults_of_checkpoints(),
                faults_of_cosignatures(),
                *(_against(name, note) for name, note in elsewhere),
            )
            for fault in chain(*map(_as_far_as_it_can_be_read, every)):
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

    def _report(self, tally: Tally) -> None:
        waiting = unsealed()
        self.stdout.write(f"{tally.entries} entries in order, {tally.words} words whole.")
        if waiting.count:
            age = int(waiting.oldest.total_seconds())
            wait, seconds = _counted(waiting.count, "entry waits", "entries wait"), _counted(age, "second", "seconds")
            self.stdout.write(f"{wait} for a place, the oldest for {seconds}:")
            for name in islice(names_of_unsealed(), SHOWN_AT_MOST):
                self.stdout.write(f"  {name}")
        try:
            self.stdout.write(_newest_checkpoint(tally.position))
        except UNREADABLE as wrong:
            self.stdout.write(f"The newest checkpoint cannot be read: {wrong}")


def _newest_checkpoint(position: int) -> str:
    newest = checkpoints.newest()
    if newest is None:
        return "Nothing was signed yet."
    return (
        f"The newest checkpoint, of {newest.size} entries, was signed on {newest.signed_at:%Y-%m-%d at %H:%M:%S} UTC; "
        f"{_counted(position - newest.size, 'entry has', 'entries have')} come since."
    )


def _as_far_as_it_can_be_read(faults: Iterable[str]) -> Iterator[str]:
    try:
        yield from faults
    except UNREADABLE as wrong:
        yield f"What the book keeps, or what vouches for it, cannot be read on: {wrong}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _read(name: str) -> str:
    try:
        return checkpoint_in(Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as wrong:
        raise CommandError(f"The checkpoint {name} cannot be read: {wrong}") from None


def _must_be_a_key(vkey: str) -> None:
    try:
        if vkey:
            key_of(vkey)
    except NoteError as wrong:
        raise CommandError(f"--key: {wrong}") from None


def _against(name: str, note: str) -> Iterator[str]:
    try:
        yield from faults_of_checkpoint_elsewhere(note)
    except NoteError as wrong:
        yield f"{name}: {wrong}"
