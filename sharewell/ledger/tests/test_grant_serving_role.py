"""The role that serves people can add to the book; PostgreSQL itself refuses it everything else."""

import os
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ConnectionHandler, DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel

REFUSED = [
    "UPDATE ledger_entry SET actor_name = 'Nobody'",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry",
    "UPDATE ledger_place SET position = 9",
    "DELETE FROM ledger_place",
    "TRUNCATE ledger_place",
    "UPDATE ledger_entrywords SET name = 'x'",
    "DELETE FROM ledger_entrywords",
    "TRUNCATE ledger_entrywords",
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


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_has_no_roles() -> None:
    with pytest.raises(CommandError, match="Only PostgreSQL"):
        call_command("grant_serving_role", "app")
