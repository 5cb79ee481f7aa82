"""The database itself refuses to change the book, whoever asks."""

import uuid
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from sharewell.ledger.guard import SQLITE_KEYS, guard_lowered, lowered, strange
from sharewell.ledger.models import (
    BookKey,
    Checkpoint,
    Cosignature,
    Entry,
    EntryWords,
    Erased,
    Node,
    Place,
    Waiting,
)
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.tree import number_of
from sharewell.ledger.verifying import Tally, faults
from sharewell.moment import now
from sharewell.vault import keys
from sharewell.vault.resealing import reseal

pytestmark = pytest.mark.django_db
REFUSED = [
    "UPDATE ledger_entry SET actor_name = 'Nobody'",
    "UPDATE ledger_entry SET actor_name = actor_name",
    "DELETE FROM ledger_entry",
    "UPDATE ledger_place SET position = position + 1",
    "DELETE FROM ledger_place",
    "UPDATE ledger_entrywords SET name = 'other'",
    "DELETE FROM ledger_entrywords",
    "UPDATE ledger_node SET hash = 'x'",
    "DELETE FROM ledger_node",
    "UPDATE ledger_bookkey SET vkey = 'x'",
    "DELETE FROM ledger_bookkey",
    "UPDATE ledger_checkpoint SET size = size + 1",
    "DELETE FROM ledger_checkpoint",
    "UPDATE ledger_cosignature SET size = 9",
    "DELETE FROM ledger_cosignature",
    "UPDATE ledger_erased SET name = 'x'",
    "DELETE FROM ledger_erased",
]


@pytest.fixture(autouse=True)
def _one_entry(db: None) -> None:
    send_parcel(by=TEACHER, parcel=Parcel())
    seal()


@pytest.fixture
def _a_row_in_each() -> None:
    """A trigger that looks at rows has one to look at."""
    Node.objects.create(number=number_of((9, 9)), hash=b"x")
    BookKey.objects.create(number=1, vkey="x", after_size=0, began_at=now())
    Checkpoint.objects.create(size=1, note="x", signed_at=now())
    Cosignature.objects.create(size=1, witness="x", line="x", seen_at=now())
    Erased.objects.create(entry_id=uuid.uuid4(), name="x", by_entry_id=uuid.uuid4())


@pytest.mark.usefixtures("_a_row_in_each")
@pytest.mark.parametrize("statement", REFUSED)
def test_sql(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Entry.objects.get().actor_name, Place.objects.get().position) == ("Priya Nair", 1)


@pytest.mark.postgresql
@pytest.mark.parametrize("table", sorted(SQLITE_KEYS))
def test_truncate(table: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


COPIED = ", ".join(field.column for field in Entry._meta.local_fields if field.name not in ("id", "kind"))


@pytest.mark.sqlite
@pytest.mark.usefixtures("_a_row_in_each")
@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT OR REPLACE INTO ledger_entry (id, kind, {COPIED}) SELECT id, 'forged', {COPIED} FROM ledger_entry",  # noqa: S608
        f"INSERT OR REPLACE INTO ledger_entry (rowid, id, kind, {COPIED})"  # noqa: S608
        f" SELECT rowid, lower(hex(randomblob(16))), 'forged', {COPIED} FROM ledger_entry",
        "INSERT OR REPLACE INTO ledger_place (position, entry_id, leaf) SELECT position, 'x', leaf FROM ledger_place",
        "INSERT OR REPLACE INTO ledger_place (position, entry_id, leaf) SELECT 9, entry_id, leaf FROM ledger_place",
        "REPLACE INTO ledger_checkpoint (rowid, size, note, signed_at) SELECT rowid, 9, 'x', signed_at"
        " FROM ledger_checkpoint",
        "INSERT OR REPLACE INTO ledger_entrywords SELECT id, 'x', name, salt, text FROM ledger_entrywords",
        "INSERT OR REPLACE INTO ledger_node SELECT number, 'x' FROM ledger_node",
        "INSERT OR REPLACE INTO ledger_checkpoint SELECT size, 'x', signed_at FROM ledger_checkpoint",
        "INSERT OR REPLACE INTO ledger_bookkey SELECT number, 'y', '', 0, began_at FROM ledger_bookkey",
        "INSERT OR REPLACE INTO ledger_cosignature SELECT 'y', size, witness, 'y', seen_at FROM ledger_cosignature",
        "INSERT OR REPLACE INTO ledger_erased SELECT 'y', entry_id, name, 'y' FROM ledger_erased",
        "INSERT OR REPLACE INTO ledger_entrywords SELECT 'x', entry_id, name, salt, text FROM ledger_entrywords",
    ],
)
def test_replacing(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Entry.objects.get().kind, Place.objects.get().position) == ("parcel.sent", 1)


