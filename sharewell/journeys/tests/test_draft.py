"""Beginning a draft, finding it again, and throwing it away; nobody but its author ever sees it."""

import pytest
from django.db import connection
from django.http import Http404

from sharewell.journeys import access, actions
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import mount_of
from sharewell.journeys.rules import Held
from sharewell.journeys.tests.given import Walker, a_member, another_agency_of
from tests.pages import Browse

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.journeys.tests.toy")]


@pytest.fixture
def me() -> Walker:
    return Walker(a_member()).start()


STEPS = ["", "danger/", "check/", "discard/", "all/walk/"]


@pytest.mark.parametrize("step", STEPS)
def test_a_stranger_gets_404_for_every_address(me: Walker, step: str) -> None:
    stranger = Walker(a_member("S. Tranger", "Otherwhere School"), at=me.at)
    stranger.get(step, status=404)
    stranger.browse.post(f"{me.at}{step}", {"answer": "no"}, 404)
    assert stranger.browse.client.post(f"{me.at}danger/autosave/", {"answer": "no"}).status_code == 404


def test_the_same_person_as_another_member_gets_404(me: Walker) -> None:
    other = another_agency_of(me.member.user)
    with pytest.raises(Http404):
        access.draft_for(other, me.draft.pk, "toy")
    assert access.drafts_of(other) == []


def test_a_draft_is_found_under_its_own_journey_alone(me: Walker) -> None:
    with pytest.raises(Http404):
        access.draft_for(me.member, me.draft.pk, "other-toy")
    me.browse(f"/others/{me.draft.pk}/only/", 404)


def test_signed_out_one_is_asked_to_sign_in(me: Walker) -> None:
    response = Browse().client.get(f"{me.at}danger/")
    assert response.status_code == 302
    assert "/sign-in/" in response["Location"]


def test_a_start_pressed_twice_is_one_draft(me: Walker) -> None:
    me.browse.post("/toy/")
    assert Draft.objects.count() == 1
    me.answer("danger")
    me.browse.post("/toy/")
    assert Draft.objects.count() == 2


def test_the_start_page_offers_what_was_begun(me: Walker) -> None:
    assert "Continue where you stopped" not in me.browse("/toy/")
    me.answer("danger", "worry")
    page = me.browse("/toy/")
    assert "Continue where you stopped" in page
    assert page.links["Add a team: Night desk"] == me.at
    assert me.get().address == f"{me.at}items/"


def test_the_desk_is_told_what_is_unfinished(me: Walker) -> None:
    me.answer("danger", "worry")
    (unfinished,) = access.drafts_of(me.member)
    assert (unfinished.title, unfinished.label, unfinished.path) == ("Add a team", "Night desk", me.at)
    assert unfinished.discard_path == f"{me.at}discard/"
    assert unfinished.saved_at >= unfinished.begun_at
    assert access.drafts_of(me.member, "other-toy") == []
    assert access.drafts_of(me.member, subject="something") == []


def test_the_desks_list_is_one_statement(me: Walker, django_assert_num_queries) -> None:
    me.answer("danger")
    with django_assert_num_queries(1):
        assert len(access.drafts_of(me.member)) == 1


def test_a_journey_may_refuse_to_begin(me: Walker) -> None:
    me.browse("/closed/", 403)
    me.browse.post("/closed/", {}, 403)
    assert not Draft.objects.filter(journey="closed-toy").exists()


def test_a_room_may_begin_a_draft_about_something_with_answers_in_it(me: Walker) -> None:
    mount = mount_of("toy")
    danger = Held(typed={"answer": ["no"]}, is_finished=True)
    draft = actions.start_draft(by=me.member, mount=mount, subject="concern-1", answers={"danger": danger})
    page = me.browse(mount.address("draft", draft=draft.pk))
    assert page.heading == "The team"
    assert draft.subject == "concern-1"


def test_a_namespace_is_kept(me: Walker) -> None:
    page = me.browse.post("/others/")
    assert page.address.endswith("/only/")
    assert mount_of("other-toy").address() == "/others/"


def test_discard_asks_first_and_then_it_is_gone(me: Walker) -> None:
    me.answer("danger", "worry")
    page = me.get("discard/")
    assert page.heading == "Discard this draft?"
    assert "Night desk" in page
    assert page.links["Keep it"] == me.at
    assert Draft.objects.count() == 1
    assert me.browse.post(f"{me.at}discard/").address == "/help/"
    assert Draft.objects.count() == 0
    me.get("danger/", status=404)


def test_a_draft_that_is_done_cannot_be_discarded(me: Walker) -> None:
    me.to_check().send("check/")
    assert me.browse.post(f"{me.at}discard/").address == "/help/"
    assert Draft.objects.count() == 1


def test_nothing_typed_can_be_read_in_the_table(me: Walker) -> None:
    me.answer("danger", "worry")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journeys_draft")
        row = cursor.fetchone()
    assert b"Night desk" not in b"".join(
        bytes(cell) if isinstance(cell, memoryview) else str(cell).encode() for cell in row
    )


def test_a_draft_outlives_a_sign_out_and_a_restart(me: Walker) -> None:
    me.answer("danger", "worry")
    again = Walker(me.member, at=me.at)
    assert again.get("worry/").soup.select_one("#id_name")["value"] == "Night desk"
