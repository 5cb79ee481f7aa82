"""The page on which the child is found or added."""

from typing import Any

import pytest
from django.db import DatabaseError

from sharewell.concerns import finding
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import Teacher
from sharewell.journeys import actions as journeys
from sharewell.ledger.models import Entry
from sharewell.people.models import Child

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


def test_a_page_left_behind_by_another_tab_adds_nobody(cast, searching: Teacher) -> None:
    seen = searching.browse(f"{searching.at}children/").soup.select_one("input[name=_seen]")["value"]
    searching.answer("children", _do=f"choose-{given.a_child(cast.teacher).pk}")
    page = searching.browse.post(f"{searching.at}children/", OONA | {"_seen": seen}, status=409)
    assert "another tab" in page
    assert [child.given_name for child in Child.objects.all()] == ["Mia"]


def test_a_child_who_is_refused_is_not_added_and_the_refusal_is_entered(monkeypatch, searching: Teacher) -> None:
    monkeypatch.setattr("sharewell.people.actions.reasons_not_to_keep", lambda *_: ["That is nobody."])
    page = searching.answer("children", **OONA).page
    assert page.errors == ["That is nobody."]
    assert page.soup.select_one("input[name=given_name]")["value"] == "Oona"
    assert Entry.objects.filter(kind="child.added.refused").count() == 1
    assert not Child.objects.exists()
