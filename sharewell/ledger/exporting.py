"""Exporting the book: one file that elsewhere/verify.py checks without this program. See adr/0008 for its form."""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from sharewell.errors import Refused
from sharewell.ledger import book, rules, tree
from sharewell.ledger.book import HasActor
from sharewell.ledger.models import BookKey, Checkpoint, Cosignature, Entry, EntryWords, Erased, Node, Place
from sharewell.ledger.reading import BATCH, one_view
from sharewell.ledger.rules import Actor, instant
from sharewell.ledger.sealing import seal
from sharewell.ledger.vouching.notes import to_base64
from sharewell.moment import now

EXPORTED = book.declare("whole_book.exported", "The whole book was written into a file, with or without personal text.")
FORMAT = "sharewell-book-1"
TRIES = 10


def export(target: Path, *, by: HasActor | Actor, with_words: bool) -> int:
    """The book as it stands is in the file `target`, which must not be there yet. How many entries. Entered.

    FileExistsError, OSError; Refused when words are being erased all the time. A file that was not finished is not
    left behind.
    """
    seal()
    facts = {"words": with_words, "size": tree.size()}
    book.enter(EXPORTED, by=by, subject_kind="book", subject_id=settings.BOOK, facts=facts)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            return _write_in_one_view(archive, with_words)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def _write_in_one_view(archive: zipfile.ZipFile, with_words: bool) -> int:
    for _ in range(TRIES):
        with one_view():
            # A word that is gone must not be missing without the entry that tells of it, and that needs its place.
            told = Place.objects.filter(entry_id=OuterRef("by_entry_id"))
            if not Erased.objects.filter(~Exists(told)).exists():
                return _write(archive, with_words)
        seal()
    raise Refused("Words were being erased all the while. Export again when that is done.")


def _write(archive: zipfile.ZipFile, with_words: bool) -> int:
    size = tree.size()
    about = {"format": FORMAT, "origin": settings.BOOK, "size": size, "made_at": instant(now()), "words": with_words}
    _put(archive, "book.json", [json.dumps(about)])
    _put(archive, "entries.jsonl", _entries(size))
    _put(archive, "nodes.txt", _nodes(size))
    for checkpoint in Checkpoint.objects.filter(size__lte=size).order_by("size").iterator(BATCH):
        _put(archive, f"checkpoints/{checkpoint.size:010}.txt", [_cosigned(checkpoint)], end="")
    for key in BookKey.objects.filter(number__gt=1).order_by("number"):
        _put(archive, f"keys/{key.number - 1:04}.txt", [key.statement], end="")
    if with_words:
        _put(archive, "words.jsonl", _words(size))
    return size


def _put(archive: zipfile.ZipFile, name: str, lines: Iterable[str], end: str = "\n") -> None:
    with archive.open(name, "w", force_zip64=True) as member:
        for line in lines:
            member.write(f"{line}{end}".encode())


def _stretches(size: int) -> Iterator[list[tuple[int, Any]]]:
    for first in range(1, size + 1, BATCH):
        found = Place.objects.filter(position__range=(first, min(first + BATCH - 1, size))).order_by("position")
        yield list(found.values_list("position", "entry_id"))


def _entries(size: int) -> Iterator[str]:
    for places in _stretches(size):
        entries = Entry.objects.in_bulk([entry_id for _, entry_id in places])
        for _, entry_id in places:
            entry = entries[entry_id]
            said = rules.saying(vars(entry) | {"facts": entry.facts, "word_digests": entry.word_digests})
            yield rules.leaf(rules.in_json(said), bytes(entry.marks)).decode()


def _nodes(size: int) -> Iterator[str]:
    leaves = Place.objects.filter(position__range=(1, size)).order_by("position").values_list("position", "leaf")
    for position, leaf in leaves.iterator(BATCH):
        yield f"0 {position - 1} {to_base64(bytes(leaf))}"
    for level in range(1, size.bit_length()):
        first = tree.number_of((level, 0))
        found = Node.objects.filter(number__gte=first, number__lt=first + (size >> level)).order_by("number")
        for number, each in found.values_list("number", "hash").iterator(BATCH):
            yield f"{level} {tree.name_of(number)[1]} {to_base64(bytes(each))}"


def _cosigned(checkpoint: Checkpoint) -> str:
    lines = Cosignature.objects.filter(size=checkpoint.size).order_by("witness").values_list("line", flat=True)
    return checkpoint.note + "".join(lines)


def _words(size: int) -> Iterator[str]:
    """The words, by entry and name: sorted by the id as text, which PostgreSQL and SQLite both do for hexadecimal."""
    placed = Place.objects.filter(position__lte=size).values("entry_id")
    found = EntryWords.objects.filter(entry_id__in=placed).order_by("entry_id", "name")
    for each in found.iterator(BATCH):
        said = {"entry": str(each.entry_id), "name": each.name, "salt": each.salt, "text": each.text}
        yield json.dumps(said, ensure_ascii=False)
