"""A book that has fewer entries than were signed for: it says so, signs nothing more, and goes on under a new name.

An older backup was restored, and witnesses saw a longer book. What was signed for cannot be made again, and a second
book under the same name would be the very thing that witnesses are there to find. So nothing is signed under the old
name any more. Under a new one the book goes on out of what it still has, and its own entries say what was lost.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

from sharewell.errors import Refused, Unsigned
from sharewell.ledger import book, tree
from sharewell.ledger.book import HasActor
from sharewell.ledger.models import BookKey, Entry
from sharewell.ledger.rules import Actor
from sharewell.ledger.vouching.keys import CONTINUATION, enter_key, hand_over, keys, newest_key, signer_of
from sharewell.ledger.vouching.notes import Head, Note, NoteError, key_of, to_base64

RESTORED = book.declare("book.restored", "The book was restored from a backup.")
BEHIND = book.declare("book.found_behind", "More may have been signed for than the book has: it signs no more.")
CONTINUED = book.declare("book.continued", "The book goes on under a new name, and says what the old one lost.")
THE_BOOK = "book"


@dataclass(frozen=True)
class Loss:
    """The book of this origin has `held` entries of those that were signed for: `signed_size`, with `signed_root`."""

    origin: str
    held: int
    signed_size: int
    signed_root: str

    @property
    def lost(self) -> int:
        """How many entries were signed for and are gone, at the least."""
        return self.signed_size - self.held

    @property
    def told(self) -> str:
        """The loss in words."""
        if not self.lost:
            return "nobody knows whether more were signed for"
        return f"{self.signed_size} were signed for: {self.lost} are lost"

    @property
    def facts(self) -> dict[str, Any]:
        """As an entry says it."""
        return asdict(self) | {"lost": self.lost}


def loss_told_by(note: str) -> Loss | None:
    """What this checkpoint from elsewhere says the book has lost; None when the book has all of it.

    What a restored book has of it is what it had when it was restored: what came since has other places. Refused when
    it is no checkpoint of this book: signed by none of its keys under the name it has.
    """
    try:
        found = Note.of(note)
        head = Head.of(found.text)
        is_ours = is_former(head.origin, found, keys())
    except NoteError as wrong:
        raise Refused(f"The checkpoint from elsewhere cannot be read: {wrong}") from None
    if not is_ours:
        raise Refused(f"The checkpoint from elsewhere, of {head.origin}, is not signed by a key of this book.")
    size = tree.size()
    if head.size <= size and tree.root_at(head.size) == head.root:
        return None
    return Loss(head.origin, _restored_size(head.origin, size), head.size, to_base64(head.root))


def loss_unknown() -> Loss:
    """Nobody says whether more was signed for than the book has: perhaps nothing is lost, perhaps much."""
    size = tree.size()
    return Loss(settings.BOOK, size, size, to_base64(tree.root_at(size)))


def is_former(origin: str, note: Note, known: list[BookKey]) -> bool:
    """Whether a key of the book with this name signed the note."""
    mine = [key for key in (key_of(each.vkey) for each in known) if key.name == origin]
    return any(note.is_signed_by(key) for key in mine)


def _restored_size(origin: str, otherwise: int) -> int:
    """How many entries the book of this origin had when it was restored last."""
    told = Entry.objects.filter(subject_kind=THE_BOOK, subject_id=origin, kind=RESTORED).order_by("-written_at").first()
    return int(told.facts["held"]) if told else otherwise


def restored(*, by: HasActor | Actor, held: int, backup: str) -> None:
    """It stands in the book that it was restored, with so many entries, from the backup of that name."""
    facts = {"held": held, "backup": backup}
    book.enter(RESTORED, by=by, subject_kind=THE_BOOK, subject_id=settings.BOOK, facts=facts)


def found_behind(*, by: HasActor | Actor, loss: Loss) -> None:
    """It stands in the book that it is behind: nothing more is signed under its name."""
    book.enter(BEHIND, by=by, subject_kind=THE_BOOK, subject_id=loss.origin, facts=loss.facts)


def known_loss(origin: str) -> Loss | None:
    """What the book of this origin is known to have lost; None when it is not behind."""
    told = Entry.objects.filter(subject_kind=THE_BOOK, subject_id=origin, kind=BEHIND)
    losses = [Loss(**{name: each.facts[name] for name in Loss.__dataclass_fields__}) for each in told]
    return max(losses, key=lambda each: each.signed_size, default=None)


def must_not_be_behind() -> None:
    """Refused when the book is known to have fewer entries than were signed for under its name."""
    if loss := known_loss(settings.BOOK):
        raise Unsigned(
            f"The book {loss.origin} was restored with {loss.held} entries, and {loss.told}. Nothing is signed under "
            "this name any more. Give the book a new one in SHAREWELL_BOOK, and run manage.py continue_book."
        )


def go_on(*, by: HasActor | Actor, loss: Loss | None = None) -> BookKey:
    """The book goes on under the name that SHAREWELL_BOOK gives now, and says what the old one lost.

    Refused when the name is not a new one, or nothing is known to be lost.
    """
    former = newest_key()
    if former is None:
        raise Refused("The book was never signed: nothing is to be continued. Only choose its name.")
    old, new = signer_of(settings.BOOK_KEY, key_of(former.vkey).name), signer_of(settings.BOOK_KEY)
    if new.key.name in {key_of(each.vkey).name for each in keys()}:
        raise Refused(f"{new.key.name} is a name that the book has or had. Give it a new one in SHAREWELL_BOOK first.")
    if old.key.vkey != former.vkey:
        raise Refused("The key in hand is not the one of the book: only that can say that the book goes on.")
    loss = loss or known_loss(old.key.name)
    if loss is None:
        raise Refused("Nothing is known to be lost: keep the name, or give the newest checkpoint with --checkpoint.")
    return hand_over(old, new, CONTINUATION, lambda made: _entered(by, made, loss))


def _entered(by: HasActor | Actor, made: BookKey, loss: Loss) -> None:
    enter_key(CONTINUED, by, made, loss.facts | {"vkey": made.vkey, "after": made.after_size})
