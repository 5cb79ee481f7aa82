"""What people type about children: mended, refused with the way to mend it, and turned into plain JSON."""

import json
from datetime import date

import pytest

from sharewell.people.forms import (
    AddChild,
    AddHouseholdMember,
    CorrectChild,
    FindChild,
    as_typed,
    child_details,
    household_details,
)
from sharewell.people.rules import ChildDetails, HouseholdDetails, SearchWords


def birth(day: int, month: int, year: int, name: str = "date_of_birth") -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def errors(form) -> dict[str, str]:
    form.is_valid()
    return {field: " ".join(map(str, said)) for field, said in form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ({"name": "  mina   okel "}, SearchWords("mina okel")),
        (birth(4, 5, 2017), SearchWords("", date(2017, 5, 4))),
        ({"name": "Mina", "year_of_birth": "2017"}, SearchWords("Mina", None, 2017)),
        ({"postcode": "rg401bn"}, SearchWords("", None, None, "RG40 1BN")),
        ({"number": "9990000018"}, SearchWords(nhs_number="999 000 0018")),
        ({"number": "b801200005001"}, SearchWords(upn="B801200005001")),
        ({"number": "A-17"}, SearchWords(own_reference="A-17")),
    ],
)
def test_what_is_looked_for(typed: dict[str, str], sought: SearchWords) -> None:
    form = FindChild(typed)
    assert form.is_valid(), form.errors
    assert form.search_words() == sought


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "name", "Enter a name, or a date of birth"),
        ({"year_of_birth": "2017"}, "name", "Enter a name, or a date of birth"),
        ({"name": "?!"}, "name", "Enter a name, or a date of birth"),
        ({"name": "x" * 201}, "name", "200 characters or fewer"),
        ({"name": "a\x00b"}, "name", "hidden character"),
        (birth(31, 2, 2017), "date_of_birth", "must be a real date"),
        ({"postcode": "RG40"}, "name", "a whole postcode"),
        ({"name": "M", "year_of_birth": "17"}, "year_of_birth", "from 1990 to 2100"),
    ],
)
def test_what_cannot_be_looked_for(typed: dict[str, str], field: str, words: str) -> None:
    assert words in errors(FindChild(typed))[field]


def test_everything_typed_becomes_plain_json() -> None:
    typed = {
        "born": "born",
        "given_name": "Mina",
        "family_name": "Okell",
        "known_as": "Minnie, , Min",
        "sex": "female",
        "address": "3 Quarry Terrace\r\nHolmbury",
        "postcode": "rg40 1bn",
        "nhs_number": "999-000-0018",
        "nhs_number_from": "family",
        "interpreter": "no",
        "age_estimate": "",
        **birth(4, 5, 2017),
    }
    form = AddChild(typed)
    assert form.is_valid(), form.errors
    details = child_details(form.cleaned_data)
    assert json.loads(json.dumps(details)) == details
    assert details["known_as"] == ["Minnie", "Min"]
    assert details["date_of_birth"] == "2017-05-04"
    assert details["nhs_number"] == "999 000 0018"
    assert ChildDetails.read(details).address == "3 Quarry Terrace\nHolmbury"
    assert form.worth_checking() == []


def test_a_guess_is_dated_today() -> None:
    form = AddChild({"given_name": "Bo", "age_estimate": "6"})
    assert form.is_valid(), form.errors
    assert child_details(form.cleaned_data)["estimated_on"] == "2026-11-24"


def test_an_unborn_child() -> None:
    form = AddChild({"born": "unborn", "mother_name": "Ann Okell", **birth(1, 2, 2027, "due_date")})
    assert form.is_valid(), form.errors
    assert ChildDetails.read(child_details(form.cleaned_data)).is_unborn


