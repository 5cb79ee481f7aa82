"""Who is here at all: nobody yet, invented people, or somebody real."""

from django.db.models import QuerySet

from sharewell.accounts.models import User
from sharewell.directory.models import Agency, Team
from sharewell.errors import Refused


def anybody_is_there() -> bool:
    """Whether there is any account or agency at all."""
    return User.objects.exists() or Agency.objects.exists()


def anybody_real() -> bool:
    """Whether there is an account or an agency that was not invented for the demonstration."""
    real = {"is_demonstration": False}
    return User.objects.filter(**real).exists() or Agency.objects.filter(**real).exists()


def agency_named(name: str) -> Agency:
    """For commands: the agency with this name, in any case. Refused when there is none."""
    found = Agency.objects.filter(name__iexact=name.strip()).first()
    if found is None:
        raise Refused(f"There is no agency called {name}. There are: {', '.join(_names(Agency.objects.all()))}.")
    return found


def team_named(agency: Agency, name: str) -> Team:
    """For commands: the agency's team with this name, in any case. Refused when there is none."""
    teams = Team.objects.filter(agency=agency)
    found = teams.filter(name__iexact=name.strip()).first()
    if found is None:
        raise Refused(f"{agency.name} has no team called {name}. It has: {', '.join(_names(teams))}.")
    return found


def _names(rows: QuerySet[Agency] | QuerySet[Team]) -> list[str]:
    return [row.name for row in rows] or ["none yet"]
