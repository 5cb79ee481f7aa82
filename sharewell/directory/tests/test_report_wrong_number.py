"""Anybody says in one press that a number is wrong; it says so itself until it is put right."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from sharewell.accounts.rules import Limit
from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import THE_CONTACTS_PAGE
from sharewell.directory.models import WrongNumber
from sharewell.directory.rules import Role, TeamPurpose
from sharewell.directory.tests.given import a_directory, a_member, a_team
from sharewell.errors import Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.web.words import LONDON
from tests.pages import Browse

MARCH = datetime(2027, 3, 3, 13, 40, tzinfo=LONDON)
DOUBT = "Somebody said on 3 March that this number is wrong. It is being checked."


def from_address(number: int) -> Browse:
    """Somebody at another address."""
    return Browse(Client(REMOTE_ADDR=f"203.0.113.{number + 1}"))


def press(browse, team, note="", **how):
    return browse.post(f"/contacts/{team.pk}/report-wrong-number/", {"note": note}, **how)


def test_one_press_from_the_list_and_everybody_sees_it(cast, browse):
    with pretend(MARCH):
        form = browse("/contacts/").soup.select_one("table form[method=post]")
        assert form["action"] == f"/contacts/{cast.duty_team.pk}/report-wrong-number/"
        page = browse.post(form["action"])
        assert page.heading == "Emergency Duty Team"
        assert "Thank you. Its owner is told" in page.text and DOUBT in page.text
        assert DOUBT in browse("/contacts/").text
        assert DOUBT in browse("/contacts/card/").text
    (said,) = WrongNumber.objects.all()
    assert (said.telephone, said.reported_by) == ("01632 960199", "Somebody who was not signed in")
    (entry,) = Entry.objects.filter(kind="contact.reported_wrong")
    assert (entry.actor_name, entry.facts) == ("The contacts page", {"telephone": "01632 960199"})


def test_a_member_says_it_as_themself_and_the_note_is_for_the_owner_alone(cast, browse):
    teacher = browse.as_(cast.teacher.user)
    page = press(teacher, cast.referral_team, "It rings at a shop")
    assert "It rings at a shop" not in page.text
    (said,) = WrongNumber.objects.all()
    assert (said.reported_by, said.note) == ("Tess Archer", "It rings at a shop")
    owner = browse.as_(cast.council_administrator.user)
    assert "It rings at a shop" in owner("/contacts/said-wrong/").text
    assert browse.as_(cast.teacher.user)("/contacts/said-wrong/", status=404)


@pytest.mark.parametrize("put_right", ["set", "check", "page"])
def test_it_stands_until_the_number_is_set_or_checked(cast, browse, put_right):
    team, by = cast.referral_team, cast.council_administrator
    press(browse, team)
    if put_right == "set":
        actions.set_contact(by=by, team=team, telephone="01632 960141", what_for="", is_public=True)
    elif put_right == "check":
        actions.check_contact(by=by, team=team)
    else:
        page = browse.as_(by.user).post(f"/contacts/{team.pk}/check-number/")
        assert "There are none" in page.text
    assert WrongNumber.objects.get().put_right_at
    assert "being checked" not in browse(f"/contacts/{team.pk}/").text
    press(browse, team)
    assert WrongNumber.objects.filter(put_right_at__isnull=True).count() == 1


def test_what_is_known_already_is_not_entered_again(cast, browse):
    for _ in range(3):
        press(browse, cast.referral_team)
    assert WrongNumber.objects.count() == Entry.objects.filter(kind="contact.reported_wrong").count() == 1
    for number in range(7):
        press(from_address(number), cast.referral_team, f"note {number}")
    assert WrongNumber.objects.count() == 5


def test_too_many_from_one_address_are_held_up(cast, browse):
    teams = a_directory(7)
    for team in teams[:5]:
        press(browse, team)
    page = press(browse, teams[5], status=429)
    assert page.heading == "Too many numbers were said to be wrong" and page.response["Retry-After"]
    press(from_address(2), teams[5])
    with pretend(now() + timedelta(minutes=11)):
        press(browse, teams[6])
    assert WrongNumber.objects.count() == 7


def test_a_flood_from_everywhere_does_not_mark_the_whole_directory(cast, monkeypatch):
    monkeypatch.setattr("sharewell.directory.actions.doubts.SAID_BY_ANYBODY", Limit(3, timedelta(hours=1)))
    teams = a_directory(5)
    for number, team in enumerate(teams[:3]):
        press(from_address(number), team)
    press(from_address(9), teams[3], status=429)
    signed_in = from_address(9).as_(cast.teacher.user)
    press(signed_in, teams[3])
    assert WrongNumber.objects.count() == 4


def test_a_note_that_is_too_long_is_kept_and_nothing_is_entered(cast, browse):
    page = press(browse, cast.referral_team, "x" * 201)
    assert "1 character too long" in page.errors[0]
    assert page.soup.select_one("input[name=note]")["value"] == "x" * 201
    assert not WrongNumber.objects.exists()


def test_only_public_numbers_and_only_by_a_press(cast, browse):
    press(browse, cast.lead_team, status=404)
    press(browse.as_(cast.teacher.user), cast.lead_team)
    assert not WrongNumber.objects.exists()
    browse(f"/contacts/{cast.duty_team.pk}/report-wrong-number/", status=405)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/contacts/{cast.duty_team.pk}/report-wrong-number/").status_code in (302, 403)
    assert not WrongNumber.objects.exists()
    with pytest.raises(Refused):
        actions.report_wrong_number(by=THE_CONTACTS_PAGE, team=cast.lead_team)


def test_the_owner_is_told_once_an_hour_at_most_and_every_day(cast):
    council, school = cast.council, cast.school
    actions.report_wrong_number(by=THE_CONTACTS_PAGE, team=cast.duty_team)
    assert access.agencies_to_tell(now()) == [council]
    assert actions.mark_told(council) == 1
    assert access.agencies_to_tell(now()) == []
    actions.report_wrong_number(by=THE_CONTACTS_PAGE, team=cast.referral_team)
    assert access.agencies_to_tell(now()) == []
    assert access.agencies_to_tell(now() + timedelta(hours=1)) == [council]
    assert access.agencies_to_tell(now() + timedelta(hours=25)) == [council]
    assert access.who_looks_after_numbers(council) == [cast.council_administrator]
    leader = a_member(cast.surgery, "Petra Vale", "Partnership manager", Role.PARTNERSHIP_LEAD)
    actions.end_membership(by=THE_INSTALLATION, member=cast.administrator)
    assert access.who_looks_after_numbers(school) == [leader]
    assert len(access.wrong_numbers_for(leader)) == 2
    assert access.wrong_numbers_for(a_member(cast.surgery, "Ann Other", "Manager", Role.ADMINISTRATOR)) == []


def test_whoever_administers_finds_it_among_what_is_due(cast, browse):
    them = browse.as_(cast.council_administrator.user)
    assert "said to be wrong" not in them("/administration/").text
    for _ in range(2):
        actions.report_wrong_number(by=THE_CONTACTS_PAGE, team=cast.duty_team, note="A stranger answers")
    page = them("/administration/")
    assert "1 number is said to be wrong" in page.text
    assert page.soup.find("a", href="/contacts/said-wrong/")
    assert them("/contacts/said-wrong/").soup.find(
        "a", href=f"/administration/teams/{cast.duty_team.pk}/describe-team/"
    )
    assert "said to be wrong" not in browse.as_(cast.administrator.user)("/administration/").text


def test_nobody_checks_the_number_of_a_closed_team(cast, browse):
    team = a_team(cast.school, "Old office", TeamPurpose.OTHER, "01632 960111")
    actions.close_team(by=cast.administrator, team=team)
    browse.as_(cast.administrator.user).post(f"/contacts/{team.pk}/check-number/", status=404)
