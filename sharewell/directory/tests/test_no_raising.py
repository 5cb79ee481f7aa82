"""Whatever one member does, in whatever order, with whatever invitations they get hold of: they gain nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharewell.accounts.models import User
from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION, members_of
from sharewell.directory.models import Agency, Invitation, Member, Team
from sharewell.directory.rules import AgencyKind, Role
from sharewell.directory.tests.given import a_member, a_team, an_agency
from sharewell.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = st.sets(st.sampled_from(list(Role)), min_size=1, max_size=3)
PLACES = st.integers(0, 2)


def rights_of(user: User) -> set[tuple[str, str]]:
    """Everything the person may do: each role and each team, by agency."""
    found: set[tuple[str, str]] = set()
    for member in members_of(user):
        found |= {(str(member.agency_id), role.value) for role in member.roles}
        found |= {(str(member.agency_id), str(team)) for team in member.team_ids}
    return found


class World:
    """Three agencies, the third with nobody in it; one who tries, and somebody beside them who does nothing."""

    def __init__(self) -> None:
        self.agencies = [an_agency(name, AgencyKind.CHARITY) for name in ("Own", "Other", "Empty")]
        self.teams = [a_team(agency, f"Team {agency.name}", "referral") for agency in self.agencies]
        self.trier = a_member(self.agencies[0], "Ann Tries", "")
        actions.take_role(by=THE_INSTALLATION, member=self.trier, role=Role.PRACTITIONER)
        for agency in self.agencies[:2]:
            a_member(agency, f"Everything {agency.name}", "", *Role)

    @property
    def user(self) -> User:
        return User.objects.get(pk=self.trier.user_id)

    @property
    def by(self) -> Member:
        return Member.objects.select_related("user", "agency").get(pk=self.trier.pk)

    def agency(self, place: int) -> Agency:
        return self.agencies[place]

    def team(self, place: int) -> Team:
        return Team.objects.select_related("agency").get(pk=self.teams[place].pk)


Step = Callable[[World], Any]


def a_step(kind: str, place: int, roles: set[Role], with_team: bool) -> Step:
    """One thing that they try."""
    role = min(roles)
    steps: dict[str, Step] = {
        "give": lambda it: actions.give_role(by=it.by, member=it.by, role=role),
        "take": lambda it: actions.take_role(by=it.by, member=it.by, role=role),
        "join": lambda it: actions.join_team(by=it.by, team=it.team(place), member=it.by),
        "add": lambda it: actions.add_member(by=it.by, user=it.user, agency=it.agency(place), roles=tuple(roles)),
        "leave": lambda it: actions.end_membership(by=it.by, member=it.by),
        "change": lambda it: actions.change_member(by=it.by, member=it.by, roles=roles, teams=[it.team(0)]),
        "agency": lambda it: actions.add_agency(by=it.by, name=f"New {place}", kind=AgencyKind.CHARITY),
        "invite": lambda it: actions.invite(
            by=it.by,
            agency=it.agency(place),
            email=it.user.email,
            name="Me",
            roles=tuple(roles),
            teams=[it.team(place)] if with_team else [],
        ),
        "accept": lambda it: [
            actions.accept_invitation(by=it.user, invitation=each, agency=each.agency)
            for each in Invitation.objects.select_related("agency", "invited_by__user")
        ],
        "open": lambda it: actions.open_account(by=it.by, member=it.by),
    }
    return steps[kind]


KINDS = ("give", "take", "join", "add", "leave", "change", "agency", "invite", "accept", "open")
STEPS = st.builds(a_step, st.sampled_from(KINDS), PLACES, ROLES, st.booleans())


@pytest.fixture
def world(db: None) -> World:
    return World()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(roles=ROLES, steps=st.lists(STEPS, min_size=1, max_size=10))
def test_no_sequence_of_acts_raises_ones_own_rights(world: World, roles: set[Role], steps: list[Step]) -> None:
    with transaction.atomic():
        for role in roles:
            actions.give_role(by=THE_INSTALLATION, member=world.by, role=role)
        before = rights_of(world.user)
        for step in steps:
            try:
                step(world)
            except Refused:
                continue
            after = rights_of(world.user)
            assert after <= before, f"They gained {after - before}."
            before = after
        transaction.set_rollback(True)
