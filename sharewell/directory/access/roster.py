"""Who looks after what, who has an account that lies unused, and whose access is to be looked at again."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from sharewell.accounts.models import User
from sharewell.directory.access.people import current_members
from sharewell.directory.models import Agency, Member, MemberRole, Membership, Team
from sharewell.directory.rules import LOOKING_AFTER, Role, months_later, unused_since
from sharewell.moment import now
from sharewell.web.words import local

WARNED_BEFORE = timedelta(days=7)


def standing_holders(role: Role, agency: Agency | None = None) -> QuerySet[Member]:
    """Who holds this role, may sign in and has not arranged to leave; in the agency, when one is given."""
    held = MemberRole.objects.filter(member=OuterRef("pk"), role=role.value)
    found = current_members().filter(Exists(held), until__isnull=True)
    return found if agency is None else found.filter(agency=agency)


def has_administrator(agency: Agency) -> bool:
    """Whether anybody looks after the agency."""
    return standing_holders(Role.ADMINISTRATOR, agency).exists()


def people_at(agency: Agency) -> list[Member]:
    """Everybody who is a member of the agency now, by name, whether their account is open or closed.

    With their roles and teams: three statements, however many there are.
    """
    at = now()
    found = Member.objects.filter(agency=agency, since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at))
    joined = Membership.objects.filter(left_at__isnull=True).select_related("team")
    rows = found.select_related("user", "agency", "reviewed_by__user").order_by("user__name", "since")
    return list(rows.prefetch_related("held_roles", Prefetch("memberships", queryset=joined)))


def member_of(agency: Agency, member_id: uuid.UUID) -> Member:
    """This member of the agency, whether their account is open or closed. Http404 when they are none, or have left."""
    at = now()
    found = Member.objects.filter(agency=agency, pk=member_id).filter(Q(until__isnull=True) | Q(until__gt=at))
    member = found.select_related("user", "agency").first()
    if member is None:
        raise Http404
    return member


def joined_team_ids(member: Member) -> set[uuid.UUID]:
    """The teams in which the member stands, whether or not their roles let them see what is sent there."""
    return set(Membership.objects.filter(member=member, left_at__isnull=True).values_list("team_id", flat=True))


def teams_of_agency(agency: Agency) -> list[Team]:
    """The teams of the agency that are not closed, by name."""
    return list(Team.objects.filter(agency=agency, closed_at__isnull=True).select_related("agency"))


def team_of_agency(agency: Agency, team_id: uuid.UUID) -> Team:
    """This team of the agency, with its hours and areas. Http404 when it is none of its, or closed."""
    found = Team.objects.filter(agency=agency, pk=team_id, closed_at__isnull=True).select_related("agency")
    team = found.prefetch_related("hours", "exceptions", "areas").first()
    if team is None:
        raise Http404
    return team


def due_for_review(members: Iterable[Member], today: date) -> list[Member]:
    """Those of these members whose access was last looked at, or given, so many months ago or more; 0 months: never."""
    months = settings.ACCESS_REVIEW_MONTHS
    if months <= 0:
        return []
    return [one for one in members if months_later(local(one.reviewed_at or one.since).date(), months) <= today]


def agencies_to_review(at: datetime) -> list[Agency]:
    """For the worker: the agencies in which somebody's access is to be looked at again."""
    rows = current_members(at).only("since", "reviewed_at", "agency")
    due = {member.agency.pk: member.agency for member in due_for_review(rows, local(at).date())}
    return sorted(due.values(), key=lambda agency: agency.name)


def unused_accounts(at: datetime) -> QuerySet[User]:
    """The accounts, still open, that nobody has signed in to for too long; 0 days: none. Invented people stay."""
    return _not_used_after(unused_since(at, settings.ACCOUNT_STALE_DAYS))


def closable_accounts(at: datetime) -> Iterator[User]:
    """For the worker: the unused accounts, one after the other, without the last that looks after something.

    Each is judged as it is asked for: of two unused administrators of an agency one stays.
    """
    for account in unused_accounts(at):
        held = MemberRole.objects.filter(member__in=current_members(at).filter(user=account))
        looks_after = held.filter(role__in=[role.value for role in LOOKING_AFTER]).select_related("member__agency")
        if all(_has_another(one) for one in looks_after):
            yield account


def _has_another(held: MemberRole) -> bool:
    agency = held.member.agency if held.role == Role.ADMINISTRATOR else None
    return standing_holders(Role(held.role), agency).exclude(pk=held.member_id).exists()


def accounts_soon_unused(at: datetime) -> list[Member]:
    """For the worker: the members whose accounts will be closed within a week."""
    soon = _not_used_after(unused_since(at + WARNED_BEFORE, settings.ACCOUNT_STALE_DAYS))
    return list(current_members(at).filter(user__in=soon).select_related("user"))


def closed_accounts() -> QuerySet[User]:
    """The accounts that were closed because nobody used them."""
    return User.objects.filter(is_active=False, closed_at__isnull=False)


def _not_used_after(instant: datetime) -> QuerySet[User]:
    if settings.ACCOUNT_STALE_DAYS <= 0:
        return User.objects.none()
    signed_in = Q(last_login__lt=instant) | Q(last_login__isnull=True, added_at__lt=instant)
    opened = Q(opened_at__lt=instant) | Q(opened_at__isnull=True)
    return User.objects.filter(signed_in, opened, is_active=True, is_demonstration=False)
