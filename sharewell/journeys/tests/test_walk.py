"""Going through a journey: forward, back, off the path, to the check page, and to the act at the end."""

import pytest

from sharewell.directory.models import Team
from sharewell.journeys.tests.given import ROW, WORRY, Walker, a_member

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.journeys.tests.toy")]


@pytest.fixture
def me() -> Walker:
    return Walker(a_member()).start()


def test_from_the_first_page_to_the_act_at_the_end(me: Walker) -> None:
    page = me.to_check().send("check/")
    team = Team.objects.get()
    assert page.address == "/help/"
    assert (team.name, me.draft.state, me.draft.result_path) == ("Night desk", "done", f"/help/?team={team.pk}")
    assert me.draft.answers == {}


def test_the_question_is_the_heading_and_says_why_and_where_we_are(me: Walker) -> None:
    page = me.get("danger/")
    assert page.heading == "Is anyone in danger?"
    assert page.soup.legend.h1
    assert "Why we ask. It comes first." in page
    assert "The rule. Ring 999." in page
    assert "Step 1 of about" in page
    assert "Nothing has been sent to anyone." in page
    assert page.links["Stop and come back later"] == "/help/"


def test_what_was_answered_stands_beside_the_next_page_with_a_way_to_change_it(me: Walker) -> None:
    page = me.answer("danger")
    assert page.heading == "The team"
    assert "Danger No Change danger" in page.text
    assert page.links["Change danger"].endswith("danger/?change")


def test_a_wrong_answer_stays_on_the_page_keeps_what_was_typed_and_is_saved(me: Walker) -> None:
    me.answer("danger")
    page = me.send("worry/", WORRY | {"on_month": "13", "text": "Three\x00bells"})
    assert len(page.errors) == 2
    assert "must be a real date" in page.errors[1]
    assert page.soup.title.string.startswith("Error: ")
    assert page.soup.select_one("#id_on_month")["value"] == "13"
    again = me.get("worry/")
    assert again.errors == []
    assert again.soup.select_one("#id_name")["value"] == "Night desk"
    assert again.soup.select_one("#id_on_month")["value"] == "13"
    assert me.draft.answers["worry"]["typed"]["text"] == ["Three\x00bells"]


def test_a_page_too_far_on_leads_to_the_first_unfinished(me: Walker) -> None:
    me.answer("danger")
    for step in ("harm/", "recipient/", "check/", "", "ring-999/"):
        assert me.get(step).address == f"{me.at}worry/"


def test_words_sent_out_of_turn_are_kept_until_their_turn_comes(me: Walker) -> None:
    page = me.send("harm/", {"answer": "yes"}, seen="0.tab")
    assert page.address == f"{me.at}danger/"
    me.answer("danger", "worry", "items", "child")
    assert me.get("harm/").soup.select_one("input[value=yes]").has_attr("checked")


def test_an_unknown_page_and_an_unknown_draft_are_404(me: Walker) -> None:
    me.get("nowhere/", status=404)
    me.browse("/toy/00000000-0000-4000-8000-000000000000/danger/", 404)
    me.browse("/toy/not-an-id/danger/", 404)


def test_back_goes_along_the_path(me: Walker) -> None:
    assert me.get("danger/").links["Back"] == "/help/"
    page = me.answer("danger")
    assert page.links["Back"] == f"{me.at}danger/"


def test_an_answer_off_the_path_is_kept_and_not_counted(me: Walker) -> None:
    me.answer("danger", "worry", "items", "child")
    me.send("harm/", {"answer": "yes"})
    me.answer("known", "tell", "advice")
    me.send("harm/?change", {"answer": "no"})
    assert "known" in me.draft.answers
    assert "Known to them" not in me.get("recipient/")
    page = me.send("harm/?change", {"answer": "not_sure"})
    assert page.address == f"{me.at}advice/", "what advice took for granted has changed"
    assert "Known to them Yes" in page.text


def test_a_change_from_the_check_page_returns_to_it(me: Walker) -> None:
    me.to_check()
    change = me.get("check/").links["Change danger"]
    assert change == f"{me.at}danger/?change"
    assert me.get("danger/?change").links["Back"] == f"{me.at}check/"
    assert me.send("danger/?change", {"answer": "not_sure"}).address == f"{me.at}check/"


