"""What is signed is the book as it stands, and nothing that did not grow out of what was signed before."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sharewell.errors import Refused
from sharewell.ledger import tree
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import BookKey, Checkpoint, Cosignature, Entry, Node, Place
from sharewell.ledger.rules import instant
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, pack_parcel, send_parcel
from sharewell.ledger.vouching import checkpoints, keys
from sharewell.ledger.vouching.checking import (
    faults_of_checkpoint_elsewhere,
    faults_of_checkpoints,
    faults_of_cosignatures,
    faults_of_keys,
)
from sharewell.ledger.vouching.notes import Head, Note, key_of, signed
from sharewell.moment import now, pretend

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 10, 6, 9, tzinfo=UTC)
OTHER_KEY = "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="


def write(number: int) -> None:
    for _ in range(number):
        send_parcel(by=TEACHER, parcel=Parcel())
    seal()


def elsewhere(note: str) -> list[str]:
    return list(faults_of_checkpoint_elsewhere(note))


@pytest.fixture
def forge() -> Iterator[Callable[[], object]]:
    """From the moment it is called the book can be changed behind its back."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(guard_lowered(connection))


def test_it_says_how_many_entries_there_are_and_their_root(settings: Any) -> None:
    assert checkpoints.sign() is None
    write(5)
    made = checkpoints.sign()
    note = Note.of(made.note)
    assert Head.of(note.text) == Head(settings.BOOK, 5, tree.root_at(5))
    key = key_of(keys.newest_key().vkey)
    assert note.is_signed_by(key) and note.seen_at(key.dating) == made.signed_at.timestamp()
    assert len(note.signatures) == 2
    assert checkpoints.sign() == made and Checkpoint.objects.count() == 1
    assert list(faults_of_checkpoints()) == [] == elsewhere(made.note)


def test_the_first_key_is_entered() -> None:
    write(1)
    checkpoints.sign()
    entry = Entry.objects.get(kind="book_key.begun")
    key = BookKey.objects.get()
    assert entry.facts == {"vkey": key.vkey, "began_at": instant(key.began_at)} and entry.actor_kind == "clock"


def test_that_it_was_signed_or_begun_at_another_time_is_named(forge: Callable[[], object]) -> None:
    write(2)
    made = checkpoints.sign()
    forge()
    assert list(faults_of_checkpoints()) == [] == list(faults_of_keys())
    Checkpoint.objects.update(signed_at=made.signed_at - timedelta(seconds=1))
    assert list(faults_of_checkpoints()) == [
        "The checkpoint of 2 entries was altered: it was signed at another time than it says."
    ]
    Checkpoint.objects.update(signed_at=made.signed_at, note=made.note.rpartition("— ")[0])
    assert "signed at another time" in next(faults_of_checkpoints())
    BookKey.objects.update(began_at=THEN)
    (fault,) = faults_of_keys()
    assert "did not begin at the time, that the book has an entry of" in fault


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ["bookkey", "checkpoint", "cosignature"])
def test_a_time_that_is_none_is_a_fault_and_no_crash(forge: Callable[[], object], table: str) -> None:
    write(2)
    made = checkpoints.sign()
    forge()
    Cosignature.objects.create(size=2, witness=made.note, line="x", seen_at=THEN)
    column = {"bookkey": "began_at", "checkpoint": "signed_at", "cosignature": "seen_at"}[table]
    for wrong in ("", "2026-10-36 09:00:00"):
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE ledger_{table} SET {column} = %s", [wrong])  # noqa: S608
        said = StringIO()
        with pytest.raises(CommandError, match="does not verify"):
            call_command("verify_ledger", stdout=said)


def test_it_is_signed_at_once_when_somebody_waits_for_a_receipt_and_else_each_minute() -> None:
    with pretend(THEN):
        write(1)
        checkpoints.sign_when_due()
        assert checkpoints.newest().size == 1
        pack_parcel(by=TEACHER)
        seal()
        checkpoints.sign_when_due()
        assert checkpoints.newest().size == 1, "nobody waits for it, and a minute has not passed"
        send_parcel(by=TEACHER, parcel=Parcel())
        seal()
        checkpoints.sign_when_due()
        assert checkpoints.newest().size == tree.size() == 4
        pack_parcel(by=TEACHER)
        seal()
    with pretend(THEN + timedelta(seconds=61)):
        checkpoints.sign_when_due()
        assert checkpoints.newest().size == tree.size() == 5
        checkpoints.sign_when_due()
        assert Checkpoint.objects.count() == 3, "with nothing new there is nothing to sign"


