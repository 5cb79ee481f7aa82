"""What a lead decides on a handed worry is seen, step by step, by whoever handed it; anybody may refer directly."""

import pytest

from sharewell.clocks.models import Clock
from sharewell.concerns.access import concern_of_disclosure, concerns_open_to
from sharewell.concerns.access.handing import grown_from
from sharewell.concerns.actions import acknowledge_referral, decide_referral, take_worry
from sharewell.concerns.rules import ReferralOutcome
from sharewell.concerns.tests.given import the_referral
from sharewell.concerns.tests.given_handed import a_grown_concern, a_handed_concern, the_handing
from sharewell.concerns.tests.test_hand_to_lead import told
from sharewell.decisions.rules import Decided
from sharewell.errors import NotPermitted
from sharewell.ledger.models import Entry


@pytest.fixture
def handed(cast):
    return a_handed_concern(cast.teacher)


@pytest.fixture
def taken(cast, handed):
    take_worry(by=cast.lead, handing=the_handing(handed))
    return handed


def runs(handing) -> bool:
    return Clock.objects.filter(subject=str(handing.pk), met_at=None, cancelled_at=None).exists()


def test_shared_by_the_lead_it_is_settled_and_the_author_hears_each_step(cast, taken):
    grown = a_grown_concern(cast.lead, taken, Decided.SHARE, cast.referral_team)
    handing = the_handing(taken)
    assert (handing.state, handing.with_member, runs(handing)) == ("done", cast.lead, False)
    assert grown_from(taken) == [grown]
    assert told(cast.teacher)[-1] == "worry_decided"
    assert Entry.objects.get(kind="worry.settled").facts["grown"] == str(grown.pk)
    acknowledge_referral(by=cast.receiver, referral=the_referral(grown))
    decide_referral(
        by=cast.receiver, referral=the_referral(grown), outcome=ReferralOutcome.ASSESSMENT, because="We see her today."
    )
    for one in (cast.teacher, cast.lead):
        assert told(one)[-2:] == ["referral_acknowledged", "referral_decided"]


def test_the_authors_notices_lead_to_their_own_worry_and_the_leads_record_stays_the_leads(cast, taken):
    grown = a_grown_concern(cast.lead, taken, Decided.SHARE, cast.referral_team)
    assert grown not in concerns_open_to(cast.teacher)
    assert concern_of_disclosure(cast.teacher, grown.disclosure_id) == taken
    assert concern_of_disclosure(cast.lead, grown.disclosure_id) == grown


def test_a_decision_not_to_share_is_kept_in_the_same_place_and_may_be_gone_against(cast, taken):
    a_grown_concern(cast.lead, taken, Decided.DO_NOT_SHARE, because="Her mother took her to the doctor.")
    assert the_handing(taken).state == "done"
    own = a_grown_concern(cast.teacher, taken, Decided.SHARE, cast.referral_team)
    assert [each.decision.decided for each in grown_from(taken)] == ["do_not_share", "share"]
    assert own in concerns_open_to(cast.teacher)
    assert told(cast.lead)[-1] == "worry_decided"


@pytest.mark.parametrize("decided", [Decided.SEEK_ADVICE, Decided.ASK_CONSENT])
def test_a_step_on_the_way_is_told_and_the_limit_runs_on(cast, taken, decided):
    a_grown_concern(cast.lead, taken, decided, because="I want to be sure of it.")
    handing = the_handing(taken)
    assert (handing.state, runs(handing)) == ("taken", True)
    assert told(cast.teacher)[-1] == "worry_decided"


def test_its_author_refers_it_directly_while_it_waits_and_the_lead_is_told(cast, handed):
    a_grown_concern(cast.teacher, handed, Decided.SHARE, cast.referral_team)
    handing = the_handing(handed)
    assert (handing.state, runs(handing)) == ("done", False)
    assert told(cast.lead) == ["worry_handed", "worry_decided"]
    assert told(cast.teacher) == []


@pytest.mark.parametrize("who", ["colleague", "administrator"])
def test_nobody_carries_further_what_they_may_not_see(cast, handed, who):
    with pytest.raises(NotPermitted):
        a_grown_concern(getattr(cast, who), handed, Decided.DO_NOT_SHARE, because="It is nothing at all.")
    assert the_handing(handed).state == "waiting"
