"""The whole cast against every door to a child."""

import uuid

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from sharewell.directory.tests.given import Cast
from sharewell.people import access
from sharewell.people.tests.given import a_child, somebody_at_home, statements

INSIDE = ["teacher", "colleague", "lead", "deputy"]
OUTSIDE = ["receiver", "other_worker", "stranger", "officer", "administrator", "council_administrator", "leaver"]


def member_of(cast: Cast, who: str):
    member = getattr(cast, who)
    member.refresh_from_db()
    return member


@pytest.mark.parametrize("who", INSIDE)
def test_inside_the_agency_a_child_is_there(cast: Cast, who: str) -> None:
    mina = a_child(cast.teacher)
    member = member_of(cast, who)
    somebody_at_home(cast.teacher, mina)
    assert access.child_for(member, mina.pk) == mina
    assert access.child_for(member, str(mina.pk)) == mina
    assert list(access.children_of(member)) == [mina]
    assert access.children_for(member, [mina.pk]) == [mina]
    assert [each.name for each in access.household_of(member, mina)] == ["Ann Okell"]
    assert [each.name for each in access.households_of(member, [mina])[mina.pk]] == ["Ann Okell"]
    assert access.may_correct(member, mina)
    assert access.may_add_child(member)


@pytest.mark.parametrize("who", OUTSIDE)
def test_outside_there_is_no_such_child(cast: Cast, who: str) -> None:
    mina = a_child(cast.teacher)
    somebody_at_home(cast.teacher, mina)
    member = member_of(cast, who)
    with pytest.raises(Http404):
        access.child_for(member, mina.pk)
    assert access.children_of(member).count() == 0
    assert access.children_for(member, [mina.pk]) == []
    assert access.household_of(member, mina) == []
    assert access.households_of(member, [mina]) == {mina.pk: []}
    assert not access.may_correct(member, mina)


@pytest.mark.parametrize("asked", [uuid.uuid4(), "nonsense", "", "0", "'; drop table people_child; --"])
def test_an_unknown_id_is_not_there(cast: Cast, asked: object) -> None:
    with pytest.raises(Http404):
        access.child_for(cast.teacher, asked)


def test_several_children_come_in_the_order_asked_in_one_query(cast: Cast) -> None:
    children = [a_child(cast.teacher, given_name=name) for name in ("Ana", "Ben", "Cai")]
    theirs = a_child(cast.stranger, given_name="Dee")
    cast.teacher.roles  # noqa: B018
    with CaptureQueriesContext(connection) as captured:
        found = access.children_for(cast.teacher, [children[2].pk, theirs.pk, children[0].pk])
    assert [child.given_name for child in found] == ["Cai", "Ana"]
    assert len(statements(captured)) == 1


def test_nobody_but_a_member_looks_for_children(cast: Cast) -> None:
    assert not access.may_look_for_children(cast.teacher.user)
    assert not access.may_look_for_children(cast.teacher.actor)


@pytest.mark.parametrize("said", ["", "x", "\x00", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "1' OR '1'='1", "9" * 400])
def test_what_is_no_id_is_no_child(cast, said: str) -> None:
    assert access.children_for(cast.teacher, [said]) == []
    with pytest.raises(Http404):
        access.child_for(cast.teacher, said)
