"""Who is a member of what, and for which agency a person acts."""

import uuid
from datetime import datetime

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, UUIDField

from sharewell.accounts.models import User
from sharewell.directory.models import Agency, Member, Membership, Team
from sharewell.directory.rules import LOOKING_AFTER, Role, works_with_children
from sharewell.moment import now
from sharewell.prepared import Blank, Prepared


def members_of(user: User) -> list[Member]:
    """What this person is now, in each agency: one member for each, the agency with it. Leavers have none."""
    found = list(current_members().filter(user=user).order_by("agency__name"))
    for member in found:
        member.user = user
    return found


def member_for(user: User, member_id: uuid.UUID | str) -> Member | None:
    """This person as that member, while they are one; None otherwise, whatever the id."""
    member = signed_in_member(user.pk, member_id)
    if member:
        member.user = user
    return member


def signed_in_member(user_id: object, member_id: object) -> Member | None:
    """The member with their person, agency and roles, while they are that member. One statement.

    `has_others` says whether the person is a member of another agency too.
    """
    try:
        ids = {"user": uuid.UUID(str(user_id)), "member": uuid.UUID(str(member_id))}
    except ValueError:
        return None
    rows = _signed_in(**ids, now=now())
    if not rows:
        return None
    member = rows[0]
    member.roles = frozenset(Role(row.role) for row in rows if row.role)  # type: ignore[attr-defined]
    member.has_others = member.others  # type: ignore[attr-defined]
    return member


def member_with(member_id: uuid.UUID | str) -> Member | None:
    """The member with this id, while they are one."""
    return current_members().select_related("user").filter(pk=member_id).first()


def team_members(team: Team) -> list[Member]:
    """Who is in this team now, the longest in the agency first."""
    joined = Membership.objects.filter(team=team, left_at__isnull=True).values("member_id")
    return list(current_members().select_related("user").filter(pk__in=joined).order_by("since", "pk"))


def members_holding(agency: Agency, *roles: Role) -> list[Member]:
    """Who in this agency holds any of these roles now."""
    held = current_members().select_related("user").filter(agency=agency, held_roles__role__in=[*roles])
    return list(held.distinct())


def members_who_lead() -> list[Member]:
    """Who looks after the partnership now, in whichever agency."""
    return list(current_members().select_related("user").filter(held_roles__role=Role.PARTNERSHIP_LEAD.value))


def everybody_at(agency: Agency) -> list[Member]:
    """Whoever is or was a member of the agency, by name. For those who oversee it."""
    return list(Member.objects.select_related("user").filter(agency=agency).order_by("user__name", "since"))


def colleagues_of(member: Member, *, most: int) -> list[Member]:
    """Everybody else who is a member of the same agency now, by name, no more than so many."""
    others = current_members().select_related("user").filter(agency_id=member.agency_id)
    return list(others.exclude(user_id=member.user_id).order_by("user__name", "pk")[:most])


def colleague_for(by: Member, member_id: uuid.UUID | str) -> Member | None:
    """This member, of the asker's own agency, while they are one; None otherwise. The asker themself too."""
    return current_members().select_related("user").filter(agency_id=by.agency_id, pk=member_id).first()


def reasons_not_to_take_over(holder: Member, to: Member) -> list[str]:
    """Why this colleague cannot carry on what the other has; empty when they can: somebody else of the agency, there
    now, whose work is about children."""
    if to.pk == holder.pk:
        return ["Choose somebody else."]
    if to.agency_id != holder.agency_id or not is_current(to) or not to.user.is_active:
        return [f"{to.name} is not a member of the same agency."]
    return [] if works_with_children(to.roles) else [f"{to.name} only administers, and is to see nothing of it."]


def who_may_take_over(holder: Member) -> list[Member]:
    """Colleagues who can carry on what this member has, by name."""
    working = [role for role in Role if role not in LOOKING_AFTER]
    others = current_members().filter(agency_id=holder.agency_id, held_roles__role__in=working).exclude(pk=holder.pk)
    return list(others.select_related("user").order_by("user__name").distinct())


def is_current(member: Member, at: datetime | None = None) -> bool:
    """Whether they are a member of the agency at this instant."""
    at = at or now()
    return member.since <= at and (member.until is None or member.until > at)


def is_there(member: Member) -> bool:
    """Whether they are a member now, and can sign in: an account that was closed reaches nobody."""
    return is_current(member) and member.user.is_active


def current_members(at: datetime | Blank | None = None) -> QuerySet[Member]:
    """Whoever is a member of any agency at this instant, with the agency. For other queries of this room."""
    at = at or now()
    is_current = Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
    return Member.objects.filter(is_current, user__is_active=True).select_related("agency")


# A row for each role they hold, and one when they hold none.
_signed_in = Prepared(
    lambda: (
        current_members(Blank("now", DateTimeField()))
        .select_related("user")
        .filter(user=Blank("user", UUIDField()), pk=Blank("member", UUIDField()))
        .annotate(
            role=F("held_roles__role"),
            others=Exists(
                current_members(Blank("now", DateTimeField())).filter(user=OuterRef("user")).exclude(pk=OuterRef("pk"))
            ),
        )
    )
)
