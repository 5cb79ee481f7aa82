"""The page on which the child is found or added."""

import pytest

from sharewell.concerns import finding
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import Teacher
from sharewell.people.models import Child


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
    full.answer("children", _do="add", is_born="yes", given_name="Oona", family_name="Tarrant")
    assert full.page.errors == [finding.TOO_MANY]
    assert full.page.soup.select_one("input[name=given_name]")["value"] == "Oona"
    assert Child.objects.count() == before


def test_a_child_chosen_again_is_no_more_than_before(full: Teacher) -> None:
    full.answer("children", _do=f"choose-{Child.objects.get(given_name='Mia').pk}")
    assert not full.page.errors
