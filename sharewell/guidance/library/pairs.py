"""Which piece of a newer edition took the place of which piece of an older one. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sharewell.guidance.rules import Edition, Passage

T = TypeVar("T")
P = TypeVar("P", bound=Passage)


@dataclass(frozen=True)
class Pair(Generic[T]):
    """A piece as it was and as it is: one that is new has no older one, one that is gone no newer."""

    older: T | None
    newer: T | None


def side_by_side(
    older: Sequence[T], newer: Sequence[T], key: Callable[[T], str], came: Mapping[str, str]
) -> list[Pair[T]]:
    """Every piece of both, in the newer one's order and what is gone at the end; `came` says what each came from."""
    before = {key(piece): piece for piece in older}
    pairs = [Pair(before.get(came.get(key(piece), "")), piece) for piece in newer]
    used = {key(pair.older) for pair in pairs if pair.older is not None}
    return pairs + [Pair(piece, None) for piece in older if key(piece) not in used]


def by_key(pieces: Iterable[T], key: Callable[[T], str]) -> dict[str, str]:
    """Each piece came from the one of the same name."""
    return {key(piece): key(piece) for piece in pieces}


def followed(
    older: Edition, newer: Edition, shelf: Iterable[Edition], pieces: Callable[[Edition], Sequence[P]]
) -> dict[str, str]:
    """Which piece of the older edition each of the newer came from, step by step through the editions between.

    Editions that are not of one line are matched by the names of their pieces.
    """
    editions = {edition.key: edition for edition in shelf}
    came, at = by_key(pieces(newer), _key), newer
    while at.key != older.key:
        if at.follows not in editions:
            return by_key(pieces(newer), _key)
        step = _one_step(pieces(at))
        came = {key: step[before] for key, before in came.items() if before in step}
        at = editions[at.follows]
    return came


def _one_step(pieces: Sequence[Passage]) -> dict[str, str]:
    """What each piece says it followed. Where none says so, each followed the one of its own name."""
    said = {piece.key: piece.follows for piece in pieces if piece.follows}
    return said or by_key(pieces, _key)


def _key(piece: Passage) -> str:
    return piece.key
