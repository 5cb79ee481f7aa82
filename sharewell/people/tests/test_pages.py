"""The pages of a child: corrected with a reason, and the household written down."""

from typing import Any

from sharewell.directory.tests.given import Cast
from sharewell.people.access import find_children
from sharewell.people.models import Child, HouseholdMember
from sharewell.people.rules import SearchWords
from sharewell.people.tests.given import a_child, entries, words_of
from tests.pages import Browse, Page


def typed_on(page: Page) -> dict[str, Any]:
    """What the page's form would send, as it stands."""
    form = page.soup.select_one("main form")
    typed = {each["name"]: each.text.lstrip("\n") for each in form.select("textarea")}
    for each in form.select("input[name]"):
        if each.get("type") != "radio" or each.has_attr("checked"):
            typed[str(each["name"])] = str(each.get("value", ""))
    return typed


def test_a_correction_begins_with_what_is_known_and_keeps_both(cast: Cast, browse: Browse) -> None:
    mina = a_child(cast.teacher)
    there = browse.as_(cast.teacher.user)
    page = there(there(f"/children/{mina.pk}/").links["Correct these details"])
    typed = typed_on(page)
    assert (typed["given_name"], typed["date_of_birth_year"], typed["sex"]) == ("Mina", "2017", "female")
    done = there.post(page.address, typed | {"family_name": "Tarrant", "because": "The family told us"})
    assert (done.heading, done.address) == ("Mina Tarrant", f"/children/{mina.pk}/")
    again = there.post(page.address, typed | {"family_name": "Tarrant", "because": "The family told us"})
    assert (again.errors, again.address) == ([], done.address)
    (entry,) = entries("child.corrected")
    assert '"family_name": "Okell"' in words_of(entry)["was"]
    late = there.post(page.address, typed | {"family_name": "Late", "because": "Also"})
    assert "Somebody has changed these details" in late.errors[0]
    assert Child.objects.get().family_name == "Tarrant"


def test_an_unborn_child_is_corrected_with_what_was_guessed(cast: Cast, browse: Browse) -> None:
    baby = a_child(cast.teacher, mother_name="Ann Okell", due_words="March 2027")
    there = browse.as_(cast.teacher.user)
    page = there(f"/children/{baby.pk}/correct-child/?next=/help/")
    typed = typed_on(page)
    assert (typed["born"], typed["due_date_month"], typed["due_date_year"]) == ("unborn", "March", "2027")
    typed |= {"due_date_day": "9", "because": "The midwife says so", "next": "/help/"}
    assert there.post(page.address, typed).address == "/help/"
    assert str(Child.objects.get().due_date) == "2027-03-09"


def test_somebody_at_home_is_written_down_once_and_the_child_is_found_by_them(cast: Cast, browse: Browse) -> None:
    mina = a_child(cast.teacher)
    there = browse.as_(cast.teacher.user)
    at = f"/children/{mina.pk}/add-household-member/"
    typed = {"name": "Florian Bexley", "relation": "father", "has_parental_responsibility": "yes", "age_estimate": "34"}
    for _ in range(2):
        page = there.post(at, typed)
    assert "Florian Bexley, father, about 34 years, has parental responsibility" in page
    assert HouseholdMember.objects.count() == 1
    assert [found.child for found in find_children(cast.colleague, SearchWords("Florian Bexly"))] == [mina]
    assert "Enter a name, or say who they are" in there.post(at, {}).errors[0]
