"""Adding children and those at home: done, refused for each reason, refused for each wrong person, entered, sealed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharewell.directory.tests.given import Cast
from sharewell.errors import NotPermitted, Refused
from sharewell.people import access
from sharewell.people.actions import add_child, add_children, add_household_member
from sharewell.people.models import Child
from sharewell.people.rules import ChildDetails
from sharewell.people.tests.given import MINA, a_child, entries, somebody_at_home, statements, words_of


def test_a_child_is_held_by_the_agency_of_whoever_adds(cast: Cast) -> None:
    mina = Child.objects.get(pk=a_child(cast.teacher).pk)
    assert mina.agency == cast.school
    assert (mina.display_name, mina.date_of_birth, mina.sex) == ("Mina Okell", date(2017, 5, 4), "female")
    assert mina.address == "3 Quarry Terrace\nHolmbury"
    assert mina.nhs_number_from == "family"
    assert mina.written_by == cast.teacher
    assert mina.child_id == mina.pk
    assert mina.age_words(date(2026, 11, 24)) == "9 years"


@pytest.mark.parametrize(
    ("details", "name", "age"),
    [
        ({"family_name": "Okell", "due_date": "2027-01-05"}, "Baby Okell (unborn)", "not yet born, due in 6 weeks"),
        ({"mother_name": "Ann Okell", "due_date": "2027-01-05"}, "Baby Okell (unborn)", "not yet born, due in 6 weeks"),
        ({"description": "The boy in the red coat"}, "Unnamed child", "age not known"),
        ({"family_name": "Okell", "age_estimate": 6}, "Okell (first name not known)", "about 6 years"),
        ({"known_as": ["Bean", "Beanie"]}, "Bean", "age not known"),
        ({"given_name": "Mina"}, "Mina", "age not known"),
    ],
)
def test_with_what_somebody_has(cast: Cast, details: dict, name: str, age: str) -> None:
    child = add_child(by=cast.teacher, details=details)
    assert child.display_name == name
    assert child.age_words(date(2026, 11, 24)) == age
    assert child.estimated_on == (date(2026, 11, 24) if "age_estimate" in details else None)


def test_the_same_from_details_as_from_a_mapping(cast: Cast) -> None:
    child = add_child(by=cast.teacher, details=ChildDetails.read(MINA))
    assert access.details_of(child) == ChildDetails.read(MINA)


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({}, "Enter a name"),
        ({"given_name": "A", "date_of_birth": "2026-11-25"}, "due date instead"),
        ({"due_date": "2027-01-05"}, "mother’s name"),
    ],
)
def test_refused_and_entered_as_refused(cast: Cast, details: dict, words: str) -> None:
    with pytest.raises(Refused, match=words):
        add_child(by=cast.teacher, details=details)
    assert access.children_of(cast.teacher).count() == 0
    (entry,) = entries("child.added.refused")
    assert words in words_of(entry)["reasons"]


@pytest.mark.parametrize("who", ["administrator", "council_administrator", "leaver"])
def test_refused_for_those_whose_work_is_not_with_children(cast: Cast, who: str) -> None:
    member = getattr(cast, who)
    member.refresh_from_db()
    with pytest.raises(NotPermitted):
        add_child(by=member, details=MINA)


def test_entered_with_the_details_sealed(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    (entry,) = entries("child.added")
    assert (entry.subject_kind, entry.subject_id, entry.child_id) == ("child", str(mina.pk), str(mina.pk))
    assert "Quarry Terrace" in words_of(entry)["details"]
    assert "Okell" not in entry.facts_text + entry.word_digests_text


def test_a_whole_list_in_as_many_statements_as_a_short_one(cast: Cast) -> None:
    counts = []
    for many in (2, 100):
        listed = [{"given_name": "Ana", "family_name": f"Beck{number}"} for number in range(many)]
        with CaptureQueriesContext(connection) as captured:
            kept = add_children(by=cast.teacher, agency=cast.school, many=listed)
        counts.append(len(statements(captured)))
        assert [child.family_name for child in kept] == [each["family_name"] for each in listed]
    # SQLite takes a limited number of values at once, so a long list takes some more statements, never one a child.
    assert counts[1] < counts[0] + 15
    assert len(entries("children.added")[1].facts["children"]) == 100


def test_a_list_is_whole_or_not_at_all(cast: Cast) -> None:
    with pytest.raises(Refused, match="Child 2: Enter a name"):
        add_children(by=cast.teacher, agency=cast.school, many=[MINA, {}])
    assert access.children_of(cast.teacher).count() == 0
    with pytest.raises(NotPermitted):
        add_children(by=cast.stranger, agency=cast.school, many=[MINA])


def test_somebody_at_home(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    ann = somebody_at_home(cast.teacher, mina)
    assert (ann.display_name, ann.relation, ann.has_parental_responsibility, ann.lives_with) == (
        "Ann Okell", "mother", "yes", "yes",
    )  # fmt: skip
    guessed = somebody_at_home(cast.teacher, mina, relation="other", relation_words="Lodger", age_estimate=40)
    assert guessed.display_name == "Lodger"
    assert guessed.age_words(guessed.estimated_on) == "about 40 years"
    assert [each.pk for each in access.household_of(cast.colleague, mina)] == [ann.pk, guessed.pk]
    entry = entries("household_member.added")[0]
    assert (entry.subject_id, entry.child_id) == (str(ann.pk), str(mina.pk))


def test_nobody_outside_adds_to_a_household(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    for who in (cast.stranger, cast.receiver, cast.administrator):
        with pytest.raises(NotPermitted):
            add_household_member(by=who, child=mina, details={"name": "Ann"})
    with pytest.raises(Refused, match="Enter a name"):
        add_household_member(by=cast.teacher, child=mina, details={})


def test_free_text_is_sealed_at_rest(cast: Cast) -> None:
    a_child(cast.teacher, **MINA, description="Walks with a limp since June")
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, description, given_name, family_name FROM people_child")
        address, description, *names = cursor.fetchone()
    assert names == ["Mina", "Okell"]
    assert b"Quarry" not in bytes(address)
    assert b"limp" not in bytes(description)
    assert min(len(bytes(address)), len(bytes(description))) > 28


def test_how_somebody_is_described_is_sealed_at_rest(cast: Cast) -> None:
    somebody_at_home(cast.teacher, a_child(cast.teacher), relation="other", relation_words="Mother’s new lodger")
    with connection.cursor() as cursor:
        cursor.execute("SELECT relation_words FROM people_householdmember")
        assert b"lodger" not in bytes(cursor.fetchone()[0])
