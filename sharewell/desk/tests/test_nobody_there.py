"""Nothing is sent to nobody, and what is left with nobody goes to somebody, whoever leaves."""

from dataclasses import replace

import pytest

from sharewell.concerns.access import teams_to_reroute_to
from sharewell.concerns.actions import AboutStaff
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.receivers import teams_that_receive
from sharewell.concerns.sheets.access import hands_over_to
from sharewell.concerns.tests import given
from sharewell.concerns.tests.given_handed import a_handed_concern
from sharewell.desk import rounds
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import close_team, end_membership, join_team, leave_team
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.errors import Refused
from sharewell.ledger.models import Entry
from sharewell.notices.models import Notice
from tests.pages import Browse


def the_clock_goes_round() -> None:
    for each in rounds.ROUNDS:
        assert rounds.walk(each)


def test_a_team_in_which_nobody_is_can_be_sent_nothing(cast) -> None:
    leave_team(by=THE_INSTALLATION, team=cast.duty_team, member=cast.night_worker)
    assert cast.duty_team not in teams_that_receive().values()
    with pytest.raises(Refused, match="Nobody is in Emergency Duty Team here"):
        given.a_sent_concern(cast.teacher, cast.duty_team)
    assert not Concern.objects.exists()
    referral = given.the_referral(given.a_sent_concern(cast.teacher, cast.referral_team))
    assert cast.duty_team not in teams_to_reroute_to(referral)
    assert cast.duty_team not in hands_over_to(cast.referral_team)


def test_nor_a_team_in_which_there_is_only_the_one_it_is_about(cast) -> None:
    author = a_member(cast.council, "Ona Field", "Family worker", Role.PRACTITIONER)
    child = given.a_child(author)
    worry = replace(given.a_worry(child), about_staff=AboutStaff(is_so=True, who=cast.receiver))
    with pytest.raises(Refused, match="Nobody is in"):
        given.a_sent_concern(author, cast.referral_team, child=child, worry=worry)


@pytest.mark.parametrize(
    "how", ["leaves the team", "leaves the agency", "has the account closed", "the team is closed"]
)
def test_when_the_last_of_a_team_goes_another_team_has_what_is_open(cast, how) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    given.an_acknowledged_referral(cast.receiver, concern)
    if how == "leaves the agency":
        end_membership(by=THE_INSTALLATION, member=cast.receiver)
    elif how == "has the account closed":
        type(cast.receiver.user).objects.filter(pk=cast.receiver.user_id).update(is_active=False)
    else:
        leave_team(by=THE_INSTALLATION, team=cast.referral_team, member=cast.receiver)
    if how == "the team is closed":
        close_team(by=THE_INSTALLATION, team=cast.referral_team)
    the_clock_goes_round()
    referral = Referral.objects.get()
    assert (referral.team, referral.state, referral.with_member) == (cast.duty_team, "new", None)
    assert Notice.objects.filter(member=cast.night_worker, path=f"/referrals/{referral.pk}/", kind="referral_passed_on")
    assert Notice.objects.filter(member=cast.teacher, kind="referral_moved")
    Browse().as_(cast.night_worker.user)(f"/referrals/{referral.pk}/")
    assert "Nobody is left in the team that had it" in Browse().as_(cast.teacher.user)(f"/concerns/{concern.pk}/")
    the_clock_goes_round()
    assert Entry.objects.filter(kind="referral.passed_from_nobody").count() == 1
    assert not Entry.objects.filter(kind__endswith=".refused", actor_kind="clock")


def test_whoever_comes_back_to_the_team_reads_where_it_went(cast) -> None:
    given.a_sent_concern(cast.teacher, cast.referral_team)
    leave_team(by=THE_INSTALLATION, team=cast.referral_team, member=cast.receiver)
    the_clock_goes_round()
    join_team(by=THE_INSTALLATION, team=cast.referral_team, member=cast.receiver)
    assert "Sharewell" in Browse().as_(cast.receiver.user)(f"/referrals/{Referral.objects.get().pk}/")
    Browse().as_(cast.receiver.user)("/queue/", follow=True)


def test_what_was_with_somebody_who_left_the_team_is_with_the_whole_team(cast) -> None:
    other = a_member(cast.council, "Nia Beck", "Social worker", Role.RECEIVING_WORKER)
    join_team(by=THE_INSTALLATION, member=other, team=cast.referral_team)
    given.an_acknowledged_referral(cast.receiver, given.a_sent_concern(cast.teacher, cast.referral_team))
    leave_team(by=THE_INSTALLATION, team=cast.referral_team, member=cast.receiver)
    the_clock_goes_round()
    assert Referral.objects.get().with_member is None
    assert Notice.objects.filter(member=other, kind="handed_over")


def test_what_somebody_carries_whose_account_is_closed_is_carried_on(cast) -> None:
    sent, handed = given.a_sent_concern(cast.teacher, cast.referral_team), a_handed_concern(cast.teacher)
    type(cast.teacher.user).objects.filter(pk=cast.teacher.user_id).update(is_active=False)
    given.an_acknowledged_referral(cast.receiver, sent)
    assert Notice.objects.filter(member=cast.lead, kind="referral_acknowledged")
    the_clock_goes_round()
    assert {each.with_member for each in Concern.objects.filter(pk__in=[sent.pk, handed.pk])} == {cast.lead}
    assert not Entry.objects.filter(kind__endswith=".refused")
