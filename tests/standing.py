"""The cast as it stands in the database, built once by real acts and put in again as rows for each test.

Forty acts take longer than most of the tests that need the cast. What is put in is what those acts wrote, row by row;
where that cannot be used (another key of the vault, an earlier time) the acts are performed again.
"""

import pickle
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from time import monotonic
from typing import Any

from django.db import connection, transaction

from sharewell.directory.tests.given import Cast, the_cast
from sharewell.moment import now
from sharewell.vault import keys

# The database adds a row here for each entry, itself.
OF_ITS_OWN = {"ledger_waiting"}

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Kept:
    """What the acts wrote: the rows by table, the columns of each, and the objects."""

    key: object
    at: datetime
    rows: Rows
    columns: dict[str, list[str]]
    objects: bytes


_kept: list[Kept] = []
_began = datetime.now(UTC), monotonic()


def _really_now() -> datetime:
    """What the clock would show if no test had set it: a cast of another year is not what the next test needs."""
    return _began[0] + timedelta(seconds=monotonic() - _began[1])


def the_cast_again() -> Cast:
    """The cast in the database, within the transaction of a test."""
    key = keys.current()[0]
    if _kept and _kept[0].key == key and _kept[0].at < now():
        _put_in(_kept[0])
        return pickle.loads(_kept[0].objects)  # noqa: S301 - written by this very process
    before, _ = _everything()
    cast = the_cast()
    after, columns = _everything()
    new = {table: [row for row in rows if row not in before.get(table, ())] for table, rows in after.items()}
    changed = any(row not in after[table] for table, rows in before.items() for row in rows)
    if not changed and not _kept and abs(now() - _really_now()) < timedelta(minutes=1):
        _kept.append(
            Kept(key, now(), {table: rows for table, rows in new.items() if rows}, columns, pickle.dumps(cast))
        )
    return cast


def _everything() -> tuple[Rows, dict[str, list[str]]]:
    rows: Rows = {}
    columns: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in sorted({*connection.introspection.table_names(cursor)} - OF_ITS_OWN):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own
            columns[table] = [connection.ops.quote_name(column[0]) for column in cursor.description]
            rows[table] = [tuple(map(_plain, row)) for row in cursor.fetchall()]
    return rows, columns


def _plain(value: Any) -> Any:
    """As a database takes it again: SQLite knows no time of day."""
    if isinstance(value, memoryview):
        return bytes(value)
    return value.isoformat() if isinstance(value, time) else value


def _put_in(kept: Kept) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in kept.rows.items():
            columns = kept.columns[table]
            blanks = ", ".join(["%s"] * len(columns))
            into = f"INSERT INTO {connection.ops.quote_name(table)} ({', '.join(columns)})"
            cursor.executemany(f"{into} VALUES ({blanks})", rows)
