"""Verifying: the whole book is read and recomputed, and everything that does not fit is named.

It reads in batches, so memory stays the same however long the book is. It finds what was altered, taken out, put in or
moved among the entries that have their place. It cannot see that the newest entries were cut off, nor that somebody
who may write everything wrote the whole chain anew: only a checkpoint kept elsewhere shows that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from sharewell.ledger import rules
from sharewell.ledger.models import Entry, EntryWords, Place, Waiting
from sharewell.ledger.reading import (
    BATCH,
    UNREADABLE,
    UNREADABLE_WORDS,
    KeptPlace,
    KeptWords,
    Row,
    places_after,
    rows_by_id,
    said_by,
    shown,
    words_by_entry,
)
from sharewell.ledger.sealing import LONGEST_WAIT, unsealed, waiting_with_a_place

BEFORE_ANY = -(2**63)


@dataclass
class Tally:
    """What was read: entries with a place, entries waiting, and words that are whole; and where the chain ends."""

    entries: int = 0
    waiting: int = 0
    words: int = 0
    position: int = 0
    chain: bytes = rules.BEFORE_THE_FIRST
    checkpoint: tuple[int, str] = (0, rules.BEFORE_THE_FIRST.hex())

    def expects(self, checkpoint: str) -> None:
        """The book must have this chain digest at this position: `POSITION:DIGEST`. ValueError when it is not that."""
        position, _, digest = checkpoint.partition(":")
        if len(chain := bytes.fromhex(digest)) != len(rules.BEFORE_THE_FIRST):
            raise ValueError("not a chain digest")
        self.checkpoint = (int(position), chain.hex())


def faults(tally: Tally) -> Iterator[str]:
    """Every fault of the book, each a plain sentence that names the entry. Fills `tally` while it goes."""
    for part in (_faults_in_order, _faults_without_a_place, _faults_of_waiting, _stray_words):
        try:
            yield from part(tally)
        except UNREADABLE as wrong:
            yield f"The book cannot be read on from after position {tally.position}: {wrong}"


def _faults_in_order(tally: Tally) -> Iterator[str]:
    after = BEFORE_ANY
    while places := places_after(after):
        ids = [place.entry_id for place in places if place.entry_id]
        rows, words = rows_by_id(ids), words_by_entry(ids)
        for place in places:
            yield from _faults_at(place, rows.get(place.entry_id), words, tally)
            after = place.position
    if tally.position < tally.checkpoint[0]:
        yield f"The book ends at position {tally.position}, before the checkpoint {tally.checkpoint[0]}: cut off."


def _faults_at(place: KeptPlace, row: Row | None, words: KeptWords, tally: Tally) -> Iterator[str]:
    here = f"Position {place.position}:"
    if place.position < 1:
        yield f"{here} the book begins with 1; entry {shown(place.entry_id)} was put before it."
        return
    follows = place.position == tally.position + 1
    if not follows:
        yield _missing(tally.position + 1, place.position - 1)
    if row is None:
        yield f"{here} entry {shown(place.entry_id)} is missing. {place.wrong}".strip()
    else:
        tally.entries += 1
        for fault in _faults_of(row, words, tally):
            yield f"{here} {fault}"
        if follows and rules.chained(tally.chain, row.digest) != place.chain:
            yield f"{here} {row.name} does not fit the chain: its digest, its place or its chain digest was altered."
    tally.position, tally.chain = place.position, place.chain
    if place.position == tally.checkpoint[0] and place.chain.hex() != tally.checkpoint[1]:
        yield f"{here} the book is not the one of the checkpoint: something up to here was written anew."


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Position {first}: the entry is missing, and its place."
    return f"Positions {first} to {last}: the entries are missing, and their places."


def _faults_without_a_place(tally: Tally) -> Iterator[str]:
    """Entries that wait for their place, which is no fault, and entries that nobody entered."""
    placeless = Entry.objects.filter(~Exists(Place.objects.filter(entry_id=OuterRef("pk"))))
    waits = Exists(Waiting.objects.filter(entry_id=OuterRef("pk")))
    after = ""
    while found := list(
        placeless.annotate(text=Cast("id", CharField()), waits=waits)
        .filter(text__gt=after)
        .order_by("text")
        .values_list("text", "waits")[:BATCH]
    ):
        after = found[-1][0]
        ids = [text for text, _ in found]
        rows, words = rows_by_id(ids), words_by_entry(ids)
        for text, is_waiting in found:
            yield from _faults_of_placeless(text, is_waiting, rows.get(text), words, tally)


def _faults_of_placeless(text: str, is_waiting: bool, row: Row | None, words: KeptWords, tally: Tally) -> Iterator[str]:
    tally.waiting += is_waiting
    name = row.name if row else f"entry {shown(text)}"
    if not is_waiting:
        yield f"Without a place: {name} was put in, or its place was taken away."
    for fault in _faults_of(row, words, tally) if row else ():
        yield f"Without a place: {fault}"


def _faults_of(row: Row, words: KeptWords, tally: Tally) -> Iterator[str]:
    if row.wrong:
        yield f"{row.name} was altered and cannot be read: {row.wrong}"
        return
    said, altered = said_by(row)
    if not altered and not _is_proved(said, row):
        altered = rules.columns_altered(said, row.marks, row.digest)
    if altered:
        yield f"{row.name} was altered: {', '.join(altered)}."
    if isinstance(digests := said.get("word_digests"), dict) and "word_digests" not in altered:
        yield from _faults_of_words(row, digests, words, tally)


def _is_proved(said: dict[str, object], row: Row) -> bool:
    try:
        return rules.entry_digest(said, row.marks) == row.digest
    except (TypeError, ValueError):
        return False


def _faults_of_words(row: Row, digests: dict[str, str], words: KeptWords, tally: Tally) -> Iterator[str]:
    """A word that the entry commits to and that is not there was taken out behind the application's back.

    No act erases words yet. The one that comes will have to enter, as facts, the ids of the entries and the names of
    the words it erased; here a missing word is then looked for in those entries, and is a fault unless one names it.
    """
    kept = words.get(row.id, {})
    if UNREADABLE_WORDS not in kept:
        for name in sorted(digests.keys() - kept.keys()):
            yield f"{row.name}: its word {name!r} is missing."
    for name, word in kept.items():
        if word.wrong:
            yield f"{row.name}: its word {name!r} was altered and cannot be read: {word.wrong}"
        elif name not in digests:
            yield f"{row.name}: its word {name!r} was put in; the entry knows nothing of it."
        elif digests[name] != rules.word_digest(word.salt, word.text):
            yield f"{row.name}: its word {name!r} was altered."
        else:
            tally.words += 1


def _faults_of_waiting(tally: Tally) -> Iterator[str]:
    """Notes of waiting that cannot be true, and a waiting that has lasted too long to be the worker's pace."""
    for note in waiting_with_a_place().iterator(BATCH):
        yield f"Entry {note.pk} is noted as waiting for a place, and has one: the note was put in."
    missing = Waiting.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id")))).order_by("pk")
    for note in missing.iterator(BATCH):
        yield f"Entry {note.pk} is noted as waiting for a place, and is missing."
    if (oldest := unsealed().oldest) > LONGEST_WAIT:
        yield f"An entry has waited for its place for {oldest}: nobody seals the book (manage.py work)."


def _stray_words(tally: Tally) -> Iterator[str]:
    stray = EntryWords.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    found = stray.annotate(entry=Cast("entry_id", CharField())).order_by("pk").values_list("entry", "name")
    for entry_id, name in found.iterator(BATCH):
        yield f"The word {name!r} belongs to entry {shown(entry_id)}, which is missing."
