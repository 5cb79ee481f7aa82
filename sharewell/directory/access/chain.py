"""The chain of an agency: who takes a worry there now, who is away, and who covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from sharewell.directory.access.people import current_members, is_current
from sharewell.directory.models import Agency, Away, Member, MemberRole
from sharewell.directory.rules import CHAIN, Link, Role, in_order, takers
from sharewell.moment import now


@dataclass(frozen=True)
class Standby:
    """One place in the chain as a page shows it: who, in what role, and if they are away until when and who covers."""

    member: Member
    role: Role
    place: int
    away: Away | None


@dataclass(frozen=True)
class Chain:
    """An agency's chain at an instant, in order, and whoever can be asked now, the first to be asked first."""

    agency: Agency
    standing: tuple[Standby, ...]
    takers: tuple[Member, ...]


def chain_of(agency: Agency, at: datetime | None = None) -> Chain:
    """Who takes a worry in this agency at this instant. Three statements, however many people."""
    at = at or now()
    members = {member.pk: member for member in _in_chain(agency, at)}
    links = [
        Link(pk, Role(held.role), held.place, is_in=away is None, cover=_cover(away, at))
        for pk, member in members.items()
        for away in [_away(member)]
        for held in member.held_roles.all()
        if held.role in CHAIN
    ]
    ordered = in_order(links)
    known = members | {each.cover.pk: each.cover for each in map(_away, members.values()) if each and each.cover}
    return Chain(
        agency,
        tuple(Standby(members[link.key], link.role, link.place, _away(members[link.key])) for link in ordered),
        tuple(known[key] for key in takers(links)),
    )


def absence_of(member: Member, at: datetime | None = None) -> Away | None:
    """This member's absence that runs now, or else the next one that is arranged; None when they are simply there."""
    found = absences_at(at or now(), or_later=True).filter(member=member)
    return found.select_related("cover__user", "cover__agency").first()


def away_now(members: Iterable[Member], at: datetime | None = None) -> dict[UUID, Away]:
    """Which of these members are away at this instant, by id; each with whoever covers, and what those may do."""
    found = absences_at(at or now()).filter(member__in=[member.pk for member in members])
    rows = found.select_related("cover__user", "cover__agency").prefetch_related("cover__held_roles")
    return {away.member_id: away for away in rows}


def others_away(agency: Agency, at: datetime | None = None) -> list[Away]:
    """Who is away now of those who are not in the agency's chain, by name."""
    at = at or now()
    people = current_members(at).filter(agency=agency).exclude(held_roles__role__in=[*CHAIN])
    found = absences_at(at).filter(member__in=people).select_related("member__user", "cover__user")
    return list(found.order_by("member__user__name"))


def absences_at(at: datetime, *, or_later: bool = False) -> QuerySet[Away]:
    """The absences that run at this instant; or those that are arranged too."""
    runs = Q(until__isnull=True) | Q(until__gt=at)
    return Away.objects.filter(runs) if or_later else Away.objects.filter(runs, since__lte=at)


def who_may_cover(member: Member) -> list[Member]:
    """Whoever may stand in for this member: a colleague who holds one of the roles that the work needs, by name.

    Cover brings sight of what comes in, so it is never a way to a right that somebody does not have.
    """
    needed = [*CHAIN] if member.roles & {*CHAIN} else [*member.roles]
    others = current_members().filter(agency_id=member.agency_id, held_roles__role__in=needed).exclude(pk=member.pk)
    return list(others.select_related("user").order_by("user__name").distinct())


def _in_chain(agency: Agency, at: datetime) -> list[Member]:
    running = absences_at(at).select_related("cover__user", "cover__agency")
    found = current_members(at).filter(agency=agency, held_roles__role__in=[*CHAIN]).select_related("user")
    return list(
        found.distinct()
        .order_by("since", "pk")
        .prefetch_related(
            Prefetch("held_roles", queryset=MemberRole.objects.order_by("place", "given_at")),
            Prefetch("absences", queryset=running, to_attr="running"),
        )
    )


def _away(member: Member) -> Away | None:
    running: list[Away] = member.running  # type: ignore[attr-defined]
    return running[0] if running else None


def _cover(away: Away | None, at: datetime) -> UUID | None:
    """Who covers, while they are still a member."""
    return away.cover_id if away and away.cover and is_current(away.cover, at) else None
