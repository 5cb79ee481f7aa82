"""Who answers now, from the rows; and who is a member of what."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.http import Http404

from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.rules import Hours, Role, TeamPurpose
from sharewell.directory.tests.given import OFFICE, a_team
from sharewell.moment import now, pretend
from sharewell.web.words import LONDON

TUESDAY = datetime(2026, 11, 24, 13, 40, tzinfo=LONDON)
EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=LONDON)
CHRISTMAS = datetime(2026, 12, 25, 11, 0, tzinfo=LONDON)


def test_the_number_that_answers_now_and_what_comes_after(cast):
    answering = access.answering_now(TUESDAY)
    assert answering.lead.team == cast.referral_team
    assert answering.after.team == cast.duty_team
    assert answering.until_words == "Until 5 pm today"
    assert [(one.team, one.words) for one in answering.others] == [(cast.duty_team, "Opens today 5 pm")]


def test_the_duty_team_answers_at_night_and_on_bank_holidays(cast):
    actions.add_bank_holidays(by=THE_INSTALLATION, source="test", dates={CHRISTMAS.date(): "Christmas Day"})
    for at in (EVENING, CHRISTMAS):
        assert access.answering_now(at).lead.team == cast.duty_team
        assert access.who_answers_now(TeamPurpose.REFERRAL, at) == cast.duty_team
    assert access.who_answers_now(TeamPurpose.REFERRAL, TUESDAY) == cast.referral_team
    assert access.who_answers_now(TeamPurpose.ADVICE, TUESDAY) is None


def test_an_exception_closes_a_team_for_a_day(cast):
    with pretend(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        actions.add_exception(by=THE_INSTALLATION, team=cast.referral_team, on=date(2026, 11, 24))
    assert access.who_answers_now(TeamPurpose.REFERRAL, TUESDAY) is None
    answering = access.answering_now(TUESDAY)
    assert answering.lead is None
    assert (answering.after.team, answering.opens_words) == (cast.duty_team, "Opens today 5 pm")


@pytest.mark.parametrize("teams", [2, 40])
def test_contacts_cost_the_same_statements_however_many_there_are(cast, django_assert_max_num_queries, teams):
    for number in range(teams):
        a_team(cast.council, f"Team {number}", TeamPurpose.ADVICE, "01632 960001", week=OFFICE)
    with django_assert_max_num_queries(5):
        answering = access.answering_now(TUESDAY)
        assert [one.words for one in answering.others]
    assert len(answering.others) == min(teams, 12) + 1


def test_a_number_that_nobody_has_checked_says_so(cast):
    team = cast.referral_team
    with pretend(TUESDAY):
        actions.check_contact(by=THE_INSTALLATION, team=team, checked_by="the partnership office")
        actions.check_contact(by=THE_INSTALLATION, team=cast.duty_team, checked_by="the partnership office")
    answering = access.answering_now(TUESDAY)
    assert answering.lead.stale_words == ""
    assert answering.checked_words == "Numbers checked 24 November 2026 by the partnership office."
    later = access.answering_now(TUESDAY + timedelta(days=182))
    assert later.lead.stale_words == "Not checked since 24 November 2026"
    assert later.checked_words == ""
    with pretend(TUESDAY + timedelta(days=182)):
        actions.check_contact(by=cast.council_administrator, team=team)
    partly = access.answering_now(TUESDAY + timedelta(days=182))
    assert partly.checked_words == "Numbers checked 25 May 2027 by Con Ridge, but for those marked."


def test_only_public_numbers_are_shown(cast):
    shown = {one.team for one in access.contacts_now(TUESDAY)}
    assert shown == {cast.referral_team, cast.duty_team}


def test_a_team_is_seen_by_its_own_agency_and_by_anybody_when_public(cast):
    assert access.team_for(cast.stranger, cast.referral_team.pk) == cast.referral_team
    assert access.team_for(cast.teacher, cast.lead_team.pk) == cast.lead_team
    for nobody in (cast.stranger, cast.stranger.user, None):
        with pytest.raises(Http404):
            access.team_for(nobody, cast.lead_team.pk)


def test_a_person_is_a_member_of_each_agency_they_are_in_and_a_leaver_of_none(cast):
    second = actions.add_member(by=THE_INSTALLATION, user=cast.teacher.user, agency=cast.council)
    assert access.members_of(cast.teacher.user) == [cast.teacher, second]
    assert access.members_of(cast.leaver.user) == []
    assert access.member_for(cast.leaver.user, cast.leaver.pk) is None
    assert access.member_for(cast.teacher.user, cast.stranger.pk) is None
    assert access.member_for(cast.teacher.user, "not an id") is None
    assert access.member_for(cast.teacher.user, str(second.pk)) == second


def test_a_leaving_that_is_arranged_ends_membership_at_its_instant(cast):
    leaves = now() + timedelta(days=3)
    actions.end_membership(by=cast.administrator, member=cast.teacher, until=leaves)
    assert access.members_of(cast.teacher.user) == [cast.teacher]
    with pretend(leaves):
        assert access.members_of(cast.teacher.user) == []


def test_who_is_in_a_team_and_who_holds_a_role(cast):
    assert access.team_members(cast.lead_team) == [cast.lead, cast.deputy]
    assert access.members_holding(cast.school, Role.DESIGNATED_LEAD, Role.DEPUTY) == [cast.lead, cast.deputy]
    assert access.teams_of(cast.receiver) == [cast.referral_team]
    assert cast.lead.has_role(Role.DESIGNATED_LEAD)
    assert not cast.teacher.has_role("designated_lead")
    actions.end_membership(by=cast.administrator, member=cast.deputy)
    assert access.team_members(cast.lead_team) == [cast.lead]


def test_an_actor_is_a_copy_of_the_member(cast):
    actor = cast.teacher.actor
    assert (actor.kind, actor.id, actor.name) == ("member", str(cast.teacher.pk), "Tess Archer")
    assert (actor.role, actor.agency, actor.agency_name) == ("Class teacher", str(cast.school.pk), cast.school.name)


def test_hours_that_are_set_replace_the_ones_before(cast):
    actions.set_hours(by=cast.council_administrator, team=cast.referral_team, week={1: [Hours(time(9), time(10))]})
    assert access.who_answers_now(TeamPurpose.REFERRAL, TUESDAY) is None
    assert cast.referral_team.hours.count() == 1
