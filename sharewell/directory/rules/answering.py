"""Who answers: of several teams, the one to ring at an instant, and when that changes."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sharewell.directory.rules.hours import Schedule, is_open, next_edge
from sharewell.directory.rules.words import ANSWERING_ORDER, TeamPurpose

Key = TypeVar("Key")


@dataclass(frozen=True, eq=False)
class Standing(Generic[Key]):
    """One team, by any key, in the choice of who answers. `areas`: those it serves, by any key; none is everywhere."""

    key: Key
    purpose: TeamPurpose
    schedule: Schedule
    areas: frozenset[Hashable] = frozenset()

    def serves(self, area: Hashable | None) -> bool:
        """Whether somebody there may ring it; no area asked for is anywhere."""
        return area is None or not self.areas or area in self.areas


def who_answers(
    standings: Iterable[Standing[Key]],
    at: datetime,
    order: Sequence[TeamPurpose] = ANSWERING_ORDER,
    area: Hashable | None = None,
) -> Standing[Key] | None:
    """The team to ring at this instant: the first purpose in order that has one open; None when none has.

    By default it is who is rung about a child, anywhere. Among teams of the same purpose one that serves just this area
    goes before one that serves everywhere, and, where no area is asked for, after it; then the first given answers.
    """
    answering = [one for one in _in_order(standings, order, area) if is_open(one.schedule, at)]
    return min(answering, key=lambda one: _rank(one, order, area), default=None)


def _in_order(
    standings: Iterable[Standing[Key]], order: Sequence[TeamPurpose], area: Hashable | None
) -> list[Standing[Key]]:
    return [one for one in standings if one.purpose in order and one.serves(area)]


def _rank(one: Standing[Key], order: Sequence[TeamPurpose], area: Hashable | None) -> tuple[int, bool]:
    is_apart = bool(one.areas) if area is None else not one.areas
    return order.index(one.purpose), is_apart


def answer_changes(
    standings: Sequence[Standing[Key]],
    at: datetime,
    order: Sequence[TeamPurpose] = ANSWERING_ORDER,
    area: Hashable | None = None,
) -> tuple[datetime, Standing[Key] | None] | None:
    """The next instant at which somebody else answers (None: nobody); None when that is not in sight.

    An emergency duty team that is open all day gives way when the referral team opens, so this is not its closing time.
    """
    ranked = _in_order(standings, order, area)
    current = who_answers(ranked, at, order, area)
    while edges := [edge for one in ranked if (edge := next_edge(one.schedule, at))]:
        at = min(edges)
        if (following := who_answers(ranked, at, order, area)) is not current:
            return at, following
    return None
