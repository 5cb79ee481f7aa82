"""The role that serves people can add to the book; PostgreSQL itself refuses it everything else."""

import os
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ConnectionHandler, DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from sharewell.ledger.erasing import erase_words
from sharewell.ledger.guard import SQLITE_KEYS, WORDS
from sharewell.ledger.models import Entry
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel

REFUSED = [
    "UPDATE ledger_entry SET actor_name = 'Nobody'",
    "UPDATE ledger_place SET position = 9",
    "UPDATE ledger_entrywords SET name = 'x'",
    "TRUNCATE ledger_entrywords",
    *(f"{verb} {table}" for table in sorted(SQLITE_KEYS) if table != WORDS for verb in ("DELETE FROM", "TRUNCATE")),
    "UPDATE ledger_node SET hash = ''",
    "UPDATE ledger_checkpoint SET note = ''",
    "UPDATE ledger_cosignature SET line = ''",
    "UPDATE ledger_bookkey SET vkey = ''",
    "UPDATE ledger_erased SET name = ''",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER ledger_entry_no_update ON ledger_entry",
    "DROP TABLE ledger_entry CASCADE",
    "CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE TABLE mine (id integer)",
    "DELETE FROM django_migrations",
    "SET session_replication_role = replica",
]


@pytest.fixture
def role() -> str:
    return os.environ["SHAREWELL_TEST_SERVING_ROLE"]


@pytest.fixture
def serving(role: str, transactional_db: None) -> Iterator[BaseDatabaseWrapper]:
    """A connection as the serving role, to a book with one entry."""
    send_parcel(by=TEACHER, parcel=Parcel())
    seal()
    call_command("grant_serving_role", role, stdout=StringIO())
    described = connection.settings_dict | {"USER": role, "OPTIONS": {}}
    mine = ConnectionHandler({"default": described})["default"]
    yield mine
    mine.close()


@pytest.mark.postgresql
@pytest.mark.parametrize("statement", REFUSED)
def test_refused(serving: BaseDatabaseWrapper, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), serving.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.postgresql
def test_a_word_goes_only_once_an_entry_tells_of_it(serving: BaseDatabaseWrapper) -> None:
    with pytest.raises(DatabaseError, match="append-only"), serving.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entrywords")
    erase_words(by=TEACHER, entries=[Entry.objects.get().pk], what="the words of a parcel", rule="six years")
    with serving.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entrywords")
        assert cursor.fetchone() == (0,)


@pytest.mark.postgresql
def test_a_temporary_table_of_its_own_tells_of_no_erasure(serving: BaseDatabaseWrapper) -> None:
    with serving.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE ledger_erased AS SELECT entry_id, name FROM ledger_entrywords")
        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute("DELETE FROM ledger_entrywords")


@pytest.mark.postgresql
def test_allowed(serving: BaseDatabaseWrapper) -> None:
    with serving.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        assert cursor.fetchone() == (1,)
        cursor.execute(
            "INSERT INTO ledger_entry SELECT gen_random_uuid(), nature, kind, actor_kind, actor_id, actor_name,"
            " actor_role, agency, agency_name, subject_kind, subject_id, child_id, happened_at, written_at, facts_text,"
            " word_digests_text, salt, marks, digest FROM ledger_entry"
        )
        cursor.execute("SELECT count(*) FROM ledger_waiting")
        assert cursor.fetchone() == (1,)
        cursor.execute("DELETE FROM ledger_waiting")
        cursor.execute("UPDATE vault_datakey SET retired_at = now() WHERE false")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_role_that_must_not_serve(role: str) -> None:
    with pytest.raises(CommandError, match="There is no role nobody_at_all"):
        call_command("grant_serving_role", "nobody_at_all")
    with pytest.raises(CommandError, match="owns"), transaction.atomic():
        call_command("grant_serving_role", connection.settings_dict["USER"])
    with pytest.raises(CommandError, match="is a superuser"):
        call_command("grant_serving_role", "superuser")
    with pytest.raises(CommandError, match=r"sharewell_heir owns \d+ tables, functions or schemas, or may become"):
        call_command("grant_serving_role", "sharewell_heir")
    with pytest.raises(CommandError, match="sharewell_maker may make roles"):
        call_command("grant_serving_role", "sharewell_maker")


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_has_no_roles() -> None:
    with pytest.raises(CommandError, match="Only PostgreSQL"):
        call_command("grant_serving_role", "app")
