"""Whatever is changed behind the application's back is named; a whole book is not."""

import re
import uuid
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharewell.ledger import rules
from sharewell.ledger.guard import guard_lowered, lower_guard, raise_guard
from sharewell.ledger.merkle import node_hash
from sharewell.ledger.models import Entry, EntryWords, Node, Place, Waiting
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, found, run, send_parcel
from sharewell.ledger.tree import number_of
from sharewell.ledger.verifying import Tally, faults
from sharewell.ledger.vouching import checkpoints

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LENGTH = 12
BYTES, INSTANTS = {"salt", "marks", "digest"}, {"happened_at", "written_at"}


@pytest.fixture
def book(db: None) -> Iterator[list[Entry]]:
    """A dozen entries in their places, and nothing in the way of a forger."""
    for number in range(LENGTH):
        parcel = Parcel(child_id=uuid.uuid4() if number % 2 else None)
        send_parcel(
            by=TEACHER, parcel=parcel, because=f"Grund {number} – ä", note="n" * (number % 3), weight=number % 10
        )
    seal()
    with guard_lowered(connection):
        yield [Entry.objects.get(pk=place.entry_id) for place in Place.objects.order_by("position")]


def key(entry: Entry) -> object:
    return entry.pk.hex if connection.vendor == "sqlite" else entry.pk


def renumber(old: int, new: int) -> None:
    run("UPDATE ledger_place SET position = %s WHERE position = %s", new, old)


def test_a_whole_book_has_no_faults(book: list[Entry]) -> None:
    tally = Tally()
    assert list(faults(tally)) == []
    assert (tally.entries, tally.position, tally.waiting) == (LENGTH, LENGTH, 0)
    assert tally.words == EntryWords.objects.count() == LENGTH + LENGTH * 2 // 3


def test_an_empty_book_has_none_either(db: None) -> None:
    assert found() == []


def test_the_digests_are_those_that_the_rules_tell(book: list[Entry]) -> None:
    """Recomputed here from the words of the door plate alone."""
    import hashlib
    import json

    for place, entry in zip(Place.objects.order_by("position"), book, strict=True):
        said = {
            "id": str(entry.id), "nature": "act", "kind": "parcel.sent", "actor_kind": "member", "actor_id": "5f9c",
            "actor_name": "Priya Nair", "actor_role": "practitioner", "agency": "a-school",
            "agency_name": "Holmbury Primary School", "subject_kind": "parcel", "subject_id": entry.subject_id,
            "child_id": entry.child_id, "facts": entry.facts, "word_digests": entry.word_digests,
            "happened_at": entry.happened_at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "written_at": entry.written_at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "salt": bytes(entry.salt).hex(), "marks": bytes(entry.marks).hex(),
        }  # fmt: skip
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(b"\0" + text.encode()).digest() == bytes(entry.digest) == bytes(place.leaf)


COLUMNS = [name for name in rules.COLUMNS if name != "id"] + ["marks", "digest"]


@pytest.mark.parametrize("column", COLUMNS)
def test_one_byte_of_any_column(book: list[Entry], column: str) -> None:
    stored = {"facts": "facts_text", "word_digests": "word_digests_text"}.get(column, column)
    for position in (1, 6, LENGTH):
        entry = book[position - 1]
        value = getattr(entry, stored)
        if value is None or value == "":
            continue
        _set(entry, stored, _one_byte_off(column, value))
        (first, *_) = said = found()
        assert first == f"Position {position}: entry {entry.pk} ({_kind_now(entry)}) was altered: {column}.", said
        assert all(f"{entry.pk}" in fault for fault in said)
        _set(entry, stored, value)
        assert found() == []


def _set(entry: Entry, column: str, value: object) -> None:
    field = Entry._meta.get_field(column)
    value = field.get_db_prep_save(value, connection)
    run(f"UPDATE ledger_entry SET {column} = %s WHERE id = %s", value, key(entry))  # noqa: S608


def _kind_now(entry: Entry) -> str:
    return Entry.objects.values_list("kind", flat=True).get(pk=entry.pk)


def _one_byte_off(column: str, value: object) -> object:
    if column in BYTES:
        return bytes([bytes(value)[0] ^ 1]) + bytes(value)[1:]
    if column in INSTANTS:
        return value.replace(microsecond=value.microsecond ^ 1)
    return value[:-2] + chr(ord(value[-2]) ^ 1) + value[-1]


def test_an_id(book: list[Entry]) -> None:
    entry, other = book[4], uuid.uuid4()
    run(
        "UPDATE ledger_entry SET id = %s WHERE id = %s",
        other.hex if connection.vendor == "sqlite" else other,
        key(entry),
    )
    said = found()
    assert f"Position 5: entry {entry.pk} is missing." in said
    assert f"Without a place: entry {other} (parcel.sent) was put in, or its place was taken away." in said