def test_a_clock_that_was_set_back_does_not_keep_it_from_being_signed() -> None:
    with pretend(THEN):
        write(1)
        checkpoints.sign()
    with pretend(THEN - timedelta(days=1)):
        pack_parcel(by=TEACHER)
        seal()
        checkpoints.sign_when_due()
        assert checkpoints.newest().size == tree.size()


def test_nothing_is_signed_once_the_newest_were_cut_off(forge: Callable[[], object]) -> None:
    write(5)
    kept = checkpoints.sign().note
    forge()
    Place.objects.filter(position__gt=3).delete()
    Node.objects.filter(number__in=[tree.number_of((2, 0))]).delete()
    with pytest.raises(Refused, match="The book has 3 entries, and 5 were signed for: entries were cut off"):
        checkpoints.sign()
    (said,) = faults_of_checkpoints()
    assert said == "The book has 3 entries; the checkpoint that the book keeps is of 5: the newest were cut off."
    Checkpoint.objects.all().delete()
    assert list(faults_of_checkpoints()) == []
    assert elsewhere(kept) == [said.replace("that the book keeps", "from elsewhere")]


def test_nothing_is_signed_once_it_was_written_anew(forge: Callable[[], object]) -> None:
    write(4)
    kept = checkpoints.sign().note
    forge()
    Place.objects.all().delete()
    Node.objects.all().delete()
    for entry in Entry.objects.all():
        entry.digest = bytes(reversed(entry.digest))
        entry.save()
        Place.objects.create(position=Place.objects.count() + 1, entry_id=entry.pk, leaf=entry.digest)
    _grow()
    with pytest.raises(Refused, match="did not grow out of the checkpoint of 4 entries"):
        checkpoints.sign()
    (said,) = faults_of_checkpoints()
    assert said.startswith("The book is not the one of the checkpoint that the book keeps")
    (said,) = elsewhere(kept)
    assert said.endswith("something up to 4 was written anew.")


def _grow() -> None:
    from sharewell.ledger import merkle

    leaves = [bytes(place.leaf) for place in Place.objects.order_by("position")]
    Node.objects.bulk_create(Node(number=tree.number_of(name), hash=each) for name, each in merkle.grown(0, [], leaves))


def test_a_checkpoint_that_was_altered_is_named(forge: Callable[[], object]) -> None:
    write(3)
    made = checkpoints.sign()
    forge()
    note, head = made.note, checkpoints.head_of(made)
    another = signed(head.text, [keys.signer_of(OTHER_KEY)])
    for wrong, said in {
        note.replace("\n3\n", "\n2\n"): "was altered: it says 2 entries",
        note[:-6] + ("B" if note[-6] == "A" else "A") + note[-5:]: "was altered",
        another: "is not signed by the key that the book had for it",
        signed(Head("elsewhere/book", 3, head.root).text, [keys.signer()]): "of elsewhere/book",
        "nonsense": "This is not a signed note",
    }.items():
        Checkpoint.objects.filter(size=3).update(note=wrong)
        (fault,) = faults_of_checkpoints()
        assert said in fault, fault
    assert elsewhere(another)[0].endswith("is not signed by the key that the book has for it.")


def test_another_key_in_hand_signs_nothing(settings: Any) -> None:
    write(1)
    checkpoints.sign()
    settings.BOOK_KEY = OTHER_KEY
    write(1)
    with pytest.raises(Refused, match="The key in hand is not the one of the book"):
        checkpoints.sign()
    settings.BOOK_KEY = "nonsense"
    with pytest.raises(Refused, match="must be 32 random bytes"):
        checkpoints.sign()


