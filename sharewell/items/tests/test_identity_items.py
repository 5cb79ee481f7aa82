"""What the child's own record says, as items to be picked one by one: complete, used again, and kept up to date."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharewell.directory.tests.given import Cast
from sharewell.errors import NotPermitted, Overtaken
from sharewell.items.actions import identity_items
from sharewell.items.models import Item, ItemVersion
from sharewell.people.access import child_for, details_of
from sharewell.people.actions import correct_child
from sharewell.people.tests.given import MINA, a_child, entries, somebody_at_home, statements

FULL = {
    **MINA,
    "known_as": ["Minnie"],
    "upn": "B801200005001",
    "language": "Polish",
    "interpreter": "yes",
    "school": "Fernleigh Primary School",
    "description": "Red hair",
}


def texts(versions: list[ItemVersion]) -> dict[str, str]:
    return {version.heading: version.text for version in versions}


def test_each_part_is_an_item_of_its_own(cast: Cast) -> None:
    mina = a_child(cast.teacher, **FULL)
    somebody_at_home(cast.teacher, mina)
    assert texts(identity_items(by=cast.teacher, children=[mina])) == {
        "Name and date of birth": "Mina Okell\nAlso known as Minnie\nBorn 4 May 2017\nSex: female",
        "Description": "Red hair",
        "Address": "3 Quarry Terrace\nHolmbury\nRG40 1BN",
        "NHS number": "999 000 0018, given by the family",
        "Unique pupil number": "B801200005001, not checked",
        "Language and interpreter": "First language Polish\nInterpreter or signer needed",
        "School, nursery or college": "Fernleigh Primary School",
        "Household: Ann Okell": ("Ann Okell, mother\nParental responsibility: yes\nLives with the child: yes"),
    }


def test_an_address_asks_first_and_a_household_mentions_others(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    somebody_at_home(cast.teacher, mina)
    found = {version.heading: version for version in identity_items(by=cast.teacher, children=[mina])}
    assert [heading for heading, version in found.items() if version.ask_first] == ["Address"]
    assert [heading for heading, version in found.items() if version.mentions_others] == ["Household: Ann Okell"]
    assert {version.kind for version in found.values()} == {"fact"}
    assert {version.source for version in found.values()} == {"Fernleigh records"}


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"mother_name": "Ann Okell", "due_date": "2027-01-05"}, "Due 5 January 2027"),
        ({"given_name": "Bo"}, "Date of birth not known"),
    ],
)
def test_what_is_not_known_is_said(cast: Cast, details: dict, words: str) -> None:
    (name,) = identity_items(by=cast.teacher, children=[a_child(cast.teacher, **details)])
    assert words in name.text


def test_a_guessed_age_is_an_opinion_apart_from_the_name(cast: Cast) -> None:
    guess = {"age_estimate": 6, "estimated_on": "2026-11-01"}
    bo = a_child(cast.teacher, given_name="Bo", **guess)
    somebody_at_home(cast.teacher, bo, name="Jo", age_estimate=30, estimated_on="2026-11-01")
    found = [(each.heading, each.kind, each.text) for each in identity_items(by=cast.teacher, children=[bo])]
    assert ("Estimated age", "opinion", "About 6 years old on 1 November 2026") in found
    assert ("Household: Jo, estimated age", "opinion", "About 30 years old on 1 November 2026") in found
    assert not [words for _, kind, words in found if kind == "fact" and "About" in words]


def test_the_same_versions_again_while_nothing_changes(cast: Cast) -> None:
    mina = a_child(cast.teacher, **FULL)
    first = identity_items(by=cast.teacher, children=[mina])
    assert identity_items(by=cast.colleague, children=[mina]) == first
    assert len(entries("items.taken_from_record")) == 1


def test_a_new_version_of_what_changed_and_of_nothing_else(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    first = {version.heading: version for version in identity_items(by=cast.teacher, children=[mina])}
    was = details_of(mina)
    correct_child(by=cast.lead, child=mina, was=was, details=replace(was, address="9 New Road"), because="Moved")
    second = {version.heading: version for version in identity_items(by=cast.colleague, children=[mina])}
    assert [heading for heading in first if first[heading] != second[heading]] == ["Address"]
    assert (second["Address"].number, second["Address"].item) == (2, first["Address"].item)
    assert second["Address"].text == "9 New Road\nRG40 1BN"
    assert entries("items.taken_from_record")[1].facts == {
        "versions": [str(second["Address"].pk)],
        "about": [str(mina.pk)],
    }


def test_what_has_gone_from_the_record_is_no_longer_offered(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    identity_items(by=cast.teacher, children=[mina])
    was = details_of(mina)
    correct_child(by=cast.lead, child=mina, was=was, details=replace(was, address="", postcode=""), because="Not safe")
    assert "Address" not in texts(identity_items(by=cast.teacher, children=[mina]))


def test_in_few_statements_however_large_the_household(cast: Cast) -> None:
    counts = []
    for many in (1, 30):
        child = a_child(cast.teacher, **FULL)
        for number in range(many):
            somebody_at_home(cast.teacher, child, name=f"Brother {number}", relation="brother_or_sister")
        cast.teacher.roles  # noqa: B018
        with CaptureQueriesContext(connection) as captured:
            identity_items(by=cast.teacher, children=[child])
        with CaptureQueriesContext(connection) as again:
            identity_items(by=cast.teacher, children=[child])
        counts.append(len(statements(captured)))
        assert len(statements(again)) == 3
    assert counts[1] <= counts[0] + 1


@pytest.mark.parametrize("who", ["stranger", "receiver", "officer", "administrator"])
def test_refused_outside_the_agency_that_holds_the_child(cast: Cast, who: str) -> None:
    mina = a_child(cast.teacher)
    with pytest.raises(NotPermitted):
        identity_items(by=getattr(cast, who), children=[mina])


def test_several_children_at_once_in_their_order_and_in_as_many_statements_as_one(cast: Cast) -> None:
    counts = []
    for many in (1, 6):
        children = [a_child(cast.teacher, **FULL | {"given_name": f"Child {number}"}) for number in range(many)]
        cast.teacher.roles  # noqa: B018
        with CaptureQueriesContext(connection) as captured:
            found = identity_items(by=cast.teacher, children=children)
        counts.append(len(statements(captured)))
        assert list(dict.fromkeys(each.item.child_id for each in found)) == [child.pk for child in children]
        (*_, entry) = entries("items.taken_from_record")
        assert entry.facts["about"] == [str(child.pk) for child in children]
    assert counts[1] == counts[0]


def test_one_child_of_another_agency_among_them_is_refused(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        identity_items(by=cast.teacher, children=[a_child(cast.teacher), a_child(cast.stranger)])
    assert not Item.objects.exists()


def test_overtaken_when_the_child_was_corrected_since_it_was_read(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    read_before, was = child_for(cast.teacher, mina.pk), details_of(mina)
    correct_child(by=cast.lead, child=mina, was=was, details=replace(was, address="9 New Road"), because="Moved")
    identity_items(by=cast.lead, children=[mina])
    with pytest.raises(Overtaken, match="corrected since you looked"):
        identity_items(by=cast.teacher, children=[read_before])
    assert [each.text for each in ItemVersion.objects.filter(item__from_record="address")] == ["9 New Road\nRG40 1BN"]
