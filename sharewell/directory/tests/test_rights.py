"""The matrix: every role, every administrative act, towards oneself, one's own agency and another; one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import transaction

from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION, members_holding
from sharewell.directory.models import Agency, Member, Team
from sharewell.directory.rules import CHAIN, AgencyKind, Hours, Role, TeamPurpose
from sharewell.directory.tests.given import a_member, a_team, a_user, an_agency
from sharewell.errors import NotPermitted, Refused
from sharewell.ledger.book import ACTS
from sharewell.moment import now

pytestmark = pytest.mark.slow

ADMIN, LEAD = Role.ADMINISTRATOR, Role.PARTNERSHIP_LEAD
NOBODY: frozenset[Role] = frozenset()
DONE, REFUSED, FORBIDDEN = "done", "refused", "forbidden"
LATER = date(2099, 1, 5)


@dataclass
class Side:
    """One agency as somebody meets it: a member with every role that can be taken, their team, an empty team."""

    agency: Agency
    member: Member
    team: Team
    empty: Team


@pytest.fixture
def sides(db: None) -> dict[str, Side]:
    found = {}
    for word in ("own", "other"):
        agency = an_agency(f"The {word} agency", AgencyKind.SCHOOL)
        team = a_team(agency, f"Team of the {word}", TeamPurpose.OTHER)
        a_member(agency, f"Second {word}", "Manager", *Role)
        member = a_member(agency, f"Somebody {word}", "Everything", *Role, teams=(team,))
        actions.add_exception(by=THE_INSTALLATION, team=team, on=LATER)
        found[word] = Side(agency, member, team, a_team(agency, f"Empty of the {word}", TeamPurpose.OTHER))
    return found


def invited(side: Side) -> Any:
    return actions.invite(
        by=side.member, agency=side.agency, email="in@example.org", name="In", roles=(Role.PRACTITIONER,)
    )


Attempt = Callable[[Member, Side], Any]
# Of an agency: who may, in their own. In another agency nobody may.
OWN: dict[str, tuple[frozenset[Role], Attempt]] = {
    "agency.described": (
        frozenset({ADMIN}),
        lambda by, it: actions.describe_agency(by=by, agency=it.agency, what_it_does=""),
    ),
    "agency.identified": (
        frozenset({ADMIN}),
        lambda by, it: actions.set_identifiers(by=by, agency=it.agency, identifiers={}),
    ),
    "team.added": (
        frozenset({ADMIN}),
        lambda by, it: actions.add_team(by=by, agency=it.agency, name="New", purpose=TeamPurpose.OTHER),
    ),
    "team.contact_set": (
        frozenset({ADMIN}),
        lambda by, it: actions.set_contact(by=by, team=it.team, telephone="101", what_for="", is_public=True),
    ),
    "team.contact_checked": (frozenset({ADMIN}), lambda by, it: actions.check_contact(by=by, team=it.team)),
    "team.whereabouts_set": (
        frozenset({ADMIN}),
        lambda by, it: actions.set_whereabouts(by=by, team=it.team, whereabouts=actions.Whereabouts()),
    ),
    "team.areas_set": (frozenset({ADMIN}), lambda by, it: actions.set_areas(by=by, team=it.team, areas=())),
    "team.hours_set": (
        frozenset({ADMIN}),
        lambda by, it: actions.set_hours(by=by, team=it.team, week={0: [Hours(time(9), time(10))]}),
    ),
    "team.exception_added": (frozenset({ADMIN}), lambda by, it: actions.add_exception(by=by, team=it.team, on=LATER)),
    "team.exception_removed": (
        frozenset({ADMIN}),
        lambda by, it: actions.remove_exception(by=by, team=it.team, on=LATER),
    ),
    "team.closed": (frozenset({ADMIN}), lambda by, it: actions.close_team(by=by, team=it.empty)),
    "team.joined": (frozenset({ADMIN}), lambda by, it: actions.join_team(by=by, team=it.empty, member=it.member)),
    "team.left": (frozenset({ADMIN}), lambda by, it: actions.leave_team(by=by, team=it.team, member=it.member)),
    "member.added": (
        frozenset({ADMIN}),
        lambda by, it: actions.add_member(by=by, user=a_user("A Newcomer"), agency=it.agency),
    ),
    "member.left": (frozenset({ADMIN}), lambda by, it: actions.end_membership(by=by, member=it.member)),
    "member.access_confirmed": (frozenset({ADMIN}), lambda by, it: actions.confirm_access(by=by, member=it.member)),
    "account.opened": (frozenset({ADMIN}), lambda by, it: _opened(by, it)),
    "invitation.withdrawn": (
        frozenset({ADMIN}),
        lambda by, it: actions.withdraw_invitation(by=by, invitation=invited(it)),
    ),
    "chain.ordered": (
        frozenset({ADMIN}),
        lambda by, it: actions.order_chain(
            by=by,
            agency=it.agency,
            role=Role.DEPUTY,
            members=members_holding(it.agency, Role.DEPUTY),
        ),
    ),
    "member.went_away": (
        frozenset({ADMIN, Role.MANAGER, *CHAIN}),
        lambda by, it: actions.go_away(by=by, member=it.member),
    ),
    "member.came_back": (
        frozenset({ADMIN, Role.MANAGER, *CHAIN}),
        lambda by, it: actions.come_back(by=by, member=_away(it)),
    ),
    **{
        f"member.role_given {role}": (
            frozenset({LEAD if role == LEAD else ADMIN}),
            lambda by, it, role=role: actions.give_role(by=by, member=_without(it, role), role=role),
        )
        for role in Role
    },
    **{
        f"member.role_taken {role}": (
            frozenset({LEAD if role == LEAD else ADMIN}),
            lambda by, it, role=role: actions.take_role(by=by, member=it.member, role=role),
        )
        for role in Role
    },
    **{
        f"invitation.made {role}": (
            NOBODY if role == LEAD else frozenset({ADMIN}),
            lambda by, it, role=role: actions.invite(
                by=by, agency=it.agency, email="n@example.org", name="N", roles=(role,)
            ),
        )
        for role in Role
    },
    **{
        f"member.added {role}": (
            NOBODY if role == LEAD else frozenset({ADMIN}),
            lambda by, it, role=role: actions.add_member(
                by=by, user=a_user("A Newcomer"), agency=it.agency, roles=(role,)
            ),
        )
        for role in Role
    },
}  # fmt: skip
# Of the partnership: who may, whatever agency is theirs.
PARTNERSHIP: dict[str, tuple[frozenset[Role], Callable[[Member], Any]]] = {
    "agency.added": (frozenset({LEAD}), lambda by: actions.add_agency(by=by, name="One more", kind=AgencyKind.CHARITY)),
    "area.set": (frozenset({LEAD}), lambda by: actions.set_area(by=by, name="Holmbury")),
    "first administrator": (
        frozenset({LEAD}),
        lambda by: actions.invite(
            by=by, agency=_an_empty_agency(), email="n@example.org", name="N", roles=(ADMIN,)
        ),
    ),
    "first practitioner": (
        NOBODY,
        lambda by: actions.invite(
            by=by, agency=_an_empty_agency(), email="n@example.org", name="N", roles=(Role.PRACTITIONER,)
        ),
    ),
    "first administrator and lead": (
        NOBODY,
        lambda by: actions.invite(
            by=by, agency=_an_empty_agency(), email="n@example.org", name="N", roles=(ADMIN, LEAD)
        ),
    ),
    "bank_holidays.added": (
        NOBODY,
        lambda by: actions.add_bank_holidays(by=by, source="me", dates={LATER: "Mine"}),
    ),
    "bank_holiday.crossed_out": (
        NOBODY,
        lambda by: actions.cross_out_bank_holiday(by=by, on=LATER, because="I say so"),
    ),
    "account.closed": (NOBODY, lambda by: actions.close_unused_account(by=by, account=a_user("A Newcomer"))),
}  # fmt: skip
# A partnership lead brings an agency its first administrator; where there is one, it is refused and not forbidden.
OTHERWISE = {
    ("invitation.made administrator", LEAD): REFUSED,
    # Whoever leads the partnership added the agencies, and says what they are.
    ("agency.described", LEAD): DONE,
    ("agency.identified", LEAD): DONE,
}
# Done by the person themself, by anybody, or by the acts of its rows, each of which is asked about.
NOT_ADMINISTRATIVE = {"invitation.accepted", "member.acted_for", "contact.reported_wrong", "directory.imported"}


def _an_empty_agency() -> Agency:
    return an_agency("An empty agency", AgencyKind.CHARITY)


def _away(it: Side) -> Member:
    actions.go_away(by=THE_INSTALLATION, member=it.member)
    return it.member


def _without(it: Side, role: Role) -> Member:
    return actions.take_role(by=THE_INSTALLATION, member=it.member, role=role)


def _opened(by: Member, it: Side) -> Any:
    """What was asked is whether they may: that the account is open already is for later."""
    try:
        return actions.open_account(by=by, member=it.member)
    except NotPermitted:
        raise
    except Refused:
        return it.member


def outcome(attempt: Callable[[], Any]) -> str:
    with transaction.atomic():
        try:
            attempt()
            return DONE
        except NotPermitted:
            return FORBIDDEN
        except Refused:
            return REFUSED
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("role", Role)
def test_each_act_in_ones_own_agency_and_in_another(sides: dict[str, Side], role: Role) -> None:
    by = a_member(sides["own"].agency, "Ask Er", "Tries everything", role)
    found, expected = {}, {}
    for name, (allowed, attempt) in OWN.items():
        for where, side in sides.items():
            found[name, where] = outcome(lambda attempt=attempt, side=side: attempt(by, _fresh(side)))
            is_allowed = where == "own" and role in allowed
            expected[name, where] = DONE if is_allowed else OTHERWISE.get((name, role), FORBIDDEN)
    assert found == expected


@pytest.mark.parametrize("role", Role)
def test_each_act_for_the_partnership(sides: dict[str, Side], role: Role) -> None:
    by = a_member(sides["own"].agency, "Ask Er", "Tries everything", role)
    found = {name: outcome(lambda attempt=attempt: attempt(by)) for name, (_, attempt) in PARTNERSHIP.items()}
    assert found == {name: DONE if role in allowed else FORBIDDEN for name, (allowed, _) in PARTNERSHIP.items()}


def _fresh(side: Side) -> Side:
    """As the rows are now: what was tried before was rolled back."""
    member = Member.objects.select_related("user", "agency").get(pk=side.member.pk)
    team, empty = (Team.objects.select_related("agency").get(pk=each.pk) for each in (side.team, side.empty))
    return Side(side.agency, member, team, empty)


@pytest.mark.parametrize("role", Role)
def test_nobody_gives_themself_anything(sides: dict[str, Side], role: Role) -> None:
    own, other = sides["own"], sides["other"]
    by = a_member(own.agency, "Ask Er", "Tries everything", role)
    tries = {
        **{f"give {each}": lambda each=each: actions.give_role(by=by, member=by, role=each) for each in Role},
        "join": lambda: actions.join_team(by=by, team=own.team, member=by),
        "join another's": lambda: actions.join_team(by=by, team=other.team, member=by),
        "add to another": lambda: actions.add_member(by=by, user=by.user, agency=other.agency),
        "invite": lambda: actions.invite(
            by=by, agency=own.agency, email=by.user.email, name="Me", roles=(Role.DESIGNATED_LEAD,)
        ),
        "invite to an empty agency": lambda: actions.invite(
            by=by, agency=_an_empty_agency(), email=by.user.email.upper(), name="Me", roles=(ADMIN,)
        ),
        "open": lambda: actions.open_account(by=by, member=by),
    }
    assert not [name for name, attempt in tries.items() if outcome(attempt) == DONE]


def test_every_administrative_act_is_in_the_table() -> None:
    rooms = ("sharewell.directory.",)
    kinds = {kind for kind, each in ACTS.items() if each.module.startswith(rooms) and ".tests" not in each.module}
    tried = {name.split(" ")[0] for name in (*OWN, *PARTNERSHIP)}
    assert kinds - NOT_ADMINISTRATIVE <= tried, "Say in the table who may do this."


def test_the_last_administrator_stays(cast) -> None:
    by = cast.administrator
    with pytest.raises(Refused, match=r"only administrator of Fernleigh Primary School\. Make somebody else"):
        actions.take_role(by=by, member=by, role=ADMIN)
    with pytest.raises(Refused, match="only administrator"):
        actions.end_membership(by=by, member=by)
    actions.give_role(by=by, member=cast.teacher, role=ADMIN)
    actions.end_membership(by=cast.teacher, member=by)
    with pytest.raises(Refused, match="only administrator"):
        actions.take_role(by=cast.teacher, member=cast.teacher, role=ADMIN)


def test_who_has_arranged_to_leave_or_has_a_closed_account_does_not_count(cast) -> None:
    by = cast.administrator
    actions.give_role(by=by, member=cast.teacher, role=ADMIN)
    actions.end_membership(by=by, member=cast.teacher, until=now() + timedelta(days=3))
    with pytest.raises(Refused, match="only administrator"):
        actions.end_membership(by=by, member=by)


def test_the_last_partnership_lead_stays(cast) -> None:
    lead = a_member(cast.council, "Petra Vale", "Partnership manager", LEAD)
    with pytest.raises(Refused, match="only one who looks after the partnership"):
        actions.take_role(by=lead, member=lead, role=LEAD)
    with pytest.raises(Refused, match="only one who looks after the partnership"):
        actions.end_membership(by=cast.council_administrator, member=lead)
    actions.give_role(by=lead, member=cast.council_administrator, role=LEAD)
    actions.take_role(by=lead, member=lead, role=LEAD)
    assert not lead.roles


@pytest.mark.parametrize("roles", [(ADMIN,), (LEAD,), (ADMIN, LEAD)])
def test_who_only_looks_after_sees_nothing_of_a_team(cast, roles: tuple[Role, ...]) -> None:
    member = a_member(cast.school, "Only Looks", "Office", *roles)
    assert not member.works_with_children
    with pytest.raises(Refused, match="works with children"):
        actions.join_team(by=THE_INSTALLATION, team=cast.lead_team, member=member)
    actions.give_role(by=THE_INSTALLATION, member=member, role=Role.DEPUTY)
    actions.join_team(by=THE_INSTALLATION, team=cast.lead_team, member=member)
    assert member.team_ids == {cast.lead_team.pk}
    actions.take_role(by=THE_INSTALLATION, member=member, role=Role.DEPUTY)
    assert not member.team_ids
