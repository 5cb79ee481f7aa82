"""The tree as it lies in the database: its hashes, its roots and its proofs. Nothing of it is kept in memory."""

from collections.abc import Iterable, Mapping

from sharewell.ledger import merkle
from sharewell.ledger.merkle import Name
from sharewell.ledger.models import Node, Place

# A node's number is its level and its index, so that the nodes of a level lie side by side.
INDEX_BITS = 48


class TreeBrokenError(RuntimeError):
    """The tree lacks a hash that it must have: somebody took it out. See manage.py verify_ledger."""

    def __init__(self, name: Name) -> None:
        level, index = name
        super().__init__(f"The tree of the book lacks its node {index} on level {level}. Run manage.py verify_ledger.")


def number_of(name: Name) -> int:
    """The number under which a node above the leaves is kept."""
    level, index = name
    return (level << INDEX_BITS) + index


def name_of(number: int) -> Name:
    """The level and index of the node that is kept under this number."""
    return number >> INDEX_BITS, number & ((1 << INDEX_BITS) - 1)


def size() -> int:
    """How many entries have their place."""
    return Place.objects.order_by("-position").values_list("position", flat=True).first() or 0


def hashes_of(names: Iterable[Name]) -> Mapping[Name, bytes]:
    """The hashes of these nodes and leaves, as far as they are kept. Two queries at most."""
    leaves = [index + 1 for level, index in names if not level]
    nodes = [number_of(name) for name in names if name[0]]
    found: dict[Name, bytes] = {}
    if leaves:
        places = Place.objects.filter(position__in=leaves).values_list("position", "leaf")
        found |= {(0, position - 1): bytes(leaf) for position, leaf in places}
    if nodes:
        kept = Node.objects.filter(number__in=nodes).values_list("number", "hash")
        found |= {name_of(number): bytes(each) for number, each in kept}
    return found


def peaks_at(size: int) -> list[bytes]:
    """The hashes of the peaks of the tree over the first `size` entries, from the left."""
    names = merkle.peaks(size)
    return _proved([[name] for name in names])


def root_at(size: int) -> bytes:
    """The root over the first `size` entries."""
    return merkle.root(peaks_at(size))


def inclusion(position: int, size: int) -> list[bytes]:
    """The proof that the entry at `position` is among the first `size`. ValueError when it is not."""
    return _proved(merkle.inclusion(position - 1, size))


def consistency(old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` entries grew out of that of `old`. ValueError when it cannot have."""
    return _proved(merkle.consistency(old, new))


def _proved(names: list[list[Name]]) -> list[bytes]:
    try:
        return merkle.proof(names, hashes_of)
    except KeyError as missing:
        raise TreeBrokenError(missing.args[0]) from None
