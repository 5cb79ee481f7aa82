"""What the database can do at best: a durable commit with nothing around it; and an act beside a plain transaction."""

import os
import sqlite3
import time
from pathlib import Path
from statistics import median

SECONDS = 2.0
ROW = b"x" * 400


def raw_commits(folder: Path) -> float:
    """Durable commits a second, one row of 400 bytes each, one writer, on the same database."""
    address = os.environ.get("SHAREWELL_DATABASE", "")
    return _postgres(address) if address else _sqlite(folder)


def _sqlite(folder: Path) -> float:
    connection = sqlite3.connect(folder / "yardstick.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, words BLOB)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO line (words) VALUES (?)", (ROW,))
        connection.execute("COMMIT")

    return _a_second(commit)


def _postgres(address: str) -> float:
    import psycopg

    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS yardstick (id serial primary key, words bytea)")
        connection.commit()

        def commit() -> None:
            connection.execute("INSERT INTO yardstick (words) VALUES (%s)", (ROW,))
            connection.commit()

        return _a_second(commit)


def _a_second(commit: object) -> float:
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        commit()  # type: ignore[operator]
        done += 1
    return done / (time.perf_counter() - began)


def act_beside_plain(rounds: int) -> tuple[float, float, int]:
    """Median seconds of an act with its entry, of a plain ORM transaction that writes as many rows, and how many rows.

    The act is `write_item`: an item, its version, the entry and the entry's words. The plain transaction creates as
    many
    rows of the same tables, one by one, with nothing else around it. Turn by turn, on the same connection.
    """
    from django.db import transaction

    from sharewell.directory.models import Member
    from sharewell.items.actions import write_item
    from sharewell.items.models import Item, ItemVersion
    from sharewell.items.rules import ItemDetails, Known
    from sharewell.ledger.models import Entry, EntryWords
    from sharewell.moment import now
    from sharewell.people.models import Child

    member = Member.objects.select_related("user", "agency").get(user__email="rachel.alder@example.org")
    child = Child.objects.filter(agency=member.agency)[0]
    tables = (Item, ItemVersion, Entry, EntryWords)

    def plain() -> None:
        with transaction.atomic():
            for _ in range(2):
                item = Item.objects.create(agency_id=member.agency_id, child=child, author=member, written_at=now())
                ItemVersion.objects.create(
                    agency_id=member.agency_id,
                    item=item,
                    number=1,
                    kind="fact",
                    category="happened",
                    text="A bruise on her arm, seen at register.",
                    written_at=now(),
                    written_by=member,
                )

    def act() -> None:
        write_item(
            by=member, child=child, details=ItemDetails(text="A bruise on her arm, seen at register.", kind=Known.FACT)
        )

    before = [table.objects.count() for table in tables]
    act()
    rows = sum(table.objects.count() for table in tables) - sum(before)
    if rows != 4:
        raise SystemExit(f"The act writes {rows} rows; the plain transaction 4: put the benchmark right.")
    times: dict[str, list[float]] = {"act": [], "plain": []}
    for _ in range(rounds):
        for name, work in (("act", act), ("plain", plain)):
            began = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - began)
    return median(times["act"]), median(times["plain"]), rows