def test_an_altered_entry_with_the_right_new_digest(book: list[Entry]) -> None:
    entry = book[4]
    entry.actor_name = "Somebody Else"
    said = rules.saying(vars(entry) | {"facts": entry.facts, "word_digests": entry.word_digests})
    texts = rules.in_json(said)
    entry.marks = rules.marks_of(texts)
    entry.digest = rules.entry_digest(texts, entry.marks)
    entry.save()
    (only,) = found()
    assert only.startswith(f"Position 5: entry {entry.pk} (parcel.sent) is not the leaf of the tree")
    Place.objects.filter(position=5).update(leaf=entry.digest)
    (only,) = found()
    assert only.startswith("The node over positions 5 to 6 does not fit what it stands on")
    Node.objects.filter(number=number_of((1, 2))).update(hash=node_hash(entry.digest, bytes(book[5].digest)))
    (only,) = found()
    assert only.startswith("The node over positions 5 to 8 does not fit what it stands on")


def test_the_middle_taken_out(book: list[Entry]) -> None:
    run("DELETE FROM ledger_entry WHERE id = %s", key(book[5]))
    EntryWords.objects.filter(entry_id=book[5].pk).delete()
    assert found() == [f"Position 6: entry {book[5].pk} is missing."]
    Place.objects.filter(position=6).delete()
    assert found() == ["Position 6: the entry is missing, and its place."]
    for position in range(7, LENGTH + 1):
        renumber(position, position - 1)
    said = found()
    assert said[0].startswith("The node over positions 5 to 6 does not fit what it stands on")
    beyond = [fault for fault in said if "and the book ends with position 11" in fault]
    assert len(beyond) == 2 and beyond == said[-2:]


def test_the_oldest_taken_out(book: list[Entry]) -> None:
    Place.objects.filter(position__lte=3).delete()
    for entry in book[:3]:
        run("DELETE FROM ledger_entry WHERE id = %s", key(entry))
    said = found()
    assert said[0] == "Positions 1 to 3: the entries are missing, and their places."
    assert all("which is missing" in fault for fault in said[1:])


def test_two_swapped(book: list[Entry]) -> None:
    for old, new in ((3, 99), (9, 3), (99, 9)):
        renumber(old, new)
    said = found()
    assert [fault.split(" does")[0] for fault in said] == [
        "The node over positions 3 to 4",
        "The node over positions 9 to 10",
    ]
    assert all("an entry there was moved, put in or written anew" in fault for fault in said)


def test_one_put_in_the_middle_with_digests_that_fit_itself(book: list[Entry]) -> None:
    send_parcel(by=TEACHER, parcel=Parcel())
    extra = Entry.objects.exclude(pk__in=[entry.pk for entry in book]).get()
    for position in range(LENGTH, 6, -1):
        renumber(position, position + 1)
    Place.objects.create(position=7, entry_id=extra.pk, leaf=extra.digest)
    said = found()
    assert [fault.split(" does")[0] for fault in said] == [
        f"The node over positions {first} to {first + 1}" for first in (7, 9, 11)
    ]


def test_one_put_in_without_a_place(book: list[Entry]) -> None:
    send_parcel(by=TEACHER, parcel=Parcel())
    extra = Entry.objects.exclude(pk__in=[entry.pk for entry in book]).get()
    run("DELETE FROM ledger_waiting")
    assert found() == [f"Without a place: entry {extra.pk} (parcel.sent) was put in, or its place was taken away."]
    run("INSERT INTO ledger_place (position, entry_id, leaf) VALUES (0, %s, %s)", key(extra), b"x" * 32)
    assert found() == [f"Position 0: the book begins with 1; entry {extra.pk} was put before it."]


def test_an_entry_that_waits_is_looked_at_too(book: list[Entry]) -> None:
    send_parcel(by=TEACHER, parcel=Parcel())
    Waiting.objects.create(entry_id=Entry.objects.exclude(pk__in=[entry.pk for entry in book]).get().pk)
    tally = Tally()
    assert list(faults(tally)) == [] and tally.waiting == Waiting.objects.count() == 1
    extra = Entry.objects.get(pk=Waiting.objects.get().entry_id)
    _set(extra, "actor_name", "Nobody")
    assert found() == [f"Without a place: entry {extra.pk} (parcel.sent) was altered: actor_name."]


def test_notes_of_waiting_that_cannot_be_true(book: list[Entry]) -> None:
    missing = uuid.uuid4()
    Waiting.objects.bulk_create([Waiting(entry_id=book[3].pk), Waiting(entry_id=missing)])
    assert found() == [
        f"Entry {book[3].pk} is noted as waiting for a place, and has one: the note was put in.",
        f"Entry {missing} is noted as waiting for a place, and is missing.",
    ]


