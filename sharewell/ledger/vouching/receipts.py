"""Receipts: what lets somebody prove, offline and years later, that an entry stood in the book.

A receipt is a c2sp.org/tlog-proof: the entry's index, the proof that it is in the tree, and a signed checkpoint with
its cosignatures. It speaks of a record, which is the entry itself with those of its words that the holder may read.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sharewell.ledger import merkle, rules, tree
from sharewell.ledger.models import Checkpoint, Cosignature, Entry, EntryWords, Place
from sharewell.ledger.vouching.checkpoints import cosigned, first_over, head_of
from sharewell.ledger.vouching.notes import to_base64
from sharewell.ledger.vouching.standing import signed_checkpoints

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
    checkpoint, witnesses = _vouched_for_best(position) if position else (None, ())
    if position is None or checkpoint is None:
        return None
    proof = tree.inclusion(position, checkpoint.size)
    root = merkle.root_by_inclusion(bytes(entry.digest), position - 1, checkpoint.size, proof)
    if root != head_of(checkpoint).root:
        raise BrokenProofError(f"Entry {entry.pk} is not proved by the checkpoint of {checkpoint.size} entries.")
    lines = [KIND, f"index {position - 1}", *map(to_base64, proof), "", cosigned(checkpoint)]
    return Receipt(position, checkpoint, witnesses, "\n".join(lines))


def _vouched_for_best(position: int) -> tuple[Checkpoint | None, tuple[str, ...]]:
    """Of the first checkpoints over the entry the one that most cosigned, the earliest of several; and who did."""
    sizes = Cosignature.objects.filter(size__gte=position).order_by("size").values_list("size", flat=True).distinct()
    over = {each.size: each for each in Checkpoint.objects.filter(size__in=list(sizes[:LOOKED_AT]))}
    signed = signed_checkpoints(over.values()).values()
    best = max(signed, key=lambda each: (len(each.vouches), -each.size), default=None)
    if best is None or not best.vouches:
        return first_over(position), ()
    return over[best.size], tuple(sorted(each.name for each in best.vouches))


def checkpoint_in(kept: str) -> str:
    """The checkpoint in what somebody kept: a receipt ends with one, and everything else is one or none."""
    return kept.partition("\n\n")[2] if kept.startswith(KIND + "\n") else kept


def record_of(entry: Entry, names: Iterable[str]) -> str:
    """The record that a receipt speaks of, as JSON: the entry, and of its words those with these names."""
    said = rules.saying(vars(entry) | {"facts": entry.facts, "word_digests": entry.word_digests})
    words = EntryWords.objects.filter(entry_id=entry.pk, name__in=list(names)).order_by("name")
    found = {
        "entry": {**said, "marks": bytes(entry.marks).hex()},
        "words": {each.name: {"salt": each.salt, "text": each.text} for each in words},
    }
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
