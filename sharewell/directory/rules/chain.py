"""Who in an agency takes a worry: the designated lead, the deputies in their order, other senior members.

Whoever is away is passed over, or is stood in for by the colleague who covers for them. Source: Keeping children safe
in education, on designated leads and deputies; the order is every agency's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sharewell.directory.rules.words import Role

Key = TypeVar("Key")

# The order in which an agency's own people are asked.
CHAIN = (Role.DESIGNATED_LEAD, Role.DEPUTY, Role.OTHER_SENIOR)


@dataclass(frozen=True)
class Link(Generic[Key]):
    """One place in an agency's chain: who holds it, whether they are in, and who covers for them when they are not."""

    key: Key
    role: Role
    place: int
    is_in: bool = True
    cover: Key | None = None


def in_order(links: Sequence[Link[Key]]) -> list[Link[Key]]:
    """The chain from its first to its last: by role, then by place. Nobody stands in it twice: the first counts."""
    ordered = sorted(links, key=lambda link: (CHAIN.index(link.role), link.place))
    first: dict[Key, Link[Key]] = {}
    for link in ordered:
        first.setdefault(link.key, link)
    return list(first.values())


def takers(links: Sequence[Link[Key]]) -> list[Key]:
    """Who can be asked now, in order: each who is in, else whoever covers for them and is in. Empty: nobody."""
    chain = in_order(links)
    away = {link.key for link in chain if not link.is_in}
    found = [link.key if link.is_in else link.cover for link in chain]
    return list(dict.fromkeys(key for key in found if key is not None and key not in away))
