"""Entries, for the rooms above to show. Whoever calls has made sure that the reader may see the subject."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from sharewell.ledger.models import Entry, EntryWords
from sharewell.ledger.rules import Nature


def entries_about(subject_kind: str, subject_id: object) -> QuerySet[Entry]:
    """Everything entered about this subject, oldest first."""
    return Entry.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id)).order_by("written_at", "pk")


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