def test_a_change_that_opens_something_goes_there_and_then_returns(me: Walker) -> None:
    me.to_check()
    page = me.send("harm/?change", {"answer": "yes"})
    assert page.address == f"{me.at}known/"
    assert "change" in page.response.request["QUERY_STRING"]
    page = me.send("known/?change", {"answer": "no"})
    assert page.address == f"{me.at}advice/"
    assert me.send("advice/?change").address == f"{me.at}check/"


def test_the_check_page_says_every_answer_in_words(me: Walker) -> None:
    page = me.to_check().get("check/")
    assert page.heading == "Check your answers"
    for words in ("Danger No", "Since when? 1 February 2020", "Item 1: How do you know? I saw it", "Child child-1"):
        assert words in page.text
    assert "Who gets it? Fernleigh School" in page.text
    assert "What we advise" not in page.text


def test_choices_depend_on_the_member_and_on_earlier_answers(me: Walker) -> None:
    me.answer("danger", "worry", "items", "child")
    me.send("harm/", {"answer": "yes"})
    me.answer("known", "tell", "advice")
    assert "The police" in me.get("recipient/")
    own = me.get("recipient/").soup.select_one("input[type=checkbox]")
    assert own.has_attr("checked"), "what the page begins with"
    me.send("recipient/", {"to": ["police"]})
    me.send("harm/?change", {"answer": "no"})
    page = me.send("advice/?change")
    assert page.address == f"{me.at}recipient/", "what was chosen is on offer no longer"
    assert page.errors


def test_a_visit_may_answer_in_its_own_way(me: Walker) -> None:
    me.answer("danger", "worry", "items")
    assert me.get("child/").heading == "Look for the child"
    assert me.get("child/?plain=1").address == f"{me.at}child/"
    page = me.send("child/", {"answer": "Mia"})
    assert page.soup.select_one("#id_answer")["value"] == "Mia"
    page = me.send("child/", {"pause": "child-9"})
    assert page.address == f"{me.at}child/"
    assert "child" in me.draft.answers
    assert me.send("child/", {"choose": "child-1"}).address == f"{me.at}harm/"


def test_an_information_page_is_passed_by_continue(me: Walker) -> None:
    page = me.send("danger/", {"answer": "yes"})
    assert page.heading == "Ring 999 now"
    assert "Ring first." in page
    assert me.send("ring-999/").address == f"{me.at}worry/"


def test_a_post_without_the_hidden_field_is_taken_the_first_time(me: Walker) -> None:
    page = me.browse.post(f"{me.at}danger/", {"answer": "no"})
    assert page.address == f"{me.at}worry/"


def test_fields_that_the_form_does_not_have_are_not_kept(me: Walker) -> None:
    me.send("danger/", {"answer": "no", "junk": "x" * 99})
    assert me.draft.answers["danger"]["typed"] == {"answer": ["no"]}


def test_a_draft_that_is_too_large_is_refused_and_nothing_typed_is_lost(me: Walker) -> None:
    me.answer("danger")
    page = me.send("worry/", WORRY | {"text": "x" * 1_000_001})
    assert "This form can hold 1,000,000 characters" in " ".join(page.errors)
    assert len(page.soup.select_one("#id_text").string.strip()) == 1_000_001
    assert me.draft.answers.keys() == {"danger"}
    quiet = me.browse.client.post(f"{me.at}worry/autosave/", {"text": "x" * 1_000_001})
    assert quiet.status_code == 413
    assert b"1,000,000 characters" in quiet.content


def test_only_get_and_post(me: Walker) -> None:
    assert me.browse.client.put(f"{me.at}danger/").status_code == 405
    assert me.browse.client.get(f"{me.at}danger/autosave/").status_code == 405


def test_a_row_has_its_own_hidden_count(me: Walker) -> None:
    me.answer("danger", "worry")
    assert me.send("items/", {name: value for name, value in ROW.items() if name != "_rows"}).errors