def test_the_orm() -> None:
    entry = Entry.objects.get()
    words = EntryWords.objects.get()
    for change in (entry.save, entry.delete, Place.objects.get().save, words.save, words.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.fixture
def _rotated() -> Iterator[None]:
    keys.rotate()
    yield
    keys.forget()


@pytest.mark.usefixtures("_rotated")
def test_words_are_sealed_anew_and_the_guard_is_up_again() -> None:
    assert reseal(EntryWords).done == 1 and EntryWords.objects.get().text == "It is due."
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EntryWords.objects.all().delete()
    assert lowered(connection) == [] and list(faults(Tally())) == []


@pytest.mark.usefixtures("_rotated")
def test_words_that_cannot_be_sealed_anew_leave_the_guard_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EntryWords, "save", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reseal(EntryWords)
    assert lowered(connection) == [] and list(faults(Tally())) == []


def test_an_entry_has_one_place_and_a_place_one_entry() -> None:
    for position, entry_id in ((1, uuid.uuid4()), (2, Entry.objects.get().pk)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Place.objects.create(position=position, entry_id=entry_id, leaf=b"")


def test_each_entry_waits_from_the_moment_it_is_written() -> None:
    send_parcel(by=TEACHER, parcel=Parcel())
    assert Waiting.objects.count() == 1
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_parcel(by=TEACHER, parcel=Parcel())
        _ = 1 / 0
    assert Waiting.objects.count() == 1


def test_the_guard_is_up_again_after_it_was_lowered() -> None:
    with guard_lowered(connection):
        Place.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()


def test_a_guard_that_is_down_is_named() -> None:
    assert lowered(connection) == []
    with guard_lowered(connection):
        assert "ledger_entry_no_update" in lowered(connection)
        with pytest.raises(CommandError, match="does not verify"):
            call_command("verify_ledger", stdout=StringIO())
    assert lowered(connection) == []


@pytest.mark.sqlite
def test_a_guard_that_only_looks_the_same_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_entry_no_update")
        cursor.execute("CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT 1; END")
    assert lowered(connection) == ["ledger_entry_no_update"]


IN_SQLITE = "CREATE TRIGGER quietly BEFORE INSERT ON {} BEGIN SELECT RAISE(IGNORE); END"
IN_POSTGRES = "CREATE TRIGGER quietly BEFORE INSERT ON {} EXECUTE FUNCTION ledger_is_append_only()"


@pytest.mark.parametrize("table", [*SQLITE_KEYS, "ledger_waiting"])
def test_a_trigger_that_is_not_ours_is_named(table: str) -> None:
    assert strange(connection) == []
    with connection.cursor() as cursor:
        cursor.execute((IN_POSTGRES if connection.vendor == "postgresql" else IN_SQLITE).format(table))
    assert strange(connection) == [f"quietly on {table}"] and lowered(connection) == []
    said = StringIO()
    with pytest.raises(CommandError, match="does not verify: 1 fault"):
        call_command("verify_ledger", stdout=said)
    assert f"Not ours: quietly on {table}." in said.getvalue()


@pytest.mark.postgresql
def test_a_rule_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE RULE never AS ON INSERT TO ledger_entrywords DO INSTEAD NOTHING")
    assert strange(connection) == ["never (a rule) on ledger_entrywords"]


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "CREATE OR REPLACE FUNCTION ledger_entry_waits() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RETURN NULL; END'",
            "ledger_entry_waits",
        ),
        (
            "DROP TRIGGER ledger_entry_no_update ON ledger_entry; CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE "
            "ON ledger_entry FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION ledger_is_append_only()",
            "ledger_entry_no_update",
        ),
        *(
            (
                f"DROP TRIGGER ledger_entry_no_update ON ledger_entry; CREATE TRIGGER ledger_entry_no_update {when} "
                "ON ledger_entry EXECUTE FUNCTION ledger_is_append_only()",
                "ledger_entry_no_update",
            )
            for when in ("BEFORE TRUNCATE", "BEFORE UPDATE OF salt", "AFTER DELETE")
        ),
    ],
)
def test_a_guard_that_does_something_else_is_named(statement: str, named: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert lowered(connection) == [named]


@pytest.mark.postgresql
def test_a_trigger_of_our_name_on_another_table_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute(IN_POSTGRES.replace("quietly", "ledger_entry_no_update").format("ledger_waiting"))
    assert strange(connection) == ["ledger_entry_no_update on ledger_waiting"]
