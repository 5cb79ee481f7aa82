"""Verifying: the whole book is read and recomputed, and everything that does not fit is named.

A stretch in which everything is as it was written is recomputed quickly (see recomputing); any other is read row by
row. Memory stays the same however long the book is. It finds what was altered, taken out, put in or moved among the
entries that have their place. It cannot see that the newest entries were cut off, nodes and all, nor that somebody who
may write everything wrote the whole tree anew: only a checkpoint kept elsewhere shows that.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, TypeVar

from django.db import connection
from django.db.models import CharField, Exists, F, OuterRef
from django.db.models.functions import Cast

from sharewell.ledger import nodes, rules, tree
from sharewell.ledger.erasing import erased_words_of, faults_of_erasures
from sharewell.ledger.guard import SQLITE_KEYS
from sharewell.ledger.models import Entry, EntryWords, Place, Waiting
from sharewell.ledger.reading import (
    BATCH,
    UNREADABLE,
    UNREADABLE_WORDS,
    KeptPlace,
    KeptWords,
    Row,
    places_between,
    rows_by_id,
    said_by,
    shown,
    words_by_entry,
)
from sharewell.ledger.recomputing import STRETCH, whole
from sharewell.ledger.sealing import LONGEST_WAIT, unsealed, waiting_with_a_place

Part = TypeVar("Part")
Found = TypeVar("Found")


class Spread(Protocol):
    """How much work is done that falls into parts: what each part gave, in their order."""

    def __call__(self, work: Callable[[Part], Found], parts: list[Part], /) -> Iterable[Found]: ...


def one_by_one(work: Callable[[Part], Found], parts: list[Part]) -> Iterator[Found]:
    """Each part is done here, when its turn comes."""
    return map(work, parts)


@dataclass
class Tally:
    """What was read: entries with a place, entries waiting, and words that are whole; and where the book ends."""

    entries: int = 0
    waiting: int = 0
    words: int = 0
    position: int = 0


def faults(tally: Tally, spread: Spread = one_by_one) -> Iterator[str]:
    """Every fault of the book, each a plain sentence that names the entry. Fills `tally` while it goes."""
    damage = spread(damage_of, [*SQLITE_KEYS])
    parts = (
        lambda: _faults_in_order(tally, spread),
        lambda: chain.from_iterable(damage),
        lambda: nodes.faults_above(tally.position),
        lambda: _faults_without_a_place(tally),
        _faults_of_waiting,
        _stray_words,
        faults_of_erasures,
    )
    for part in parts:
        try:
            yield from part()
        except UNREADABLE as wrong:
            yield f"The book cannot be read on from after position {tally.position}: {wrong}"


def damage_of(table: str) -> list[str]:
    """Where an index of SQLite says something else than its table: what is read by way of it would hide a change."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({table})")
        said = [said for (said,) in cursor.fetchall() if said != "ok"]
    return [f"The file of the database was altered or damaged, in {table}: {each}." for each in said]


def _faults_in_order(tally: Tally, spread: Spread) -> Iterator[str]:
    yield from _faults_before_the_first()
    stretches = _stretches()
    for (first, last), found in zip(stretches, spread(whole, stretches), strict=True):
        if found is None:
            yield from _faults_between(first, last, tally)
            yield from nodes.faults_over(first, last)
        else:
            tally.entries, tally.words, tally.position = tally.entries + found.entries, tally.words + found.words, last


def _faults_before_the_first() -> Iterator[str]:
    before = Place.objects.filter(position__lt=1).annotate(entry=Cast("entry_id", CharField())).order_by("position")
    for position, entry_id in before.values_list("position", "entry").iterator(BATCH):
        yield f"Position {position}: the book begins with 1; entry {shown(entry_id)} was put before it."


