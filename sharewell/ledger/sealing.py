"""Sealing: entries that have none are given a place in the order, a moment after they were written.

An act does not wait for its place, so acts can be written side by side. Entries may be committed in any order; the
order of the book is that of their places. Two sealers at once are safe: both reach for the same next position, the
database gives it to one of them, and the other begins again. A note of waiting for an entry that has its place is none
of ours, and would stand in the way for ever: it is taken away, and logged.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from sharewell.ledger.models import Entry, Place, Waiting
from sharewell.ledger.rules import BEFORE_THE_FIRST, chained
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
    given = lost = 0
    while True:
        try:
            with transaction.atomic():
                number = _seal_some(batch)
        except IntegrityError:
            lost += 1
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


def waiting_with_a_place() -> QuerySet[Waiting]:
    """Notes of waiting that cannot be true: the place is given, and the note taken away, in one transaction."""
    return Waiting.objects.filter(Exists(Place.objects.filter(entry_id=OuterRef("entry_id")))).order_by("pk")


def _take_away_false_notes() -> None:
    for note in waiting_with_a_place():
        logger.error("Entry %s has its place, and was noted as waiting for one: look who wrote that.", note.pk)
        note.delete()


def _seal_some(batch: int) -> int:
    last = Place.objects.order_by("-position").first()
    position, chain = (last.position, bytes(last.chain)) if last else (0, BEFORE_THE_FIRST)
    digests = list(
        Entry.objects.filter(pk__in=Waiting.objects.values("entry_id"))
        .order_by("written_at", "pk")
        .values_list("pk", "digest")[:batch]
    )
    places = []
    for position, (entry_id, digest) in enumerate(digests, position + 1):  # noqa: B020 - goes on from the last
        chain = chained(chain, bytes(digest))
        places.append(Place(position=position, entry_id=entry_id, chain=chain))
    Place.objects.bulk_create(places)
    Waiting.objects.filter(pk__in=[entry_id for entry_id, _ in digests]).delete()
    return len(places)
