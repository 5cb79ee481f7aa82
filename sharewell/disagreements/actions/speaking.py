"""What either end says while it is open: an answer, and how safe the child is now."""

from sharewell.directory.models import Member
from sharewell.disagreements import access
from sharewell.disagreements.actions import keeping
from sharewell.disagreements.models import Disagreement, DisagreementStep
from sharewell.disagreements.rules import RISK_OF_HARM, End, Safety, State, StepKind, reasons_without_words
from sharewell.errors import Refused
from sharewell.ledger.book import act
from sharewell.moment import now
from sharewell.notices.rules import NoticeKind


@act(
    "disagreement.answered",
    may=access.may_take_part,
    on="disagreement",
    words=("words",),
    also=keeping.step_facts,
)
def answer_disagreement(*, by: Member, disagreement: Disagreement, words: str) -> DisagreementStep:
    """The other end reads these words; the clock runs on, for an answer is no resolution.

    Refused without a sentence. Overtaken when it is resolved meanwhile.
    """
    if reasons := reasons_without_words(words, "your answer"):
        raise Refused(*reasons)
    keeping.move(disagreement, state=State.OPEN)
    step = keeping.keep_step(disagreement, by, StepKind.ANSWERED, words=words)
    keeping.tell_end(disagreement, End(step.end).other, NoticeKind.DISAGREEMENT_CHANGED, but=by)
    return step


@act(
    "disagreement.safety_said",
    may=access.may_take_part,
    on="disagreement",
    facts=("safety",),
    also=keeping.step_facts,
)
def say_safety_now(*, by: Member, disagreement: Disagreement, safety: Safety) -> DisagreementStep:
    """Both ends see how safe the child is now, as this member says.

    At risk: everybody named is told at both ends, and the stage has to end within hours. Saying later that the child is
    safe never makes the time longer. Overtaken when it is resolved meanwhile.
    """
    keeping.move(disagreement, safety=safety)
    step = keeping.keep_step(disagreement, by, StepKind.SAFETY_SAID, safety=safety)
    is_at_risk = safety == Safety.AT_RISK
    if is_at_risk and access.due_by(RISK_OF_HARM, now()) < disagreement.clock.due_at:
        keeping.clock_again(disagreement, by, "The child is at risk of harm: there is less time.")
    for end in End if is_at_risk else [End(step.end).other]:
        kind = NoticeKind.NEEDS_YOU if is_at_risk else NoticeKind.DISAGREEMENT_CHANGED
        keeping.tell_end(disagreement, end, kind, but=by, everybody=is_at_risk)
    return step
