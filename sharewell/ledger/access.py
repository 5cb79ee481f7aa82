"""Entries and checkpoints, for the rooms above to show. Whoever calls has made sure that the reader may see them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from sharewell.ledger.models import Checkpoint, Entry, EntryWords, Place
from sharewell.ledger.rules import Nature


def entries_about(subject_kind: str, subject_id: object) -> QuerySet[Entry]:
    """Everything entered about this subject, oldest first."""
    return Entry.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id)).order_by("written_at", "pk")


def entries_on(subjects: Iterable[tuple[str, object]]) -> QuerySet[Entry]:
    """Everything entered about any of these subjects, each by its kind and id, oldest first."""
    about = Q(pk__in=[])
    for kind, key in subjects:
        about |= Q(subject_kind=kind, subject_id=str(key))
    return Entry.objects.filter(about).order_by("written_at", "pk")


def entry_with(entry_id: uuid.UUID) -> Entry | None:
    """The entry with this id."""
    return Entry.objects.filter(pk=entry_id).first()


def looks_at(subject_kind: str, subject_id: object) -> QuerySet[Entry]:
    """Who looked at this subject, latest first."""
    return entries_about(subject_kind, subject_id).filter(nature=Nature.LOOK.value).order_by("-written_at", "pk")


def entries_about_child(child_id: object) -> QuerySet[Entry]:
    """Everything entered about this child, whatever the subject, oldest first."""
    return Entry.objects.filter(child_id=str(child_id)).order_by("written_at", "pk")


def words_of(entries: Iterable[Entry]) -> dict[uuid.UUID, dict[str, str]]:
    """The personal texts of these entries, by name. One query."""
    found: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for words in EntryWords.objects.filter(entry_id__in=[entry.id for entry in entries]):
        found[words.entry_id][words.name] = words.text
    return found


def entries_by(agency_id: object) -> QuerySet[Entry]:
    """Everything that people acting for this agency did, latest first; each with its place (`position`), if it has."""
    place = Place.objects.filter(entry_id=OuterRef("pk")).values("position")[:1]
    return Entry.objects.filter(agency=str(agency_id)).annotate(position=Subquery(place)).order_by("-written_at", "-pk")


def checkpoints_below(size: int | None) -> QuerySet[Checkpoint]:
    """The checkpoints of fewer entries than this (None: all), the one of most entries first."""
    found = Checkpoint.objects.order_by("-size")
    return found if size is None else found.filter(size__lt=size)


def checkpoint_of(size: int) -> Checkpoint | None:
    """The checkpoint of so many entries."""
    return Checkpoint.objects.filter(size=size).first()


def entries_where(condition: Q) -> QuerySet[Entry]:
    """The entries of which this is true, latest first."""
    return Entry.objects.filter(condition).order_by("-written_at", "-pk")
