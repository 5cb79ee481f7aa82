"""Which invitations there are, and whether one is still good."""

import uuid
from datetime import timedelta
from enum import StrEnum

from django.db.models import QuerySet
from django.http import Http404

from sharewell.accounts.marks import digest
from sharewell.accounts.models import User
from sharewell.directory.access.people import current_members
from sharewell.directory.access.permits import may_administer
from sharewell.directory.access.rights import may_invite
from sharewell.directory.access.roster import has_administrator
from sharewell.directory.models import Agency, Invitation, InvitationTeam, Member, Team
from sharewell.moment import now

# Invitations to one address into one agency: made, withdrawn and made again, they would be letters without end.
MOST_A_DAY = 5


class InvitationState(StrEnum):
    """How an invitation stands."""

    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    LATE = "late"
    NO_LONGER_MEANT = "no_longer_meant"


def state_of(invitation: Invitation) -> InvitationState:
    """How the invitation stands at this instant."""
    if invitation.used_at:
        return InvitationState.USED
    if invitation.withdrawn_at:
        return InvitationState.WITHDRAWN
    if invitation.ends_at <= now():
        return InvitationState.LATE
    return InvitationState.OPEN if is_still_meant(invitation) else InvitationState.NO_LONGER_MEANT


def unanswered(invitation: Invitation) -> QuerySet[Invitation]:
    """This invitation, while it was neither used nor withdrawn."""
    return Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, withdrawn_at__isnull=True)


def still_open(invitation: Invitation) -> QuerySet[Invitation]:
    """This invitation, while it can be accepted."""
    return unanswered(invitation).filter(ends_at__gt=now())


def is_still_meant(invitation: Invitation) -> bool:
    """Whether whoever made it may still give what it gives: who has left invites nobody.

    And whether the one invited has not left since: an old invitation brings nobody back.
    """
    gone = Member.objects.filter(agency_id=invitation.agency_id, user__email=invitation.email)
    if gone.filter(until__gt=invitation.made_at, until__lte=now()).exists():
        return False
    by = Member.objects.select_related("user", "agency").get(pk=invitation.invited_by_id)
    if not by.user.is_active or not may_invite(by, invitation.agency, invitation.roles):
        return False
    return may_administer(by, invitation.agency) or not has_administrator(invitation.agency)


def invitation_with_token(token: str) -> Invitation | None:
    """The invitation whose link holds this token, however it stands; None when there is none."""
    found = Invitation.objects.filter(digest=digest(token)) if token else Invitation.objects.none()
    return found.select_related("agency", "invited_by__user").first()


def invitation_to_send(invitation_id: uuid.UUID | str) -> Invitation | None:
    """For the letter: the invitation, while it can be accepted."""
    found = Invitation.objects.filter(pk=invitation_id, used_at__isnull=True, withdrawn_at__isnull=True)
    return found.filter(ends_at__gt=now()).select_related("agency", "invited_by__user").first()


def invitation_for(by: Member, invitation_id: uuid.UUID) -> Invitation:
    """An invitation into the member's own agency, or one that they made. Http404 otherwise."""
    found = Invitation.objects.filter(pk=invitation_id).select_related("agency").first()
    if found is None or (found.agency_id != by.agency_id and found.invited_by_id != by.pk):
        raise Http404
    return found


def open_invitations(agency: Agency) -> list[Invitation]:
    """Whoever is invited into the agency and has not answered, the newest first; those too late too."""
    found = Invitation.objects.filter(agency=agency, used_at__isnull=True, withdrawn_at__isnull=True)
    return list(found.select_related("invited_by__user", "agency"))


def invitations_made_elsewhere(by: Member) -> list[Invitation]:
    """The first administrators that this member invited into other agencies, who have not answered."""
    found = Invitation.objects.filter(invited_by=by, used_at__isnull=True, withdrawn_at__isnull=True)
    return list(found.exclude(agency_id=by.agency_id).select_related("agency"))


def is_invited(agency: Agency, email: str) -> bool:
    """Whether somebody with this e-mail address has an invitation into the agency that can still be accepted."""
    found = Invitation.objects.filter(agency=agency, email=email, used_at__isnull=True, withdrawn_at__isnull=True)
    return found.filter(ends_at__gt=now()).exists()


def is_written_to_often(agency: Agency, email: str) -> bool:
    """Whether this e-mail address was sent as many invitations into the agency today as anybody needs."""
    today = Invitation.objects.filter(agency=agency, email=email, made_at__gt=now() - timedelta(days=1))
    return len(today.values("pk")[:MOST_A_DAY]) >= MOST_A_DAY


def addresses_known_to(agency: Agency) -> frozenset[str]:
    """The e-mail addresses of whoever is a member of the agency, or has an invitation into it. Two statements."""
    invited = Invitation.objects.filter(agency=agency, used_at__isnull=True, withdrawn_at__isnull=True)
    members = current_members().filter(agency=agency).values_list("user__email", flat=True)
    return frozenset([*members, *invited.filter(ends_at__gt=now()).values_list("email", flat=True)])


def is_member_with(agency: Agency, email: str) -> bool:
    """Whether somebody with this e-mail address is a member of the agency now."""
    return current_members().filter(agency=agency, user__email=email).exists()


def teams_invited_to(invitation: Invitation) -> list[Team]:
    """The teams that whoever accepts is in, without those closed since."""
    chosen = InvitationTeam.objects.filter(invitation=invitation).values("team_id")
    return list(Team.objects.filter(pk__in=chosen, closed_at__isnull=True))


def invited_account(invitation: Invitation) -> User | None:
    """The account with the e-mail address that was invited, open or closed; None when there is none."""
    return User.objects.filter(email=invitation.email).first()
