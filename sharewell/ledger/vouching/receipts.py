"""Receipts: what lets somebody prove, offline and years later, that an entry stood in the book.

A receipt is a c2sp.org/tlog-proof: the entry's index, the proof that it is in the tree, and a signed checkpoint with
its cosignatures. It speaks of a record, which is the entry itself with those of its words that the holder may read.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from sharewell.ledger import merkle, rules, tree
from sharewell.ledger.models import Checkpoint, Cosignature, Entry, EntryWords, Place
from sharewell.ledger.vouching.checkpoints import cosigned, first_over, head_of
from sharewell.ledger.vouching.notes import to_base64

KIND = "c2sp.org/tlog-proof@v1"
# So many cosigned checkpoints are looked at for the one that most witnesses vouch for: the earliest are the nearest.
LOOKED_AT = 20


@dataclass(frozen=True)
class Receipt:
    """The proof for one entry, and who vouches for it. `text` is the file."""

    position: int
    checkpoint: Checkpoint
    witnesses: tuple[str, ...]
    text: str


class BrokenProofError(RuntimeError):
    """The book cannot prove this entry: something was altered. Nobody gets a receipt that proves nothing."""


def receipt_of(entry: Entry) -> Receipt | None:
    """The receipt for this entry; None as long as it is being sealed. BrokenProofError when it proves nothing."""
    position = Place.objects.filter(entry_id=entry.pk).values_list("position", flat=True).first()
    checkpoint = _vouched_for_best(position) if position else None
    if position is None or checkpoint is None:
        return None
    proof = tree.inclusion(position, checkpoint.size)
    root = merkle.root_by_inclusion(bytes(entry.digest), position - 1, checkpoint.size, proof)
    if root != head_of(checkpoint).root:
        raise BrokenProofError(f"Entry {entry.pk} is not proved by the checkpoint of {checkpoint.size} entries.")
    lines = [KIND, f"index {position - 1}", *map(to_base64, proof), "", cosigned(checkpoint)]
    return Receipt(position, checkpoint, names_of_witnesses(checkpoint), "\n".join(lines))


def _vouched_for_best(position: int) -> Checkpoint | None:
    """Of the first checkpoints over the entry the one that most witnesses cosigned; the earliest of several."""
    over = Cosignature.objects.filter(size__gte=position).values("size").annotate(count=Count("pk")).order_by("size")
    best = max(over[:LOOKED_AT], key=lambda each: (each["count"], -each["size"]), default=None)
    return Checkpoint.objects.get(size=best["size"]) if best else first_over(position)


def names_of_witnesses(checkpoint: Checkpoint) -> tuple[str, ...]:
    """Who cosigned it, by name."""
    found = Cosignature.objects.filter(size=checkpoint.size).values_list("witness", flat=True)
    return tuple(sorted(vkey.split("+")[0] for vkey in found))


def record_of(entry: Entry, names: Iterable[str]) -> str:
    """The record that a receipt speaks of, as JSON: the entry, and of its words those with these names."""
    said = rules.saying(vars(entry) | {"facts": entry.facts, "word_digests": entry.word_digests})
    words = EntryWords.objects.filter(entry_id=entry.pk, name__in=list(names)).order_by("name")
    found = {
        "entry": {**said, "marks": bytes(entry.marks).hex()},
        "words": {each.name: {"salt": each.salt, "text": each.text} for each in words},
    }
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
