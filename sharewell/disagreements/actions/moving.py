"""It goes to the next stage: because somebody says so, or because the time of the stage has run out."""

from sharewell.clocks.actions import mark_late
from sharewell.directory.models import Member
from sharewell.disagreements import access
from sharewell.disagreements.actions import keeping
from sharewell.disagreements.models import Disagreement, DisagreementStep
from sharewell.disagreements.rules import End, StepKind, is_last, reasons_without_words
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now
from sharewell.notices.rules import NoticeKind

TIME_RAN_OUT = "The time of this stage ran out, and it was not resolved."


@act(
    "disagreement.moved_on",
    may=access.may_move_on,
    on="disagreement",
    words=("because",),
    facts=("from_stage",),
    also=keeping.step_facts,
)
def move_disagreement_on(
    *, by: Member | Actor, disagreement: Disagreement, from_stage: int, because: str = TIME_RAN_OUT
) -> DisagreementStep:
    """It stands at the next stage: new people are named at both ends, everybody is told, and a new clock runs.

    Either end may do it at any time with a reason; the clock does it when the stage has run out. Refused without a
    reason, by the clock before its time, and at the last stage, where it stays open until it is resolved. Overtaken
    when it has moved from `from_stage` already.
    """
    if from_stage != disagreement.stage:
        raise Overtaken("It has moved to another stage already. Open it again to see how it stands.")
    if reasons := _reasons_to_stay(by, disagreement, because):
        raise Refused(*reasons)
    step = keeping.keep_step(disagreement, by, StepKind.MOVED_ON, words=because)
    if not isinstance(by, Member):
        mark_late(by=by, clock=disagreement.clock)
    keeping.move(disagreement, stage=from_stage + 1, where={"stage": from_stage})
    keeping.clock_again(disagreement, by, because)
    keeping.name_those(disagreement)
    for end in End:
        keeping.tell_end(disagreement, end, NoticeKind.DISAGREEMENT_MOVED, but=by, everybody=True)
    return step


def _reasons_to_stay(by: Member | Actor, disagreement: Disagreement, because: str) -> list[str]:
    reasons = reasons_without_words(because, "why it must go to the next stage")
    if is_last(access.stages_of(disagreement.stage_list), disagreement.stage):
        reasons.append(
            "This is the last stage. It stays open until one end proposes a resolution and the other accepts."
        )
    if not isinstance(by, Member) and disagreement.clock.due_at > now():
        reasons.append("The time of this stage has not run out.")
    return reasons
