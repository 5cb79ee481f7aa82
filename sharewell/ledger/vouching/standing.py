"""How far the proof of entries goes: the place of each, the checkpoint over it, and the witnesses that vouch for that.

Nothing is taken from the database on trust: an entry's own columns, the proof that it is in the tree, the signature of
the checkpoint and every cosignature are checked when somebody asks. In six queries, however many entries are asked for.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from sharewell.errors import Unsigned
from sharewell.ledger import merkle, rules, tree
from sharewell.ledger.merkle import Name
from sharewell.ledger.models import BookKey, Checkpoint, Cosignature, Entry, Place
from sharewell.ledger.vouching.checking import following, right_under
from sharewell.ledger.vouching.keys import key_at, keys, signer_of
from sharewell.ledger.vouching.notes import Head, Note, NoteError


@dataclass(frozen=True)
class Vouch:
    """A witness cosigned the checkpoint, and says when it saw it."""

    vkey: str
    seen_at: datetime

    @property
    def name(self) -> str:
        return self.vkey.partition("+")[0]


@dataclass(frozen=True)
class Signed:
    """A checkpoint that the book's key of its time has signed, when, and the cosignatures under it that are right."""

    size: int
    root: bytes
    signed_at: datetime
    vouches: tuple[Vouch, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How far the proof of one entry goes. Without a position it waits for its place, without `signed` for a signature.

    `is_broken`: the entry, or the tree over it, is not what was signed.
    """

    position: int | None = None
    signed: Signed | None = None
    is_broken: bool = False

    @property
    def is_proved(self) -> bool:
        """Whether it stands under a signed checkpoint."""
        return self.signed is not None and not self.is_broken

    @property
    def is_waiting(self) -> bool:
        """Whether it is still being sealed."""
        return self.signed is None and not self.is_broken


def standings_of(entries: Sequence[Entry]) -> dict[uuid.UUID, Standing]:
    """How far the proof of each of these entries goes."""
    places = _places([entry.pk for entry in entries])
    sizes = {size for _, size in places.values() if size}
    signed = signed_checkpoints(Checkpoint.objects.filter(size__in=sizes)) if sizes else {}
    proofs = {
        key: merkle.inclusion(position - 1, size)
        for key, (position, size) in places.items()
        if size and size in signed and position > 0
    }
    hashes = tree.hashes_of({name for proof in proofs.values() for some in proof for name in some})
    found = dict.fromkeys((entry.pk for entry in entries), Standing())
    for entry in entries:
        if entry.pk in places:
            position, size = places[entry.pk]
            standing = Standing(position, signed.get(size or 0), is_broken=bool(size) and size not in signed)
            found[entry.pk] = _proved(entry, standing, proofs.get(entry.pk, []), hashes)
    return found


def _places(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int | None]]:
    """Each entry's position, and the size of the first checkpoint over it that a witness cosigned, or else of any."""
    over: dict[type[Cosignature] | type[Checkpoint], Subquery] = {
        model: Subquery(model.objects.filter(size__gte=OuterRef("position")).order_by("size").values("size")[:1])
        for model in (Cosignature, Checkpoint)
    }
    placed = Place.objects.filter(entry_id__in=list(ids)).annotate(over=Coalesce(over[Cosignature], over[Checkpoint]))
    return {key: (position, size) for key, position, size in placed.values_list("entry_id", "position", "over")}


def signed_checkpoints(checkpoints: Iterable[Checkpoint]) -> dict[int, Signed]:
    """Those of these checkpoints that are signed as they must be, by size. Three queries, with that for them."""
    rows = list(checkpoints)
    known, cosignatures = _believed(), defaultdict[int, list[Cosignature]](list)
    for each in Cosignature.objects.filter(size__in=[row.size for row in rows]).order_by("witness"):
        cosignatures[each.size].append(each)
    found = (_checked(row, known, cosignatures[row.size]) for row in rows)
    return {each.size: each for each in found if each}


def _believed() -> list[BookKey]:
    """The keys of the book that follow from its first, if the one in hand is among them; else none."""
    known = following(keys())
    with suppress(Unsigned):
        if signer_of(settings.BOOK_KEY).key.vkey in {each.vkey for each in known}:
            return known
    return []


def _checked(row: Checkpoint, known: list[BookKey], cosignatures: Iterable[Cosignature]) -> Signed | None:
    with suppress(NoteError):
        note, key = Note.of(row.note), key_at(row.size, known)
        head = Head.of(note.text)
        # The name is the key's: a book that lost entries went on under another, and what it signed before still holds.
        if key and note.is_signed_by(key) and (head.origin, head.size) == (key.name, row.size):
            at = note.seen_at(key.dating)
            if at is None:
                return None
            right = right_under(note.text, cosignatures)
            vouches = tuple(Vouch(each.witness, each.seen_at) for each in right)
            return Signed(row.size, head.root, datetime.fromtimestamp(at, UTC), vouches)
    return None


def _proved(entry: Entry, standing: Standing, proof: list[list[Name]], hashes: Mapping[Name, bytes]) -> Standing:
    """The same, broken when the entry as it stands is not in the tree that was signed."""
    if standing.signed is None or standing.position is None:
        return standing
    with suppress(KeyError, ValueError, TypeError):
        path = [merkle.root([hashes[name] for name in some]) for some in proof]
        root = merkle.root_by_inclusion(_leaf(entry), standing.position - 1, standing.signed.size, path)
        return replace(standing, is_broken=root != standing.signed.root)
    return replace(standing, is_broken=True)


def _leaf(entry: Entry) -> bytes:
    """The leaf hash, worked out anew from everything that the entry says."""
    known = {name: rules.as_written(getattr(entry, f"{name}_text")) for name in ("facts", "word_digests")}
    return rules.entry_digest(rules.in_json(rules.saying(vars(entry) | known)), bytes(entry.marks))
