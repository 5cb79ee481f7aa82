"""Sealing: entries that have none are given a place in the order, a moment after they were written.

An act does not wait for its place, so acts can be written side by side. Entries may be committed in any order; the
order of the book is that of their places, and no clock has a say in it. Two sealers at once are safe: both reach for
the same next position, the database gives it to one of them, and the other begins again. A note of waiting for an
entry that has its place is none of ours, and would stand in the way for ever: it is taken away, and logged.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from sharewell.ledger import merkle, tree
from sharewell.ledger.models import Entry, Node, Place, Waiting
from sharewell.ledger.rules import instant
from sharewell.moment import now

logger = logging.getLogger(__name__)

BATCH = 2_000
TRIES = 20
# An entry is sealed within seconds; one that has waited so long is not protected by the chain, and somebody must look.
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Unsealed:
    """How many entries wait for their place, and how long the oldest has been waiting."""

    count: int
    oldest: timedelta


def seal(*, batch: int = BATCH) -> int:
    """Every entry that was waiting has its place. How many were given one; done in transactions of `batch` entries."""
    given = lost = size = 0
    while True:
        try:
            with transaction.atomic():
                number = _seal_some(batch)
        except IntegrityError:
            # Whoever loses to another sealer loses to progress; only what stands still is a fault.
            lost, size = (1, now_there) if (now_there := tree.size()) > size else (lost + 1, size)
            if lost == TRIES:
                raise
            _take_away_false_notes()
            continue
        if not number:
            return given
        given, lost = given + number, 0


def unsealed() -> Unsealed:
    """What waits for its place. A large number or a great age means that nobody seals: see the worker."""
    waiting = Entry.objects.filter(pk__in=Waiting.objects.values("entry_id"))
    oldest = waiting.order_by("written_at").values_list("written_at", flat=True).first()
    return Unsealed(waiting.count(), max(now() - oldest, timedelta()) if oldest else timedelta())


def longest_wait() -> timedelta:
    """How long the entry that is next to be sealed has been waiting; nothing when none waits. Cheap: one row."""
    found = Exists(Entry.objects.filter(pk=OuterRef("entry_id")))
    first = Waiting.objects.filter(found).order_by("number").values("entry_id")[:1]
    written = Entry.objects.filter(pk__in=Subquery(first)).values_list("written_at", flat=True).first()
    return max(now() - written, timedelta()) if written else timedelta()


def names_of_unsealed() -> Iterator[str]:
    """Each entry that waits for its place, oldest first, with its kind and since when."""
    waiting = Entry.objects.filter(pk__in=Waiting.objects.values("entry_id")).order_by("written_at", "pk")
    for key, kind, at in waiting.values_list("pk", "kind", "written_at").iterator(BATCH):
        yield f"entry {key} ({kind}), written {instant(at)}"


def waiting_with_a_place() -> QuerySet[Waiting]:
    """Notes of waiting that cannot be true: the place is given, and the note taken away, in one transaction."""
    return Waiting.objects.filter(Exists(Place.objects.filter(entry_id=OuterRef("entry_id")))).order_by("pk")


def _take_away_false_notes() -> None:
    for note in waiting_with_a_place():
        logger.error("Entry %s has its place, and was noted as waiting for one: look who wrote that.", note.entry_id)
        note.delete()


def _seal_some(batch: int) -> int:
    size = tree.size()
    found = Exists(Entry.objects.filter(pk=OuterRef("entry_id")))
    noted = list(Waiting.objects.filter(found).order_by("number").values_list("number", "entry_id")[:batch])
    waiting = list(dict.fromkeys(entry_id for _, entry_id in noted))
    digests = dict(Entry.objects.filter(pk__in=waiting).values_list("pk", "digest"))
    leaves = [bytes(digests[entry_id]) for entry_id in waiting]
    nodes = merkle.grown(size, tree.peaks_at(size), leaves)
    Place.objects.bulk_create(
        Place(position=position, entry_id=entry_id, leaf=leaf)
        for position, (entry_id, leaf) in enumerate(zip(waiting, leaves, strict=True), size + 1)
    )
    Node.objects.bulk_create(Node(number=tree.number_of(name), hash=each) for name, each in nodes)
    Waiting.objects.filter(number__in=[number for number, _ in noted]).delete()
    return len(waiting)
