"""What the receiving team does with a referral: reads it, acknowledges it, decides it."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sharewell.clocks.actions import meet_clock
from sharewell.concerns import access
from sharewell.concerns.access.handing import who_awaits
from sharewell.concerns.models import Referral
from sharewell.concerns.rules import (
    ReferralOutcome,
    ReferralState,
    reasons_not_to_decide_referral,
)
from sharewell.directory.models import Member
from sharewell.disclosures.actions import report_step
from sharewell.disclosures.rules import Step
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import act, not_an_act
from sharewell.moment import now
from sharewell.notices.actions import tell
from sharewell.notices.rules import NoticeKind


def _referral_facts(referral: Referral, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"reference": referral.disclosure.reference, "team": str(referral.team_id)}


def _move(referral: Referral, old: ReferralState, **new: Any) -> None:
    if not Referral.objects.filter(pk=referral.pk, state=old).update(**new):
        raise Overtaken("Somebody else in your team has just done this. Open the referral again.")
    for name, value in new.items():
        setattr(referral, name, value)


@act("referral.read", may=access.may_acknowledge, on="referral", also=_referral_facts)
def _read_referral(*, by: Member, referral: Referral) -> Referral:
    """The sender sees from now on that somebody has read it, and who."""
    report_step(by=by, disclosure=referral.disclosure, step=Step.READ)
    return referral


@not_an_act(because="a second reader changes nothing; the first performs the act referral.read")
def note_reading(*, by: Member, referral: Referral) -> None:
    """The first time anybody in the team opens it, the sender is shown that it was read."""
    if referral.disclosure.step != Step.DELIVERED:
        return
    with suppress(Overtaken):
        _read_referral(by=by, referral=referral)


@act("referral.acknowledged", may=access.may_acknowledge, on="referral", also=_referral_facts, gives_receipt=True)
def acknowledge_referral(*, by: Member, referral: Referral) -> Referral:
    """The team has seen it, this member has it, and the sender is told at once.

    Overtaken when somebody else has done it. Source: Working Together, on acknowledging referrals.
    """
    _move(
        referral,
        ReferralState.NEW,
        state=ReferralState.ACKNOWLEDGED,
        acknowledged_at=now(),
        with_member_id=by.pk,
    )
    report_step(by=by, disclosure=referral.disclosure, step=Step.ACKNOWLEDGED)
    _tell_sender(referral, NoticeKind.REFERRAL_ACKNOWLEDGED)
    return referral


@act(
    "referral.decided",
    may=access.may_decide_referral,
    on="referral",
    words=("because",),
    facts=("outcome",),
    also=_referral_facts,
    gives_receipt=True,
)
def decide_referral(*, by: Member, referral: Referral, outcome: ReferralOutcome, because: str) -> Referral:
    """The outcome stands, with who decided and why; the clock stops; the sender is told the outcome and the reason.

    Deciding acknowledges, where nobody has. Refused without a reason. Overtaken when it was decided already.
    Source: Working Together: within one working day of receipt.
    """
    if reasons := reasons_not_to_decide_referral(because=because):
        raise Refused(*reasons)
    if referral.state == ReferralState.NEW:
        acknowledge_referral(by=by, referral=referral)
    referral.because = because
    _move(
        referral,
        ReferralState.ACKNOWLEDGED,
        state=ReferralState.DECIDED,
        outcome=outcome,
        decided_at=now(),
        decided_by_id=by.pk,
    )
    referral.save(update_fields=["because"])
    meet_clock(by=by, clock=referral.clock)
    report_step(by=by, disclosure=referral.disclosure, step=Step.DECIDED, outcome=outcome, words=because)
    _tell_sender(referral, NoticeKind.REFERRAL_DECIDED)
    return referral


def _tell_sender(referral: Referral, kind: NoticeKind) -> None:
    disclosure = referral.disclosure
    tell(who_awaits(disclosure), kind, disclosure.reference, f"/concerns/sent/{disclosure.pk}/")
