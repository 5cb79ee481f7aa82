"""A book that has fewer entries than were signed for signs no more, and goes on under a new name that says so."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sharewell.errors import Refused
from sharewell.ledger import tree
from sharewell.ledger.models import Checkpoint, Entry, Place
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.vouching import checkpoints, continuing, keys
from sharewell.ledger.vouching.checking import (
    faults_of_checkpoint_elsewhere,
    faults_of_checkpoints,
    faults_of_keys,
)
from sharewell.ledger.vouching.continuing import Loss
from sharewell.ledger.vouching.notes import Head, Note, key_of, signed, to_base64
from sharewell.ledger.vouching.standing import standings_of

pytestmark = pytest.mark.django_db
FURTHER = b"f" * 32
OTHER_KEY = "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="


def write(number: int) -> None:
    for _ in range(number):
        send_parcel(by=TEACHER, parcel=Parcel())
    seal()


def note(size: int, root: bytes = FURTHER, key: str = "") -> str:
    """A checkpoint that was signed before the older backup was put in the place of the book."""
    signer = keys.signer_of(key) if key else keys.signer()
    return signed(Head(signer.key.name, size, root).text, [signer])


@pytest.fixture
def behind(settings: Any) -> str:
    """Seven entries were signed for, and a backup of three (of which two were signed for) was restored."""
    write(2)
    checkpoints.sign()
    seal()
    held, further = tree.size(), note(7)
    continuing.restored(by=TEACHER, held=held, backup="2026-11-25")
    loss = continuing.loss_told_by(further)
    assert loss == Loss(settings.BOOK, 3, 7, to_base64(FURTHER)) and loss.lost == 4
    continuing.found_behind(by=TEACHER, loss=loss)
    return further


def test_the_book_that_is_behind_signs_nothing_however_long_it_grows(behind: str) -> None:
    write(9)
    with pytest.raises(Refused, match="restored with 3 entries, and 7 were signed for: 4 are lost"):
        checkpoints.sign()
    assert Checkpoint.objects.count() == 1
    assert "written anew" in " ".join(faults_of_checkpoint_elsewhere(behind))


def test_it_goes_on_under_a_new_name_and_says_what_is_lost(behind: str, settings: Any) -> None:
    former, first = settings.BOOK, keys.newest_key()
    settings.BOOK = f"{former}/2"
    with pytest.raises(Refused, match="The key in hand is not the one of the book"):
        checkpoints.sign()
    said = StringIO()
    call_command("continue_book", stdout=said)
    statement, new = Note.of(said.getvalue()), key_of(keys.newest_key().vkey)
    assert statement.text.split("\n")[:4] == [keys.CONTINUATION, former, "2", first.vkey]
    assert statement.is_signed_by(key_of(first.vkey)) and statement.is_signed_by(new)
    told = Entry.objects.get(kind="book.continued").facts
    assert told["origin"] == former and told["vkey"] == new.vkey
    assert (told["held"], told["signed_size"], told["lost"], told["after"]) == (3, 7, 4, 2)
    write(9)
    made = checkpoints.sign()
    assert Head.of(Note.of(made.note).text).origin == settings.BOOK and made.size > 7
    assert list(faults_of_checkpoints()) == [] == list(faults_of_keys(first.vkey))
    assert Checkpoint.objects.count() == 2


def test_what_was_signed_under_the_old_name_is_still_proved(behind: str, settings: Any) -> None:
    settings.BOOK = f"{settings.BOOK}/2"
    call_command("continue_book", stdout=StringIO())
    write(1)
    checkpoints.sign()
    found = standings_of(Entry.objects.filter(pk__in=Place.objects.values("entry_id"))).values()
    assert len(found) == tree.size() and all(each.is_proved for each in found)
    assert {each.signed.size for each in found if each.signed} == {2, tree.size()}


def test_what_was_lost_stays_lost_and_is_named(behind: str, settings: Any) -> None:
    former, settings.BOOK = settings.BOOK, f"{settings.BOOK}/2"
    call_command("continue_book", stdout=StringIO())
    (fault,) = faults_of_checkpoint_elsewhere(behind)
    assert f"7 entries is of {former}, as the book was called" in fault and "book.continued" in fault
    kept = Checkpoint.objects.get().note
    assert list(faults_of_checkpoint_elsewhere(kept)) == []


def test_a_book_that_lost_nothing_keeps_its_name(settings: Any, tmp_path: Path) -> None:
    write(3)
    made = checkpoints.sign()
    write(2)
    assert continuing.loss_told_by(made.note) is None
    (tmp_path / "kept").write_text(made.note, encoding="utf-8")
    settings.BOOK += "/2"
    for options, said in (([], "Nothing is known to be lost"), (["--checkpoint", tmp_path / "kept"], "has everything")):
        with pytest.raises(CommandError, match=said):
            call_command("continue_book", *options, stdout=StringIO())


def test_a_restore_that_nobody_told_of_is_continued_with_the_checkpoint_that_shows_it(
    settings: Any, tmp_path: Path
) -> None:
    write(5)
    checkpoints.sign()
    (tmp_path / "kept").write_text(note(4), encoding="utf-8")
    settings.BOOK += "/2"
    call_command("continue_book", "--checkpoint", tmp_path / "kept", stdout=StringIO())
    assert Entry.objects.get(kind="book.continued").facts["signed_size"] == 4


def test_what_may_not_be(behind: str, settings: Any) -> None:
    with pytest.raises(Refused, match="a name that the book has or had"):
        continuing.go_on(by=TEACHER)
    former, settings.BOOK = settings.BOOK, f"{settings.BOOK}/2"
    own, settings.BOOK_KEY = settings.BOOK_KEY, OTHER_KEY
    with pytest.raises(Refused, match="The key in hand is not the one"):
        continuing.go_on(by=TEACHER)
    settings.BOOK_KEY = own
    continuing.go_on(by=TEACHER)
    settings.BOOK = former
    with pytest.raises(Refused, match="a name that the book has or had"):
        continuing.go_on(by=TEACHER)


def test_a_checkpoint_of_another_book_tells_of_no_loss(settings: Any) -> None:
    with pytest.raises(Refused, match="never signed"):
        continuing.go_on(by=TEACHER)
    write(2)
    checkpoints.sign()
    for wrong, said in ((note(9, key=OTHER_KEY), "not signed by a key of this book"), ("x", "cannot be read")):
        with pytest.raises(Refused, match=said):
            continuing.loss_told_by(wrong)


def test_a_book_of_which_nobody_knows_what_was_signed_for_signs_nothing() -> None:
    write(2)
    continuing.found_behind(by=TEACHER, loss=continuing.loss_unknown())
    with pytest.raises(Refused, match="nobody knows whether more were signed for"):
        checkpoints.sign()
