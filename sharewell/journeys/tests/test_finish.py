"""The act at the end happens once, whoever presses how often; a refusal loses nothing."""

import pytest

from sharewell.directory.actions import add_team
from sharewell.directory.models import Team
from sharewell.directory.rules import Role, TeamPurpose
from sharewell.journeys.tests.given import Walker, a_member
from sharewell.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.journeys.tests.toy"), pytest.mark.slow]


@pytest.fixture
def me() -> Walker:
    return Walker(a_member()).start().to_check()


def test_sent_again_it_leads_to_the_same_result(me: Walker) -> None:
    seen = me.seen("check/")
    first = me.send("check/", seen=seen)
    again = me.send("check/", seen=seen)
    assert first.response.request["QUERY_STRING"] == again.response.request["QUERY_STRING"]
    assert Team.objects.count() == 1
    assert Entry.objects.filter(kind="team.added").count() == 1


@pytest.mark.parametrize("step", ["", "danger/", "check/", "worry/?change", "all/walk/", "discard/"])
def test_every_page_of_a_done_draft_leads_to_its_result(me: Walker, step: str) -> None:
    me.send("check/")
    assert me.get(step).address == "/help/"
    assert me.browse.post(f"{me.at}{step}", {"answer": "no"}).address == "/help/"


def test_an_autosave_after_the_end_is_told_so(me: Walker) -> None:
    me.send("check/")
    response = me.browse.client.post(f"{me.at}worry/autosave/", {"name": "x"})
    assert response.status_code == 409
    assert me.draft.answers == {}


def test_a_refusal_is_shown_and_nothing_is_lost(me: Walker) -> None:
    add_team(by=me.member, agency=me.member.agency, name="Night desk", purpose=TeamPurpose.OTHER)
    page = me.send("check/")
    assert page.errors == ["Fernleigh School already has a team called Night desk."]
    assert page.heading == "Check your answers"
    assert "Night desk" in page
    assert me.draft.state == "open"
    assert Entry.objects.filter(kind="team.added.refused").count() == 1
    me.send("worry/?change", {**me.right("worry"), "name": "Day desk"})
    assert me.send("check/").address == "/help/"
    assert Team.objects.count() == 2


def test_not_permitted_is_403_and_nothing_is_lost() -> None:
    me = Walker(a_member("P. Lorne", "Other School", Role.PRACTITIONER)).start().to_check()
    me.send("check/", status=403)
    assert me.draft.state == "open"
    assert "worry" in me.draft.answers


def test_answers_changed_since_the_check_page_was_shown_are_checked_again(me: Walker) -> None:
    seen = me.seen("check/")
    me.send("danger/?change", {"answer": "not_sure"})
    page = me.send("check/", seen=seen, status=409)
    assert "Your answers have changed in another tab" in page.errors[0]
    assert "Danger I am not sure" in page.text
    assert Team.objects.count() == 0
    assert me.send("check/").address == "/help/"


def test_an_open_question_is_asked_before_anything_is_sent(me: Walker) -> None:
    me.browse.client.post(f"{me.at}worry/autosave/", {"name": "", "_seen": me.seen("worry/")})
    assert me.send("check/", seen="99.x").address == f"{me.at}worry/"
    assert Team.objects.count() == 0
