"""What the worker does about disagreements, and where they stand on somebody's own page."""

from datetime import timedelta

import pytest

from sharewell.concerns.tests import given
from sharewell.desk import rounds
from sharewell.directory.rules import AgencyKind, Role
from sharewell.directory.tests.given import a_member, an_agency
from sharewell.disagreements.actions import Objection, open_disagreement
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import USUAL_STAGES, Against, Safety, State
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.notices.access import notices_for
from sharewell.notices.rules import NoticeKind
from tests.pages import Browse

MINUTE = timedelta(minutes=1)


@pytest.fixture
def disagreement(cast) -> Disagreement:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    given.a_decided_referral(cast.receiver, concern)
    objection = Objection(Against.OUTCOME, "It is too little for her.", "That she is seen this week.", Safety.SAFE)
    return open_disagreement(by=cast.teacher, disclosure=concern.disclosure, objection=objection)


def kept(disagreement: Disagreement) -> Disagreement:
    return Disagreement.objects.select_related("clock").get(pk=disagreement.pk)


def test_left_alone_it_goes_through_every_stage_and_the_partnership_hears_of_it_each_day(cast, disagreement) -> None:
    lead = a_member(an_agency("Office", AgencyKind.COUNCIL), "Petra Lane", "Lead", Role.PARTNERSHIP_LEAD)
    for stage in range(1, len(USUAL_STAGES)):
        assert kept(disagreement).stage == stage
        with pretend(kept(disagreement).clock.due_at - MINUTE):
            rounds.warn_of_stages()
            rounds.move_disagreements_on()
        assert kept(disagreement).stage == stage
        with pretend(kept(disagreement).clock.due_at + MINUTE):
            rounds.move_disagreements_on()
            rounds.move_disagreements_on()
    assert kept(disagreement).stage == len(USUAL_STAGES)
    for day in range(14):
        with pretend(kept(disagreement).clock.due_at + MINUTE + timedelta(days=day)):
            rounds.move_disagreements_on()
            rounds.tell_partnership()
            rounds.tell_partnership()
    assert kept(disagreement).state == State.OPEN and kept(disagreement).stage == len(USUAL_STAGES)
    assert [notice.kind for notice in notices_for(lead)].count(NoticeKind.ANSWER_LATE) == 10
    assert Entry.objects.filter(kind="disagreement.warning_given").count() == len(USUAL_STAGES) - 1


def test_after_an_outage_it_moves_one_stage_and_its_new_clock_is_whole(cast, disagreement) -> None:
    with pretend(kept(disagreement).clock.due_at + timedelta(days=9)):
        rounds.move_disagreements_on()
        rounds.move_disagreements_on()
        assert kept(disagreement).stage == 2 and kept(disagreement).clock.due_at > now()


def test_it_stands_on_the_page_of_those_concerned_and_of_nobody_else(cast, disagreement) -> None:
    for who in ("teacher", "lead", "receiver"):
        assert disagreement.reference in Browse().as_(getattr(cast, who).user)("/my-work/").text, who
    for who in ("colleague", "stranger", "other_worker", "officer", "administrator"):
        assert disagreement.reference not in Browse().as_(getattr(cast, who).user)("/my-work/").html, who
