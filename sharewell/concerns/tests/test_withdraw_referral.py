"""The sender withdraws a referral with a reason; the team may take it up again, and then the sender is told why."""

import pytest

from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.actions import acknowledge_referral, decide_referral, take_up_again, withdraw_referral
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome, ReferralState
from sharewell.concerns.tests import given
from sharewell.disclosures.access import steps_of
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import Step
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for

REASON = "I wrote about the wrong child."
GO_ON = "We know the family and believe that she is at risk."


@pytest.fixture
def concern(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


@pytest.fixture
def withdrawn(cast, concern) -> Referral:
    withdraw_referral(by=cast.teacher, concern=concern, because=REASON)
    return given.the_referral(concern)


def told(member) -> list[str]:
    return [notice.kind for notice in notices_for(member)]


def test_the_team_is_told_and_no_decision_is_owed(cast, concern, withdrawn) -> None:
    assert withdrawn.state == ReferralState.WITHDRAWN
    assert withdrawn.clock.cancelled_at is not None
    assert "referral_withdrawn" in told(cast.receiver)
    last = steps_of(concern.disclosure)[-1]
    assert (last.step, last.words) == (Step.WITHDRAWN, REASON)
    assert Disclosure.objects.get(pk=concern.disclosure_id).withdrawn_at is not None
    assert "because" in Entry.objects.get(kind="referral.withdrawn").word_digests


def test_whoever_carries_it_is_told_when_a_lead_withdraws_it(cast, concern) -> None:
    withdraw_referral(by=cast.lead, concern=concern, because=REASON)
    assert told(cast.teacher).count("referral_withdrawn") == 1
    assert "referral_withdrawn" not in told(cast.lead)


def test_whoever_withdraws_it_is_not_told(cast, withdrawn) -> None:
    assert "referral_withdrawn" not in told(cast.teacher)


def test_it_stays_on_record_at_both_ends(cast, concern, withdrawn, browse) -> None:
    page = browse.as_(cast.receiver.user)(f"/referrals/{withdrawn.pk}/")
    assert "The sender has withdrawn this" in page
    assert given.BRUISE.text in page
    assert REASON in page
    own = browse.as_(cast.teacher.user)(f"/concerns/{concern.pk}/")
    assert "You withdrew this" in own
    assert "What is happening?" not in own
    for at in ("/queue/?show=decided", "/queue/"):
        assert (concern.reference in browse.as_(cast.receiver.user)(at)) is ("decided" in at)
    assert concern.reference in browse.as_(cast.teacher.user)("/my-work/?show=answered")
    assert concern.reference not in browse.as_(cast.teacher.user)("/my-work/?show=waiting")


def test_the_page_warns_that_the_team_may_go_on(cast, concern, browse) -> None:
    signed_in = browse.as_(cast.teacher.user)
    at = f"/concerns/{concern.pk}/withdraw-referral/"
    assert "The team may go on all the same" in signed_in(at)
    assert "in a sentence" in signed_in.post(at, {"because": "No"})
    signed_in.post(at, {"because": REASON})
    assert given.the_referral(concern).state == ReferralState.WITHDRAWN


@pytest.mark.parametrize("who", ["colleague", "receiver", "stranger", "officer", "administrator"])
def test_nobody_else_withdraws(cast, concern, who) -> None:
    with pytest.raises(NotPermitted):
        withdraw_referral(by=getattr(cast, who), concern=concern, because=REASON)


def test_no_reason_is_refused(cast, concern) -> None:
    with pytest.raises(Refused, match="in a sentence"):
        withdraw_referral(by=cast.teacher, concern=concern, because="")
    assert Entry.objects.filter(kind="referral.withdrawn.refused").count() == 1


def test_withdrawing_what_is_decided_is_overtaken(cast, concern) -> None:
    given.a_decided_referral(cast.receiver, concern)
    with pytest.raises(Overtaken, match="Rowan Field decided it, today"):
        withdraw_referral(by=cast.teacher, concern=concern, because=REASON)


def test_deciding_what_was_just_withdrawn_is_overtaken(cast, concern) -> None:
    stale = given.an_acknowledged_referral(cast.receiver, concern)
    withdraw_referral(by=cast.teacher, concern=concern, because=REASON)
    with pytest.raises(Overtaken, match="Tess Archer withdrew it, today"):
        decide_referral(by=cast.receiver, referral=stale, outcome=ReferralOutcome.ENQUIRY, because="We see her now.")
    with pytest.raises(Overtaken, match="Tess Archer withdrew it"):
        acknowledge_referral(by=cast.receiver, referral=stale)


def test_the_team_takes_it_up_again_and_owes_a_decision_by_a_new_time(cast, concern, withdrawn) -> None:
    take_up_again(by=cast.receiver, referral=withdrawn, because=GO_ON)
    kept = given.the_referral(concern)
    assert (kept.state, kept.with_member, kept.closed_at) == (ReferralState.ACKNOWLEDGED, cast.receiver, None)
    assert kept.clock.cancelled_at is None
    assert Clock.objects.filter(kind=ClockKind.DECIDE, subject=str(concern.disclosure_id)).count() == 2
    assert Disclosure.objects.get(pk=concern.disclosure_id).withdrawn_at is None
    assert "referral_taken_up" in told(cast.teacher)
    assert steps_of(concern.disclosure)[-1].words == GO_ON
    assert Entry.objects.filter(kind="referral.taken_up_again").count() == 1
    decide_referral(by=cast.receiver, referral=kept, outcome=ReferralOutcome.ENQUIRY, because="We see her now.")
    assert given.the_referral(concern).clock.met_at is not None


def test_both_ends_see_the_clock_that_runs_now(cast, concern, withdrawn, browse) -> None:
    signed_in = browse.as_(cast.receiver.user)
    page = signed_in.post(f"/referrals/{withdrawn.pk}/take-up-again/", {"because": GO_ON})
    assert "Decision owed" in page
    assert "Answer owed" in browse.as_(cast.teacher.user)(f"/concerns/{concern.pk}/")
    assert "Stopped" not in browse.as_(cast.teacher.user)("/my-work/")


@pytest.mark.parametrize("who", ["teacher", "stranger", "officer", "other_worker", "council_administrator"])
def test_nobody_else_takes_it_up(cast, withdrawn, who) -> None:
    with pytest.raises(NotPermitted):
        take_up_again(by=getattr(cast, who), referral=withdrawn, because=GO_ON)


def test_taken_up_once_and_only_what_is_withdrawn(cast, concern, withdrawn) -> None:
    with pytest.raises(Refused, match="in a sentence"):
        take_up_again(by=cast.receiver, referral=withdrawn, because="Risk")
    stale = given.the_referral(concern)
    take_up_again(by=cast.receiver, referral=withdrawn, because=GO_ON)
    for late in (stale, given.the_referral(concern)):
        with pytest.raises(Overtaken, match="Rowan Field took it up again"):
            take_up_again(by=cast.receiver, referral=late, because=GO_ON)
