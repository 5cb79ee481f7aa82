"""Nothing crosses that the sender did not tick: a tick is for one thing, in the very words that stood beside it."""

import pytest
from django.utils.timezone import localdate

from sharewell.concerns.models import Referral
from sharewell.concerns.picking import Pickable, about_words
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import Teacher, at_the_pick
from sharewell.disclosures.access import items_of
from sharewell.items.rules import ItemDetails
from sharewell.moment import now
from sharewell.people.access import details_of
from sharewell.people.actions import correct_child
from sharewell.people.models import Child

pytestmark = pytest.mark.slow

MARK = "A mark on her arm."
MOTHER = "Her mother told me that she is hiding at her aunt’s."
LATER = "She was late on Monday."
TOLD = {"told": "told", "who": "Mother", "when_day": "1", "when_month": "11", "when_year": "2025"}


def rows(*texts: str) -> dict[str, str]:
    typed = {"_rows": str(len(texts))}
    for number, text in enumerate(texts):
        typed |= {f"row{number}-text": text, f"row{number}-kind": "fact"}
    return typed


@pytest.fixture
def teacher(cast) -> Teacher:
    """A teacher at *Check your answers*, who ticked the name, the address and the first of two things written."""
    child = given.a_child(cast.teacher, address="1 Mill Lane")
    teacher = Teacher(cast.teacher).start()
    teacher.answer("danger", answer="no")
    teacher.answer("children", _do="find", name="Mia Tarrant")
    teacher.answer("children", _do=f"choose-{child.pk}")
    teacher.answer("children", _do="continue")
    teacher.answer("worry", **rows(MARK, MOTHER))
    for slug, answer in (("harm", "new"), ("recipient", "protector"), ("bundle", "needed"), ("tell", "safe")):
        teacher.answer(slug, answer=answer)
    teacher.answer("decide", decided="share")
    items = teacher.ticks(f"name@{child.pk}", f"address@{child.pk}", "worry-0")
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose="To keep a child safe", items=items)
    teacher.answer("openness", **TOLD)
    assert teacher.page.heading == "Check your answers"
    teacher.child = child
    return teacher


def send(teacher: Teacher) -> None:
    """Presses *Send*; where the check page leads elsewhere first, goes there."""
    teacher.page = teacher.browse(f"{teacher.at}check/")
    if teacher.page.heading == "Check your answers":
        teacher.answer("check")


def ticked(teacher: Teacher) -> list[str]:
    return [str(box["value"]) for box in teacher.page.soup.select("input[name=items][checked]")]


def test_what_takes_the_place_of_a_ticked_thing_is_not_ticked(teacher: Teacher) -> None:
    teacher.answer("worry", **rows(MOTHER, LATER))
    send(teacher)
    assert not Referral.objects.exists()
    assert teacher.page.heading == "Pick what they need"
    assert not [value for value in ticked(teacher) if value.startswith("worry")]


def test_a_thing_that_reads_differently_is_ticked_again_or_not_sent(teacher: Teacher) -> None:
    teacher.answer("worry", **rows(f"{MARK} {MOTHER}", LATER))
    send(teacher)
    assert not Referral.objects.exists()


def test_a_page_shown_before_the_words_changed_ticks_nothing_of_them(cast, teacher: Teacher) -> None:
    before = teacher.ticks("worry-0")
    teacher.answer("worry", **rows(MOTHER, LATER))
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose="To keep a child safe", items=before)
    assert any("reads differently" in error for error in teacher.page.errors)


def test_an_address_that_a_colleague_changes_meanwhile_is_not_sent_unseen(cast, teacher: Teacher) -> None:
    was = details_of(teacher.child)
    new = {name: getattr(was, name) for name in was.__dataclass_fields__} | {"address": "Refuge, 9 Hidden Row"}
    correct_child(by=cast.lead, child=teacher.child, was=was, details=new, because="They have moved")
    send(teacher)
    assert not Referral.objects.exists()
    assert teacher.page.heading == "Pick what they need"


def test_the_same_things_in_the_same_words_are_sent(teacher: Teacher) -> None:
    teacher.answer("worry", **rows(MARK, MOTHER))
    send(teacher)
    (referral,) = Referral.objects.all()
    told = [each.version.text for each in items_of(referral.disclosure)]
    assert MARK in told
    assert MOTHER not in told


@pytest.mark.parametrize(("parts", "words"), [(["name"], "Bo Tarrant"), (["name", "age"], "Bo Tarrant, about 6 years")])
def test_a_guessed_age_is_told_only_where_it_was_picked(cast, parts, words) -> None:
    today = localdate(now())
    bo = given.a_child(cast.teacher, "Bo", date_of_birth="", age_estimate=6, estimated_on=today.isoformat())
    assert about_words([Pickable(f"{part}@{bo.pk}", ItemDetails(), bo, part) for part in parts], today) == words


def test_what_it_is_for_names_nobody_whose_name_is_not_ticked(cast) -> None:
    teacher = at_the_pick(cast.teacher)
    name = f"name@{Child.objects.get().pk}"
    asked = {"team": str(cast.referral_team.pk), "purpose": "So that Mia is seen today"}
    teacher.answer("pick", **asked, items=teacher.ticks("worry-1"))
    assert any("has a child’s name, and you have not ticked it" in error for error in teacher.page.errors)
    assert "So that Mia is seen today" in teacher.page.html
    teacher.answer("pick", **asked, items=teacher.ticks(name, "worry-1"))
    assert teacher.page.heading == "Does the family know?"
