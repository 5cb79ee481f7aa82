"""Work is handed over, and a member leaves: everything open is with somebody, and nothing is ever left with nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from sharewell.concerns.access import concerns_open_to, referrals_open_to
from sharewell.concerns.actions import acknowledge_referral, decide_referral
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome
from sharewell.concerns.tests import given
from sharewell.desk import access, actions, rounds
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import end_membership, give_role, go_away, take_role
from sharewell.directory.models import Member
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.disclosures.access import disclosures_sent_by
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.notices.models import Notice


@pytest.fixture
def sent(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


def referral_of(concern: Concern) -> Referral:
    return Referral.objects.select_related("disclosure__with_member__user", "clock").get(disclosure=concern.disclosure)


def told(member: Member) -> list[str]:
    return list(Notice.objects.filter(member=member).values_list("kind", flat=True))


def test_a_colleague_carries_the_worry_on_and_is_told_the_outcome(cast, sent):
    actions.hand_over_work(by=cast.lead, member=cast.teacher, to=cast.colleague)
    assert sent in concerns_open_to(cast.colleague)
    assert sent.disclosure in disclosures_sent_by(cast.colleague)
    assert sent in concerns_open_to(cast.teacher), "who wrote it still sees it"
    assert told(cast.colleague) == ["handed_over"]
    decide_referral(
        by=cast.receiver, referral=referral_of(sent), outcome=ReferralOutcome.NO_FURTHER_ACTION, because="Seen at home."
    )
    assert "referral_decided" in told(cast.colleague)
    assert "referral_decided" not in told(cast.teacher)
    assert Concern.objects.get(pk=sent.pk).author == cast.teacher


def test_what_was_answered_is_not_handed_over(cast, sent):
    decide_referral(
        by=cast.receiver, referral=referral_of(sent), outcome=ReferralOutcome.NO_FURTHER_ACTION, because="Seen at home."
    )
    with pytest.raises(Refused, match="nothing open"):
        actions.hand_over_work(by=cast.lead, member=cast.teacher, to=cast.colleague)


def test_a_referral_goes_to_a_colleague_of_the_team_or_back_to_the_team(cast, sent):
    second = a_member(cast.council, "Sol Worker", "Social worker", Role.RECEIVING_WORKER, teams=(cast.referral_team,))
    acknowledge_referral(by=cast.receiver, referral=referral_of(sent))
    actions.hand_over_work(by=cast.receiver, member=cast.receiver, to=second)
    assert referral_of(sent).with_member == second
    actions.hand_over_work(by=second, member=second, to=cast.other_worker)
    assert referral_of(sent).with_member is None
    assert "handed_over" in told(cast.receiver), "the whole team is told that nobody has it"
    assert referral_of(sent) in referrals_open_to(cast.receiver)


@pytest.mark.parametrize("who", ["colleague", "stranger", "receiver", "council_administrator"])
def test_others_do_not_hand_over_somebodys_work(cast, sent, who):
    with pytest.raises(NotPermitted):
        actions.hand_over_work(by=getattr(cast, who), member=cast.teacher, to=cast.colleague)
    assert Concern.objects.get(pk=sent.pk).with_member == cast.teacher


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("stranger", "not a member of the same agency"),
        ("administrator", "only administers"),
        ("teacher", "somebody else"),
    ],
)
def test_nobody_takes_over_who_may_not_see_it(cast, sent, to, says):
    with pytest.raises(Refused, match=says):
        actions.hand_over_work(by=cast.lead, member=cast.teacher, to=getattr(cast, to))
    assert sent.pk not in concerns_open_to(cast.administrator).values_list("pk", flat=True)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.OTHER_SENIOR, Role.ADMINISTRATOR])
def test_nobody_hands_over_to_themselves_what_they_may_not_see(cast, sent, role):
    by = a_member(cast.school, "Max Own", "Head of year", Role.PRACTITIONER, role)
    with pytest.raises(Refused, match="may not see"):
        actions.hand_over_work(by=by, member=cast.teacher, to=by)
    if role == Role.ADMINISTRATOR:
        with pytest.raises(Refused, match="may not see"):
            actions.record_leaver(by=by, member=cast.teacher, to=by)
    assert sent not in concerns_open_to(by)
    assert Entry.objects.filter(kind="work.handed_over.refused", actor_id=str(by.pk)).exists()


def test_who_leads_safeguarding_or_wrote_it_takes_it_over_themselves(cast, sent):
    actions.hand_over_work(by=cast.lead, member=cast.teacher, to=cast.colleague)
    give_role(by=THE_INSTALLATION, member=cast.teacher, role=Role.MANAGER)
    actions.hand_over_work(by=cast.teacher, member=cast.colleague, to=cast.teacher)
    actions.hand_over_work(by=cast.lead, member=cast.teacher, to=cast.lead)
    assert Concern.objects.get(pk=sent.pk).with_member == cast.lead


def test_nobody_leaves_with_something_open_that_nobody_takes(cast, sent):
    with pytest.raises(Refused, match=r"1 worry that waits for an answer or a day\. Choose who carries on"):
        actions.record_leaver(by=cast.administrator, member=cast.teacher)
    assert Member.objects.get(pk=cast.teacher.pk).until is None
    actions.record_leaver(by=cast.administrator, member=cast.teacher, to=cast.lead)
    assert Member.objects.get(pk=cast.teacher.pk).until is not None
    assert Concern.objects.get(pk=sent.pk).with_member == cast.lead
    kinds = [*Entry.objects.order_by("written_at", "pk").values_list("kind", flat=True)][-5:]
    assert {"concern.handed_over", "work.handed_over", "member.left", "member.leaver_recorded"} <= {*kinds}


def test_the_last_who_leads_safeguarding_does_not_leave_before_somebody_else_does(cast):
    take_role(by=cast.administrator, member=cast.deputy, role=Role.DEPUTY)
    with pytest.raises(Refused, match="Nobody would lead safeguarding"):
        actions.record_leaver(by=cast.administrator, member=cast.lead)
    give_role(by=cast.administrator, member=cast.deputy, role=Role.DESIGNATED_LEAD)
    actions.record_leaver(by=cast.administrator, member=cast.lead)


def test_only_the_agencys_administrator_records_a_leaver(cast):
    for who in ("lead", "council_administrator", "stranger"):
        with pytest.raises(NotPermitted):
            actions.record_leaver(by=getattr(cast, who), member=cast.teacher)


def test_what_a_leaver_still_has_is_with_the_next_in_line_by_the_clock(cast, sent):
    acknowledge_referral(by=cast.receiver, referral=referral_of(sent))
    end_membership(by=THE_INSTALLATION, member=cast.teacher)
    end_membership(by=THE_INSTALLATION, member=cast.receiver)
    rounds.hand_over_from_leavers()
    assert Concern.objects.get(pk=sent.pk).with_member == cast.lead
    assert referral_of(sent).with_member is None
    rounds.hand_over_from_leavers()
    assert told(cast.lead) == ["handed_over"], "once"


def test_a_leaving_that_is_arranged_is_the_clocks_on_the_day(cast):
    actions.record_leaver(by=cast.administrator, member=cast.teacher, until=now() + timedelta(days=5))
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    rounds.hand_over_from_leavers()
    assert Concern.objects.get(pk=sent.pk).with_member == cast.teacher
    with pretend(now() + timedelta(days=6)):
        rounds.hand_over_from_leavers()
    assert Concern.objects.get(pk=sent.pk).with_member == cast.lead


def test_what_is_open_costs_the_same_for_few_and_for_many(cast, sent, django_assert_num_queries):
    with django_assert_num_queries(3):
        access.open_work_of(cast.teacher)
    given.a_sent_concern(cast.teacher, cast.referral_team)
    with django_assert_num_queries(3):
        access.open_work_of(cast.teacher)


def test_the_administrator_sees_how_much_and_not_what(cast, sent, browse):
    them = browse.as_(cast.administrator.user)
    page = them(f"/leaving/{cast.teacher.pk}/")
    assert "1 worry that waits for an answer or a day" in page.text
    assert sent.headline not in page.html and sent.reference not in page.html
    page = them.post(f"/leaving/{cast.teacher.pk}/", {})
    assert page.errors == ["Choose who carries on with it"]
    page = them.post(f"/leaving/{cast.teacher.pk}/", {"to": str(cast.lead.pk)})
    assert "Their access ends now, everywhere." in page
    assert browse.as_(cast.teacher.user)("/my-work/", status=403)


def test_somebody_hands_over_their_own_work(cast, sent, browse):
    them = browse.as_(cast.teacher.user)
    page = them.post(f"/hand-over/{cast.teacher.pk}/", {"to": str(cast.colleague.pk)})
    assert "Colin Mead has it from now on" in page
    assert "nothing open" in them(f"/hand-over/{cast.teacher.pk}/").text


def test_others_find_no_such_page(cast, browse):
    assert browse.as_(cast.stranger.user)(f"/leaving/{cast.teacher.pk}/", status=404)
    assert browse.as_(cast.lead.user)(f"/leaving/{cast.teacher.pk}/", status=403)
    assert browse.as_(cast.colleague.user)(f"/hand-over/{cast.teacher.pk}/", status=403)


def test_what_a_leaver_has_goes_to_a_lead_who_is_away_before_a_manager_who_is_in(cast, sent):
    """Else whoever manages and administers would say that the leads are away, end a membership, and read all of it."""
    by = a_member(cast.school, "Max Own", "Business manager", Role.MANAGER, Role.ADMINISTRATOR)
    for lead in (cast.lead, cast.deputy):
        go_away(by=by, member=lead)
    end_membership(by=by, member=cast.teacher)
    rounds.hand_over_from_leavers()
    assert Concern.objects.get(pk=sent.pk).with_member == cast.lead
    assert sent not in concerns_open_to(by)


def test_whose_leaving_is_arranged_can_be_sent_away_at_once_and_does_not_stay_longer(cast, browse):
    """Else a leaving arranged for the year 9999 would make somebody stay whatever happens."""
    far = datetime(9999, 12, 31, 12, tzinfo=UTC)
    end_membership(by=cast.administrator, member=cast.colleague, until=far)
    with pytest.raises(Overtaken):
        end_membership(by=cast.administrator, member=cast.colleague, until=far)
    end_membership(by=cast.administrator, member=cast.colleague, until=now() + timedelta(days=9))
    with pytest.raises(Overtaken):
        end_membership(by=cast.administrator, member=cast.colleague, until=now() + timedelta(days=10))
    theirs = browse.as_(cast.colleague.user)
    theirs("/my-work/")
    browse.as_(cast.administrator.user).post(f"/leaving/{cast.colleague.pk}/", {})
    assert theirs.client.get("/my-work/").status_code == 403
    with pytest.raises(Overtaken):
        end_membership(by=cast.administrator, member=cast.colleague)
