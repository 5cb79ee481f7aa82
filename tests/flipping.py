"""Turns bits in the file of a book, one at a time: `python -m tests.flipping FLIPS [SEED]`.

A small book is written into a database of its own: entries with and without words, checkpoints, an erasure. Then,
again and again, one bit anywhere in a copy of the file is turned, and the whole is verified as verify_ledger does. What
the tables of the book hold, read row by row, says whether the bit changed any content. It prints one line of JSON: how
many turns changed content, how many of those were found, those that were not, and how many changed nothing.
"""

import json
import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ENTRIES = 60
TABLES = (
    "ledger_entry", "ledger_entrywords", "ledger_place", "ledger_node", "ledger_erased", "ledger_bookkey",
    "ledger_checkpoint", "ledger_cosignature", "ledger_waiting",
)  # fmt: skip


def write_book() -> bytes:
    """The bytes of the database once the book is in it."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from sharewell.ledger.erasing import erase_words
    from sharewell.ledger.models import Entry
    from sharewell.ledger.sealing import seal
    from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
    from sharewell.ledger.vouching.checkpoints import sign

    call_command("migrate", verbosity=0)
    for number in range(ENTRIES):
        send_parcel(
            by=TEACHER, parcel=Parcel(), because=f"Reason {number} – ä", note="n" * (number % 3), weight=number % 10
        )
    seal()
    sign()
    first = Entry.objects.filter(kind="parcel.sent")[0]
    erase_words(by=TEACHER, entries=[first.pk], what="the words of a parcel", rule="six years")
    seal()
    sign()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("ledger_", "vault_", "sqlite_", "django_migrations")):
                cursor.execute(f'DROP TABLE "{table}"')
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return Path(settings.DATABASES["default"]["NAME"]).read_bytes()


def content(path: Path) -> Any:
    """What the tables hold, row by row; None when that cannot be read."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.text_factory = bytes
    try:
        return [connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid").fetchall() for table in TABLES]  # noqa: S608
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def found_in(path: Path) -> list[str]:
    """What verifying says of it, at most a few faults; that it cannot be opened is one."""
    from django.db import DatabaseError, connection

    from sharewell.ledger.guard import lowered, strange
    from sharewell.ledger.verifying import Tally, faults
    from sharewell.ledger.vouching.checking import faults_of_checkpoints, faults_of_cosignatures, faults_of_keys
    from sharewell.vault import keys
    from sharewell.vault.sealed import VaultError

    def every() -> Iterator[str]:
        yield from (*lowered(connection), *strange(connection))
        yield from faults(Tally())
        yield from faults_of_keys()
        yield from faults_of_checkpoints()
        yield from faults_of_cosignatures()

    keys.forget()
    try:
        return list(islice(every(), 3))
    except (DatabaseError, VaultError, OSError, ValueError) as wrong:
        return [f"it cannot be read: {wrong}"]
    finally:
        connection.close()


def what_changed(before: list[Any], after: list[Any] | None) -> str:
    """In which table, and the rows as they were and are."""
    for table, old, new in zip(TABLES, before, after or [], strict=False):
        if old != new:
            rows = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
            return f"{table}: {len(old)} rows, now {len(new)}: {rows[:1]!r}"[:400]
    return "it cannot be read"


def turned(flips: int, chance: random.Random, whole: bytes) -> dict[str, Any]:
    from django.conf import settings

    path = Path(settings.DATABASES["default"]["NAME"])
    before = content(path)
    seen: dict[str, Any] = {"flips": flips, "changed": 0, "found": 0, "missed": [], "harmless": 0, "false alarms": 0}
    for _ in range(flips):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        copy = bytearray(whole)
        copy[place] ^= 1 << bit
        for each in path.parent.glob(f"{path.name}-*"):
            each.unlink()
        path.write_bytes(copy)
        said = found_in(path)
        if content(path) == before:
            seen["harmless"] += 1
            seen["false alarms"] += bool(said)
            continue
        seen["changed"] += 1
        seen["found"] += bool(said)
        if not said:
            seen["missed"].append([place, bit, what_changed(before, content(path))])
    return seen


def main() -> None:
    flips, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20261126
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")
    import django

    django.setup()
    whole = write_book()
    if said := found_in(Path(os.environ["SHAREWELL_DATA"], "sharewell.sqlite3")):
        raise SystemExit(f"The book did not verify before anything was turned: {said}")
    print(json.dumps(turned(flips, random.Random(seed), whole) | {"bytes": len(whole)}))


if __name__ == "__main__":
    main()
