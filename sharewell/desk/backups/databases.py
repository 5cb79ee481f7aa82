"""The database in one file, as it stood at one instant, while people work; and put back from it."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from sharewell.desk.backups.shelf import settle, sync
from sharewell.errors import Refused, short
from sharewell.ledger import tree

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
# What may stand in a data folder into which a backup is restored: nothing of it is in a backup.
NO_HINDRANCE = {"secrets", "proven", "static", "outbox"}


def copied(backup: Path) -> int:
    """The database stands in the backup. Gives how many entries had their place at that instant."""
    target = backup / FILES[connection.vendor]
    return _dumped(target) if connection.vendor == "postgresql" else _copied_online(target)


def _copied_online(target: Path) -> int:
    """All in one step: what others write meanwhile is not in it, and holds neither them nor us up."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        (found,) = copy.execute("PRAGMA quick_check").fetchone()
        if found != "ok":
            raise Refused(f"The database is damaged, and so would be the backup: {short(found)}")
        (size,) = copy.execute("SELECT coalesce(max(position), 0) FROM ledger_place").fetchone()
    return int(size)


def _dumped(target: Path) -> int:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        size = tree.size()
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    return size


def reasons_not_to_fill() -> list[str]:
    """Why no backup may be restored here: something is here already. Empty when nothing is."""
    data = Path(settings.DATA)
    there = sorted(each.name for each in data.iterdir() if each.name not in NO_HINDRANCE) if data.exists() else []
    reasons = [f"The data folder {data} is not empty: it holds {', '.join(there[:5])}."] if there else []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
        reasons += [f"The database is not empty: it has {len(tables)} tables."] if tables else []
    return reasons


def put_back(backup: Path) -> None:
    """The empty database is the one of the backup."""
    kept = backup / FILES[connection.vendor]
    if connection.vendor == "postgresql":
        _run("pg_restore", "--single-transaction", "--no-owner", "--no-privileges", str(kept))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return
    place = Path(settings.DATABASES["default"]["NAME"])
    half = place.with_name(f".{place.name}.part")
    shutil.copyfile(kept, half)
    settle(half)
    half.rename(place)
    sync(place.parent)


def _run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs did its work on our database. Refused, with what it said, when not."""
    found = shutil.which(program)
    if found is None:
        raise Refused(f"{program} is not here: install PostgreSQL's client programs (postgresql-client).")
    (_, *where, name), surroundings = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [found, *where, f"--dbname={name}", *arguments]
    done = subprocess.run(
        command, env=os.environ | (surroundings or {}), capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise Refused(f"{program} failed: {(done.stderr.strip().splitlines() or ['it did not say why'])[0]}")
