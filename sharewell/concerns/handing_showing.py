"""What the pages of a handed worry are given: who has it, since when, who is next, and what was decided on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sharewell.clocks.access import clocks_for_subjects
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockWords
from sharewell.concerns.access import handing as access
from sharewell.concerns.access import is_open_to
from sharewell.concerns.handing_rules import HANDING_WORDS, WHY_WORDS, HandingState, Why
from sharewell.concerns.models import Concern, Handing
from sharewell.concerns.rules import OUTCOME_WORDS, Raised, ReferralOutcome
from sharewell.decisions.rules import DECIDED_WORDS, Decided
from sharewell.directory.models import Member
from sharewell.disclosures.models import DisclosureStep
from sharewell.disclosures.rules import STEP_WORDS, Step
from sharewell.journeys.access import Unfinished, drafts_of
from sharewell.moment import now


@dataclass(frozen=True)
class Grown:
    """What somebody decided on a handed worry, and what became of it."""

    concern: Concern
    decided: str
    steps: Sequence[tuple[str, DisclosureStep]]
    outcome: str
    because: str
    clock: ClockWords | None = None

    @property
    def is_shared(self) -> bool:
        return self.concern.disclosure is not None


@dataclass(frozen=True)
class HandingShown:
    """A handed worry as one member sees it: how it stands, what they may do, and what they have begun."""

    handing: Handing
    state: str
    is_open: bool
    clock: ClockWords | None
    next_asked: Member | None
    hops: Sequence[tuple[Any, str]]
    grown: Sequence[Grown]
    drafts: Sequence[Unfinished]
    is_theirs: bool
    has_it: bool
    may_take: bool

    @property
    def in_short(self) -> str:
        """Who has it, in a few words: the lead, the deputy or whoever else it has come to."""
        if not self.is_open or self.handing.with_member is None:
            return self.state
        has = "Taken by" if self.handing.state == HandingState.TAKEN else "Waits for"
        return f"{has} {self.handing.with_member.name}"

    @property
    def may_refer(self) -> bool:
        """Whoever may see it: the one who has it decides, anybody else refers it directly."""
        return not any(each.is_shared for each in self.grown)


def handing_context(member: Member, concern: Concern) -> dict[str, Any]:
    """`handed`, how a worry stands that was handed on; `grew_from`, the handed one that this carries further, where the
    member may see it. For those who already have the concern."""
    handing = access.handing_of(concern) if concern.raised == Raised.HANDED else None
    return {
        "handed": _shown(member, concern, handing) if handing else None,
        "grew_from": concern.grew_from if concern.grew_from and is_open_to(member, concern.grew_from) else None,
    }


def _shown(member: Member, concern: Concern, handing: Handing) -> HandingShown:
    has_it = handing.with_member_id == member.pk and handing.state in HandingState.moving()
    can_be_taken = handing.state in HandingState.to_be_taken()
    is_with_somebody = handing.state in HandingState.moving()
    return HandingShown(
        handing=handing,
        state=HANDING_WORDS[HandingState(handing.state)],
        is_open=handing.state in HandingState.open(),
        clock=handing.clock.words(now()) if handing.clock and is_with_somebody else None,
        next_asked=access.member_to_ask(handing) if is_with_somebody else None,
        hops=[(hop, WHY_WORDS[Why(hop.went_on)] if hop.went_on else "") for hop in handing.hops.all()],
        grown=_all_grown(member, concern),
        drafts=drafts_of(member, subject=str(concern.pk)),
        is_theirs=member.pk in (concern.author_id, concern.with_member_id),
        has_it=has_it,
        may_take=can_be_taken and access.may_take_worry(member, handing),
    )


def _all_grown(member: Member, concern: Concern) -> list[Grown]:
    found = access.grown_from(concern)
    clocks = clocks_for_subjects(member, [each.disclosure_id for each in found if each.disclosure_id])
    return [grown(each, next(iter(clocks.get(str(each.disclosure_id), [])), None)) for each in found]


def grown(concern: Concern, clock: Clock | None = None) -> Grown:
    """What was decided, in words, with each step at the other end. For those who have the worry that it grew from."""
    steps = list(concern.disclosure.steps.all()) if concern.disclosure else []
    decided = next((each for each in steps if each.step == Step.DECIDED), None)
    return Grown(
        concern=concern,
        decided=DECIDED_WORDS[Decided(concern.decision.decided)],
        steps=[(STEP_WORDS[Step(each.step)], each) for each in steps],
        outcome=OUTCOME_WORDS[ReferralOutcome(decided.outcome)] if decided else "",
        because=decided.words if decided else "",
        clock=clock.words(now()) if clock else None,
    )
