"""Long lists of entries, a page at a time: the next page begins after an entry, not after so many rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sharewell.ledger.models import Entry
from sharewell.oversight.rules import PAGE, Mark


@dataclass(frozen=True)
class Part:
    """A page of entries, and where the next one begins; `mark` is None on the last."""

    entries: Sequence[Entry]
    mark: Mark | None


def part_of(entries: QuerySet[Entry], after: Mark | None, *, newest_first: bool, most: int = PAGE) -> Part:
    """The next entries in their order by time. One query, however far down the list."""
    if after:
        way = "lt" if newest_first else "gt"
        entries = entries.filter(
            Q(**{f"written_at__{way}e": after.at}),
            Q(**{f"written_at__{way}": after.at}) | Q(**{f"pk__{way}": after.key}),
        )
    found = list(entries[: most + 1])
    last = found[most - 1] if len(found) > most else None
    return Part(found[:most], Mark(last.written_at, last.pk) if last else None)
