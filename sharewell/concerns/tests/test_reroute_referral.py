"""A referral passes to another team of the same agency, with a reason; the sender's clock runs on."""

import pytest
from django.http import Http404

from sharewell.clocks.access import running_clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.actions import acknowledge_referral, decide_referral, reroute_referral
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome, ReferralState
from sharewell.concerns.tests import given
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.disclosures.access import disclosure_for, steps_of
from sharewell.disclosures.rules import Step
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for

REASON = "It is for the night team, she is at home now."


@pytest.fixture
def concern(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


@pytest.fixture
def referral(concern) -> Referral:
    return given.the_referral(concern)


@pytest.fixture
def night(cast):
    return a_member(cast.council, "Nora Late", "Social worker", Role.RECEIVING_WORKER, teams=(cast.duty_team,))


def passed_on(cast, referral: Referral, **more) -> Referral:
    return reroute_referral(
        **{"by": cast.receiver, "referral": referral, "team": cast.duty_team, "because": REASON} | more
    )


def told(member) -> list[str]:
    return [notice.kind for notice in notices_for(member)]


def test_the_other_team_has_it_anew_and_the_clock_runs_on(cast, concern, referral, night) -> None:
    due_at = referral.clock.due_at
    acknowledge_referral(by=cast.receiver, referral=referral)
    passed_on(cast, referral)
    kept = access.referral_for(night, referral.pk)
    assert (kept.team, kept.state, kept.with_member) == (cast.duty_team, ReferralState.NEW, None)
    assert (kept.clock.due_at, kept.clock.met_at) == (due_at, None)
    assert "referral_passed_on" in told(night)
    assert "referral_moved" in told(cast.teacher)
    last = steps_of(concern.disclosure)[-1]
    assert (last.step, last.to_words, last.words) == (Step.REROUTED, cast.duty_team.name, REASON)
    entry = Entry.objects.get(kind="referral.rerouted")
    assert entry.facts["team"] == str(cast.duty_team.pk)
    assert "because" in entry.word_digests


def test_what_was_sent_to_whom_stays_and_who_has_it_moves(cast, concern, referral, night) -> None:
    passed_on(cast, referral)
    disclosure = disclosure_for(night, concern.disclosure_id)
    assert (disclosure.to_team, disclosure.with_team) == (cast.referral_team, cast.duty_team)
    with pytest.raises(Http404):
        disclosure_for(cast.receiver, concern.disclosure_id)


def test_the_team_that_had_it_sees_where_it_went_and_nothing_else(cast, referral, browse) -> None:
    passed_on(cast, referral)
    page = browse.as_(cast.receiver.user)(f"/referrals/{referral.pk}/")
    assert page.heading == "Passed to Emergency Duty Team"
    assert REASON in page
    assert "Tarrant" not in page
    with pytest.raises(Http404):
        access.referral_for(cast.receiver, referral.pk)


def test_the_team_that_has_it_now_acknowledges_and_decides(cast, concern, referral, night) -> None:
    acknowledge_referral(by=cast.receiver, referral=referral)
    passed_on(cast, referral)
    moved = access.referral_for(night, referral.pk)
    acknowledge_referral(by=night, referral=moved)
    decide_referral(by=night, referral=moved, outcome=ReferralOutcome.ENQUIRY, because="We see her tonight.")
    steps = [step.step for step in steps_of(concern.disclosure)]
    assert steps == [Step.DELIVERED, Step.ACKNOWLEDGED, Step.REROUTED, Step.TAKEN_ON, Step.DECIDED]


def test_the_sender_is_told_to_ring_the_team_that_has_it_now(cast, concern, referral, browse) -> None:
    passed_on(cast, referral)
    signed_in = browse.as_(cast.teacher.user)
    page = signed_in(f"/concerns/{concern.pk}/")
    assert "Passed to another team: Emergency Duty Team" in page
    assert "Now with Emergency Duty Team" in page
    assert "The Emergency Duty Team has it" in signed_in(f"/concerns/{concern.pk}/sent/")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"because": "No"}, "in a sentence"),
        ({"team": "referral_team"}, "another team"),
        ({"team": "police_team"}, "another"),
    ],
)
def test_refused(cast, referral, change, words) -> None:
    said = {name: getattr(cast, value) if name == "team" else value for name, value in change.items()}
    with pytest.raises(Refused, match=words):
        passed_on(cast, referral, **said)
    assert Referral.objects.get(pk=referral.pk).team == cast.referral_team
    assert Entry.objects.filter(kind="referral.rerouted.refused").count() == 1


@pytest.mark.parametrize("who", ["teacher", "lead", "stranger", "officer", "other_worker", "council_administrator"])
def test_nobody_else_passes_it_on(cast, referral, who) -> None:
    with pytest.raises(NotPermitted):
        passed_on(cast, referral, by=getattr(cast, who))


def test_deciding_and_passing_on_at_once_one_wins(cast, concern, referral) -> None:
    acknowledge_referral(by=cast.receiver, referral=referral)
    stale = given.the_referral(concern)
    passed_on(cast, referral)
    with pytest.raises(Overtaken, match="Rowan Field passed it to another team, today"):
        decide_referral(by=cast.receiver, referral=stale, outcome=ReferralOutcome.ENQUIRY, because="We see her now.")
    assert Referral.objects.get(pk=referral.pk).state == ReferralState.NEW


def test_passing_on_what_was_just_decided_is_overtaken(cast, concern, referral) -> None:
    stale = Referral.objects.select_related("team", "disclosure").get(pk=referral.pk)
    decide_referral(by=cast.receiver, referral=referral, outcome=ReferralOutcome.ENQUIRY, because="We see her now.")
    with pytest.raises(Overtaken, match="Rowan Field decided it"):
        passed_on(cast, stale)
    assert Referral.objects.get(pk=referral.pk).team == cast.referral_team


def test_passed_on_after_it_was_acknowledged_the_next_team_has_a_clock_to_acknowledge(cast, referral) -> None:
    acknowledge_referral(by=cast.receiver, referral=referral)
    assert running_clock(referral.disclosure_id, ClockKind.ACKNOWLEDGE) is None
    reroute_referral(by=cast.receiver, referral=referral, team=cast.duty_team, because="It is night by now.")
    clock = running_clock(referral.disclosure_id, ClockKind.ACKNOWLEDGE)
    assert clock and clock.owner_agency == cast.council