def _stretches() -> list[tuple[int, int]]:
    """The stretches of the book; where places are missing, or one was put in far away, only those that have any."""
    size = tree.size()
    every: Iterable[int] = range(1, size + 1, STRETCH)
    if Place.objects.count() != size:
        numbers = Place.objects.filter(position__gte=1).annotate(number=(F("position") - 1) / STRETCH)
        found = numbers.order_by("number").values_list("number", flat=True).distinct()
        every = (number * STRETCH + 1 for number in found)
    return [(first, min(first + STRETCH - 1, size)) for first in every]


def _faults_between(first: int, last: int, tally: Tally) -> Iterator[str]:
    for begin in range(first, last + 1, BATCH):
        places = places_between(begin, min(begin + BATCH - 1, last))
        ids = [place.entry_id for place in places if place.entry_id]
        rows, words = rows_by_id(ids), words_by_entry(ids)
        for place in places:
            yield from _faults_at(place, rows.get(place.entry_id), words, tally)


def _faults_at(place: KeptPlace, row: Row | None, words: KeptWords, tally: Tally) -> Iterator[str]:
    here = f"Position {place.position}:"
    if place.position != tally.position + 1:
        yield _missing(tally.position + 1, place.position - 1)
    if row is None:
        yield f"{here} entry {shown(place.entry_id)} is missing. {place.wrong}".strip()
    else:
        tally.entries += 1
        for fault in _faults_of(row, words, tally):
            yield f"{here} {fault}"
        if row.digest != place.leaf:
            yield f"{here} {row.name} is not the leaf of the tree: its digest, its place or the leaf was altered."
    tally.position = place.position


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Position {first}: the entry is missing, and its place."
    return f"Positions {first} to {last}: the entries are missing, and their places."


def _faults_without_a_place(tally: Tally) -> Iterator[str]:
    """Entries that wait for their place, which is no fault, and entries that nobody entered."""
    placeless = Entry.objects.filter(~Exists(Place.objects.filter(entry_id=OuterRef("pk"))))
    waits = Exists(Waiting.objects.filter(entry_id=OuterRef("pk")))
    waiting = placeless.filter(pk__in=Waiting.objects.values("entry_id"))
    if Entry.objects.count() == tally.entries + waiting.count():
        # As a rule only those that wait have none, and no other needs to be looked for among all.
        placeless = waiting
    every = named = placeless.annotate(text=Cast("id", CharField()), waits=waits).order_by("text")
    while found := list(every.values_list("text", "waits")[:BATCH]):
        ids = [text for text, _ in found]
        every = named.filter(text__gt=ids[-1])
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
        return rules.entry_digest(rules.in_json(said), row.marks) == row.digest
    except (TypeError, ValueError):
        return False


def _faults_of_words(row: Row, digests: dict[str, str], words: KeptWords, tally: Tally) -> Iterator[str]:
    """A word that the entry commits to, and that is neither there nor erased, was taken out behind our back."""
    kept = words.get(row.id, {})
    if UNREADABLE_WORDS not in kept:
        for name in sorted(digests.keys() - kept.keys() - erased_words_of(row.id)):
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


def _faults_of_waiting() -> Iterator[str]:
    """Notes of waiting that cannot be true, and a waiting that has lasted too long to be the worker's pace."""
    for note in waiting_with_a_place().iterator(BATCH):
        yield f"Entry {note.entry_id} is noted as waiting for a place, and has one: the note was put in."
    missing = Waiting.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id")))).order_by("pk")
    for note in missing.iterator(BATCH):
        yield f"Entry {note.entry_id} is noted as waiting for a place, and is missing."
    if (oldest := unsealed().oldest) > LONGEST_WAIT:
        yield f"An entry has waited for its place for {oldest}: nobody seals the book (manage.py work)."


def _stray_words() -> Iterator[str]:
    stray = EntryWords.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    found = stray.annotate(entry=Cast("entry_id", CharField())).order_by("pk").values_list("entry", "name")
    for entry_id, name in found.iterator(BATCH):
        yield f"The word {name!r} belongs to entry {shown(entry_id)}, which is missing."
