"""When a team is there: its week, and the dates that differ."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from sharewell.directory import access
from sharewell.directory.models import HoursException, Member, OpeningHours, Team
from sharewell.directory.rules import Hours, OnBankHolidays, Weekday, faults_in_runs
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now
from sharewell.web.words import local


@act("team.hours_set", may=access.may_administer_team, on="team", also=lambda _, given: _hours_as_facts(given["week"]))
def set_hours(
    *,
    by: Member | Actor,
    team: Team,
    week: Mapping[int, Sequence[Hours]],
    on_bank_holidays: OnBankHolidays = OnBankHolidays.CLOSED,
) -> Team:
    """From now on these are the team's hours: weekday 0 Monday to 6 Sunday, 7 for bank holidays with their own.

    Refused when a weekday is none, when two runs of a day overlap, and when own hours on bank holidays are wanted and
    none are given.
    """
    _refuse_overlaps(*week.values())
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
    team.changed_at = now()
    team.save(update_fields=["on_bank_holidays", "changed_at"])
    return team


@act("team.exception_added", may=access.may_administer_team, on="team", facts=("on",))
def add_exception(*, by: Member | Actor, team: Team, on: date, hours: Sequence[Hours] = ()) -> Team:
    """On this date the team has these hours and no others; none given, it is closed.

    Refused for a date gone by, and when two of the hours overlap.
    """
    _refuse_overlaps(hours)
    if on < local(now()).date():
        raise Refused("That date has gone by.")
    HoursException.objects.filter(team=team, on=on).delete()
    runs: list[tuple[time | None, time | None]] = [(run.opens, run.closes) for run in hours]
    HoursException.objects.bulk_create(
        HoursException(agency_id=team.agency_id, team=team, on=on, opens=opens, closes=closes)
        for opens, closes in runs or [(None, None)]
    )
    return _changed(team)


@act("team.exception_removed", may=access.may_administer_team, on="team", facts=("on",))
def remove_exception(*, by: Member | Actor, team: Team, on: date) -> Team:
    """On this date the team has its usual hours again. Refused when the date had no others."""
    deleted, _ = HoursException.objects.filter(team=team, on=on).delete()
    if not deleted:
        raise Refused("That date has no hours of its own.")
    return _changed(team)


def _refuse_overlaps(*days: Sequence[Hours]) -> None:
    if faults := [fault for runs in days for fault in faults_in_runs(runs)]:
        raise Refused(*(fault.capitalize() for fault in dict.fromkeys(faults)))


def _hours_as_facts(week: Mapping[int, Sequence[Hours]]) -> dict[str, Any]:
    """`{"week": {"monday": ["08.30-17.00"]}}`."""
    runs = {Weekday(day).name.lower(): [f"{run.opens:%H.%M}-{run.closes:%H.%M}" for run in week[day]] for day in week}
    return {"week": runs}


def _changed(team: Team) -> Team:
    team.changed_at = now()
    team.save(update_fields=["changed_at"])
    return team
