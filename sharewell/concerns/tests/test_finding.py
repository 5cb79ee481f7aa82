"""The page on which the child is found or added."""

from typing import Any

import pytest
from django.db import DatabaseError

from sharewell.accounts.actions.kept_posts import keep_post
from sharewell.accounts.onward import WAITING
from sharewell.concerns import finding
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import Teacher
from sharewell.journeys import actions as journeys
from sharewell.journeys.models import Draft
from sharewell.ledger.models import Entry
from sharewell.people.models import Child
from tests.pages import Page

OONA = {"_do": "add", "is_born": "yes", "given_name": "Oona", "family_name": "Tarrant"}


@pytest.fixture
def full(cast, monkeypatch) -> Teacher:
    """A teacher who has chosen as many children as there is room for."""
    monkeypatch.setattr(finding, "MOST_CHILDREN", 2)
    teacher = Teacher(cast.teacher).start()
    teacher.answer("danger", answer="no")
    for name in ("Mia", "Ned"):
        teacher.answer("children", _do=f"choose-{given.a_child(cast.teacher, name).pk}")
    return teacher


def test_one_more_child_than_there_is_room_for_is_not_passed_over_in_silence(cast, full: Teacher) -> None:
    third = given.a_child(cast.teacher, "Oona")
    full.answer("children", _do=f"choose-{third.pk}", name="Oona")
    assert full.page.errors == [finding.TOO_MANY]
    assert full.page.soup.select_one("input[name=name]")["value"] == "Oona"
    assert "Oona Tarrant" not in full.browse(f"{full.at}children/")


def test_one_that_there_is_no_room_for_is_not_added_either_and_its_words_stay(full: Teacher) -> None:
    before = Child.objects.count()
    full.answer("children", **OONA)
    assert full.page.errors == [finding.TOO_MANY]
    assert full.page.soup.select_one("input[name=given_name]")["value"] == "Oona"
    assert Child.objects.count() == before


def test_a_child_chosen_again_is_no_more_than_before(full: Teacher) -> None:
    full.answer("children", _do=f"choose-{Child.objects.get(given_name='Mia').pk}")
    assert not full.page.errors


@pytest.fixture
def searching(cast) -> Teacher:
    """A teacher who has chosen nobody yet."""
    teacher = Teacher(cast.teacher).start()
    return teacher.answer("danger", answer="no")


def test_a_child_who_is_added_is_named_in_the_draft(searching: Teacher) -> None:
    searching.answer("children", **OONA)
    assert "Oona Tarrant" in searching.page
    assert Child.objects.count() == Entry.objects.filter(kind="child.added").count() == 1


def test_a_child_whom_the_draft_could_not_name_is_not_added(monkeypatch, searching: Teacher) -> None:
    def fail(*_: Any) -> bool:
        raise DatabaseError("The machine has stopped.")

    with monkeypatch.context() as broken, pytest.raises(DatabaseError):
        broken.setattr(journeys, "_swap", fail)
        searching.answer("children", **OONA)
    assert not Child.objects.exists()
    assert not Entry.objects.filter(kind="child.added").exists()
    assert "Oona" not in searching.browse(f"{searching.at}children/")
    assert "Oona Tarrant" in searching.answer("children", **OONA).page


def chosen(page: Page) -> set[str]:
    """The names of the children who are chosen."""
    return {each.get_text() for each in page.soup.select(".sw-chosen strong")}


def filled_in(page: Page) -> dict[str, str]:
    """What the form to add a child would send, as the page shows it."""
    fields = page.soup.select_one("button[value^=add]").find_parent("form").select("input[name], textarea[name]")
    return {
        str(each["name"]): each.text.lstrip("\n") if each.name == "textarea" else str(each.get("value", ""))
        for each in fields
        if each["name"] != "csrfmiddlewaretoken" and (each.get("type") != "radio" or each.has_attr("checked"))
    }


@pytest.fixture
def adding(searching: Teacher) -> dict[str, Any]:
    """The form to add a child, filled in, in a tab of its own."""
    form = searching.browse.post(f"{searching.at}children/", {"_do": "new", "name": "Oona Tarrant"})
    return filled_in(form) | {"_do": "add", "mother_name": "Rose", "address": "12 Mill Lane"}


def test_a_page_left_behind_by_another_tab_is_shown_again_with_all_that_was_typed(
    cast, searching: Teacher, adding
) -> None:
    searching.answer("children", _do=f"choose-{given.a_child(cast.teacher).pk}")
    page = searching.browse.post(f"{searching.at}children/", adding, status=409)
    assert page.errors == [finding.CHANGED]
    assert [child.given_name for child in Child.objects.all()] == ["Mia"]
    assert "Mia Tarrant" in page
    again = filled_in(page) | {"_do": "add"}
    assert again.pop("_seen") != adding.pop("_seen")
    assert again == adding
    again["_seen"] = filled_in(page)["_seen"]
    assert {"Mia Tarrant", "Oona Tarrant"} <= chosen(searching.browse.post(f"{searching.at}children/", again))


