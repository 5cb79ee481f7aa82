"""Agencies and their teams, for whoever may see them."""

import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from sharewell.accounts.models import User
from sharewell.directory.access.people import current_members
from sharewell.directory.models import Agency, ContactWord, Member, Membership, SentFile, Team
from sharewell.directory.rules import FILES_KEPT_FOR, Hours, TeamPurpose
from sharewell.ledger.book import Actor
from sharewell.moment import now


def teams_of(member: Member) -> list[Team]:
    """The teams this member is in now, by name."""
    return list(Team.objects.filter(pk__in=member.team_ids).select_related("agency"))


def team_for(by: Member | User | Actor | None, team_id: uuid.UUID | str) -> Team:
    """The team with this id: any public one, or one of the asker's own agency, not closed. Http404 otherwise."""
    may_see = Q(is_public=True)
    if isinstance(by, Member):
        may_see |= Q(agency_id=by.agency_id)
    found = Team.objects.filter(may_see, pk=team_id, closed_at__isnull=True).select_related("agency").first()
    if found is None:
        raise Http404
    return found


def team_as_it_stands(team: Team) -> Team:
    """The team, with its agency, as the directory has it now. For those who already have the team."""
    return Team.objects.select_related("agency").get(pk=team.pk)


def teams_with_purpose(*purposes: TeamPurpose) -> list[Team]:
    """Every team of these purposes, in every agency: to whom something may be sent."""
    standing = Team.objects.filter(purpose__in=[*purposes], closed_at__isnull=True)
    return list(standing.select_related("agency").order_by("agency__name", "name"))


def teams_with_somebody(*purposes: TeamPurpose) -> list[Team]:
    """The same, in which somebody is now who can read what comes. One statement."""
    standing = Team.objects.filter(purpose__in=[*purposes], closed_at__isnull=True)
    read = standing.filter(Exists(_joined().filter(team=OuterRef("pk"))))
    return list(read.select_related("agency").order_by("agency__name", "name"))


def _joined() -> QuerySet[Membership]:
    return Membership.objects.filter(left_at__isnull=True, member__in=current_members().values("pk"))


def staffed(teams: Iterable[Team], *, without: Member | None = None) -> set[uuid.UUID]:
    """Which of these teams somebody is in now who can read what comes, by id; one person left out. One statement."""
    there = _joined().filter(team__in=[team.pk for team in teams])
    there = there.exclude(member__user=without.user_id) if without else there
    return set(there.order_by().values_list("team", flat=True))


def telephones_of(agency_id: uuid.UUID) -> list[Team]:
    """The teams of this agency that have a number, those who safeguard children first."""
    teams = Team.objects.filter(agency_id=agency_id, closed_at__isnull=True).exclude(telephone="").order_by("name")
    return sorted(teams, key=lambda team: team.purpose != TeamPurpose.SAFEGUARDING)


def agencies() -> list[Agency]:
    """Every agency of the partnership, by name."""
    return list(Agency.objects.all())


def agencies_with_numbers() -> list[Agency]:
    """Every agency of the partnership with its numbers in registers, by name. Two statements."""
    return list(Agency.objects.prefetch_related("identifiers"))


def teams_of_agencies(agencies: Iterable[Agency]) -> list[Team]:
    """Every team of these agencies, closed ones too, with hours and areas. Three statements."""
    return list(Team.objects.filter(agency__in=list(agencies)).prefetch_related("hours", "areas"))


def week_of_team(team: Team) -> dict[int, list[Hours]]:
    """The hours of a team's week, from rows already fetched."""
    week: dict[int, list[Hours]] = {}
    for row in team.hours.all():
        week.setdefault(row.weekday, []).append(Hours(row.opens, row.closes))
    return week


def files_to_import() -> QuerySet[SentFile]:
    """The files that were sent within a day and not imported yet. For the act that imports one."""
    return SentFile.objects.filter(imported_at__isnull=True, sent_at__gt=now() - FILES_KEPT_FOR)


def file_for(by: Member, file_id: uuid.UUID) -> SentFile:
    """A file that this member sent within a day and has not imported yet. Http404 otherwise."""
    return get_object_or_404(files_to_import(), pk=file_id, member=by)


def lacks_words() -> bool:
    """Whether there are public numbers, and no words by which to find them."""
    return Team.objects.filter(is_public=True).exists() and not ContactWord.objects.exists()
