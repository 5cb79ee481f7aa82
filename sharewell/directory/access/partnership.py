"""Agencies and areas, for whoever looks after the partnership. No names of people."""

import uuid
from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404

from sharewell.directory.access.people import current_members
from sharewell.directory.access.roster import standing_holders
from sharewell.directory.models import Agency, Area, Team
from sharewell.directory.rules import Role


@dataclass(frozen=True)
class AgencyAtAGlance:
    """One agency: how many teams and people it has, and whether anybody looks after it."""

    agency: Agency
    teams: int
    people: int
    is_looked_after: bool


def agencies_at_a_glance() -> list[AgencyAtAGlance]:
    """Every agency, by name. Four statements, however many there are."""
    teams = Team.objects.filter(closed_at__isnull=True).order_by().values_list("agency").annotate(Count("pk"))
    people = current_members().order_by().values_list("agency").annotate(Count("pk"))
    many_teams, many_people = dict(teams), dict(people)
    looked_after = set(standing_holders(Role.ADMINISTRATOR).values_list("agency", flat=True))
    return [
        AgencyAtAGlance(each, many_teams.get(each.pk, 0), many_people.get(each.pk, 0), each.pk in looked_after)
        for each in Agency.objects.all()
    ]


def agency_with(agency_id: uuid.UUID) -> Agency:
    """This agency. Http404 when there is none."""
    found = Agency.objects.filter(pk=agency_id).first()
    if found is None:
        raise Http404
    return found


def areas() -> list[Area]:
    """Every area of the partnership, by name."""
    return list(Area.objects.all())


def area_with(area_id: uuid.UUID) -> Area:
    """This area. Http404 when there is none."""
    found = Area.objects.filter(pk=area_id).first()
    if found is None:
        raise Http404
    return found
