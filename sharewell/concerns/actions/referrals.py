"""What the receiving team does about a referral: reads it, acknowledges it, decides it. The sender is told."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.db.models import Q

from sharewell.clocks.access import running_clock
from sharewell.clocks.actions import meet_clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.actions.moving import move, stop_clocks, tell_sender, tell_team
from sharewell.concerns.models import Referral
from sharewell.concerns.rules import (
    ReferralOutcome,
    ReferralState,
    reasons_not_to_decide_referral,
)
from sharewell.directory.models import Member
from sharewell.disclosures.access import is_about
from sharewell.disclosures.actions import report_step
from sharewell.disclosures.rules import ONWARD, Step
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import act, not_an_act
from sharewell.moment import now
from sharewell.notices.actions import settle
from sharewell.notices.rules import NoticeKind

IS_DECIDED = "The team has decided."
# What awaits the team only until somebody has acknowledged.
UNTIL_ACKNOWLEDGED = (NoticeKind.REFERRAL_ARRIVED, NoticeKind.ACKNOWLEDGE_SOON, NoticeKind.NOT_ACKNOWLEDGED)


def _referral_facts(referral: Referral, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"reference": referral.disclosure.reference, "team": str(referral.team_id)}


@act("referral.read", may=access.may_acknowledge, on="referral", also=_referral_facts)
def _read_referral(*, by: Member, referral: Referral) -> Referral:
    """The sender sees from now on that somebody has read it, and who."""
    report_step(by=by, disclosure=referral.disclosure, step=Step.READ)
    return referral


@not_an_act(because="a second reader changes nothing; the first performs the act referral.read")
def note_reading(*, by: Member, referral: Referral) -> None:
    """The first time anybody in the team opens it, the sender is shown that it was read."""
    if referral.disclosure.step != Step.DELIVERED or not access.may_acknowledge(by, referral):
        return
    with suppress(Overtaken):
        _read_referral(by=by, referral=referral)


@act("referral.acknowledged", may=access.may_acknowledge, on="referral", also=_referral_facts, gives_receipt=True)
def acknowledge_referral(*, by: Member, referral: Referral) -> Referral:
    """The team has seen it, this member has it, and the sender is told at once.

    Overtaken when somebody else has done it: by whom, and when. Source: Working Together, on acknowledging referrals.
    """
    as_new = Q(state=ReferralState.NEW, team=referral.team_id)
    move(referral, as_new, state=ReferralState.ACKNOWLEDGED, acknowledged_at=now(), with_member_id=by.pk)
    report_acknowledged(by, referral)
    settle(f"/referrals/{referral.pk}/", UNTIL_ACKNOWLEDGED, by=by)
    return referral


@not_an_act(because="part of the acts that acknowledge; those are entered")
def report_acknowledged(by: Member, referral: Referral) -> None:
    """Both ends see that the team has it: the first to have it, or the one that it was passed on to."""
    disclosure = referral.disclosure
    if waiting := running_clock(disclosure.pk, ClockKind.ACKNOWLEDGE):
        meet_clock(by=by, clock=waiting)
    is_first = ONWARD.index(Step(disclosure.step)) < ONWARD.index(Step.ACKNOWLEDGED)
    report_step(by=by, disclosure=disclosure, step=Step.ACKNOWLEDGED if is_first else Step.TAKEN_ON)
    tell_sender(disclosure, NoticeKind.REFERRAL_ACKNOWLEDGED)


def _decided_facts(referral: Referral, said: Mapping[str, Any]) -> dict[str, Any]:
    return _referral_facts(referral, said) | {"worker": str(referral.worker_id or "")}


@act(
    "referral.decided",
    may=access.may_decide_referral,
    on="referral",
    words=("because", "worker_words", "belongs_to"),
    facts=("outcome",),
    also=_decided_facts,
    gives_receipt=True,
)
def decide_referral(
    *,
    by: Member,
    referral: Referral,
    outcome: ReferralOutcome,
    because: str,
    worker: Member | None = None,
    worker_words: str = "",
    belongs_to: str = "",
) -> Referral:
    """The outcome stands, with who decided and why; the clock stops; the sender is told the outcome and the reason.

    Deciding acknowledges, where nobody has. Where the child is known already, the worker named has it and is told.
    Refused without a reason; where it is already open without the worker, a member of the agency or in words; and where
    it belongs elsewhere without saying where. Overtaken when it was decided, passed on or withdrawn: by whom, and when.
    Source: Working Together: within one working day of receipt.
    """
    outcome = ReferralOutcome(outcome)
    worker = worker if outcome == ReferralOutcome.ALREADY_OPEN else None
    worker_words = worker_words if outcome == ReferralOutcome.ALREADY_OPEN and not worker else ""
    belongs_to = belongs_to if outcome == ReferralOutcome.ELSEWHERE else ""
    _may_be_decided(by, outcome, because, worker, worker_words, belongs_to)
    if worker and is_about(referral.disclosure, worker):
        raise Refused(f"{worker.name} cannot have this one. Choose somebody else, or say in words who has the child.")
    if referral.state == ReferralState.NEW:
        acknowledge_referral(by=by, referral=referral)
    referral.because, referral.worker_words, referral.belongs_to = because, worker_words, belongs_to
    _close(by, referral, outcome, worker)
    named = f"{worker.name}, {worker.job_title}".rstrip(", ") if worker else worker_words or belongs_to
    settle(f"/referrals/{referral.pk}/", NoticeKind, by=by)
    disclosure = referral.disclosure
    report_step(by=by, disclosure=disclosure, step=Step.DECIDED, outcome=outcome, words=because, to_words=named)
    tell_sender(disclosure, NoticeKind.REFERRAL_DECIDED)
    if worker:
        tell_team(referral, [worker], NoticeKind.REFERRAL_ALLOCATED, but=by)
    return referral


def _may_be_decided(
    by: Member, outcome: ReferralOutcome, because: str, worker: Member | None, worker_words: str, belongs_to: str
) -> None:
    if reasons := reasons_not_to_decide_referral(
        because=because, outcome=outcome, has_worker=bool(worker or worker_words.strip()), belongs_to=belongs_to
    ):
        raise Refused(*reasons)
    if worker and worker not in access.workers_at(by):
        raise Refused(f"{worker.name} does not work with children in your agency. Choose the worker who has the child.")


def _close(by: Member, referral: Referral, outcome: ReferralOutcome, worker: Member | None) -> None:
    at, has_it = now(), worker.pk if worker else referral.with_member_id
    move(
        referral,
        Q(state=ReferralState.ACKNOWLEDGED, team=referral.team_id),
        state=ReferralState.DECIDED,
        outcome=outcome,
        decided_at=at,
        decided_by_id=by.pk,
        closed_at=at,
        asked_at=None,
        worker=worker,
        with_member_id=has_it,
    )
    referral.save(update_fields=["because", "worker_words", "belongs_to"])
    meet_clock(by=by, clock=referral.clock)
    stop_clocks(by, referral.disclosure, IS_DECIDED, ClockKind.SAY_MORE)
