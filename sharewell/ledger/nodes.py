"""The nodes of the tree, one by one: each must fit the two that it stands on, and none may be too many."""

from collections.abc import Generator, Iterator

from sharewell.ledger import merkle, tree
from sharewell.ledger.models import Place
from sharewell.ledger.reading import nodes_between
from sharewell.ledger.recomputing import LEVELS

LOWEST, HIGHEST = -(2**63), 2**63 - 1


def faults_over(first: int, last: int) -> Iterator[str]:
    """What is wrong with the nodes over these positions, of which `first` begins a stretch (see recomputing)."""
    places = Place.objects.filter(position__range=(first, last)).values_list("position", "leaf")
    below = {position - 1: bytes(leaf) for position, leaf in places}
    for level in range(1, LEVELS + 1):
        begin, count = (first - 1) >> level, (last - first + 1) >> level
        below = yield from _faults_on(level, begin, count, below)


def faults_above(size: int) -> Iterator[str]:
    """What is wrong with the nodes that stand on whole stretches, and which nodes belong to no tree of this size."""
    below = _kept(LEVELS, 0, size >> LEVELS)
    for level in range(LEVELS + 1, size.bit_length()):
        below = yield from _faults_on(level, 0, size >> level, below)
    yield from _faults_beyond(size)


def _kept(level: int, begin: int, count: int) -> dict[int, bytes]:
    """The hashes that are kept for so many nodes of a level, by index."""
    first = tree.number_of((level, begin))
    return {tree.name_of(number)[1]: each for number, each in nodes_between(first, first + count - 1)}


def _faults_on(level: int, begin: int, count: int, below: dict[int, bytes]) -> Generator[str, None, dict[int, bytes]]:
    """What is wrong on one level, over the hashes of the level below it. Gives the hashes of this one."""
    kept = _kept(level, begin, count)
    # Where what a node stands on is missing, that was named; a place put in far away makes nobody count up to there.
    for index in sorted(each // 2 for each in below if each % 2 and each - 1 in below and each // 2 < begin + count):
        over = f"The node over positions {(index << level) + 1} to {(index + 1) << level}"
        if index not in kept:
            yield f"{over} is missing from the tree."
        elif merkle.node_hash(below[2 * index], below[2 * index + 1]) != kept[index]:
            yield f"{over} does not fit what it stands on: an entry there was moved, put in or written anew."
    return kept


def _faults_beyond(size: int) -> Iterator[str]:
    levels = max(size.bit_length(), 1)
    ranges = [(LOWEST, tree.number_of((1, 0)) - 1)]
    ranges += [
        (tree.number_of((level, size >> level)), tree.number_of((level + 1, 0)) - 1) for level in range(1, levels)
    ]
    ranges.append((tree.number_of((levels, 0)), HIGHEST))
    for first, last in ranges:
        for number, _ in nodes_between(first, last):
            level, index = tree.name_of(number)
            yield (
                f"The tree has a node {index} on level {level}, and the book ends with position {size}: entries were "
                "cut off, or the node was put in."
            )
