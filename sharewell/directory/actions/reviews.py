"""What a member may do is changed as one whole, and looked at again every so many months."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sharewell.directory import access
from sharewell.directory.actions.members import end_membership, give_role, join_team, leave_team, take_role
from sharewell.directory.actions.rights import refuse_leaver
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import Role
from sharewell.ledger.book import act, not_an_act, together
from sharewell.moment import now


@dataclass(frozen=True, eq=False)
class Answer:
    """What was said of one member's access: these roles from now on (None: as they are), or that they have left."""

    member: Member
    roles: frozenset[Role] | None = None
    has_left: bool = False


@act("member.access_confirmed", may=access.may_administer_member, on="member")
def confirm_access(*, by: Member, member: Member) -> Member:
    """Somebody looked today, and the member's roles and teams are right. Refused for a leaver."""
    refuse_leaver(member)
    member.reviewed_at, member.reviewed_by = now(), by
    member.save(update_fields=["reviewed_at", "reviewed_by"])
    return member


@not_an_act(because="Made of acts, in one whole.")
def review_access(*, by: Member, answers: Sequence[Answer]) -> int:
    """All of these answers are carried out, or none. Gives how many there were."""
    with together():
        for answer in answers:
            if answer.has_left:
                end_membership(by=by, member=answer.member)
                continue
            if answer.roles is not None:
                _change_roles(by, answer.member, answer.roles)
            confirm_access(by=by, member=answer.member)
    return len(answers)


@not_an_act(because="Made of acts, in one whole.")
def change_member(*, by: Member, member: Member, roles: Collection[Role], teams: Collection[Team] | None) -> Member:
    """The member has these roles and is in these teams, and no others that `by` may give and take.

    None for teams leaves those as they are.
    """
    known = {team.pk: team for team in access.teams_of_agency(member.agency)}
    joined = access.joined_team_ids(member)
    wanted = joined if teams is None else {team.pk for team in teams}
    with together():
        for key in joined - wanted:
            if key in known:
                leave_team(by=by, team=known[key], member=member)
        _change_roles(by, member, roles)
        for key in wanted - joined:
            join_team(by=by, team=known[key], member=member)
    return member


def _change_roles(by: Member, member: Member, roles: Collection[Role]) -> None:
    """They have these roles, of those that `by` may give and take, and keep those that `by` may not."""
    may_give = access.roles_given_by(by, member.agency)
    wanted, held = set(roles) & may_give, member.roles & may_give
    for role in sorted(wanted - held):
        give_role(by=by, member=member, role=role)
    for role in sorted(held - wanted):
        take_role(by=by, member=member, role=role)
