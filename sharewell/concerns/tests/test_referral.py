"""The receiving team acknowledges and decides; the sender is told each step, the outcome and its reason."""

import pytest
from django.http import Http404

from sharewell.concerns import access
from sharewell.concerns.actions import acknowledge_referral, decide_referral, note_reading
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome, ReferralState
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import at_the_end
from sharewell.disclosures.access import steps_of
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import Step, line_about
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for
from tests.pages import Browse

REASON = "We see Mia at school on Thursday."


@pytest.fixture
def concern(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


@pytest.fixture
def referral(concern: Concern) -> Referral:
    return given.the_referral(concern)


def decide(by, referral: Referral, because: str = REASON) -> Referral:
    return decide_referral(by=by, referral=referral, outcome=ReferralOutcome.ASSESSMENT, because=because)


def test_the_first_reading_is_shown_to_the_sender_once(cast, concern, referral) -> None:
    note_reading(by=cast.receiver, referral=referral)
    note_reading(by=cast.receiver, referral=given.the_referral(concern))
    assert [step.step for step in steps_of(concern.disclosure)] == [Step.DELIVERED, Step.READ]
    assert Entry.objects.filter(kind="referral.read").count() == 1


def test_opening_is_entered_every_time(cast, referral) -> None:
    access.open_referral(cast.receiver, referral.pk)
    access.open_referral(cast.receiver, referral.pk)
    assert Entry.objects.filter(kind="referral.opened", actor_id=str(cast.receiver.pk)).count() == 2


def test_acknowledged(cast, concern, referral) -> None:
    acknowledge_referral(by=cast.receiver, referral=referral)
    kept = Referral.objects.get(pk=referral.pk)
    assert kept.state == ReferralState.ACKNOWLEDGED
    assert kept.with_member == cast.receiver
    assert [notice.kind for notice in notices_for(cast.teacher)] == ["referral_acknowledged"]


def test_acknowledging_twice_is_overtaken(cast, concern, referral) -> None:
    stale = given.the_referral(concern)
    acknowledge_referral(by=cast.receiver, referral=referral)
    with pytest.raises(Overtaken):
        acknowledge_referral(by=cast.receiver, referral=stale)


def test_decided_stops_the_clock_and_tells_the_reason(cast, concern, referral) -> None:
    acknowledge_referral(by=cast.receiver, referral=referral)
    decide(cast.receiver, referral)
    kept = Referral.objects.select_related("clock").get(pk=referral.pk)
    assert kept.state == ReferralState.DECIDED
    assert kept.because == REASON
    assert kept.decided_by == cast.receiver
    assert kept.clock.met_at is not None
    last = steps_of(concern.disclosure)[-1]
    assert (last.step, last.outcome, last.words) == (Step.DECIDED, "assessment", REASON)
    assert "referral_decided" in [notice.kind for notice in notices_for(cast.teacher)]


def test_deciding_acknowledges_where_nobody_has(cast, concern, referral) -> None:
    decide(cast.receiver, referral)
    assert [step.step for step in steps_of(concern.disclosure)] == [Step.DELIVERED, Step.ACKNOWLEDGED, Step.DECIDED]


def test_decided_twice_is_overtaken_and_the_first_stands(cast, concern, referral) -> None:
    stale = given.an_acknowledged_referral(cast.receiver, concern)
    decide(cast.receiver, given.the_referral(concern))
    with pytest.raises(Overtaken):
        decide_referral(
            by=cast.receiver,
            referral=stale,
            outcome=ReferralOutcome.NO_FURTHER_ACTION,
            because="Something else altogether here.",
        )
    assert Referral.objects.get(pk=referral.pk).outcome == ReferralOutcome.ASSESSMENT


def test_no_reason_is_refused(cast, referral) -> None:
    with pytest.raises(Refused, match="reason"):
        decide(cast.receiver, referral, "No")
    assert Referral.objects.get(pk=referral.pk).state == ReferralState.NEW
    assert Entry.objects.filter(kind="referral.decided.refused").count() == 1


@pytest.mark.parametrize("who", ["teacher", "lead", "colleague", "stranger", "officer", "other_worker"])
def test_nobody_else_acts_on_it_or_finds_it(cast, referral, who) -> None:
    member = getattr(cast, who)
    with pytest.raises(NotPermitted):
        acknowledge_referral(by=member, referral=referral)
    with pytest.raises(NotPermitted):
        decide(member, referral)
    with pytest.raises(Http404):
        access.referral_for(member, referral.pk)
    assert not access.referrals_open_to(member).exists()


@pytest.mark.parametrize("who", ["colleague", "stranger", "officer", "other_worker", "receiver", "administrator"])
def test_nobody_else_finds_the_worry(cast, concern, who) -> None:
    with pytest.raises(Http404):
        access.concern_for(getattr(cast, who), concern.pk)
    assert not access.concerns_open_to(getattr(cast, who)).exists()


def test_a_name_with_a_semicolon_is_one_child_at_the_other_end(cast) -> None:
    child = given.a_child(cast.teacher, "Mia; Tom", "Tarrant")
    teacher = at_the_end(cast.teacher, cast.referral_team, f"name@{child.pk}", "worry-0", children=[child])
    teacher.answer("check")
    worker = Browse().as_(cast.receiver.user)
    assert worker(f"/referrals/{Referral.objects.get().pk}/").heading == "Mia; Tom Tarrant, 8 years"
    assert "Mia; Tom Tarrant, 8 years" in worker("/queue/")


def test_of_several_children_each_stands_in_a_line_of_their_own() -> None:
    lines = [line_about("Mia\nTarrant", "8 years"), line_about("Baby Okell (unborn)", "not yet born, due in May")]
    assert Disclosure(about="\n".join(lines)).named == ["Mia Tarrant, 8 years", "Baby Okell (unborn), due in May"]
    assert Disclosure(about="\n".join(lines)).about_words == "; ".join(lines)
    assert Disclosure(about="").named == []
