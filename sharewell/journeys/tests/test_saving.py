"""What is typed is saved by itself, and no tab ever writes over another without asking."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password

from sharewell.accounts.actions.people import choose_password
from sharewell.accounts.tests.given import PASSWORD, sign_in, signed_in
from sharewell.errors import Overtaken
from sharewell.journeys import actions
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import mount_of
from sharewell.journeys.rules import Held
from sharewell.journeys.sitting import Sitting
from sharewell.journeys.tests.given import WORRY, Walker, a_member, seen_in
from tests.pages import Browse

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.journeys.tests.toy"), pytest.mark.slow]


@pytest.fixture
def me() -> Walker:
    walker = Walker(a_member()).start()
    walker.answer("danger")
    return walker


def quietly(me: Walker, step: str, words: dict[str, str], seen: str) -> int:
    return me.browse.client.post(f"{me.at}{step}autosave/", words | {"_seen": seen}).status_code


def typed(me: Walker, slug: str) -> dict[str, list[str]]:
    return me.draft.answers[slug]["typed"]


def test_the_form_says_where_it_saves_itself(me: Walker) -> None:
    page = me.get("worry/")
    assert page.soup.select_one("form[data-autosave]")["data-autosave"] == f"{me.at}worry/autosave/"


def test_autosave_keeps_half_a_form_without_a_word_about_what_is_wrong(me: Walker) -> None:
    seen = me.seen("worry/")
    assert quietly(me, "worry/", {"name": "Ni"}, seen) == 204
    assert quietly(me, "worry/", {"name": "Night", "on_day": "45"}, seen) == 204
    page = me.get("worry/")
    assert page.errors == []
    assert page.soup.select_one("#id_name")["value"] == "Night"
    assert "Saved today" in page.text
    assert me.get("items/").address == f"{me.at}worry/"


def test_a_save_that_changes_nothing_is_not_one(me: Walker) -> None:
    seen = me.seen("worry/")
    quietly(me, "worry/", {"name": "Night"}, seen)
    version = me.draft.version
    assert quietly(me, "worry/", {"name": "Night", "text": ""}, seen) == 204
    assert me.draft.version == version


def test_continue_goes_on_from_its_own_autosaves(me: Walker) -> None:
    seen = me.seen("worry/")
    quietly(me, "worry/", {"name": "Ni"}, seen)
    assert me.send("worry/", WORRY, seen=seen).address == f"{me.at}items/"


def test_an_autosave_that_comes_after_its_own_continue_does_not_undo_it(me: Walker) -> None:
    seen = me.seen("worry/")
    me.send("worry/", WORRY, seen=seen)
    assert quietly(me, "worry/", {"name": "Nig"}, seen) == 409
    assert typed(me, "worry")["name"] == ["Night desk"]
    assert quietly(me, "worry/", WORRY, seen) == 204


def test_typing_over_a_finished_page_leaves_it_to_be_continued(me: Walker) -> None:
    me.answer("worry")
    assert quietly(me, "worry/", WORRY | {"name": "Day desk"}, me.seen("worry/")) == 204
    assert me.get("items/").address == f"{me.at}worry/"


def test_a_script_that_is_signed_out_is_told_so(me: Walker) -> None:
    stranger = Browse().client
    response = stranger.post(f"{me.at}worry/autosave/", WORRY, headers={"Sec-Fetch-Mode": "cors"})
    assert response.status_code == 401


def test_autosave_finds_another_tabs_words_and_leaves_them(me: Walker) -> None:
    here, there = me.seen("worry/"), me.seen("worry/")
    assert quietly(me, "worry/", {"name": "There"}, there) == 204
    assert quietly(me, "worry/", {"name": "Here"}, here) == 409
    assert typed(me, "worry")["name"] == ["There"]


def test_a_stale_continue_shows_both_and_asks(me: Walker) -> None:
    here, there = me.seen("worry/"), me.seen("worry/")
    me.send("worry/", WORRY | {"name": "There"}, seen=there)
    page = me.send("worry/", WORRY | {"name": "Here"}, seen=here, status=409)
    assert "Something else has been saved here since you opened this page." in page
    assert "Name of the team There" in page.text
    assert page.soup.select_one("#id_name")["value"] == "Here"
    assert typed(me, "worry")["name"] == ["There"]
    me.send("worry/", WORRY | {"name": "Here"}, seen=seen_in(page))
    assert typed(me, "worry")["name"] == ["Here"]


def test_what_is_saved_can_be_chosen_instead(me: Walker) -> None:
    here, there = me.seen("worry/"), me.seen("worry/")
    me.send("worry/", WORRY | {"name": "There"}, seen=there)
    page = me.send("worry/", WORRY | {"name": "Here"}, seen=here, status=409)
    page = me.browse(page.links["show what is saved"])
    assert page.soup.select_one("#id_name")["value"] == "There"


def test_the_same_words_from_two_tabs_are_no_conflict(me: Walker) -> None:
    here, there = me.seen("worry/"), me.seen("worry/")
    me.send("worry/", WORRY, seen=there)
    assert me.send("worry/", WORRY, seen=here).address == f"{me.at}items/"


def test_two_tabs_on_two_pages_do_not_disturb_each_other(me: Walker) -> None:
    danger, worry = me.seen("danger/"), me.seen("worry/")
    me.send("danger/", {"answer": "not_sure"}, seen=danger)
    assert me.send("worry/", WORRY, seen=worry).address == f"{me.at}items/"
    assert typed(me, "danger") == {"answer": ["not_sure"]}


def test_the_back_button_sends_again(me: Walker) -> None:
    shown = me.seen("worry/")
    me.send("worry/", WORRY, seen=shown)
    assert me.send("worry/", WORRY | {"name": "Day desk"}, seen=shown).address == f"{me.at}items/"
    assert typed(me, "worry")["name"] == ["Day desk"]


@pytest.mark.parametrize("seen", ["", "x", "-1.a", "99999999999999.b", ".", "1." + "x" * 999, "²."])
def test_a_strange_hidden_field_is_survived(me: Walker, seen: str) -> None:
    me.answer("worry")
    page = me.browse.client.post(f"{me.at}worry/", WORRY | {"name": "Other", "_seen": seen})
    assert page.status_code in {302, 409}


def test_a_save_between_reading_and_saving_is_not_lost(me: Walker) -> None:
    mount = mount_of("toy")
    sitting = Sitting(by=me.member, draft=Draft.objects.get(pk=me.draft.pk), mount=mount)
    me.answer("worry")
    no = Held(typed={"answer": ["not_sure"]}, is_finished=True)
    actions.keep_answers(sitting=sitting, pages={"danger": no}, seen=sitting.draft.version, tab="mine")
    assert typed(me, "worry")["name"] == ["Night desk"]
    assert typed(me, "danger") == {"answer": ["not_sure"]}
    assert sitting.answers.one("worry", "name") == "Night desk"


def test_a_save_to_a_draft_done_meanwhile_leads_to_the_result(me: Walker) -> None:
    me.answer("worry", "items", "child", "harm", "tell", "advice", "recipient")
    sitting = Sitting(by=me.member, draft=me.draft, mount=mount_of("toy"))
    me.send("check/")
    with pytest.raises(actions.AlreadyDone) as done:
        actions.keep_answers(sitting=sitting, pages={"danger": Held()}, seen=99, tab="t")
    assert done.value.path.startswith("/help/")


def test_a_continue_after_a_time_out_is_shown_again_and_not_carried_out() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        me = Walker(a_member())
        user = choose_password(by=me.member.user, account=me.member.user, hashed=make_password(PASSWORD))
        me.browse = Browse(signed_in(user))
        me.start().answer("danger")
        shown = me.get("worry/")
        token = shown.soup.select_one("input[name=csrfmiddlewaretoken]")["value"]
        words = WORRY | {"name": "Kept", "_seen": seen_in(shown), "csrfmiddlewaretoken": token}
        clock.shift(timedelta(minutes=31))
        late = me.browse.client.post(f"{me.at}worry/", words)
        assert "/sign-in/" in late["Location"]
        assert sign_in(me.browse.client, user, data={"next": f"{me.at}worry/"})["Location"] == f"{me.at}worry/"
        page = me.get("worry/")
        assert page.soup.select_one("#id_name")["value"] == "Kept"
        assert page.errors == []
        assert "worry" not in me.draft.answers, "shown, not saved"
        assert me.send("worry/", words, seen=seen_in(page)).address == f"{me.at}items/"


def test_saved_says_when(me: Walker) -> None:
    assert "Saved today" in me.get("worry/").text
    fresh = Walker(me.member).start()
    assert "Saved when you press Continue." in fresh.get("danger/").text


@pytest.mark.parametrize("slug", ["worry", "items"])
def test_too_much_on_any_page_even_before_its_turn_is_said_and_shown(me: Walker, slug: str, monkeypatch) -> None:
    monkeypatch.setattr(actions, "LARGEST_DRAFT", 100)
    typed = {"text": "word " * 50, "_rows": "1", "row0-heading": "word " * 50}
    page = me.browse.post(f"{me.at}{slug}/", typed | {"_seen": "9.tab", "_do": "continue"})
    assert any("This form can hold 100 characters" in error for error in page.errors)
    assert "word word" in page.html and slug not in me.draft.answers


def test_too_much_on_a_page_of_its_own_making_is_said(me: Walker, monkeypatch) -> None:
    me.answer("worry", "items")
    monkeypatch.setattr(actions, "LARGEST_DRAFT", 10)
    page = me.browse.post(f"{me.at}child/", {"choose": "child-1", "_seen": "9.tab"}, status=409)
    assert "This form can hold 10 characters" in page.text


def test_a_save_or_a_send_to_a_draft_discarded_meanwhile_is_said_and_not_a_fault(me: Walker) -> None:
    sitting = Sitting(by=me.member, draft=Draft.objects.get(pk=me.draft.pk), mount=mount_of("toy"))
    actions.discard_draft(by=me.member, draft=me.draft)
    with pytest.raises(Overtaken, match="discarded in another tab"):
        actions.keep_answers(sitting=sitting, pages={"danger": Held()}, seen=99, tab="t")
    with pytest.raises(Overtaken, match="discarded in another tab"):
        actions.finish_draft(sitting=sitting, seen=sitting.draft.version)
