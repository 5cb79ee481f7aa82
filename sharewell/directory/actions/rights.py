"""What holds whatever right is given or taken: nobody raises their own, and nobody is the last to go."""

from collections.abc import Iterable

from django.db.models import F

from sharewell.accounts.models import User
from sharewell.directory import access
from sharewell.directory.models import Agency, Member, MemberRole
from sharewell.directory.rules import CHAIN, Role
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, not_an_act
from sharewell.moment import now


@not_an_act(because="Says no, or nothing.")
def refuse_oneself(by: Member | Actor, user: User) -> None:
    """Rights come from somebody else. A second administrator, or whoever runs the installation, gives them."""
    if isinstance(by, Member) and by.user_id == user.pk:
        raise Refused("Ask another administrator: nobody gives rights to themselves.")


@not_an_act(because="Says no, or nothing.")
def refuse_leaver(member: Member) -> None:
    """Refused for somebody who has left."""
    if member.until is not None and member.until <= now():
        raise Refused(f"{member.name} has left {member.agency.name}.")


@not_an_act(because="Says no, or nothing.")
def refuse_the_last(by: Member | Actor, member: Member, roles: Iterable[Role]) -> None:
    """Refused when an agency, or the partnership, would have nobody to look after it, or to lead safeguarding.

    Whoever does the same at this moment is waited for, so that two administrators cannot each take the other's right.
    The installation may: it makes another by command.
    """
    if access.is_installation(by):
        return
    _refuse_the_last_in_chain(member, {*CHAIN} & {*roles})
    if Role.ADMINISTRATOR in roles:
        hold(member.agency)
        if not _others(member, Role.ADMINISTRATOR, member.agency):
            raise Refused(
                f"{member.name} is the only administrator of {member.agency.name}. "
                "Make somebody else an administrator first."
            )
    if Role.PARTNERSHIP_LEAD in roles:
        hold(access.agencies()[0])
        if not _others(member, Role.PARTNERSHIP_LEAD, None):
            raise Refused(
                f"{member.name} is the only one who looks after the partnership. "
                "Make somebody else a partnership lead first."
            )


def _refuse_the_last_in_chain(member: Member, lost: set[Role]) -> None:
    """A worry always has somebody to go to: the last who leads safeguarding in an agency stays until another does."""
    if not lost:
        return
    hold(member.agency)
    # Asked now that it is our turn: another of their roles may have been taken meanwhile.
    kept = {*MemberRole.objects.filter(member=member).values_list("role", flat=True)} - lost
    if not kept & {*CHAIN} and not any(_others(member, role, member.agency) for role in CHAIN):
        raise Refused(
            f"Nobody would lead safeguarding at {member.agency.name} any more. Give somebody else that role first."
        )


@not_an_act(because="It changes nothing.")
def hold(agency: Agency) -> None:
    """Whoever changes who may do what in the agency at this moment is waited for, on both databases.

    An update that changes nothing: the row is this transaction's until it ends.
    """
    Agency.objects.filter(pk=agency.pk).update(added_at=F("added_at"))


def _others(member: Member, role: Role, agency: Agency | None) -> bool:
    return access.standing_holders(role, agency).exclude(pk=member.pk).exists()
