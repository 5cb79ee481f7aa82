"""Who in an agency takes a worry: the order, who is away, who covers, and who may say so."""

from datetime import timedelta

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.models import Away
from sharewell.directory.rules import CHAIN, Link, Role, in_order, takers
from sharewell.directory.tests import given
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.moment import now, pretend

DAY = timedelta(days=1)


def names(agency, at=None):
    return [member.name for member in access.chain_of(agency, at).takers]


@pytest.fixture
def second(cast):
    return given.a_member(cast.school, "Della Second", "Year head", Role.PRACTITIONER, Role.DEPUTY)


@pytest.fixture
def senior(cast):
    return given.a_member(cast.school, "Sena Older", "Bursar", Role.PRACTITIONER, Role.OTHER_SENIOR)


def test_the_lead_is_asked_first_then_deputies_in_their_order_then_other_senior_members(cast, second, senior):
    assert names(cast.school) == ["Dilys Lead", "Devon Shaw", "Della Second", "Sena Older"]
    by = cast.administrator
    actions.order_chain(by=by, agency=cast.school, role=Role.DEPUTY, members=[second, cast.deputy])
    assert names(cast.school) == ["Dilys Lead", "Della Second", "Devon Shaw", "Sena Older"]


def test_an_order_names_just_those_who_hold_the_role(cast, second):
    for members in ([second], [second, second], [second, cast.deputy, cast.lead], [second, cast.stranger]):
        with pytest.raises(Refused, match="all of them"):
            actions.order_chain(by=cast.administrator, agency=cast.school, role=Role.DEPUTY, members=members)
    with pytest.raises(Refused, match="in an order"):
        actions.order_chain(by=cast.administrator, agency=cast.school, role=Role.MANAGER, members=[])
    with pytest.raises(NotPermitted):
        actions.order_chain(by=cast.lead, agency=cast.school, role=Role.DEPUTY, members=[second, cast.deputy])


def test_whoever_is_away_is_passed_over_until_they_are_back(cast):
    actions.go_away(by=cast.lead, member=cast.lead, until=now() + DAY)
    assert names(cast.school) == ["Devon Shaw"]
    assert names(cast.school, now() + 2 * DAY) == ["Dilys Lead", "Devon Shaw"]
    actions.come_back(by=cast.deputy, member=cast.lead)
    assert names(cast.school) == ["Dilys Lead", "Devon Shaw"]
    with pytest.raises(Overtaken):
        actions.come_back(by=cast.lead, member=cast.lead)


def test_whoever_covers_stands_in_their_place(cast, second, senior):
    actions.go_away(by=cast.lead, member=cast.lead, cover=senior)
    assert names(cast.school) == ["Sena Older", "Devon Shaw", "Della Second"]
    actions.go_away(by=senior, member=senior)
    assert names(cast.school) == ["Devon Shaw", "Della Second"]
    actions.end_membership(by=THE_INSTALLATION, member=cast.deputy)
    actions.end_membership(by=THE_INSTALLATION, member=second)
    assert names(cast.school) == []


def test_an_absence_that_is_arranged_begins_on_its_day(cast):
    actions.go_away(by=cast.lead, member=cast.lead, since=now() + DAY, until=now() + 2 * DAY)
    assert names(cast.school) == ["Dilys Lead", "Devon Shaw"]
    assert names(cast.school, now() + DAY) == ["Devon Shaw"]
    assert access.absence_of(cast.lead).since > now()


def test_what_is_said_again_replaces_what_was_said(cast):
    actions.go_away(by=cast.lead, member=cast.lead, until=now() + DAY)
    with pretend(now() + timedelta(hours=1)):
        actions.go_away(by=cast.lead, member=cast.lead, until=now() + 3 * DAY)
        assert [each.until for each in access.chain.absences_at(now())] == [now() + 3 * DAY]
    assert Away.objects.count() == 2  # the hour that has been is not forgotten


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"until": -DAY}, "still to come"),
        ({"since": 2 * DAY, "until": DAY}, "after the leaving"),
        ({"cover": "teacher"}, "cannot cover"),
        ({"cover": "stranger"}, "cannot cover"),
        ({"cover": "lead"}, "cannot cover"),
    ],
)
def test_what_cannot_be_is_refused(cast, wrong, says):
    told = {name: getattr(cast, value) if isinstance(value, str) else now() + value for name, value in wrong.items()}
    with pytest.raises(Refused, match=says):
        actions.go_away(by=cast.lead, member=cast.lead, **told)
    assert names(cast.school) == ["Dilys Lead", "Devon Shaw"]


@pytest.mark.parametrize("who", ["teacher", "colleague", "stranger", "receiver", "council_administrator", "leaver"])
def test_a_colleague_or_a_stranger_does_not_say_who_is_away(cast, who):
    with pytest.raises(NotPermitted):
        actions.go_away(by=getattr(cast, who), member=cast.lead)


@pytest.mark.parametrize("who", ["lead", "deputy", "administrator"])
def test_a_member_is_said_to_be_away_by_those_who_may(cast, who):
    actions.go_away(by=getattr(cast, who), member=cast.teacher)
    assert access.absence_of(cast.teacher) is not None


def test_a_chain_costs_the_same_for_few_and_for_many(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        access.chain_of(cast.school)
    for number in range(8):
        given.a_member(cast.school, f"Deputy Number{number}", "Teacher", Role.DEPUTY)
    actions.go_away(by=cast.lead, member=cast.lead, cover=cast.deputy)
    with django_assert_num_queries(3):
        access.chain_of(cast.school)


LINKS = st.lists(
    st.builds(
        Link,
        key=st.integers(0, 8),
        role=st.sampled_from(CHAIN),
        place=st.integers(0, 3),
        is_in=st.booleans(),
        cover=st.none() | st.integers(0, 8),
    ),
    max_size=9,
    unique_by=lambda link: link.key,
)


@tried(LINKS)
def test_nobody_who_is_away_is_asked_nobody_twice_and_whoever_is_in_is_never_left_out(links):
    away = {link.key for link in links if not link.is_in}
    asked = takers(links)
    assert not away & {*asked}
    assert len(asked) == len({*asked})
    assert {link.key for link in links if link.is_in} <= {*asked}
    if any(link.is_in for link in links):
        first = in_order(links)[0]
        assert asked[0] == (first.key if first.is_in else asked[0])
