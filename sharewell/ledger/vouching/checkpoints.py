"""Checkpoints: the size and the root of the book, signed, so that it can be held to them from elsewhere."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from sharewell.errors import Unsigned
from sharewell.ledger import merkle, tree
from sharewell.ledger.kinds import kinds_with_receipts
from sharewell.ledger.models import Checkpoint, Cosignature, Entry, Place
from sharewell.ledger.vouching.checking import right_under
from sharewell.ledger.vouching.continuing import must_not_be_behind
from sharewell.ledger.vouching.keys import key_at, keys, signer
from sharewell.ledger.vouching.notes import Head, Note, NoteError, signed
from sharewell.moment import now

logger = logging.getLogger(__name__)
# While there are new entries, no more than so long lies between two checkpoints.
AT_LEAST_EVERY = timedelta(minutes=1)


def newest() -> Checkpoint | None:
    """The checkpoint of most entries."""
    return Checkpoint.objects.order_by("-size").first()


def first_over(position: int) -> Checkpoint | None:
    """The earliest checkpoint that the entry at this position stands under."""
    return Checkpoint.objects.filter(size__gte=position).order_by("size").first()


def head_of(checkpoint: Checkpoint) -> Head:
    """What a checkpoint says."""
    return Head.of(Note.of(checkpoint.note).text)


def cosigned(checkpoint: Checkpoint) -> str:
    """The note with the cosignatures that witnesses have given it; a line that is none would spoil it for others."""
    with suppress(NoteError):
        under = Cosignature.objects.filter(size=checkpoint.size).order_by("witness")
        return checkpoint.note + "".join(each.line for each in right_under(Note.of(checkpoint.note).text, under))
    return checkpoint.note


def longest_unsigned() -> timedelta:
    """How long ago the oldest entry that has its place and stands under no checkpoint was written. Cheap: one row."""
    kept = Checkpoint.objects.filter(size__lte=tree.size())
    before = kept.order_by("-size").values_list("size", flat=True).first() or 0
    first = Place.objects.filter(position=before + 1).values("entry_id")
    written = Entry.objects.filter(pk__in=first).values_list("written_at", flat=True).first()
    return max(now() - written, timedelta()) if written else timedelta()


def sign_when_due() -> None:
    """What has its place is signed, when somebody waits for a receipt or it is time. A round of the worker."""
    before = newest()
    size = tree.size()
    # One of more entries than there are is a fault, and signing says so.
    if size != (before.size if before else 0) and (_is_time(before) or _somebody_waits(before)):
        sign()


def _is_time(before: Checkpoint | None) -> bool:
    return before is None or not timedelta() <= now() - before.signed_at < AT_LEAST_EVERY


def _somebody_waits(before: Checkpoint | None) -> bool:
    """Whether an act that gives a receipt has its place since then."""
    unsigned = Place.objects.filter(position__gt=before.size if before else 0).values("entry_id")
    return Entry.objects.filter(pk__in=unsigned, kind__in=kinds_with_receipts()).exists()


def sign() -> Checkpoint | None:
    """The book as it stands is signed; None when nothing has a place. Once for each size.

    Refused when the key in hand is not the book's, and when the book did not grow out of what was signed last: then
    entries were cut off or written anew, or an older copy was put in its place, and nothing more may be signed. So it
    is, too, when more was signed for elsewhere than the book has.
    """
    # In this order: whoever signs meanwhile signs for no more than is counted after.
    before, size = newest(), tree.size()
    if not size:
        return None
    hand = signer()
    head = Head(settings.BOOK, size, tree.root_at(size))
    if before:
        _must_have_grown(before, head)
    if before and before.size == size:
        return before
    must_not_be_behind()
    # In whole seconds, as the book signs it.
    at = now().replace(microsecond=0)
    note = signed(head.text, [hand]) + hand.dated_line(head.text, int(at.timestamp()))
    made = Checkpoint(size=size, note=note, signed_at=at)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        logger.info("Somebody else signed the checkpoint of %s entries.", size)
    return newest()


def _must_have_grown(checkpoint: Checkpoint, after: Head) -> None:
    before = _head_that_was_signed(checkpoint)
    if before.size > after.size:
        raise Unsigned(f"The book has {after.size} entries, and {before.size} were signed for: entries were cut off.")
    proof = tree.consistency(before.size, after.size)
    if not merkle.grew(before.size, after.size, before.root, after.root, proof):
        raise Unsigned(
            f"The book did not grow out of the checkpoint of {before.size} entries: something was written anew. "
            "Nothing is signed until that is cleared up. Run manage.py verify_ledger."
        )


def _head_that_was_signed(checkpoint: Checkpoint) -> Head:
    with suppress(NoteError):
        note, key = Note.of(checkpoint.note), key_at(checkpoint.size, keys())
        head = Head.of(note.text)
        if key and note.is_signed_by(key) and (head.origin, head.size) == (key.name, checkpoint.size):
            return head
    raise Unsigned(
        f"The newest checkpoint that the book keeps, of {checkpoint.size} entries, was altered or put in: the book "
        "never signed it. Nothing is signed until that is cleared up. Run manage.py verify_ledger."
    )
