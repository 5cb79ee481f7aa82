"""The whole cast at the front: everybody sees their own, and nothing else can be found or counted."""

import pytest

from sharewell.concerns.tests import given
from sharewell.desk.access import awaited_by, work_of
from sharewell.desk.rules import Asked, WorkTab
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import join_team
from sharewell.directory.rules import TeamPurpose
from sharewell.directory.tests.given import a_team
from sharewell.ledger.models import Entry
from tests.pages import Browse

pytestmark = pytest.mark.slow

WHO = ["teacher", "colleague", "lead", "deputy", "receiver", "other_worker", "stranger", "officer", "administrator",
       "council_administrator"]  # fmt: skip


@pytest.fixture
def sent(cast):
    return given.a_sent_concern(cast.teacher, cast.referral_team)


@pytest.mark.parametrize("who", WHO)
def test_my_work_shows_a_worry_to_its_author_and_the_leads(cast, sent, who: str) -> None:
    page = Browse().as_(getattr(cast, who).user)("/my-work/")
    sees = who in {"teacher", "lead", "deputy"}
    assert (sent.reference in page) is sees
    assert ("Mia Tarrant" in page) is sees
    assert ("All (1)" in page) is sees
    assert ("All (0)" in page) is not sees


@pytest.mark.parametrize("who", WHO)
def test_the_queue_is_its_team_s(cast, sent, who: str) -> None:
    browse = Browse().as_(getattr(cast, who).user)
    own = f"/queue/{cast.referral_team.pk}/"
    if who == "receiver":
        assert sent.reference in browse("/queue/")
        assert "Mia Tarrant" in browse(own)
        return
    browse(own, status=404)
    if who in {"other_worker", "officer"}:
        page = browse("/queue/")
        assert "Nothing waits for this team" in page
        assert "All open (0)" in page
        assert "Mia Tarrant" not in page
    else:
        browse("/queue/", status=404)


def test_signed_out_nobody_sees_either(cast, sent) -> None:
    for address in ("/my-work/", "/queue/", f"/queue/{cast.referral_team.pk}/"):
        page = Browse()(address)
        assert page.address.startswith("/sign-in/")
        assert "Mia Tarrant" not in page


def test_a_leaver_sees_nothing(cast, sent) -> None:
    for address in ("/my-work/", "/queue/"):
        assert sent.reference not in Browse().as_(cast.leaver.user)(address, status=403)


def test_what_was_not_shared_is_nowhere_in_the_queue(cast, browse) -> None:
    kept = given.an_unshared_concern(cast.teacher)
    page = browse.as_(cast.receiver.user)("/queue/")
    assert kept.reference not in page
    assert "Ned" not in page


def test_a_lead_can_ask_for_their_own_alone(cast, sent, browse) -> None:
    mine = given.an_unshared_concern(cast.lead)
    page = browse.as_(cast.lead.user)("/my-work/?whose=mine")
    assert mine.reference in page
    assert sent.reference not in page


def test_whose_widens_nothing_for_somebody_who_leads_nothing(cast, sent, browse) -> None:
    for whose in ("mine", "everybody", ""):
        assert sent.reference not in browse.as_(cast.colleague.user)(f"/my-work/?whose={whose}")


def test_a_member_of_two_teams_has_both_queues_and_no_third(cast, sent, browse) -> None:
    join_team(by=THE_INSTALLATION, team=cast.duty_team, member=cast.receiver)
    police = a_team(cast.council, "Another referral team", TeamPurpose.REFERRAL)
    seen = browse.as_(cast.receiver.user)
    assert sent.reference not in seen(f"/queue/{cast.duty_team.pk}/")
    assert f"/queue/{cast.referral_team.pk}/" in seen(f"/queue/{cast.duty_team.pk}/").links.values()
    seen(f"/queue/{police.pk}/", status=404)


def test_what_awaits_is_counted_for_oneself(cast, sent) -> None:
    assert awaited_by(cast.receiver).receives
    assert awaited_by(cast.receiver).new_referrals == 1
    assert awaited_by(cast.receiver).unread == 1
    assert awaited_by(cast.teacher) == type(awaited_by(cast.teacher))(False, 0, 0)
    assert awaited_by(cast.other_worker).receives
    assert awaited_by(cast.other_worker).new_referrals == 0
    given.an_acknowledged_referral(cast.receiver, sent)
    assert awaited_by(cast.receiver).new_referrals == 0
    assert awaited_by(cast.teacher).unread == 1


def test_seeing_a_queue_is_entered(cast, sent, browse) -> None:
    browse.as_(cast.receiver.user).post("/queue/", {"words": "Tarant"})
    entry = Entry.objects.get(kind="queue.opened")
    assert entry.nature == "look"
    assert entry.subject_id == str(cast.referral_team.pk)
    assert entry.facts["referrals"] == [str(given.the_referral(sent).pk)]
    assert "Tarant" not in entry.facts_text


def test_a_lead_s_look_at_others_worries_is_entered_and_one_s_own_is_not(cast, sent, browse) -> None:
    browse.as_(cast.teacher.user)("/my-work/")
    browse.as_(cast.lead.user)("/my-work/?whose=mine")
    assert not Entry.objects.filter(kind="work.opened").exists()
    browse.as_(cast.lead.user)("/my-work/")
    assert Entry.objects.get(kind="work.opened").facts["concerns"] == [str(sent.pk)]


def test_the_parts_are_counted(cast, sent) -> None:
    given.an_unshared_concern(cast.teacher)
    given.a_decided_referral(cast.receiver, given.a_sent_concern(cast.teacher, cast.referral_team))
    counts = work_of(cast.teacher, Asked(WorkTab.ALL)).counts
    assert counts == {"all": 3, "waiting": 1, "answered": 1, "not-shared": 1, "handed": 0, "outside": 0}
