"""How far an entry is proved is worked out anew, from a book of which others may have written any table."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sharewell.errors import Unsigned
from sharewell.ledger import tree
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import BookKey, Checkpoint, Entry, Node, Place
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.vouching import checkpoints, continuing, keys
from sharewell.ledger.vouching.notes import Head, Signer, signed
from sharewell.ledger.vouching.receipts import receipt_of
from sharewell.ledger.vouching.standing import Standing, standings_of
from sharewell.ledger.vouching.tests.given import cosign
from sharewell.moment import now, pretend

pytestmark = pytest.mark.django_db
SEED = b"m" * 32


def sent() -> Entry:
    parcel = Parcel()
    send_parcel(by=TEACHER, parcel=parcel)
    seal()
    return Entry.objects.get(subject_id=str(parcel.pk))


def standing(entry: Entry) -> Standing:
    return standings_of([entry])[entry.pk]


def forged(settings: Any, size: int) -> None:
    """A checkpoint of this size that somebody signed with a key of their own."""
    mine = Signer.of(settings.BOOK, SEED)
    head = Head(settings.BOOK, size, tree.root_at(size))
    Checkpoint.objects.create(size=size, note=signed(head.text, [mine]), signed_at=now())


def test_what_was_signed_under_the_former_name_stays_proved(settings: Any) -> None:
    entry = sent()
    checkpoints.sign()
    continuing.found_behind(by=TEACHER, loss=continuing.loss_unknown())
    settings.BOOK += "/2"
    call_command("continue_book", stdout=StringIO())
    other = sent()
    checkpoints.sign()
    assert standing(entry).is_proved and standing(other).is_proved
    assert receipt_of(entry) and receipt_of(other)


def test_a_key_that_the_one_before_did_not_sign_for_signs_nothing(settings: Any) -> None:
    sent()
    checkpoints.sign()
    entry = sent()
    vkey = Signer.of(settings.BOOK, SEED).key.vkey
    BookKey.objects.create(number=2, vkey=vkey, statement="x", after_size=1, began_at=now())
    forged(settings, tree.size())
    assert standing(entry).is_broken


def test_a_book_with_another_first_key_proves_nothing(settings: Any) -> None:
    entry = sent()
    with guard_lowered(connection):
        BookKey.objects.create(number=1, vkey=Signer.of(settings.BOOK, SEED).key.vkey, after_size=0, began_at=now())
        forged(settings, 1)
        assert standing(entry).is_broken
        settings.BOOK_KEY = "nonsense"
        assert standing(entry).is_broken


def test_a_key_handed_over_is_believed_before_each_server_has_it(settings: Any) -> None:
    entry = sent()
    checkpoints.sign()
    new = Signer.of(settings.BOOK, SEED)
    keys.rotate(by=TEACHER, old=keys.signer(), new=new)
    assert standing(entry).is_proved


def test_one_key_under_two_names_is_one_witness() -> None:
    entry = sent()
    made = checkpoints.sign()
    for name in ("school", "police"):
        cosign(made, name, seed="one")
    assert [vouch.name for vouch in standing(entry).signed.vouches] == ["police"]
    assert receipt_of(entry).witnesses == ("police",)


def test_an_entry_that_was_put_before_the_first_is_broken() -> None:
    entry = sent()
    checkpoints.sign()
    with guard_lowered(connection):
        Place.objects.update(position=0)
    assert standing(entry).is_broken


@pytest.mark.parametrize("size", [3, 10**9])
def test_a_checkpoint_that_was_put_in_stops_nothing_in_silence(size: int) -> None:
    """Signing says why it stops, and how long the oldest entry has waited for it is still told."""
    sent()
    checkpoints.sign()
    Checkpoint.objects.create(size=size, note="nonsense", signed_at=now())
    sent()
    with pytest.raises(Unsigned, match=f"of {size} entries, was altered or put in"):
        checkpoints.sign()
    with pytest.raises(CommandError, match="was altered or put in"):
        call_command("sign_checkpoint", stdout=StringIO())
    if size > tree.size():
        assert checkpoints.longest_unsigned().total_seconds() > 0
        with pytest.raises(Unsigned, match="was altered or put in"):
            two_minutes_later()


def two_minutes_later() -> None:
    with pretend(now() + timedelta(minutes=2)):
        checkpoints.sign_when_due()


def test_a_book_that_was_cut_off_is_said_to_be_as_soon_as_signing_is_due() -> None:
    sent()
    sent()
    checkpoints.sign()
    with guard_lowered(connection):
        Node.objects.all().delete()
        Place.objects.filter(position__gt=1).delete()
    with pytest.raises(Unsigned, match="entries were cut off"):
        two_minutes_later()
