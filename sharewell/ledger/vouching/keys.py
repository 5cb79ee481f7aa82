"""The keys that sign the book: the one in hand, and the public ones, each signed by the one before it.

The private key is 32 bytes in a file beside the other secrets, never in the database. A database says by itself which
key is its own; whoever checks the book holds the first public key and follows the statements from there.
"""

import base64
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from sharewell.errors import Refused, Unsigned
from sharewell.ledger import book
from sharewell.ledger.book import HasActor
from sharewell.ledger.models import BookKey, Checkpoint
from sharewell.ledger.rules import Actor, instant
from sharewell.ledger.vouching.notes import KEY_BYTES, Key, Signer, key_of, signed
from sharewell.moment import now

BEGUN = book.declare("book_key.begun", "The book has its first key.")
ROTATED = book.declare("book_key.rotated", "The book has a new key, signed by the one before it.")
ROTATION = "sharewell key rotation v1"
# The same statement, where the new key has another name and the book with it: see continuing.
CONTINUATION = "sharewell book continuation v1"


def signer_of(seed: str, name: str = "") -> Signer:
    """The signer whose private key this base64 text is, under this name, else that of the book. Refused when none."""
    try:
        return Signer.of(name or settings.BOOK, base64.b64decode(seed, validate=True))
    except ValueError:
        raise Unsigned(f"The key of the book must be {KEY_BYTES} random bytes in base64.") from None


def signer() -> Signer:
    """The signer in hand. Refused when its key is not the one that the book has: then it must be rotated."""
    found = signer_of(settings.BOOK_KEY)
    newest = newest_key() or _begun(found.key)
    if newest.vkey != found.key.vkey:
        raise Unsigned(
            f"The key in hand is not the one of the book ({'+'.join(newest.vkey.split('+')[:2])}). Put that one back, "
            "and the name in SHAREWELL_BOOK; or, if the book is to have this one, run manage.py rotate_book_key."
        )
    return found


def newest_key() -> BookKey | None:
    """The key that signs now; None before the book had any."""
    return BookKey.objects.order_by("-number").first()


def keys() -> list[BookKey]:
    """Every key the book has had, from the first."""
    return list(BookKey.objects.order_by("number"))


def key_at(size: int, known: list[BookKey]) -> Key | None:
    """Which of these keys, in order, signs the checkpoint of so many entries."""
    holding = [each for each in known if each.after_size < size]
    return key_of(holding[-1].vkey) if holding else None


def _begun(key: Key) -> BookKey:
    """The first key stands in the book, and an entry says so. Two who begin at once: one does, the other reads it."""
    made = _row(1, key, "", 0, now())
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            enter_key(BEGUN, book.THE_CLOCK, made, begun_as(made))
    except IntegrityError:
        return BookKey.objects.get(number=1)
    return made


def begun_as(first: BookKey) -> dict[str, object]:
    """What the entry says that tells of the first key: no key before it could vouch for these."""
    return {"vkey": first.vkey, "began_at": instant(first.began_at)}


def rotate(*, by: HasActor | Actor, old: Signer, new: Signer) -> BookKey:
    """From now on the book's new key signs, and the old one has signed that it may.

    Refused when the old key is not the one that the book has, or the new one is no other.
    """
    facts = {"vkey": new.key.vkey}
    return hand_over(old, new, ROTATION, lambda made: enter_key(ROTATED, by, made, facts | {"after": made.after_size}))


def hand_over(old: Signer, new: Signer, title: str, enter: Callable[[BookKey], object]) -> BookKey:
    """The new key signs from now on, a statement with this title and both signatures says so, and it is entered."""
    with transaction.atomic():
        newest = newest_key() or _begun(old.key)
        if newest.vkey != old.key.vkey:
            raise Refused("The old key is not the one that the book has: only the key before can hand over.")
        if new.key == old.key:
            raise Refused("The new key is the same as the old one.")
        size = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
        at = now()
        statement = signed(_text(title, old.key, new.key, size, at), [old, new])
        made = _row(newest.number + 1, new.key, statement, size, at)
        made.save(force_insert=True)
        enter(made)
    return made


def enter_key(kind: str, by: HasActor | Actor, key: BookKey, facts: dict[str, object]) -> None:
    """What became of this key is entered."""
    book.enter(kind, by=by, subject_kind="book_key", subject_id=str(key.number), facts=facts)


def _row(number: int, key: Key, statement: str, after: int, at: datetime) -> BookKey:
    return BookKey(number=number, vkey=key.vkey, statement=statement, after_size=after, began_at=at)


def _text(title: str, old: Key, new: Key, size: int, at: datetime) -> str:
    return "\n".join([title, old.name, str(size), old.vkey, new.vkey, instant(at), ""])