class TestRotation:
    @pytest.fixture
    def statement(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
        """A checkpoint of three by the old key, one of more by the new."""
        write(2)
        checkpoints.sign()
        monkeypatch.setenv("SHAREWELL_OLD_BOOK_KEY", settings.BOOK_KEY)
        settings.BOOK_KEY = OTHER_KEY
        said = StringIO()
        call_command("rotate_book_key", stdout=said)
        write(1)
        checkpoints.sign()
        return said.getvalue()

    def test_the_old_key_signs_the_new(self, statement: str) -> None:
        old, new = keys.keys()
        note = Note.of(statement)
        assert note.is_signed_by(key_of(old.vkey)) and note.is_signed_by(key_of(new.vkey))
        assert note.text.split("\n")[:5] == [keys.ROTATION, key_of(old.vkey).name, "2", old.vkey, new.vkey]
        assert Entry.objects.get(kind="book_key.rotated").facts == {"vkey": new.vkey, "after": 2}
        assert list(faults_of_keys(old.vkey)) == [] == list(faults_of_checkpoints())

    def test_a_first_key_that_was_replaced_is_seen_by_who_kept_it(self, statement: str) -> None:
        (fault,) = faults_of_keys(keys.keys()[1].vkey)
        assert "is not the one that was kept elsewhere" in fault

    def test_a_statement_that_was_altered_is_named(self, statement: str, forge: Callable[[], object]) -> None:
        forge()
        row, third = BookKey.objects.get(number=2), keys.signer_of("M" * 43 + "=")
        text = Note.of(statement).text
        for wrong, said in {
            statement.replace("\n2\n", "\n3\n"): "of other keys",
            signed(text, [keys.signer_of(OTHER_KEY)]): "not signed by the key before it",
            signed(text, [third]): "not signed by the key before it",
            statement[:-8] + "AAAA" + statement[-4:]: "cannot be read",
            "": "cannot be read",
        }.items():
            BookKey.objects.filter(number=2).update(statement=wrong)
            (fault,) = faults_of_keys()
            assert fault.startswith("Key 2 of the book: its statement") and said in fault
        BookKey.objects.filter(number=2).update(statement=row.statement, began_at=THEN)
        assert list(faults_of_keys()) == [
            "Key 2 of the book: it did not begin when its statement says: that was altered."
        ]
        BookKey.objects.filter(number=2).update(began_at=row.began_at)
        BookKey.objects.filter(number=1).delete()
        assert list(faults_of_keys()) == ["The first key of the book is missing."]

    def test_only_the_key_before_can_hand_over(self, statement: str) -> None:
        for old, new, said in (("M" * 43 + "=", OTHER_KEY, "only the key before"), (OTHER_KEY, OTHER_KEY, "the same")):
            with pytest.raises(Refused, match=said):
                keys.rotate(by=TEACHER, old=keys.signer_of(old), new=keys.signer_of(new))

    def test_without_the_old_key_the_command_says_so(self) -> None:
        with pytest.raises(CommandError, match="SHAREWELL_OLD_BOOK_KEY"):
            call_command("rotate_book_key")


def test_a_cosignature_that_no_witness_gave_is_named(forge: Callable[[], object]) -> None:
    write(2)
    made = checkpoints.sign()
    forge()
    witness = "witness.example/w1+00000000+A"
    Cosignature.objects.create(size=2, witness=witness, line="— x AAAAAAAA\n", seen_at=now())
    Cosignature.objects.create(size=9, witness=witness, line="", seen_at=now())
    first, second = faults_of_cosignatures()
    assert first.startswith("The cosignature of witness.example/w1 under 2 entries was altered:")
    assert second.endswith("under 9 entries stands under no checkpoint: that was taken out.")
    assert made.size == 2


class TestTheCommands:
    def test_sign_prints_what_verify_compares(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="nothing in the book"):
            call_command("sign_checkpoint", stdout=StringIO())
        write(3)
        note = StringIO()
        call_command("sign_checkpoint", stdout=note)
        (tmp_path / "kept").write_text(note.getvalue(), encoding="utf-8")
        write(2)
        said = StringIO()
        vkey = keys.newest_key().vkey
        call_command("verify_ledger", "--checkpoint", tmp_path / "kept", "--key", vkey, stdout=said)
        assert "The book verifies." in said.getvalue()
        with guard_lowered(connection):
            Checkpoint.objects.all().delete()
            Place.objects.filter(position__gt=2).delete()
        with pytest.raises(CommandError, match="does not verify"):
            call_command("verify_ledger", "--checkpoint", tmp_path / "kept", stdout=said)
        assert "the checkpoint from elsewhere is of 3: the newest were cut off" in said.getvalue()

    def test_what_cannot_be_compared(self, tmp_path: Path) -> None:
        (tmp_path / "wrong").write_text("nonsense")
        for options, said in (
            (["--checkpoint", tmp_path / "none"], "cannot be read"),
            (["--key", "x"], "A key looks like|not base64"),
            (["--checkpoint", tmp_path / "wrong"], "does not verify: 1 fault"),
        ):
            with pytest.raises(CommandError, match=said):
                call_command("verify_ledger", *options, stdout=StringIO())


def test_another_worker_that_signs_just_now_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers seal and sign at once; to neither does the book look as if entries were cut off."""
    write(3)
    checkpoints.sign()
    counted, others = tree.size, iter([lambda: (write(2), checkpoints.sign())])

    def size_while_another_signs() -> int:
        found = counted()
        for other in others:
            other()
        return found

    monkeypatch.setattr(tree, "size", size_while_another_signs)
    assert checkpoints.sign().size == 3
    assert checkpoints.newest().size > 3 and list(faults_of_checkpoints()) == []
