"""Conditions: what must have been said, named by predicates of the closed lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sharewell.guidance.rules.words import PREDICATES, bits


@dataclass(frozen=True)
class Condition:
    """Holds when every `all` predicate holds, at least one `any` (if there are some), and no `none`."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    must: int = field(init=False, repr=False, compare=False)
    needs: tuple[int, ...] = field(init=False, repr=False, compare=False)
    never: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        facts = [name for name in self.all if len(PREDICATES[name]) == 1]
        groups = [(name,) for name in self.all if name not in facts]
        object.__setattr__(self, "must", _any_of(facts))
        object.__setattr__(self, "needs", tuple(_any_of(some) for some in (*groups, self.any) if some))
        object.__setattr__(self, "never", _any_of(self.none))

    def holds(self, state: int) -> bool:
        """Whether the facts in `state` meet this condition."""
        if state & self.never or state & self.must != self.must:
            return False
        for need in self.needs:  # noqa: SIM110 - asked millions of times in a proof
            if not state & need:
                return False
        return True

    @property
    def names(self) -> tuple[str, ...]:
        """Every predicate named, in order."""
        return (*self.all, *self.any, *self.none)


def _any_of(names: Iterable[str]) -> int:
    mask = 0
    for name in names:
        mask |= bits(PREDICATES[name])
    return mask


@dataclass(frozen=True)
class When:
    """Holds when any one of its conditions holds; with no condition it always holds."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, state: int) -> bool:
        """Whether the facts in `state` meet any of the conditions."""
        for condition in self.conditions:  # a loop: asked millions of times in a proof
            if condition.holds(state):
                return True
        return not self.conditions

    @property
    def names(self) -> tuple[str, ...]:
        """Every predicate named by any of the conditions."""
        return tuple(name for condition in self.conditions for name in condition.names)

    @property
    def reads(self) -> int:
        """The facts that can change whether this holds, as bits."""
        return _any_of(self.names)
