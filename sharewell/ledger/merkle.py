"""The tree over the entries: its hashes, which nodes prove what, and what a proof must come to. Pure.

As RFC 6962, section 2.1 (RFC 9162 the same): a leaf is hashed after a zero byte, a node after a one. A node is named
by its level above the leaves and its index from the left; it is finished when every leaf below it is there, and then
it never changes. Sizes and indices count leaves; an index begins with 0.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Name = tuple[int, int]
EMPTY = hashlib.sha256(b"").digest()
HASH_BYTES = 32


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of the node over these two."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def peaks(size: int) -> list[Name]:
    """The finished nodes that a tree of this size stands on, from the left, the largest first."""
    return list(_cover(0, size))


def _cover(start: int, end: int) -> Iterator[Name]:
    """The fewest finished nodes over these leaves, from the left. `start` is where a node of such a height begins."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over these peaks, from the left."""
    if not hashes:
        return EMPTY
    *others, found = hashes
    for each in reversed(others):
        found = node_hash(each, found)
    return found


def grown(size: int, tops: Sequence[bytes], leaves: Iterable[bytes]) -> Iterator[tuple[Name, bytes]]:
    """The nodes above the leaves that are finished when these leaves are added to a tree of `size` with these peaks."""
    standing = list(zip(peaks(size), tops, strict=True))
    for index, leaf in enumerate(leaves, size):
        name, found = (0, index), leaf
        while name[1] % 2:
            (_, left) = standing.pop()
            name, found = (name[0] + 1, name[1] // 2), node_hash(left, found)
            yield name, found
        standing.append((name, found))


def inclusion(index: int, size: int) -> list[list[Name]]:
    """The proof that the leaf is in the tree: for each hash of it, from the leaf up, the nodes it is the root over."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} has no leaf {index}")
    return _path(index, 0, size)


def _path(index: int, start: int, end: int) -> list[list[Name]]:
    if end - start == 1:
        return []
    middle = start + _half(end - start)
    if index < middle:
        return [*_path(index, start, middle), list(_cover(middle, end))]
    return [*_path(index, middle, end), list(_cover(start, middle))]


def consistency(old: int, new: int) -> list[list[Name]]:
    """The proof that the tree of `new` grew out of that of `old`: for each hash of it, the nodes that it is over."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {new} cannot have grown out of one of {old}")
    return _subproof(old, 0, new, True)


def _subproof(old: int, start: int, end: int, is_known: bool) -> list[list[Name]]:
    if old == end:
        return [] if is_known else [list(_cover(start, end))]
    middle = start + _half(end - start)
    if old <= middle:
        return [*_subproof(old, start, middle, is_known), list(_cover(middle, end))]
    return [*_subproof(old, middle, end, False), list(_cover(start, middle))]


def _half(count: int) -> int:
    """The largest power of two below `count`, which is 2 or more."""
    return 1 << ((count - 1).bit_length() - 1)


def proof(names: list[list[Name]], fetch: Callable[[set[Name]], Mapping[Name, bytes]]) -> list[bytes]:
    """The hashes of a proof. `fetch` gives the hashes of nodes by name, all at once. KeyError when one is not there."""
    found = fetch({name for some in names for name in some})
    return [root([found[name] for name in some]) for some in names]


def root_by_inclusion(leaf: bytes, index: int, size: int, hashes: Sequence[bytes]) -> bytes:
    """The root of the tree of `size` if this proof puts `leaf` at `index`. ValueError when it can be no such proof.

    As RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of this size")
    place, last, found = index, size - 1, leaf
    for each in hashes:
        if last == 0:
            raise ValueError("the proof is too long")
        is_right, place, last = _climbed(place, last)
        found = node_hash(each, found) if is_right else node_hash(found, each)
    if last:
        raise ValueError("the proof is too short")
    return found


def grew(old: int, new: int, old_root: bytes, new_root: bytes, hashes: Sequence[bytes]) -> bool:
    """Whether this proof shows that the tree of `new` with its root grew out of that of `old` with its root.

    As RFC 9162, section 2.1.4.2. Out of an empty tree everything grows, so nothing can be shown: False.
    """
    if not 0 < old <= new:
        return False
    if old == new:
        return not hashes and old_root == new_root
    place, last = old - 1, new - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    # Where the old tree is one full node, its root begins the proof and is left out of it.
    rest = [old_root, *hashes] if not place else list(hashes)
    if not rest:
        return False
    before = after = rest[0]
    for each in rest[1:]:
        if last == 0:
            return False
        is_right, place, last = _climbed(place, last)
        if is_right:
            before = node_hash(each, before)
        after = node_hash(each, after) if is_right else node_hash(after, each)
    return last == 0 and before == old_root and after == new_root


def _climbed(place: int, last: int) -> tuple[bool, int, int]:
    """One hash of a proof further up: whether it stands left of ours, and where ours and the last node are then."""
    is_right = place % 2 == 1 or place == last
    while is_right and place and not place % 2:
        place, last = place >> 1, last >> 1
    return is_right, place >> 1, last >> 1
