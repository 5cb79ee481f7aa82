"""The whole cast against every door to what is known about a child."""

import uuid

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from sharewell.directory.tests.given import Cast
from sharewell.items import access
from sharewell.items.actions import identity_items
from sharewell.items.tests.given import an_item, many_items
from sharewell.people.tests.given import a_child, statements

SEES_IT = ["teacher", "lead", "deputy"]
OUTSIDE = ["stranger", "receiver", "other_worker", "officer", "administrator", "council_administrator", "leaver"]


def member_of(cast: Cast, who: str):
    member = getattr(cast, who)
    member.refresh_from_db()
    return member


@pytest.mark.parametrize("who", SEES_IT)
def test_its_author_and_the_leads_see_it(cast: Cast, who: str) -> None:
    mina = a_child(cast.teacher)
    bruise = an_item(cast.teacher, mina)
    member = member_of(cast, who)
    assert access.item_for(member, bruise.item_id) == bruise.item
    assert access.items_for(member, mina) == [bruise]
    assert access.current_versions(member, [bruise.item_id]) == [bruise]
    assert access.history_of(member, bruise.item) == [bruise]
    assert access.may_correct(member, bruise.item)


@pytest.mark.parametrize("who", ["colleague", *OUTSIDE])
def test_for_everybody_else_it_is_not_there(cast: Cast, who: str) -> None:
    mina = a_child(cast.teacher)
    bruise = an_item(cast.teacher, mina)
    member = member_of(cast, who)
    with pytest.raises(Http404):
        access.item_for(member, bruise.item_id)
    assert access.items_open_to(member).count() == 0
    assert access.items_for(member, mina) == []
    assert access.current_versions(member, [bruise.item_id]) == []
    assert access.history_of(member, bruise.item) == []
    assert not access.may_correct(member, bruise.item)


def test_a_colleague_sees_what_the_record_says_and_what_a_row_above_opens(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    bruise = an_item(cast.teacher, mina)
    record = identity_items(by=cast.teacher, children=[mina])
    assert set(access.items_for(cast.colleague, mina)) == set(record)
    assert set(access.items_for(cast.colleague, mina, opened=[bruise.item_id])) == {*record, bruise}


@pytest.mark.parametrize("who", OUTSIDE)
def test_nothing_above_opens_it_to_another_agency(cast: Cast, who: str) -> None:
    mina = a_child(cast.teacher)
    bruise = an_item(cast.teacher, mina)
    record = identity_items(by=cast.teacher, children=[mina])
    opened = [bruise.item_id, *(version.item_id for version in record)]
    assert access.items_for(member_of(cast, who), mina, opened=opened) == []
    assert access.items_open_to(member_of(cast, who), opened).count() == 0


@pytest.mark.parametrize("asked", [uuid.uuid4(), "nonsense", ""])
def test_an_unknown_id_is_not_there(cast: Cast, asked: object) -> None:
    with pytest.raises(Http404):
        access.item_for(cast.lead, asked)


def test_one_query_for_ten_as_for_a_hundred(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    cast.teacher.roles  # noqa: B018 - read once by whoever makes the request
    for many in (10, 90):
        written = many_items(cast.teacher, mina, many)
        with CaptureQueriesContext(connection) as captured:
            shown = access.items_for(cast.teacher, mina)
            assert all(version.written_by.name and version.item.child_id for version in shown)
        assert len(statements(captured)) == 1
        with CaptureQueriesContext(connection) as captured:
            found = access.versions([version.pk for version in reversed(written)])
        assert (len(statements(captured)), found) == (1, list(reversed(written)))
