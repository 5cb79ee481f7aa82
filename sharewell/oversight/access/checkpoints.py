"""The checkpoints of the book: anybody may see them, for they say how many entries there are and no more."""

from dataclasses import dataclass

from django.http import Http404

from sharewell.ledger.access import checkpoint_of, checkpoints_below
from sharewell.ledger.vouching.checkpoints import cosigned
from sharewell.ledger.vouching.standing import Signed, signed_checkpoints

PAGE = 20


@dataclass(frozen=True)
class Row:
    """A checkpoint: its size, and what is right about it; None where its signature is not what it must be."""

    size: int
    signed: Signed | None


def checkpoints_page(below: int | None) -> tuple[list[Row], int | None]:
    """The next checkpoints, newest first, and the size below which the page after begins. Three queries."""
    found = list(checkpoints_below(below)[: PAGE + 1])
    shown = found[:PAGE]
    signed = signed_checkpoints(shown)
    return [Row(each.size, signed.get(each.size)) for each in shown], shown[-1].size if len(found) > PAGE else None


def checkpoint_note(size: int) -> str:
    """The checkpoint of so many entries as a signed note, with its cosignatures. Raises Http404 when there is none."""
    found = checkpoint_of(size)
    if found is None:
        raise Http404
    return cosigned(found)
