"""Entries as the rooms above show them, with their words, in a fixed number of queries."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from sharewell.ledger import book
from sharewell.ledger.access import entries_about, entries_about_child, looks_at, words_of
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import EntryWords
from sharewell.ledger.tests.given import OPENED, STRANGER, TEACHER, Parcel, send_parcel
from sharewell.moment import pretend

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 10, 6, 9, tzinfo=UTC)


@pytest.fixture
def parcel() -> Parcel:
    """Sent, and looked at by two; another parcel was sent, too."""
    parcel = Parcel(child_id=uuid.uuid4())
    looked_at = type("Looked", (), {"pk": parcel.pk, "_meta": type("Meta", (), {"model_name": "parcel"})})()
    with pretend(THEN):
        send_parcel(by=TEACHER, parcel=parcel, because="It is due.", note="With care.")
        send_parcel(by=TEACHER, parcel=Parcel(child_id=uuid.uuid4()))
    for minutes, by in ((1, TEACHER), (2, STRANGER)):
        with pretend(THEN + timedelta(minutes=minutes)):
            book.enter_look(OPENED, by=by, subject=looked_at, child_id=parcel.child_id)
    return parcel


def test_entries_about_a_subject_oldest_first(parcel: Parcel) -> None:
    assert [entry.kind for entry in entries_about("parcel", parcel.pk)] == [
        "parcel.sent",
        "parcel.opened",
        "parcel.opened",
    ]
    assert not entries_about("shelf", parcel.pk)


def test_who_looked_latest_first(parcel: Parcel) -> None:
    assert [look.actor_name for look in looks_at("parcel", parcel.pk)] == ["Sam Strange", "Priya Nair"]


def test_entries_about_a_child(parcel: Parcel) -> None:
    assert [entry.nature for entry in entries_about_child(parcel.child_id)] == ["act", "look", "look"]


def test_their_words_in_one_query_without_those_that_are_missing(
    parcel: Parcel, django_assert_num_queries: object
) -> None:
    entries = list(entries_about("parcel", parcel.pk))
    with django_assert_num_queries(1):
        words = words_of(entries)
    assert words == {entries[0].pk: {"because": "It is due.", "note": "With care."}}
    with guard_lowered(connection):
        EntryWords.objects.filter(entry_id=entries[0].pk, name="note").delete()
    assert words_of(entries) == {entries[0].pk: {"because": "It is due."}}
