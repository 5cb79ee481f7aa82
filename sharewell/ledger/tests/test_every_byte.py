"""Every byte of every column of the book: changed, it is found and named."""

import os
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Entry
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.verifying import Tally, faults

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.full]
IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
# The whole of the last fifty entries, or a byte here and there of two.
ENTRIES, STEP = (50, 1) if IS_FULL else (2, 29)
WORDS = 10 if IS_FULL else 1
NAMED = {"facts_text": "facts", "word_digests_text": "word_digests"}
COLUMNS = [field.column for field in Entry._meta.local_fields if field.column != "id"]


@pytest.fixture
def entries(db: None) -> Iterator[list[Entry]]:
    for number in range(ENTRIES):
        parcel = Parcel(child_id=uuid.uuid4() if number % 2 else None)
        send_parcel(
            by=TEACHER, parcel=parcel, because=f"Grund {number} – ä", note="n" * (number % 3), weight=number % 10
        )
    seal()
    with guard_lowered(connection):
        yield list(Entry.objects.all())


def stored(entry: Entry, column: str) -> Any:
    """The very text or bytes in the column."""
    with connection.cursor() as cursor:
        as_text = f"{column} || ''" if column in ("happened_at", "written_at") else column
        cursor.execute(f"SELECT {as_text} FROM ledger_entry WHERE id = %s", [entry.pk.hex])  # noqa: S608
        return cursor.fetchone()[0]


def put(entry: Entry, column: str, value: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_entry SET {column} = %s WHERE id = %s", [value, entry.pk.hex])  # noqa: S608


def changed(value: Any, place: int) -> Any:
    if isinstance(value, str):
        return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
    return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]


@pytest.mark.sqlite
def test_every_byte_of_every_column(entries: list[Entry]) -> None:
    tried = 0
    for entry in entries:
        for column in COLUMNS:
            value = stored(entry, column)
            for place in range(0, len(value or ""), STEP):
                put(entry, column, changed(value, place))
                said = list(faults(Tally()))
                assert any(f"entry {entry.pk}" in each and NAMED.get(column, column) in each for each in said), (
                    column, place, said,
                )  # fmt: skip
                tried += 1
            put(entry, column, value)
    print(tried, "bytes")
    assert list(faults(Tally())) == [] and tried >= len(entries) * (450 if IS_FULL else 10)


@pytest.mark.sqlite
def test_every_byte_of_the_words(entries: list[Entry]) -> None:
    """The words of some of the entries: their ids, their names, and what is sealed."""
    tried = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, * FROM ledger_entrywords ORDER BY rowid")
        columns, rows = [each[0] for each in cursor.description], cursor.fetchall()
        for rowid, *values in rows[:WORDS]:
            for column, value in zip(columns[1:], values, strict=True):
                for place in range(0, len(value), STEP):
                    change = f"UPDATE ledger_entrywords SET {column} = %s WHERE rowid = %s"  # noqa: S608
                    cursor.execute(change, [changed(value, place), rowid])
                    assert any("word" in each for each in faults(Tally())), (column, place)
                    tried += 1
                cursor.execute(change, [value, rowid])
    print(tried, "bytes of words")
    assert list(faults(Tally())) == [] and tried >= (2_000 if IS_FULL else 5)
