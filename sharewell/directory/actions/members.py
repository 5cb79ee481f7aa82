"""Who is a member of which agency, what they may be asked to do, and in which teams."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from sharewell.accounts.models import User
from sharewell.directory import access
from sharewell.directory.actions.rights import refuse_leaver, refuse_oneself, refuse_the_last
from sharewell.directory.models import Agency, Member, MemberRole, Membership, Team
from sharewell.directory.rules import Role
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act, not_an_act
from sharewell.moment import now


@act("member.added", may=access.may_add_member, on="member", facts=("job_title", "roles"), refers=("user", "agency"))
def add_member(
    *,
    by: Member | Actor,
    user: User,
    agency: Agency,
    job_title: str = "",
    roles: Collection[Role] = (Role.PRACTITIONER,),
) -> Member:
    """This person is a member of the agency from now on. Refused when they are one already, and to oneself."""
    refuse_oneself(by, user)
    return enrol(user=user, agency=agency, job_title=job_title, roles=roles)


@not_an_act(because="Part of the act that calls it; that act is entered.")
def enrol(*, user: User, agency: Agency, job_title: str, roles: Collection[Role]) -> Member:
    """The rows of a new member. Refused when the person is one already."""
    at = now()
    if any(known.agency_id == agency.pk for known in access.members_of(user)):
        raise Refused(f"{user.name} is already a member of {agency.name}.")
    member = Member.objects.create(user=user, agency=agency, job_title=job_title, since=at)
    MemberRole.objects.bulk_create(
        MemberRole(agency=agency, member=member, role=Role(role).value, given_at=at) for role in dict.fromkeys(roles)
    )
    return member


@act("member.role_given", may=access.may_give_role, on="member", facts=("role",))
def give_role(*, by: Member | Actor, member: Member, role: Role) -> Member:
    """The member may from now on be asked to do this. Refused for a leaver, when they hold the role, and to oneself."""
    refuse_leaver(member)
    refuse_oneself(by, member.user)
    _, is_new = MemberRole.objects.get_or_create(
        member=member, role=Role(role).value, defaults={"agency_id": member.agency_id, "given_at": now()}
    )
    if not is_new:
        raise Refused(f"{member.name} already has that role.")
    return _afresh(member)


@act("member.role_taken", may=access.may_give_role, on="member", facts=("role",))
def take_role(*, by: Member | Actor, member: Member, role: Role) -> Member:
    """The member is no longer asked to do this.

    Refused when they did not hold the role, and when nobody else would look after the agency, or the partnership.
    """
    refuse_the_last(by, member, {Role(role)} & _afresh(member).roles)
    deleted, _ = MemberRole.objects.filter(member=member, role=Role(role).value).delete()
    if not deleted:
        raise Refused(f"{member.name} does not have that role.")
    return _afresh(member)


@act("member.left", may=access.may_administer_member, on="member", facts=("until",))
def end_membership(*, by: Member | Actor, member: Member, until: datetime | None = None) -> Member:
    """The member leaves the agency and every team of it, now or at the instant given; from then they see nothing of it.

    An instant to come is a leaving arranged: until then nothing changes, and it can be brought forward. Refused when it
    is before they joined, and when nobody else would look after the agency or the partnership, or lead safeguarding;
    Overtaken when they have left, or leave by then as it is.
    """
    until = until or now()
    if until < member.since:
        raise Refused("Nobody can leave before they joined.")
    refuse_the_last(by, member, _afresh(member).roles)
    stays = Q(until__isnull=True) | Q(until__gt=max(until, now()))
    if not Member.objects.filter(stays, pk=member.pk).update(until=until):
        raise Overtaken(f"{member.name} has left already, or leaves by then as it is.")
    if until <= now():
        Membership.objects.filter(member=member, left_at__isnull=True).update(left_at=until)
    member.until = until
    return _afresh(member)


@act("team.joined", may=access.may_administer_team, on="team", refers=("member",))
def join_team(*, by: Member | Actor, team: Team, member: Member) -> Membership:
    """The member is in the team.

    Refused for another agency's member, for a leaver, when they are in it, and to oneself: a team brings sight of what
    is sent to it. Refused for somebody who only looks after the directory, who is to see nothing of it.
    """
    if member.agency_id != team.agency_id:
        raise Refused(f"{member.name} is not a member of {team.agency.name}.")
    refuse_leaver(member)
    refuse_oneself(by, member.user)
    if not member.works_with_children:
        raise Refused(f"{member.name} has no role that works with children: give them one before they join a team.")
    if team.closed_at is not None:
        raise Refused(f"{team.name} is closed.")
    joined, is_new = Membership.objects.get_or_create(
        team=team, member=member, left_at=None, defaults={"agency_id": team.agency_id, "joined_at": now()}
    )
    if not is_new:
        raise Refused(f"{member.name} is already in {team.name}.")
    _afresh(member)
    return joined


@act("team.left", may=access.may_administer_team, on="team", refers=("member",))
def leave_team(*, by: Member | Actor, team: Team, member: Member) -> Team:
    """The member is no longer in the team. Refused when they were not."""
    if not Membership.objects.filter(team=team, member=member, left_at__isnull=True).update(left_at=now()):
        raise Refused(f"{member.name} is not in {team.name}.")
    _afresh(member)
    return team


@act("member.acted_for", may=access.may_act_for, on="member", also=lambda member, _: {"agency": str(member.agency_id)})
def act_for(*, by: User, member: Member) -> Member:
    """From now on, in this sign-in, the person acts as this member and no other."""
    return member


def _afresh(member: Member) -> Member:
    """The same member, with roles and teams to be read again."""
    for read_before in ("roles", "team_ids"):
        member.__dict__.pop(read_before, None)
    if hasattr(member, "_prefetched_objects_cache"):
        member._prefetched_objects_cache.clear()
    return member
