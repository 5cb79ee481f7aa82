"""Personal text can go for good, and the book still proves what was done, and that it went."""

import uuid
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from sharewell.errors import Refused
from sharewell.ledger import book, tree
from sharewell.ledger.erasing import erase_words
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Entry, EntryWords, Erased
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.verifying import Tally, faults

pytestmark = pytest.mark.django_db
WHAT, RULE = "the words of a parcel", "records of parcels: six years"


def found() -> list[str]:
    return list(faults(Tally()))


@pytest.fixture
def entries() -> list[Entry]:
    for number in range(3):
        send_parcel(by=TEACHER, parcel=Parcel(), note=f"Note {number}")
    seal()
    return list(Entry.objects.order_by("written_at"))


@pytest.fixture
def _forged() -> Iterator[None]:
    with guard_lowered(connection):
        yield


def test_the_text_goes_and_the_proof_stays(entries: list[Entry]) -> None:
    root = tree.root_at(3)
    told = erase_words(by=TEACHER, entries=[entries[0].pk, entries[1].pk], what=WHAT, rule=RULE)
    seal()
    assert {word.entry_id for word in EntryWords.objects.all()} == {entries[2].pk}
    assert tree.root_at(3) == root and found() == []
    both = [{"entry": str(each.pk), "names": ["because", "note"]} for each in sorted(entries[:2], key=lambda e: e.pk)]
    assert told.facts == {"erased": both, "what": WHAT, "rule": RULE}
    assert (told.kind, told.actor_name, told.nature) == ("words.erased", "Priya Nair", "event")


def test_the_database_lets_no_other_word_go(entries: list[Entry]) -> None:
    erase_words(by=TEACHER, entries=[entries[0].pk], what=WHAT, rule=RULE)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EntryWords.objects.all().delete()
    assert EntryWords.objects.count() == 4


@pytest.mark.parametrize(("what", "rule"), [("", RULE), (WHAT, " ")])
def test_refused_without_what_and_why(entries: list[Entry], what: str, rule: str) -> None:
    with pytest.raises(Refused, match="Say what kind of thing is erased"):
        erase_words(by=TEACHER, entries=[entries[0].pk], what=what, rule=rule)


def test_refused_when_nothing_is_left(entries: list[Entry]) -> None:
    erase_words(by=TEACHER, entries=[entries[0].pk], what=WHAT, rule=RULE)
    with pytest.raises(Refused, match="no words that could be erased"):
        erase_words(by=TEACHER, entries=[entries[0].pk], what=WHAT, rule=RULE)


@pytest.mark.usefixtures("entries", "_forged")
def test_a_word_taken_out_under_a_note_that_no_entry_tells_of(entries: list[Entry]) -> None:
    word = EntryWords.objects.get(entry_id=entries[1].pk, name="note")
    Erased.objects.create(entry_id=word.entry_id, name="note", by_entry_id=entries[0].pk)
    assert f"The word 'note' of entry {word.entry_id} is noted as erased, and is still there." in found()
    word.delete()
    assert found() == [
        f"The word 'note' of entry {word.entry_id} is noted as erased, and no entry tells of it: it was taken out."
    ]


@pytest.mark.usefixtures("entries", "_forged")
def test_a_note_of_a_word_that_there_never_was(entries: list[Entry]) -> None:
    Erased.objects.create(entry_id=entries[1].pk, name="more", by_entry_id=entries[0].pk)
    assert any("there never was such a word: the note was put in." in fault for fault in found())


@pytest.mark.usefixtures("entries", "_forged")
def test_a_note_of_erasure_taken_out_leaves_a_word_missing(entries: list[Entry]) -> None:
    erase_words(by=TEACHER, entries=[entries[0].pk], what=WHAT, rule=RULE)
    Erased.objects.filter(name="note").delete()
    assert any(f"entry {entries[0].pk} (parcel.sent): its word 'note' is missing." in fault for fault in found())


def test_a_note_of_erasure_under_the_first_id_of_all_is_looked_at_too(entries: list[Entry]) -> None:
    """The database lets a word go that is noted as erased; that an entry tells of it is seen here alone."""
    first = {"pk": uuid.UUID(int=0), "entry_id": entries[0].pk, "name": "note", "by_entry_id": entries[1].pk}
    Erased.objects.create(**first)
    EntryWords.objects.get(entry_id=entries[0].pk, name="note").delete()
    assert found() == [
        f"The word 'note' of entry {entries[0].pk} is noted as erased, and no entry tells of it: it was taken out."
    ]


@pytest.mark.parametrize("facts", [{}, {"erased": [{}]}, {"erased": 1}, {"erased": [{"entry": [], "names": [[]]}]}])
def test_an_entry_that_tells_of_an_erasure_in_no_words_of_ours_tells_nothing(
    entries: list[Entry], facts: dict[str, object]
) -> None:
    told = book.enter("words.erased", by=TEACHER, subject_kind="entry", subject_id="x", facts=facts)
    Erased.objects.create(entry_id=entries[0].pk, name="note", by_entry_id=told.pk)
    EntryWords.objects.get(entry_id=entries[0].pk, name="note").delete()
    assert any("no entry tells of it: it was taken out." in fault for fault in found())
