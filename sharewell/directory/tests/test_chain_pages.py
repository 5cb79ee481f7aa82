"""The pages of the chain: who to tell, saying that one is away, coming back, changing the order."""

from datetime import timedelta

import pytest

from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.models import Away
from sharewell.directory.rules import Role
from sharewell.directory.tests import given
from sharewell.moment import now
from sharewell.web.words import local


def in_days(number: int) -> dict[str, str]:
    then = local(now()).date() + timedelta(days=number)
    return {"day": str(then.day), "month": str(then.month), "year": str(then.year)}


def dated(name: str, number: int) -> dict[str, str]:
    return {f"{name}_{part}": value for part, value in in_days(number).items()}


def test_anybody_in_the_agency_sees_whom_to_tell(cast, browse):
    page = browse.as_(cast.teacher.user)("/chain/")
    assert "Tell Dilys Lead now, or else Devon Shaw." in page.text
    assert "Say when away" not in page.text
    actions.go_away(by=cast.lead, member=cast.lead, cover=cast.deputy)
    actions.go_away(by=cast.deputy, member=cast.deputy)
    assert "Nobody who leads safeguarding here is in." in browse.as_(cast.teacher.user)("/chain/").text


def test_with_nobody_in_the_chain_the_page_says_what_would_be_there(cast, browse):
    assert "Nobody leads safeguarding here yet" in browse.as_(cast.stranger.user)("/chain/").text


def test_somebody_says_that_they_are_away_and_back_again(cast, browse):
    them = browse.as_(cast.lead.user)
    path = f"/away/{cast.lead.pk}/"
    page = them.post(path, dated("until_day", 2) | {"until_time": "8.30 am", "cover": str(cast.deputy.pk)})
    assert page.address == "/chain/"
    away = access.absence_of(cast.lead)
    assert (local(away.until).hour, local(away.until).minute, away.cover) == (8, 30, cast.deputy)
    assert "You are away until" in them("/chain/").text
    them.post(f"{path}come-back/", {})
    assert access.absence_of(cast.lead) is None


def test_an_absence_to_come_is_not_said_to_have_begun(cast, browse):
    them = browse.as_(cast.lead.user)
    said = them.post(f"/away/{cast.lead.pk}/", dated("since_day", 2) | dated("until_day", 4)).html
    assert "You will be away from" in said
    assert "You are away" not in said
    assert "midnight" not in said


def test_everybody_sees_who_is_away_though_nobody_asks_them_first(cast, browse):
    browse.as_(cast.teacher.user).post(f"/away/{cast.teacher.pk}/", {})
    assert f"Also away {cast.teacher.name}" in browse.as_(cast.deputy.user)("/chain/").text
    assert "Also away" not in browse.as_(cast.stranger.user)("/chain/").text


def test_who_said_that_a_colleague_is_away_says_that_they_are_back(cast, browse):
    them = browse.as_(cast.lead.user)
    page = them.post(f"/away/{cast.deputy.pk}/", {})
    assert f"Say that they are back: {cast.deputy.name}" in page.text
    assert f"{cast.deputy.name} is there." in them.post(f"/away/{cast.deputy.pk}/come-back/", {}).html
    assert "Say that they are back" not in browse.as_(cast.teacher.user)("/chain/").text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"until_time": "8.30 am"}, "Enter the day of return as well"),
        (dated("until_day", -2), "must be today or in the future"),
        (dated("since_day", 3) | dated("until_day", 2), "after the leaving"),
        ({"until_day_day": "31", "until_day_month": "2", "until_day_year": "2027"}, "must be a real date"),
    ],
)
def test_what_cannot_be_is_said_and_everything_typed_stays(cast, browse, typed, says):
    page = browse.as_(cast.lead.user).post(f"/away/{cast.lead.pk}/", typed | {"cover": str(cast.deputy.pk)})
    assert page.status == 200
    assert says in page.text
    assert f'value="{cast.deputy.pk}" selected' in page.html
    assert not Away.objects.exists()


def test_a_colleague_may_not_say_it_and_a_stranger_finds_nothing(cast, browse):
    path = f"/away/{cast.lead.pk}/"
    assert browse.as_(cast.teacher.user)(path, status=403)
    assert browse.as_(cast.stranger.user)(path, status=404)


def test_the_administrator_puts_deputies_in_order(cast, browse):
    second = given.a_member(cast.school, "Della Second", "Year head", Role.PRACTITIONER, Role.DEPUTY)
    them = browse.as_(cast.administrator.user)
    assert "Ask earlier: Della Second" in them("/chain/").text
    them.post("/chain/deputy/order/", {"member": str(second.pk)})
    assert [each.member.name for each in access.chain_of(cast.school).standing][1:] == ["Della Second", "Devon Shaw"]
    assert them.post("/chain/manager/order/", {"member": str(second.pk)}, status=404)
    assert browse.as_(cast.lead.user).post("/chain/deputy/order/", {"member": str(second.pk)}, status=403)


def test_the_order_can_be_changed_where_somebody_has_two_roles(cast, browse):
    second = given.a_member(cast.school, "Della Second", "Year head", Role.PRACTITIONER, Role.DEPUTY)
    actions.give_role(by=THE_INSTALLATION, member=cast.lead, role=Role.DEPUTY)
    browse.as_(cast.administrator.user).post("/chain/deputy/order/", {"member": str(second.pk)})
    names = [each.member.name for each in access.chain_of(cast.school).standing]
    assert names == ["Dilys Lead", "Della Second", "Devon Shaw"]
