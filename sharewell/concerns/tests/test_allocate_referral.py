"""Who deals with a referral: oneself, or a colleague of the team, said by the team or a manager there."""

import pytest
from django.http import Http404

from sharewell.concerns import access
from sharewell.concerns.actions import acknowledge_referral, allocate_referral
from sharewell.concerns.models import Referral
from sharewell.concerns.rules import ReferralState
from sharewell.concerns.tests import given
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.disclosures.access import steps_of
from sharewell.disclosures.rules import Step
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for


@pytest.fixture
def referral(cast) -> Referral:
    return given.the_referral(given.a_sent_concern(cast.teacher, cast.referral_team))


@pytest.fixture
def second(cast):
    return a_member(cast.council, "Sid Second", "Social worker", Role.RECEIVING_WORKER, teams=(cast.referral_team,))


@pytest.fixture
def manager(cast):
    return a_member(cast.council, "Mona Hill", "Service manager", Role.MANAGER)


def told(member) -> list[str]:
    return [notice.kind for notice in notices_for(member)]


def test_giving_it_to_a_colleague_acknowledges_it_and_tells_them_and_the_sender(cast, referral, second) -> None:
    allocate_referral(by=cast.receiver, referral=referral, to=second)
    kept = Referral.objects.get(pk=referral.pk)
    assert (kept.state, kept.with_member) == (ReferralState.ACKNOWLEDGED, second)
    assert "referral_allocated" in told(second)
    assert "referral_acknowledged" in told(cast.teacher)
    steps = steps_of(referral.disclosure)
    assert [step.step for step in steps] == [Step.DELIVERED, Step.ACKNOWLEDGED, Step.ALLOCATED]
    assert (steps[-1].by_name, steps[-1].to_words) == (cast.receiver.name, second.name)
    entry = Entry.objects.get(kind="referral.allocated")
    assert entry.facts["to"] == str(second.pk)


def test_whoever_had_it_is_told_that_a_colleague_has_it(cast, referral, second) -> None:
    acknowledge_referral(by=cast.receiver, referral=referral)
    allocate_referral(by=second, referral=referral, to=second)
    assert Referral.objects.get(pk=referral.pk).with_member == second
    assert "referral_reallocated" in told(cast.receiver)
    assert "referral_allocated" not in told(second)
    assert steps_of(referral.disclosure)[-1].by_name == second.name


def test_a_manager_of_the_agency_says_who_deals_with_it_and_sees_nothing_of_it(cast, referral, manager, browse) -> None:
    signed_in = browse.as_(manager.user)
    page = signed_in(f"/referrals/{referral.pk}/")
    assert page.heading == "Who deals with it?"
    assert referral.disclosure.reference in page
    assert "Tarrant" not in page
    assert "bruise" not in page
    signed_in.post(f"/referrals/{referral.pk}/allocate-referral/", {"to": str(cast.receiver.pk), "had": ""})
    assert Referral.objects.get(pk=referral.pk).with_member == cast.receiver
    with pytest.raises(Http404):
        access.referral_for(manager, referral.pk)


@pytest.mark.parametrize("who", ["teacher", "lead", "stranger", "officer", "other_worker", "council_administrator"])
def test_nobody_else_says_who_deals_with_it(cast, referral, who) -> None:
    with pytest.raises(NotPermitted):
        allocate_referral(by=getattr(cast, who), referral=referral, to=cast.receiver)
    with pytest.raises(Http404):
        access.referral_to_allocate(getattr(cast, who), referral.pk)


@pytest.mark.parametrize("who", ["other_worker", "stranger", "teacher"])
def test_it_goes_to_nobody_outside_the_team(cast, referral, who) -> None:
    with pytest.raises(Refused, match="not in the team"):
        allocate_referral(by=cast.receiver, referral=referral, to=getattr(cast, who))
    assert Referral.objects.get(pk=referral.pk).state == ReferralState.NEW


def test_two_at_once_and_the_second_is_told_by_whom_and_when(cast, referral, second) -> None:
    stale = Referral.objects.select_related("disclosure", "team").get(pk=referral.pk)
    acknowledge_referral(by=cast.receiver, referral=referral)
    with pytest.raises(Overtaken, match=r"Rowan Field acknowledged it, today \d"):
        allocate_referral(by=second, referral=stale, to=second)
    with pytest.raises(Overtaken, match=r"Rowan Field acknowledged it, today \d"):
        acknowledge_referral(by=second, referral=stale)
    assert Referral.objects.get(pk=referral.pk).with_member == cast.receiver


def test_a_page_that_was_drawn_before_a_colleague_took_it_takes_nothing_from_them(
    cast, referral, second, browse
) -> None:
    signed_in = browse.as_(second.user)
    at = f"/referrals/{referral.pk}/allocate-referral/"
    had = signed_in(at).soup.select_one("input[name=had]").get("value", "")
    acknowledge_referral(by=cast.receiver, referral=referral)
    page = signed_in.post(at, {"to": str(second.pk), "had": had}, status=409)
    assert "Rowan Field acknowledged it" in page
    assert Referral.objects.get(pk=referral.pk).with_member == cast.receiver


def test_what_is_decided_is_given_to_nobody(cast, second) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    decided = given.a_decided_referral(cast.receiver, concern)
    with pytest.raises(Overtaken, match="Rowan Field decided it"):
        allocate_referral(by=second, referral=decided, to=second)