def test_words_altered_put_in_taken_out_and_left_behind(book: list[Entry]) -> None:
    first, second, third, fourth = (EntryWords.objects.get(entry_id=entry.pk, name="because") for entry in book[:4])
    first.text = "It was never said."
    first.save()
    EntryWords.objects.create(entry_id=book[1].pk, name="more", salt="00", text="Something.")
    third.delete()
    run("UPDATE ledger_entrywords SET text = %s WHERE id = %s", b"\x01" + b"x" * 60, _id(fourth.pk))
    stray = EntryWords.objects.create(entry_id=uuid.uuid4(), name="because", salt="00", text="?")
    said = found()
    assert said[0] == f"Position 1: entry {book[0].pk} (parcel.sent): its word 'because' was altered."
    assert said[1].startswith(f"Position 2: entry {book[1].pk} (parcel.sent): its word 'more' was put in;")
    assert said[2] == f"Position 3: entry {book[2].pk} (parcel.sent): its word 'because' is missing."
    assert said[3].startswith(
        f"Position 4: entry {book[3].pk} (parcel.sent): its word 'because' was altered and cannot"
    )
    assert said[4:] == [f"The word 'because' belongs to entry {stray.entry_id}, which is missing."]
    assert second.text


def _id(pk: uuid.UUID) -> object:
    return pk.hex if connection.vendor == "sqlite" else pk


def test_moved_words_do_not_open(book: list[Entry]) -> None:
    one, other = (EntryWords.objects.get(entry_id=entry.pk, name="because") for entry in book[:2])
    run("UPDATE ledger_entrywords SET entry_id = %s, name = 'x' WHERE id = %s", key(book[1]), _id(one.pk))
    said = found()
    assert said == [
        f"Position 1: entry {book[0].pk} (parcel.sent): its word 'because' is missing.",
        f"Position 2: entry {book[1].pk} (parcel.sent): its word 'x' was put in; the entry knows nothing of it.",
    ]
    assert other.text


@pytest.mark.sqlite
def test_what_cannot_be_read_is_named_and_the_rest_is_read(book: list[Entry]) -> None:
    run("UPDATE ledger_entry SET actor_name = CAST(X'FF41' AS TEXT) WHERE id = %s", key(book[1]))
    run("UPDATE ledger_entry SET written_at = 'never' WHERE id = %s", key(book[3]))
    run("UPDATE ledger_entry SET facts_text = '{' WHERE id = %s", key(book[5]))
    run("UPDATE ledger_entry SET facts_text = replace(facts_text, ':', ': ') WHERE id = %s", key(book[6]))
    run("UPDATE ledger_entry SET kind = X'00' WHERE id = %s", key(book[7]))
    run("UPDATE ledger_entry SET written_at = replace(written_at, ' ', 'T') WHERE id = %s", key(book[8]))
    run("UPDATE ledger_place SET entry_id = 'nonsense' WHERE position = 11")
    said = found()
    for position in (2, 4, 6, 7, 8, 9, 11):
        assert any(fault.startswith(f"Position {position}: entry") for fault in said), position
    assert not [fault for fault in said if re.match(r"Position (1|3|5|10|12):", fault)]
    assert f"Position 7: entry {book[6].pk} (parcel.sent) was altered: facts." in said
    assert f"Position 9: entry {book[8].pk} (parcel.sent) was altered: written_at." in said


class TestTheCommand:
    def run(self, *arguments: str) -> str:
        """The forger puts the guard up again, so that only the forgery is to be found."""
        said = StringIO()
        raise_guard(connection)
        try:
            call_command("verify_ledger", *arguments, stdout=said)
        finally:
            lower_guard(connection)
        return said.getvalue()

    def test_it_says_what_it_read_and_what_was_signed(self, book: list[Entry]) -> None:
        said = self.run()
        assert f"{LENGTH} entries in order, 20 words whole.\nNothing was signed yet.\nThe book verifies." in said
        checkpoints.sign()
        send_parcel(by=TEACHER, parcel=Parcel())
        begun, waiting = Entry.objects.exclude(pk__in=[entry.pk for entry in book]).order_by("kind")
        Waiting.objects.bulk_create([Waiting(entry_id=begun.pk), Waiting(entry_id=waiting.pk)])
        said = self.run()
        assert re.search(
            rf"^The newest checkpoint, of {LENGTH} entries, was signed on 20.* UTC; 0 entries have", said, re.M
        )
        assert f"  entry {waiting.pk} (parcel.sent), written" in said

    def test_it_fails_when_anything_does_not_fit(self, book: list[Entry]) -> None:
        _set(book[2], "actor_name", "X")
        with pytest.raises(CommandError, match="1 fault") as failed:
            self.run()
        assert failed.value.returncode == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, LENGTH - 1),
    change=st.one_of(
        st.tuples(
            st.sampled_from(["actor_name", "facts_text", "word_digests_text", "kind", "child_id"]), st.text(max_size=80)
        ),
        st.tuples(st.sampled_from(["digest", "salt", "marks"]), st.binary(max_size=80)),
    ),
)
def test_any_other_content_is_found(book: list[Entry], which: int, change: tuple[str, object]) -> None:
    column, value = change
    entry = book[which]
    before = getattr(entry, column)
    if value == before or (isinstance(value, str) and not _can_be_kept(value)):
        return
    _set(entry, column, value)
    try:
        assert any(str(entry.pk) in fault for fault in found())
    finally:
        _set(entry, column, before)


def _can_be_kept(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
