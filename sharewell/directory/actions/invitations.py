"""Invitations: made, withdrawn, and accepted once, by the person they were sent to."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F

from sharewell.accounts.actions.people import add_person, choose_password
from sharewell.accounts.models import User
from sharewell.directory import access, letters
from sharewell.directory.actions.members import enrol
from sharewell.directory.actions.rights import hold, refuse_oneself
from sharewell.directory.models import Agency, Invitation, InvitationTeam, Member, Membership, Team
from sharewell.directory.rules import Role, works_with_children
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, ActorKind, act, not_an_act, together
from sharewell.moment import now

NO_LONGER = "Whoever invited you may not do so any more, or you have left since. Ask the agency for a new invitation."


def _teams(_: Invitation, given: dict[str, Any]) -> dict[str, Any]:
    return {"teams": [str(team.pk) for team in given["teams"]]}


@act(
    "invitation.made",
    may=access.may_invite,
    on="invitation",
    words=("name", "email", "job_title"),
    facts=("roles",),
    refers=("agency",),
    also=_teams,
)
def invite(
    *,
    by: Member,
    agency: Agency,
    email: str,
    name: str,
    roles: Collection[Role],
    job_title: str = "",
    teams: Sequence[Team] = (),
) -> Invitation:
    """This person may become a member of the agency, with these roles and in these teams, by the link in an e-mail.

    Refused for a member, for somebody already invited, or too often in a day, to oneself, without any role, for a team
    of another agency, and for a team without a role that works with children. Who only looks after the partnership:
    refused where there is an administrator.
    """
    email = email.strip().lower()
    hold(agency)
    if faults := _faults(by, agency, email, roles, teams):
        raise Refused(*faults)
    at = now()
    invitation = Invitation.objects.create(
        agency=agency,
        email=email,
        name=name.strip(),
        job_title=job_title.strip(),
        held_roles=[Role(role).value for role in dict.fromkeys(roles)],
        invited_by=by,
        made_at=at,
        ends_at=at + timedelta(days=settings.INVITATION_DAYS),
    )
    InvitationTeam.objects.bulk_create(
        InvitationTeam(agency=agency, invitation=invitation, team=team) for team in teams
    )
    letters.send_invitation.enqueue(str(invitation.pk))
    return invitation


@act("invitation.withdrawn", may=access.may_withdraw_invitation, on="invitation")
def withdraw_invitation(*, by: Member, invitation: Invitation) -> Invitation:
    """The link is good for nothing from now on. Overtaken when it was used or withdrawn already."""
    at = now()
    if not access.unanswered(invitation).update(withdrawn_at=at):
        raise Overtaken("This invitation has been used or withdrawn already.")
    invitation.withdrawn_at = at
    return invitation


@act("invitation.accepted", may=access.may_accept_invitation, on="invitation", refers=("agency",))
def accept_invitation(*, by: User, invitation: Invitation, agency: Agency) -> Member:
    """The person is a member of the agency, with the roles and in the teams that the invitation said.

    Overtaken when it was used, withdrawn or too late. Refused when they are a member, when whoever invited them may not
    give these rights any more, when they have left since, for another agency, and to whoever made it.
    """
    refuse_oneself(invitation.invited_by, by)
    if agency.pk != invitation.agency_id:
        raise Refused("This invitation is into another agency.")
    hold(agency)
    at = now()
    if not access.still_open(invitation).update(used_at=at):
        raise Overtaken("This invitation does not work any more.")
    if not access.is_still_meant(invitation):
        raise Refused(NO_LONGER)
    member = enrol(user=by, agency=agency, job_title=invitation.job_title, roles=invitation.roles)
    Membership.objects.bulk_create(
        Membership(agency=agency, team=team, member=member, joined_at=at)
        for team in access.teams_invited_to(invitation)
    )
    return member


@not_an_act(because="Made of acts, in one whole: the account, its password, and the invitation accepted.")
def begin_with_invitation(*, invitation: Invitation, name: str, hashed: str) -> User:
    """Somebody without an account has one, with this password, and is a member. `hashed`: as in `choose_password`.

    Two at once: one of them waits for the other, and is Overtaken.
    """
    invited = Actor(kind=ActorKind.SYSTEM, id=str(invitation.pk), name="Whoever opened the invitation")
    with together():
        hold(invitation.agency)
        if not access.still_open(invitation).update(ends_at=F("ends_at")):
            raise Overtaken("This invitation does not work any more.")
        user = add_person(by=invited, email=invitation.email, name=name)
        choose_password(by=user, account=user, hashed=hashed)
        accept_invitation(by=user, invitation=invitation, agency=invitation.agency)
    return user


def _faults(by: Member, agency: Agency, email: str, roles: Collection[Role], teams: Sequence[Team]) -> list[str]:
    said = {
        "You are a member yourself: nobody gives rights to themselves.": by.user.email == email,
        "Somebody with this email address is a member of the agency already.": access.is_member_with(agency, email),
        "Somebody with this email address is invited already. Withdraw that invitation first.": access.is_invited(
            agency, email
        ),
        "This address was sent several invitations today. Ask them to look for those, or try again tomorrow.": (
            access.is_written_to_often(agency, email)
        ),
        f"{agency.name} has an administrator, who invites its people.": not access.may_administer(by, agency)
        and access.has_administrator(agency),
        "Choose at least one role.": not roles,
        "That team is not one of the agency’s.": any(team.agency_id != agency.pk for team in teams),
        "Only somebody who works with children can be in a team: choose such a role too.": bool(teams)
        and not works_with_children(map(Role, roles)),
    }
    return [fault for fault, holds in said.items() if holds]
