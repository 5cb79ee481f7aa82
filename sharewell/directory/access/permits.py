"""Who may change what an agency says of itself, and who may act as whom."""

from sharewell.accounts.models import User
from sharewell.directory.access.people import is_current, is_there
from sharewell.directory.models import Agency, Member, SentFile, Team
from sharewell.directory.rules import CHAIN, Role, may_look_after
from sharewell.ledger.book import Actor, ActorKind

# Whoever sits at the machine itself: commands and the demonstration act as this. No request ever carries it.
THE_INSTALLATION = Actor(kind=ActorKind.SYSTEM, id="installation", name="The installation")


def is_installation(by: object) -> bool:
    """Whether this is the person at the keyboard of the machine itself."""
    return by == THE_INSTALLATION


def may_lead_partnership(by: object) -> bool:
    """Whoever looks after the partnership, while a member of it; or whoever runs the installation, by command."""
    if not isinstance(by, Member):
        return is_installation(by)
    return is_current(by) and by.has_role(Role.PARTNERSHIP_LEAD)


def may_administer(by: object, agency: Agency) -> bool:
    """An administrator of this very agency, while a member of it; or whoever runs the installation, by command."""
    if not isinstance(by, Member):
        return is_installation(by)
    return by.agency_id == agency.pk and is_current(by) and by.has_role(Role.ADMINISTRATOR)


def may_describe(by: object, agency: Agency) -> bool:
    """Whoever may administer the agency; and whoever leads the partnership, who added it."""
    return may_administer(by, agency) or may_lead_partnership(by)


def may_administer_team(by: object, team: Team) -> bool:
    """Whoever may administer the team's agency."""
    return may_administer(by, team.agency)


def may_administer_member(by: object, member: Member) -> bool:
    """Whoever may administer the member's agency."""
    return may_administer(by, member.agency)


def may_act_for(by: object, member: Member) -> bool:
    """The person themself, while they are that member."""
    return isinstance(by, User) and member.user_id == by.pk and is_current(member)


def may_say_who_is_away(by: object, member: Member) -> bool:
    """The member, whoever leads safeguarding or manages in the same agency, and its administrator."""
    if not isinstance(by, Member):
        return is_installation(by)
    if by.agency_id != member.agency_id or not is_current(by):
        return False
    return by.pk == member.pk or bool(by.roles & {*CHAIN, Role.MANAGER, Role.ADMINISTRATOR})


def may_hand_over(by: object, holder: Member) -> bool:
    """What somebody has may be given to a colleague by whoever may say that they are away; and by the clock, once they
    have left, or their account was closed."""
    if isinstance(by, Actor) and by.kind == ActorKind.CLOCK:
        return not is_there(holder)
    return may_say_who_is_away(by, holder)


def may_import(by: object, file: SentFile) -> bool:
    """Whoever sent the file, while they administer an agency or lead the partnership; each row is asked about again."""
    if not isinstance(by, Member):
        return is_installation(by)
    return file.member_id == by.pk and is_current(by) and may_look_after(by.roles)
