"""A group of questions on one page: only the answers on the path count, with or without a script."""

from typing import Any

import pytest
from bs4 import Tag

from sharewell.journeys.tests.given import Walker, a_member, seen_in
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.journeys.tests.toy"), pytest.mark.slow]
ALL = "all/walk/"


@pytest.fixture
def me() -> Walker:
    walker = Walker(a_member()).start()
    walker.answer("danger", "worry", "items", "child")
    return walker


def asked(page: Page) -> list[str]:
    """The questions that are needed, in order."""
    return [str(part["id"]) for part in page.soup.select("section.sw-part") if not in_box(part)]


def in_box(part: Tag) -> bool:
    return part.find_parent("details") is not None


def together(me: Walker, answers: dict[str, str], **more: Any) -> Page:
    return me.send(ALL, {f"{slug}-answer": answer for slug, answer in answers.items()} | more)


def test_the_first_question_of_the_group_links_to_it_and_it_links_back(me: Walker) -> None:
    page = me.get("harm/")
    assert page.links["Answer all of these on one page"] == f"{me.at}{ALL}"
    page = me.get(ALL)
    assert page.heading == "The questions"
    assert page.links["Answer one question at a time"] == f"{me.at}harm/"
    assert page.links["Back"] == f"{me.at}child/"


def test_every_question_stands_there_and_those_not_needed_are_apart(me: Walker) -> None:
    page = me.get(ALL)
    assert asked(page) == ["harm", "tell"]
    assert [part["id"] for part in page.soup.select("details section")] == ["known"]
    assert "Is a child being hurt?" in page.soup.select_one("#harm legend").text


def test_before_its_turn_it_leads_to_the_first_unfinished() -> None:
    me = Walker(a_member()).start()
    assert me.get(ALL).address == f"{me.at}danger/"


def test_one_continue_answers_them_all(me: Walker) -> None:
    page = together(me, {"harm": "yes", "known": "no", "tell": "yes"})
    assert page.address == f"{me.at}advice/"
    assert "Known to them No" in page.text


def test_only_the_answers_on_the_path_count(me: Walker) -> None:
    page = together(me, {"harm": "no", "known": "yes", "tell": "yes"})
    assert page.address == f"{me.at}advice/"
    assert "Known to them" not in page.text
    assert me.draft.answers["known"]["typed"] == {"answer": ["yes"]}


def test_what_is_needed_and_not_answered_is_an_error(me: Walker) -> None:
    page = together(me, {"harm": "yes", "tell": "yes"})
    assert page.address == f"{me.at}{ALL}"
    assert len(page.errors) == 1
    assert page.soup.select_one(".govuk-error-summary a")["href"] == "#id_known-answer_0"
    assert asked(page) == ["harm", "known", "tell"]
    assert me.get("advice/").address == f"{me.at}known/"


def test_update_shows_what_is_needed_now_and_no_errors(me: Walker) -> None:
    page = together(me, {"harm": "yes"}, _do="update")
    assert asked(page) == ["harm", "known", "tell"]
    assert page.errors == []
    assert page.soup.select_one("#harm input[value=yes]").has_attr("checked")
    page = together(me, {"harm": "no"}, _do="update")
    assert asked(page) == ["harm", "tell"]


def test_one_page_and_one_at_a_time_share_their_answers(me: Walker) -> None:
    together(me, {"harm": "yes"}, _do="update")
    assert me.get("harm/").soup.select_one("input[value=yes]").has_attr("checked")
    me.send("known/", {"answer": "not_sure"})
    assert me.get(ALL).soup.select_one("#known input[value=not_sure]").has_attr("checked")


def test_an_answer_that_drops_off_and_returns_is_still_there(me: Walker) -> None:
    together(me, {"harm": "yes", "known": "no", "tell": "yes"})
    together(me, {"harm": "no", "known": "no", "tell": "yes"})
    page = together(me, {"harm": "yes", "known": "no", "tell": "yes"})
    assert page.address == f"{me.at}advice/"


def test_a_change_made_here_returns_to_the_check_page(me: Walker) -> None:
    me.answer("harm", "tell", "advice", "recipient")
    page = me.send(f"{ALL}?change", {"harm-answer": "no", "tell-answer": "no"})
    assert page.address == f"{me.at}check/"


def test_it_saves_itself(me: Walker) -> None:
    shown = me.get(ALL)
    where = shown.soup.select_one("form[data-autosave]")["data-autosave"]
    words = {"harm-answer": "yes", "_seen": seen_in(shown)}
    assert me.browse.client.post(where, words).status_code == 204
    assert me.draft.answers["harm"]["typed"] == {"answer": ["yes"]}
    assert "tell" not in me.draft.answers


def test_two_tabs_are_shown_both(me: Walker) -> None:
    here, there = me.seen(ALL), me.seen("harm/")
    me.send("harm/", {"answer": "yes"}, seen=there)
    page = me.send(ALL, {"harm-answer": "no", "tell-answer": "yes"}, seen=here, status=409)
    assert "Harm Yes" in page.text
    assert page.soup.select_one("#harm input[value=no]").has_attr("checked")
    assert me.draft.answers["harm"]["typed"] == {"answer": ["yes"]}
    page = me.send(ALL, {"harm-answer": "no", "tell-answer": "yes"}, seen=seen_in(page))
    assert page.address == f"{me.at}advice/"


def test_too_much_is_refused_and_kept_on_the_page(me: Walker) -> None:
    page = together(me, {"harm": "x" * 1_000_001, "tell": "yes"})
    assert "1,000,000 characters" in " ".join(page.errors)


@pytest.mark.parametrize("group", ["nowhere", "recipient"])
def test_a_group_that_is_not_there_is_404(me: Walker, group: str) -> None:
    me.get(f"all/{group}/", status=404)


def test_a_journey_with_groups_is_not_one_page_as_a_whole(me: Walker) -> None:
    me.get("all/", status=404)


def test_a_journey_without_groups_is_one_page_with_rows_in_it(me: Walker) -> None:
    page = me.browse.post("/plain/")
    whole = Walker(me.member, at=page.address.removesuffix("first/"))
    page = whole.get("all/")
    assert asked(page) == ["first", "things"]
    words = {"first-answer": "yes", "things_rows": "1", "things-row0-heading": "One", "things-row0-kind": "fact"}
    page = whole.send("all/", words | {"_do": "things:add"})
    assert [field.get("value") for field in page.soup.select("#things input[type=text]")] == ["One", None]
    page = whole.send("all/", words | {"things_rows": "2", "_do": "things:remove-0"})
    assert "You removed one item." in page
    page = whole.send("all/", {"first-answer": "yes", "things_rows": "1", "_do": "things:put-back"})
    assert "One" in [field.get("value") for field in page.soup.select("#things input[type=text]")]
    assert whole.send("all/", words).address == f"{whole.at}check/"
