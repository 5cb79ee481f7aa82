"""What the clock does when a stage comes to its end: it warns, and of the last stage it tells the partnership."""

from django.utils.timezone import localdate

from sharewell.clocks.actions import mark_late, mark_warned
from sharewell.directory.access import members_who_lead
from sharewell.disagreements import access
from sharewell.disagreements.actions import keeping
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import End, is_last
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now
from sharewell.notices.actions import tell
from sharewell.notices.rules import NoticeKind


@act("disagreement.warning_given", may=access.may_warn, on="disagreement")
def warn_of_stage(*, by: Actor, disagreement: Disagreement) -> Disagreement:
    """Both ends know that the stage runs out soon. Overtaken when they were warned, or it has moved on."""
    mark_warned(by=by, clock=disagreement.clock)
    for end in End:
        keeping.tell_end(disagreement, end, NoticeKind.ANSWER_DUE_SOON, but=by)
    return disagreement


@act("disagreement.partnership_told", may=access.may_warn, on="disagreement")
def tell_partnership(*, by: Actor, disagreement: Disagreement) -> Disagreement:
    """Whoever leads the partnership knows today that the last stage is late; both ends too, the first time.

    Refused before the last stage is late. Overtaken when they were told today, or when it has just been resolved.
    """
    today, before = localdate(now()), disagreement.partnership_told_on
    if not is_last(access.stages_of(disagreement.stage_list), disagreement.stage) or disagreement.clock.due_at > now():
        raise Refused("The last stage is not late.")
    keeping.move(disagreement, where={"partnership_told_on": before}, partnership_told_on=today)
    if disagreement.clock.late_told_at is None:
        mark_late(by=by, clock=disagreement.clock)
        for end in End:
            keeping.tell_end(disagreement, end, NoticeKind.ANSWER_LATE, but=by, everybody=True)
    path = f"/administration/partnership/disagreements/{disagreement.pk}/"
    kept_from = disagreement.disclosure.decision.kept_from
    tell(members_who_lead(), NoticeKind.ANSWER_LATE, disagreement.reference, path, kept_from=kept_from)
    return disagreement
