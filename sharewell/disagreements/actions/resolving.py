"""How it ends: one end proposes a resolution, and the other accepts it or says why not. There is no other way."""

from sharewell.clocks.actions import meet_clock
from sharewell.directory.models import Member
from sharewell.disagreements import access
from sharewell.disagreements.actions import keeping
from sharewell.disagreements.models import Disagreement, DisagreementStep
from sharewell.disagreements.rules import (
    End,
    How,
    State,
    StepKind,
    reasons_not_to_accept,
    reasons_not_to_propose,
    reasons_without_words,
)
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import act
from sharewell.moment import now
from sharewell.notices.rules import NoticeKind


@act(
    "disagreement.resolution_proposed",
    may=access.may_take_part,
    on="disagreement",
    words=("agreed", "learning"),
    facts=("how",),
    also=keeping.step_facts,
)
def propose_resolution(
    *, by: Member, disagreement: Disagreement, agreed: str, learning: str = "", how: How = How.AGREED
) -> DisagreementStep:
    """This resolution waits for the other end, who are told; the clock runs on. It takes the place of an earlier one.

    Whoever disagreed may propose that they no longer do, with the reason. Refused without a sentence, when that is said
    by the other end, and while a proposal of the other end waits. Overtaken when it was resolved meanwhile.
    """
    end = access.end_in(by, disagreement)
    assert end is not None, "Whoever may take part stands at an end."
    before = disagreement.proposal
    reasons = reasons_without_words(agreed, "what was agreed, or why you no longer disagree") + reasons_not_to_propose(
        how=how, end=end, opened_end=disagreement.opened_end, proposed_end=before.end if before else ""
    )
    if reasons:
        raise Refused(*reasons)
    step = keeping.keep_step(disagreement, by, StepKind.PROPOSED, how=how, words=agreed, learning=learning)
    keeping.move(disagreement, proposal=step, where={"proposal": before})
    keeping.tell_end(disagreement, end.other, NoticeKind.DISAGREEMENT_CHANGED, but=by)
    return step


@act(
    "disagreement.resolved",
    may=access.may_take_part,
    on="disagreement",
    refers=("proposal",),
    also=keeping.step_facts,
    gives_receipt=True,
)
def accept_resolution(*, by: Member, disagreement: Disagreement, proposal: DisagreementStep) -> DisagreementStep:
    """It is resolved, as this very proposal says: both ends have agreed by name, the clock stops, and both are told.

    Refused for the end that proposed it, and for the very person who did. Overtaken when another proposal stands.
    """
    if reasons := _reasons(by, disagreement, proposal):
        raise Refused(*reasons)
    step = keeping.keep_step(disagreement, by, StepKind.RESOLVED, how=proposal.how)
    keeping.move(disagreement, where={"proposal": proposal}, state=State.RESOLVED, resolved_at=now())
    meet_clock(by=by, clock=disagreement.clock)
    for end in End:
        keeping.tell_end(disagreement, end, NoticeKind.DISAGREEMENT_RESOLVED, but=by)
    return step


@act(
    "disagreement.resolution_rejected",
    may=access.may_take_part,
    on="disagreement",
    words=("because",),
    refers=("proposal",),
    also=keeping.step_facts,
)
def reject_resolution(
    *, by: Member, disagreement: Disagreement, proposal: DisagreementStep, because: str
) -> DisagreementStep:
    """The proposal is off the table, for this reason, and whoever made it is told. The clock runs on.

    Refused without a reason, and for the end that proposed it. Overtaken when another proposal stands.
    """
    if reasons := _reasons(by, disagreement, proposal) + reasons_without_words(because, "why you do not accept it"):
        raise Refused(*reasons)
    step = keeping.keep_step(disagreement, by, StepKind.REJECTED, words=because)
    keeping.move(disagreement, where={"proposal": proposal}, proposal=None)
    keeping.tell_end(disagreement, End(proposal.end), NoticeKind.DISAGREEMENT_CHANGED, but=by)
    return step


def _reasons(by: Member, disagreement: Disagreement, proposal: DisagreementStep) -> list[str]:
    if disagreement.proposal_id != proposal.pk:
        raise Overtaken("That proposal does not stand any more. Open the disagreement again to see what does.")
    end = access.end_in(by, disagreement)
    assert end is not None, "Whoever may take part stands at an end."
    return reasons_not_to_accept(end=end, proposed_end=proposal.end, is_own=proposal.by_member_id == by.pk)
