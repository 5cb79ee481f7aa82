"""One path walked to its end, as the claims look at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sharewell.guidance.rules.shapes import Advice
from sharewell.guidance.rules.walk import Step, Walk
from sharewell.guidance.rules.words import BIT, AgencyKind, Fact, Outcome

KINDS = frozenset(AgencyKind)


@dataclass(frozen=True)
class Case:
    """One path walked to its end: the answers that count, and where they lead. Asks only what a claim wants to know."""

    answers: Mapping[str, str]
    walk: Walk
    step: Step

    @property
    def advice(self) -> Advice:
        """The advice as a practitioner gets it, to no kind of agency in particular."""
        return self.walk.advice(self.step, "")

    @cached_property
    def outcome(self) -> Outcome | None:
        """What is advised."""
        return self.step.verdict.outcome if self.step.verdict else None

    def says(self, *facts: Fact) -> bool:
        """Whether any of these facts was said."""
        state = self.step.state
        for fact in facts:  # noqa: SIM110 - asked millions of times in a proof, where a generator costs twice
            if state & BIT[fact]:
                return True
        return False

    def gives(self, *outcomes: Outcome) -> bool:
        """Whether one of these is advised."""
        return self.outcome in outcomes

    def binds(self, duty: str) -> bool:
        """Whether this duty comes with the advice."""
        found = self.walk.duties.get(duty)
        return found is not None and not found.local and found.when.holds(self.step.state)

    @property
    def permitted(self) -> set[str]:
        """The kinds of agency to which some gateway in law is open."""
        kinds: set[str] = set()
        for gateway in self.walk.edition.gateways:
            if gateway.when.holds(self.step.state):
                kinds |= gateway.kinds or KINDS
        return kinds