def test_a_form_sent_twice_adds_one_child(searching: Teacher, adding) -> None:
    for _ in range(2):
        page = searching.browse.post(f"{searching.at}children/", adding)
        assert chosen(page) == {"Oona Tarrant"}
    assert Child.objects.count() == Entry.objects.filter(kind="child.added").count() == 1


def test_a_form_sent_twice_adds_one_child_also_where_there_is_room_for_no_more(
    monkeypatch, searching: Teacher, adding
) -> None:
    monkeypatch.setattr(finding, "MOST_CHILDREN", 1)
    for _ in range(2):
        assert not searching.browse.post(f"{searching.at}children/", adding).errors


def test_a_form_that_is_sent_again_with_other_words_says_what_it_did_before(searching: Teacher, adding) -> None:
    searching.browse.post(f"{searching.at}children/", adding)
    page = searching.browse.post(f"{searching.at}children/", adding | {"given_name": "Ida"}, status=409)
    assert page.errors == [finding.ADDED.format("Oona Tarrant")]
    again = filled_in(page) | {"_do": "add"}
    assert again["given_name"] == "Ida"
    assert chosen(searching.browse.post(f"{searching.at}children/", again)) == {"Oona Tarrant", "Ida Tarrant"}


def test_a_form_with_a_mistake_in_it_is_still_the_same_form(searching: Teacher, adding) -> None:
    page = searching.browse.post(f"{searching.at}children/", adding | {"age_estimate": "99"})
    assert page.errors
    assert filled_in(page)["_once"] == adding["_once"]


def test_what_was_typed_of_a_child_is_there_after_signing_in_again(cast, searching: Teacher, adding) -> None:
    address = f"{searching.at}children/"
    kept = keep_post(user=cast.teacher.user, path=address, fields=list(adding.items()))
    session = searching.browse.client.session
    session[WAITING] = {address: str(kept.pk)}
    session.save()
    page = searching.browse(address)
    assert filled_in(page) | {"_do": "add"} == adding
    assert not Child.objects.exists()


def test_the_key_of_another_draft_stands_in_nobodys_way(cast, adding) -> None:
    for member in (cast.teacher, cast.stranger):
        teacher = Teacher(member).start().answer("danger", answer="no")
        teacher.answer("children", **{name: said for name, said in adding.items() if name != "_seen"})
        assert chosen(teacher.page) == {"Oona Tarrant"}


def test_a_child_who_is_refused_is_not_added_and_the_refusal_is_entered(monkeypatch, searching: Teacher) -> None:
    monkeypatch.setattr("sharewell.people.actions.reasons_not_to_keep", lambda *_: ["That is nobody."])
    page = searching.answer("children", **OONA).page
    assert page.errors == ["That is nobody."]
    assert page.soup.select_one("input[name=given_name]")["value"] == "Oona"
    assert Entry.objects.filter(kind="child.added.refused").count() == 1
    assert not Child.objects.exists()


def test_the_first_child_leads_on_in_one_press_and_the_way_back_is_shown(cast, searching: Teacher) -> None:
    mia, ned = given.a_child(cast.teacher), given.a_child(cast.teacher, "Ned")
    worry = searching.answer("children", _do=f"first-{mia.pk}").page
    assert worry.heading == "What are you worried about?"
    assert "About Mia Tarrant" in worry
    assert worry.links["Another child too, or not this one?"].endswith("/children/")
    both = searching.answer("children", _do=f"first-{ned.pk}").page
    assert both.heading == "Which child are you worried about?"
    assert chosen(both) == {"Mia Tarrant", "Ned Tarrant"}


def test_the_first_child_who_is_added_leads_on_too_and_is_added_once(searching: Teacher) -> None:
    worry = searching.answer("children", **OONA | {"_do": "add-first"}).page
    assert worry.heading == "What are you worried about?"
    assert "About Oona Tarrant" in worry
    assert Child.objects.count() == 1


def test_the_danger_question_stands_on_the_first_page(cast, browse) -> None:
    signed_in = browse.as_(cast.teacher.user)
    first = signed_in("/concerns/new/")
    assert first.soup.select_one("input[name=answer][value=no]")
    for _ in range(2):  # pressed twice, it is the same draft
        assert (
            signed_in.post("/concerns/new/", {"answer": "no"}, follow=True).heading
            == "Which child are you worried about?"
        )
    assert Draft.objects.count() == 1
    assert signed_in.post("/concerns/new/", {"answer": "yes"}, follow=True).heading == "Call 999 now"
    assert signed_in.post("/concerns/new/", follow=True).heading == "Is anyone in danger right now?"


def test_the_danger_question_stands_before_what_was_begun(searching: Teacher) -> None:
    searching.answer("children", **OONA | {"_do": "add-first"})
    page = searching.browse("/concerns/new/")
    assert page.html.index("Why we ask") < page.html.index('id="unfinished"')
    assert page.links["Continue where you stopped"] == "#unfinished"
