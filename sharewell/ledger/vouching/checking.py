"""Checking what vouches for the book: every key, every checkpoint and every cosignature that it keeps."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise, takewhile

from sharewell.ledger import tree
from sharewell.ledger.models import BookKey, Checkpoint, Cosignature, Entry
from sharewell.ledger.reading import BATCH, UNREADABLE
from sharewell.ledger.rules import instant
from sharewell.ledger.tree import TreeBrokenError
from sharewell.ledger.vouching.continuing import is_former
from sharewell.ledger.vouching.keys import BEGUN, CONTINUATION, ROTATION, begun_as, key_at, keys
from sharewell.ledger.vouching.notes import WITNESS, Head, Key, Note, key_of, signatures_of


def faults_of_checkpoint_elsewhere(note: str) -> Iterator[str]:
    """Why the book is not the one of this checkpoint, which somebody kept elsewhere. NoteError when it is none."""
    found = Note.of(note)
    head = Head.of(found.text)
    known = keys()
    key = key_at(head.size, known)
    if key and head.origin != key.name and is_former(head.origin, found, known):
        yield (
            f"The checkpoint of {head.size} entries is of {head.origin}, as the book was called before it went on as "
            f"{key.name}: it has lost entries that were signed for. Its entry book.continued says how many."
        )
        return
    if key is None or not found.is_signed_by(key):
        yield f"The checkpoint of {head.size} entries from elsewhere is not signed by the key that the book has for it."
    yield from _faults_of_root(head, tree.size(), "from elsewhere")


def faults_of_keys(first: str = "") -> Iterator[str]:
    """Why the keys do not follow from each other, and from the first one, whose vkey somebody kept elsewhere."""
    known = keys()
    if known and known[0].statement:
        yield "The first key of the book is missing."
    elif known and not _is_begun(known[0]):
        yield "The first key of the book is not the one, or did not begin at the time, that the book has an entry of."
    if first and (not known or known[0].vkey != first.strip()):
        yield "The first key of the book is not the one that was kept elsewhere: it was replaced."
    for before, after in pairwise(known):
        if fault := _fault_of_rotation(before, after):
            yield f"Key {after.number} of the book: {fault}"


def _is_begun(first: BookKey) -> bool:
    told = Entry.objects.filter(kind=BEGUN, subject_kind="book_key", subject_id=str(first.number))
    with suppress(*UNREADABLE):
        return begun_as(first) in [entry.facts for entry in told]
    return False


def following(known: list[BookKey]) -> list[BookKey]:
    """Of the keys of the book those that can be believed: the first, and each after it as long as they follow."""
    sound = takewhile(lambda both: not _fault_of_rotation(*both), pairwise(known))
    return [*known[:1], *(after for _, after in sound)]


def _fault_of_rotation(before: BookKey, after: BookKey) -> str:
    try:
        note, old, new = Note.of(after.statement), key_of(before.vkey), key_of(after.vkey)
        title, origin, size, *vkeys, at, _ = note.text.split("\n")
        expected = ROTATION if old.name == new.name else CONTINUATION
        if [title, origin, size, vkeys] != [expected, old.name, str(after.after_size), [before.vkey, after.vkey]]:
            return "its statement speaks of other keys."
        if not (note.is_signed_by(old) and note.is_signed_by(new)):
            return "its statement is not signed by the key before it and by itself."
        if at != instant(after.began_at):
            return "it did not begin when its statement says: that was altered."
    except UNREADABLE as wrong:
        return f"its statement cannot be read: {wrong}"
    return ""


def faults_of_checkpoints() -> Iterator[str]:
    """Every kept checkpoint that is not signed as it must be, or is not of this book."""
    known, size = keys(), tree.size()
    for row in Checkpoint.objects.order_by("size").iterator(BATCH):
        try:
            yield from _faults_of(row, key_at(row.size, known), size)
        except UNREADABLE as wrong:
            yield f"The checkpoint of {row.size} entries was altered: {wrong}"


def _faults_of(row: Checkpoint, key: Key | None, size: int) -> Iterator[str]:
    note = Note.of(row.note)
    head = Head.of(note.text)
    if (key and head.origin != key.name) or head.size != row.size:
        yield f"The checkpoint of {row.size} entries was altered: it says {head.size} entries of {head.origin}."
    elif key is None or not note.is_signed_by(key):
        yield f"The checkpoint of {row.size} entries is not signed by the key that the book had for it."
    elif note.seen_at(key.dating) != row.signed_at.timestamp():
        yield f"The checkpoint of {row.size} entries was altered: it was signed at another time than it says."
    else:
        yield from _faults_of_root(head, size, "that the book keeps")


def _faults_of_root(head: Head, size: int, which: str) -> Iterator[str]:
    if head.size > size:
        yield f"The book has {size} entries; the checkpoint {which} is of {head.size}: the newest were cut off."
        return
    try:
        if tree.root_at(head.size) != head.root:
            yield f"The book is not the one of the checkpoint {which}: something up to {head.size} was written anew."
    except TreeBrokenError as broken:
        yield f"The checkpoint of {head.size} entries {which} cannot be compared: {broken}"


def faults_of_cosignatures() -> Iterator[str]:
    """Every kept cosignature that the witness did not give to the checkpoint that it stands under."""
    notes = dict[int, str]()
    for each in Cosignature.objects.order_by("size").iterator(BATCH):
        if each.size not in notes:
            notes = dict(Checkpoint.objects.filter(size=each.size).values_list("size", "note"))
        if fault := _fault_of_cosignature(each, notes.get(each.size)):
            yield f"The cosignature of {each.witness.split('+')[0]} under {each.size} entries {fault}"


def _fault_of_cosignature(each: Cosignature, note: str | None) -> str:
    if note is None:
        return "stands under no checkpoint: that was taken out."
    try:
        right = is_right(each, Note.of(note).text)
    except UNREADABLE as wrong:
        return f"was altered: {wrong}"
    return "" if right else "was altered: its witness or its time is another, or there is more in its line."


def is_right(each: Cosignature, text: str) -> bool:
    """Whether the witness gave it to this text, at that time, and no more is in its line. NoteError when it is none."""
    signatures, witness = signatures_of(each.line), key_of(each.witness)
    seen = Note(text, signatures).seen_at(witness)
    is_alone = [signature.line for signature in signatures] == [each.line]
    return is_alone and witness.kind == WITNESS and seen == int(each.seen_at.timestamp())


def right_under(text: str, cosignatures: Iterable[Cosignature]) -> list[Cosignature]:
    """Those of the cosignatures that their witnesses gave to this text; of one key under several names the first."""
    found: dict[bytes, Cosignature] = {}
    for each in cosignatures:
        with suppress(*UNREADABLE):
            if is_right(each, text):
                found.setdefault(key_of(each.witness).public, each)
    return list(found.values())
