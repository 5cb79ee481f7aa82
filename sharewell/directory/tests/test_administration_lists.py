"""The lists of administration cost the same number of statements however much stands on them."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.rules import AgencyKind, Role
from sharewell.directory.tests.given import a_member, a_team, an_agency
from sharewell.moment import now
from tests.test_statement_counts import counted

pytestmark = pytest.mark.slow

FEW, MANY = 3, 30
LISTS = (
    "/administration/",
    "/administration/people/",
    "/administration/review-access/",
    "/administration/partnership/",
)


@pytest.fixture
def everything(cast):
    """Somebody who looks after the school and the partnership; and a number of everything, once called."""
    actions.give_role(by=THE_INSTALLATION, member=cast.administrator, role=Role.PARTNERSHIP_LEAD)
    stands = [0]

    def grow(many: int) -> None:
        for number in range(stands[0], many):
            team = a_team(cast.school, f"Team {number}", "other", "01632 960001")
            a_member(cast.school, f"Person {number}", "Teacher", Role.PRACTITIONER, Role.MANAGER, teams=(team,))
            actions.set_area(by=THE_INSTALLATION, name=f"Area {number}")
            an_agency(f"Agency {number}", AgencyKind.CHARITY)
            actions.invite(
                by=cast.administrator,
                agency=cast.school,
                email=f"i{number}@example.org",
                name="I",
                roles=(Role.PRACTITIONER,),
            )
        stands[0] = many

    return grow


def test_the_same_for_few_and_many(cast, everything) -> None:
    found = {}
    for many in (FEW, MANY):
        everything(many)
        with time_machine.travel(now() + timedelta(days=200), tick=False):
            client = Client()
            client.force_login(cast.administrator.user)
            for address in LISTS:
                client.get(address)
                with counted() as count:
                    assert client.get(address).status_code == 200
                found[many, address] = count.number
    assert {found[FEW, address] == found[MANY, address] for address in LISTS} == {True}, found
    assert max(found.values()) <= 16, found


def test_a_page_of_a_member_costs_no_more_where_there_are_many(cast, everything) -> None:
    client, numbers = Client(), []
    client.force_login(cast.administrator.user)
    for many in (FEW, MANY):
        everything(many)
        for address in (f"people/{cast.teacher.pk}/change-member/", f"teams/{cast.lead_team.pk}/"):
            client.get(f"/administration/{address}")
            with counted() as count:
                assert client.get(f"/administration/{address}").status_code == 200
            numbers.append(count.number)
    assert numbers[:2] == numbers[2:]
