"""What is put in where nobody counts is named, too, and keeps nobody from reading the rest."""

import pytest
from django.db import connection

from sharewell.ledger.models import Entry
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, found, run, send_parcel

pytestmark = pytest.mark.django_db
LENGTH = 5
ENTRY_COLUMNS = ", ".join(field.column for field in Entry._meta.local_fields if field.name != "id")


@pytest.fixture(autouse=True)
def _a_book(db: None) -> None:
    for _ in range(LENGTH):
        send_parcel(by=TEACHER, parcel=Parcel())
    seal()


def _put_in(position: object) -> Entry:
    send_parcel(by=TEACHER, parcel=Parcel())
    run("DELETE FROM ledger_waiting")
    extra = Entry.objects.order_by("-written_at").first()
    run(
        "INSERT INTO ledger_place (position, entry_id, leaf) VALUES (%s, %s, %s)",
        position,
        extra.pk.hex if connection.vendor == "sqlite" else extra.pk,
        bytes(extra.digest),
    )
    return extra


@pytest.mark.sqlite
def test_one_put_in_under_the_first_id_of_all() -> None:
    run(f"INSERT INTO ledger_entry (id, {ENTRY_COLUMNS}) SELECT '', {ENTRY_COLUMNS} FROM ledger_entry LIMIT 1")  # noqa: S608
    run("DELETE FROM ledger_waiting")
    assert found() == ["Without a place: entry '' was put in, or its place was taken away."]


@pytest.mark.sqlite
@pytest.mark.parametrize("position", [-(2**63), -1])
def test_one_put_in_before_the_first(position: int) -> None:
    run("PRAGMA ignore_check_constraints = ON")
    extra = _put_in(position)
    run("PRAGMA ignore_check_constraints = OFF")
    said = found()
    assert said == [
        f"Position {position}: the book begins with 1; entry {extra.pk} was put before it.",
        "The file of the database was altered or damaged, in ledger_place: CHECK constraint failed in ledger_place.",
    ]


@pytest.mark.parametrize("position", [2**40, 2**63 - 1])
def test_one_put_in_far_away(position: int) -> None:
    """Nobody counts up to there."""
    _put_in(position)
    run("INSERT INTO ledger_node (number, hash) VALUES (7, %s)", b"x")
    said = found()
    assert said[0] == f"Positions {LENGTH + 1} to {position - 1}: the entries are missing, and their places."
    assert len(said) == 2 and said[1].startswith("The tree has a node 7 on level 0, and the book ends with position")
