"""Who may give which right, and to whom. What each role may give stands in the rules."""

from collections.abc import Collection

from sharewell.accounts.models import User
from sharewell.directory.access.people import is_current
from sharewell.directory.access.permits import is_installation, may_administer
from sharewell.directory.models import Agency, Invitation, Member
from sharewell.directory.rules import Role, may_look_after, roles_to_give
from sharewell.ledger.book import Actor, ActorKind


def is_the_clock(by: object) -> bool:
    """The worker alone, acting as the clock."""
    return isinstance(by, Actor) and by.kind == ActorKind.CLOCK


def may_open_administration(by: object) -> bool:
    """Whoever looks after an agency or the partnership, while a member."""
    return isinstance(by, Member) and is_current(by) and may_look_after(by.roles)


def may_give_role(by: object, member: Member, role: Role) -> bool:
    """Whoever gives this role in the member's own agency; or whoever runs the installation, by command."""
    return is_installation(by) or role in roles_given_by(by, member.agency)


def may_add_member(by: object, agency: Agency, roles: Collection[Role]) -> bool:
    """An administrator of the agency who may give every one of these roles; or whoever runs the installation."""
    return is_installation(by) or (may_administer(by, agency) and set(roles) <= roles_given_by(by, agency))


def may_invite(by: object, agency: Agency, roles: Collection[Role]) -> bool:
    """The same; and whoever looks after the partnership, to bring any agency its first administrator and no more."""
    if not isinstance(by, Member) or not is_current(by):
        return False
    is_first = by.has_role(Role.PARTNERSHIP_LEAD) and set(roles) == {Role.ADMINISTRATOR}
    return is_first or (may_administer(by, agency) and set(roles) <= roles_given_by(by, agency))


def may_withdraw_invitation(by: object, invitation: Invitation) -> bool:
    """An administrator of the agency it is for, and whoever made it while they look after the partnership."""
    if may_administer(by, invitation.agency):
        return True
    is_own = isinstance(by, Member) and is_current(by) and invitation.invited_by_id == by.pk
    return is_own and isinstance(by, Member) and by.has_role(Role.PARTNERSHIP_LEAD)


def may_accept_invitation(by: object, invitation: Invitation) -> bool:
    """Whoever has the e-mail address that it was sent to, while they may sign in."""
    return isinstance(by, User) and by.is_active and by.email == invitation.email


def roles_given_by(by: object, agency: Agency) -> frozenset[Role]:
    """The roles that this member may give and take in the agency; none in another's."""
    if not isinstance(by, Member) or by.agency_id != agency.pk or not is_current(by):
        return frozenset()
    return roles_to_give(by.roles)