@pytest.mark.parametrize(
    ("month", "year", "words"), [("3", "2027", "March 2027"), ("mar", "2027", "March 2027"), ("", "", "not known")]
)
def test_a_guess_at_when_a_baby_is_due_is_good_enough(month: str, year: str, words: str) -> None:
    typed = {"born": "unborn", "mother_name": "Ann Okell", "due_date_month": month, "due_date_year": year}
    form = AddChild(typed)
    assert form.is_valid(), form.errors
    details = ChildDetails.read(child_details(form.cleaned_data))
    assert (details.is_unborn, details.due_date, details.due_words) == (True, None, words)
    again = CorrectChild(initial=as_typed(details))
    assert again["due_date"].value().year == year


@pytest.mark.parametrize(
    ("said", "kept"), [("zz1 4qr", "ZZ1 4QR"), ("zz1", "ZZ1"), ("near the  quay", "near the quay")]
)
def test_as_much_of_a_postcode_as_is_known(said: str, kept: str) -> None:
    form = AddChild({"given_name": "A", "postcode": said})
    assert form.is_valid(), form.errors
    assert child_details(form.cleaned_data)["postcode"] == kept


def test_a_due_date_left_behind_is_not_kept_for_a_born_child() -> None:
    form = AddChild({"born": "born", "given_name": "Mina", **birth(1, 2, 2027, "due_date")})
    assert form.is_valid(), form.errors
    assert "due_date" not in child_details(form.cleaned_data)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "given_name", "Enter a name, or describe the child"),
        ({"born": "unborn"}, "mother_name", "Enter the mother’s name"),
        (
            {"born": "unborn", "mother_name": "A", "due_date_month": "Mud", "due_date_year": "2027"},
            "due_date",
            "real month",
        ),
        (
            {"born": "unborn", "mother_name": "A", "due_date_month": "3", "due_date_year": "2017"},
            "due_date",
            "six weeks",
        ),
        ({"given_name": "A", "age_estimate": "six"}, "age_estimate", "Age must be a whole number, like 1"),
        ({"born": "unborn", **birth(1, 2, 2027, "due_date")}, "mother_name", "Enter the mother’s name"),
        ({"given_name": "A", **birth(25, 11, 2026)}, "date_of_birth", "give the due date instead"),
        ({"given_name": "A", **birth(31, 2, 2017)}, "date_of_birth", "must be a real date"),
        ({"given_name": "A", **birth(1, 2, 1999)}, "date_of_birth", "over 25"),
        ({"given_name": "A", "age_estimate": "30"}, "age_estimate", "25"),
        ({"given_name": "A", "nhs_number": "9990000019"}, "nhs_number", "one of its digits is wrong"),
        ({"given_name": "A", "upn": "X"}, "upn", "a letter and 12 more"),
        ({"given_name": "A", "sex": "other things"}, "sex", "Select one of the answers"),
    ],
)
def test_what_is_refused_of_a_child(typed: dict[str, str], field: str, words: str) -> None:
    assert words in errors(AddChild(typed))[field]


def test_an_adult_is_asked_about_and_allowed() -> None:
    form = AddChild({"given_name": "Lee", **birth(1, 2, 2006)})
    assert "20: an adult" in form.worth_checking()[0]


def test_a_correction_needs_its_reason() -> None:
    assert "because" in errors(CorrectChild({"given_name": "Mina"}))
    assert CorrectChild({"given_name": "Mina", "because": "The family told us"}).is_valid()


def test_somebody_at_home_becomes_plain_json() -> None:
    form = AddHouseholdMember({"name": "Ann Okell", "relation": "mother", "lives_with": "yes", "age_estimate": "34"})
    assert form.is_valid(), form.errors
    details = household_details(form.cleaned_data)
    assert json.loads(json.dumps(details)) == details
    read = HouseholdDetails.read(details)
    assert (read.relation.words, read.lives_with.words, read.estimated_on) == ("Mother", "Yes", date(2026, 11, 24))
    assert read.has_parental_responsibility.words == "Not known"


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "name", "Enter a name, or say who they are"),
        ({"relation": "other"}, "relation_words", "Say who they are"),
        ({"name": "Ann", **birth(25, 11, 2026)}, "date_of_birth", "today or in the past"),
    ],
)
def test_what_is_refused_of_somebody_at_home(typed: dict[str, str], field: str, words: str) -> None:
    assert words in errors(AddHouseholdMember(typed))[field]
