"""Teams: what each is for, where it is, and how it is reached."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.db.models import F

from sharewell.directory import access
from sharewell.directory.actions.doubts import put_right
from sharewell.directory.actions.words import index_words
from sharewell.directory.models import Agency, Area, Member, Team, TeamArea
from sharewell.directory.rules import TeamPurpose, faults_in_ages, faults_in_telephone
from sharewell.errors import Overtaken, Refused
from sharewell.guidance.numbers import old_edition_with
from sharewell.ledger.book import Actor, act, actor_of
from sharewell.moment import now
from sharewell.web.words import local


@dataclass(frozen=True)
class Whereabouts:
    """Where a team is, on the web too, and for whom: ages in years, coordinates in degrees (WGS 84)."""

    address: str = ""
    postcode: str = ""
    email: str = ""
    website: str = ""
    latitude: float | None = None
    longitude: float | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None


@act("team.added", may=access.may_administer, on="team", facts=("name", "purpose", "telephone"), refers=("agency",))
def add_team(
    *, by: Member | Actor, agency: Agency, name: str, purpose: TeamPurpose, telephone: str = "", what_for: str = ""
) -> Team:
    """The agency has this team. Nobody outside the partnership sees its number before `set_contact` makes it public.

    Refused when the agency has one of that name, and when the number cannot be rung or stands in old guidance alone.
    """
    _refuse(_faults_in(telephone))
    if Team.objects.filter(agency=agency, name__iexact=name.strip()).exists():
        raise Refused(f"{agency.name} already has a team called {name.strip()}.")
    return Team.objects.create(
        agency=agency,
        name=name.strip(),
        purpose=TeamPurpose(purpose).value,
        telephone=telephone,
        what_for=what_for,
        changed_at=now(),
    )


@act(
    "team.whereabouts_set",
    may=access.may_administer_team,
    on="team",
    also=lambda _, given: _as_facts(given["whereabouts"]),
)
def set_whereabouts(*, by: Member | Actor, team: Team, whereabouts: Whereabouts) -> Team:
    """This is where the team is, and the ages of the children it is for. Refused when the ages cannot be."""
    _refuse(faults_in_ages(whereabouts.minimum_age, whereabouts.maximum_age))
    changed = asdict(whereabouts) | {"changed_at": now()}
    for name, value in changed.items():
        setattr(team, name, value)
    team.save(update_fields=[*changed])
    return team


@act(
    "team.areas_set", may=access.may_administer_team, on="team", also=lambda _, given: {"areas": _names(given["areas"])}
)
def set_areas(*, by: Member | Actor, team: Team, areas: Iterable[Area]) -> Team:
    """The team serves these areas and no others; none given, it serves everywhere."""
    TeamArea.objects.filter(team=team).delete()
    TeamArea.objects.bulk_create(TeamArea(agency_id=team.agency_id, team=team, area=area) for area in areas)
    team.changed_at = now()
    team.save(update_fields=["changed_at"])
    index_words(team)
    return team


@act("team.closed", may=access.may_administer_team, on="team")
def close_team(*, by: Member | Actor, team: Team) -> Team:
    """The team is no more: nobody is shown its number, and nothing can be sent to it. Overtaken when it was closed.

    Refused while somebody is in it: whoever takes its work over is put in another team first.
    """
    if access.team_members(team):
        raise Refused(f"Somebody is still in {team.name}. Take everybody out of it first.")
    at = now()
    closed = {"closed_at": at, "changed_at": at, "is_public": False, "was_public": F("is_public")}
    if not Team.objects.filter(pk=team.pk, closed_at__isnull=True).update(**closed):
        raise Overtaken(f"{team.name} is closed already.")
    team.closed_at, team.changed_at, team.was_public, team.is_public = at, at, team.is_public, False
    put_right(team)
    index_words(team)
    return team


@act("team.contact_set", may=access.may_administer_team, on="team", facts=("telephone", "is_public"))
def set_contact(*, by: Member | Actor, team: Team, telephone: str, what_for: str, is_public: bool) -> Team:
    """This is how the team is reached and what for, and whether anybody may see it. It counts as a check of the number.

    Refused when the number cannot be rung or stands in old guidance alone, and when a number made public is empty.
    """
    faults = _faults_in(telephone)
    if is_public and not telephone:
        faults = ["A public contact needs a telephone number."]
    _refuse(faults)
    team.telephone, team.what_for, team.is_public = telephone, what_for, is_public
    _check(by, team)
    team.save(update_fields=["telephone", "what_for", "is_public", "checked_on", "checked_by", "changed_at"])
    index_words(team)
    return team


@act("team.contact_checked", may=access.may_administer_team, on="team", facts=("checked_by",))
def check_contact(*, by: Member | Actor, team: Team, checked_by: str = "") -> Team:
    """Somebody looked today, and the number is right. `checked_by`: who, when it was somebody else."""
    _check(by, team, checked_by)
    team.save(update_fields=["checked_on", "checked_by", "changed_at"])
    return team


def _check(by: Member | Actor, team: Team, checked_by: str = "") -> None:
    """The number is right as it stands from now on: what was said against it is put right."""
    team.checked_on, team.checked_by, team.changed_at = local(now()).date(), checked_by or actor_of(by).name, now()
    put_right(team)


def _faults_in(telephone: str) -> list[str]:
    """Why it cannot be rung, or must not be: a number that stands in guidance which holds no more is nobody's."""
    if faults := faults_in_telephone(telephone):
        return faults
    old = old_edition_with(telephone, local(now()).date())
    if old is None:
        return []
    return [
        f"{telephone} stands in “{old.title}”, which holds no more, and not in the guidance that holds today. "
        "Give the number of today. If it is still this one, the guidance of today must say so first."
    ]


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise Refused(*faults)


def _as_facts(whereabouts: Whereabouts) -> dict[str, str | int | None]:
    """What an entry can hold: coordinates as text."""
    said = asdict(whereabouts)
    return said | {name: str(said[name]) for name in ("latitude", "longitude") if said[name] is not None}


def _names(areas: Iterable[Area]) -> list[str]:
    return sorted(area.name for area in areas)
