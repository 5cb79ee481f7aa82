"""Erasing personal text from the book: text and salt go, and the entry's digest still proves everything else.

What stays in their place is an entry of its own, a tombstone: what kind of thing was disposed of, when, by whom, under
which rule. Whoever has a right to erase stands above; here it is done whole or not at all.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.db import transaction

from sharewell.errors import Refused
from sharewell.ledger import book
from sharewell.ledger.book import HasActor
from sharewell.ledger.models import Entry, EntryWords, Erased
from sharewell.ledger.reading import BATCH
from sharewell.ledger.rules import Actor

ERASED = book.declare("words.erased", "Personal text of these entries was disposed of, under this rule.")


def erase_words(
    *, by: HasActor | Actor, entries: Iterable[uuid.UUID], what: str, rule: str, child_id: object = None
) -> Entry:
    """The personal texts of these entries are gone for good; a tombstone says so.

    what: the kind of thing (“the words of a worry”), rule: under which rule of retention or which right. Neither may
    hold anything about a person. Refused when either is missing, or when the entries have no words left.
    """
    if not what.strip() or not rule.strip():
        raise Refused("Say what kind of thing is erased, and under which rule.")
    with transaction.atomic():
        kept = list(EntryWords.objects.filter(entry_id__in=list(entries)).order_by("entry_id", "name"))
        if not kept:
            raise Refused("These entries have no words that could be erased.")
        facts = {"erased": _names(kept), "what": what, "rule": rule}
        told = book.enter(
            ERASED, by=by, subject_kind="entry", subject_id=kept[0].entry_id, child_id=child_id, facts=facts
        )
        Erased.objects.bulk_create(Erased(entry_id=each.entry_id, name=each.name, by_entry_id=told.pk) for each in kept)
        gone, _ = EntryWords.objects.filter(pk__in=[each.pk for each in kept]).delete()
        if gone != len(kept):
            raise Refused("Somebody else erased some of these words at the same moment. Nothing was erased now.")
    return told


def _names(kept: Iterable[EntryWords]) -> list[dict[str, object]]:
    names: dict[str, list[str]] = defaultdict(list)
    for each in kept:
        names[str(each.entry_id)].append(each.name)
    return [{"entry": entry_id, "names": found} for entry_id, found in names.items()]


def erased_words_of(entry_id: str) -> set[str]:
    """The names of the words of this entry that were erased."""
    try:
        return set(Erased.objects.filter(entry_id=uuid.UUID(entry_id)).values_list("name", flat=True))
    except ValueError:
        return set()


def faults_of_erasures() -> Iterator[str]:
    """Every erasure that no entry tells of, or that did not happen, or of a word that there never was."""
    found = Erased.objects.order_by("pk")
    every = found
    while some := list(every[:BATCH]):
        every = found.filter(pk__gt=some[-1].pk)
        told = _told_by({each.by_entry_id for each in some})
        entries = Entry.objects.in_bulk({each.entry_id for each in some})
        there = set(EntryWords.objects.filter(entry_id__in=entries).values_list("entry_id", "name"))
        for each in some:
            entry = entries.get(each.entry_id)
            word = f"The word {each.name!r} of entry {each.entry_id}"
            if (str(each.entry_id), each.name) not in told.get(each.by_entry_id, ()):
                yield f"{word} is noted as erased, and no entry tells of it: it was taken out."
            if entry is None or each.name not in entry.word_digests:
                yield f"{word} is noted as erased, and there never was such a word: the note was put in."
            if (each.entry_id, each.name) in there:
                yield f"{word} is noted as erased, and is still there."


def _told_by(tellers: set[uuid.UUID]) -> dict[uuid.UUID, set[tuple[str, str]]]:
    """What each of these entries tells of having been erased."""
    told = {}
    for entry in Entry.objects.filter(pk__in=tellers, kind=ERASED):
        # One that was put in may say anything; what it does not say so is not told.
        with suppress(LookupError, TypeError, ValueError):
            told[entry.pk] = {(each["entry"], name) for each in entry.facts["erased"] for name in each["names"]}
    return told
