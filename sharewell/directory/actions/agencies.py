"""Agencies, their teams, and the hours and numbers of each."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from sharewell.directory import access
from sharewell.directory.models import Agency, HoursException, Member, OpeningHours, Team
from sharewell.directory.rules import AgencyKind, Hours, OnBankHolidays, TeamPurpose, Weekday, faults_in_telephone
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act, actor_of
from sharewell.moment import now
from sharewell.web.words import local


@act("agency.added", may=access.is_installation, on="agency", facts=("name", "kind"))
def add_agency(
    *, by: Actor, name: str, kind: AgencyKind, short_name: str = "", is_demonstration: bool = False
) -> Agency:
    """The agency takes part in this partnership. Refused when one of that name already does."""
    name = name.strip()
    if Agency.objects.filter(name__iexact=name).exists():
        raise Refused(f"{name} is already in the directory.")
    return Agency.objects.create(
        name=name,
        kind=AgencyKind(kind).value,
        short_name=short_name or name[:40],
        is_demonstration=is_demonstration,
        added_at=now(),
    )


@act("team.added", may=access.may_administer, on="team", facts=("name", "purpose", "telephone"), refers=("agency",))
def add_team(
    *, by: Member | Actor, agency: Agency, name: str, purpose: TeamPurpose, telephone: str = "", what_for: str = ""
) -> Team:
    """The agency has this team. Nobody outside the partnership sees its number before `set_contact` makes it public.

    Refused when the agency has one of that name, and when the number cannot be rung.
    """
    _refuse(faults_in_telephone(telephone))
    if Team.objects.filter(agency=agency, name__iexact=name.strip()).exists():
        raise Refused(f"{agency.name} already has a team called {name.strip()}.")
    return Team.objects.create(
        agency=agency, name=name.strip(), purpose=TeamPurpose(purpose).value, telephone=telephone, what_for=what_for
    )


@act("team.contact_set", may=access.may_administer_team, on="team", facts=("telephone", "is_public"))
def set_contact(*, by: Member | Actor, team: Team, telephone: str, what_for: str, is_public: bool) -> Team:
    """This is how the team is reached and what for, and whether anybody may see it. It counts as a check of the number.

    Refused when the number cannot be rung, and when a number made public is empty.
    """
    faults = faults_in_telephone(telephone)
    if is_public and not telephone:
        faults = ["A public contact needs a telephone number."]
    _refuse(faults)
    team.telephone, team.what_for, team.is_public = telephone, what_for, is_public
    _check(by, team)
    team.save(update_fields=["telephone", "what_for", "is_public", "checked_on", "checked_by"])
    return team


@act("team.contact_checked", may=access.may_administer_team, on="team", facts=("checked_by",))
def check_contact(*, by: Member | Actor, team: Team, checked_by: str = "") -> Team:
    """Somebody looked today, and the number is right. `checked_by`: who, when it was somebody else."""
    _check(by, team, checked_by)
    team.save(update_fields=["checked_on", "checked_by"])
    return team


@act("team.hours_set", may=access.may_administer_team, on="team", also=lambda _, given: _hours_as_facts(given["week"]))
def set_hours(
    *,
    by: Member | Actor,
    team: Team,
    week: Mapping[int, Sequence[Hours]],
    on_bank_holidays: OnBankHolidays = OnBankHolidays.CLOSED,
) -> Team:
    """From now on these are the team's hours: weekday 0 Monday to 6 Sunday, 7 for bank holidays with their own.

    Refused when a weekday is none, and when own hours on bank holidays are wanted and none are given.
    """
    if unknown := set(week) - set(Weekday):
        raise Refused(f"Weekdays are 0 for Monday to 6 for Sunday, and 7 for bank holidays, not {sorted(unknown)}.")
    if on_bank_holidays == OnBankHolidays.OWN_HOURS and not week.get(Weekday.BANK_HOLIDAY):
        raise Refused("Give the hours on bank holidays, or choose closed, or as usual.")
    OpeningHours.objects.filter(team=team).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(agency_id=team.agency_id, team=team, weekday=day, opens=run.opens, closes=run.closes)
        for day, runs in week.items()
        for run in runs
    )
    team.on_bank_holidays = OnBankHolidays(on_bank_holidays).value
    team.save(update_fields=["on_bank_holidays"])
    return team


@act("team.exception_added", may=access.may_administer_team, on="team", facts=("on",))
def add_exception(*, by: Member | Actor, team: Team, on: date, hours: Sequence[Hours] = ()) -> Team:
    """On this date the team has these hours and no others; none given, it is closed. Refused for a date gone by."""
    if on < local(now()).date():
        raise Refused("That date has gone by.")
    HoursException.objects.filter(team=team, on=on).delete()
    runs: list[tuple[time | None, time | None]] = [(run.opens, run.closes) for run in hours]
    HoursException.objects.bulk_create(
        HoursException(agency_id=team.agency_id, team=team, on=on, opens=opens, closes=closes)
        for opens, closes in runs or [(None, None)]
    )
    return team


@act("team.exception_removed", may=access.may_administer_team, on="team", facts=("on",))
def remove_exception(*, by: Member | Actor, team: Team, on: date) -> Team:
    """On this date the team has its usual hours again. Refused when the date had no others."""
    deleted, _ = HoursException.objects.filter(team=team, on=on).delete()
    if not deleted:
        raise Refused("That date has no hours of its own.")
    return team


def _check(by: Member | Actor, team: Team, checked_by: str = "") -> None:
    team.checked_on, team.checked_by = local(now()).date(), checked_by or actor_of(by).name


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise Refused(*faults)


def _hours_as_facts(week: Mapping[int, Sequence[Hours]]) -> dict[str, Any]:
    """`{"week": {"monday": ["08.30-17.00"]}}`."""
    runs = {Weekday(day).name.lower(): [f"{run.opens:%H.%M}-{run.closes:%H.%M}" for run in week[day]] for day in week}
    return {"week": runs}
