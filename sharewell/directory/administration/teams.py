"""Teams: added, described, checked and closed; and their hours."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharewell.directory import access, actions
from sharewell.directory.administration.forms.hours import AddException, RemoveException, SetHours, typed_runs
from sharewell.directory.administration.forms.teams import AddTeam, CloseTeam, DescribeTeam, as_typed, whereabouts_of
from sharewell.directory.administration.glance import checked_words
from sharewell.directory.administration.guards import for_administrators
from sharewell.directory.contacts import schedule_of
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import Schedule
from sharewell.directory.weeks import week_words
from sharewell.ledger.book import together
from sharewell.moment import now
from sharewell.web.forms import typed
from sharewell.web.pages import page
from sharewell.web.words import local

Request = Any


@for_administrators
@require_safe
def administered_team(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """One team: its number, when it is there, where it is, and who is in it."""
    team = access.team_of_agency(request.member.agency, team_id)
    schedule = schedule_of(team, frozenset())
    context = {
        "week": week_words(schedule),
        "exceptions": _exceptions_to_come(schedule),
        "checked": checked_words(team),
        "members": access.team_members(team),
    }
    return _shown(request, "administered_team", team, **context)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def add_team(request: Request) -> HttpResponse:
    """A new team of the agency, with all that is known of it."""
    form = AddTeam(typed(request), areas=access.areas())
    if request.method == "POST" and form.is_valid():
        team = form.carry_out(_add, by=request.member, said=form.cleaned_data)
        if team:
            messages.success(request, f"{team.name} is added. Say when it is there, too.")
            return redirect("set_hours", team.pk)
    return page(request, "directory/administration/add_team.html", {"form": form})


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def describe_team(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """How the team is reached, where it is and for whom."""
    team = access.team_of_agency(request.member.agency, team_id)
    form = DescribeTeam(typed(request), initial=as_typed(team), areas=access.areas())
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.carry_out(_describe, by=request.member, team=team, form=form):
        messages.success(request, "The team is as you wrote it.")
        return redirect("administered_team", team.pk)
    return _shown(request, "describe_team", team, form=form)


@for_administrators
@require_POST
def check_contact(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """The number was looked at, and is right. Leads back to the page that it was pressed on."""
    team = access.team_of_agency(request.member.agency, team_id)
    actions.check_contact(by=request.member, team=team)
    messages.success(request, f"The number of {team.name} is checked.")
    onward = request.POST.get("next", "")
    is_ours = onward.startswith("/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    return redirect(onward) if is_ours else redirect("administered_team", team.pk)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def close_team(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Asks first; then the team is no more."""
    team = access.team_of_agency(request.member.agency, team_id)
    form = CloseTeam(typed(request))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.carry_out(actions.close_team, by=request.member, team=team):
        messages.success(request, f"{team.name} is closed.")
        return redirect("administration")
    return _shown(request, "close_team", team, form=form, members=access.team_members(team))


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def set_hours(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """The hours of a usual week, and what bank holidays do."""
    team = access.team_of_agency(request.member.agency, team_id)
    form = SetHours(typed(request), initial=_week_as_typed(team))
    if request.method == "POST" and form.is_valid():
        on_bank_holidays = form.cleaned_data["on_bank_holidays"]
        week = {"week": form.week(), "on_bank_holidays": on_bank_holidays}
        if form.carry_out(actions.set_hours, by=request.member, team=team, **week):
            messages.success(request, "The hours are set. Read below whether they are as you meant.")
            return redirect("administered_team", team.pk)
    return _shown(request, "set_hours", team, form=form)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def add_exception(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """A date on which the hours differ."""
    team = access.team_of_agency(request.member.agency, team_id)
    form = AddException(typed(request))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.carry_out(actions.add_exception, by=request.member, team=team, **form.cleaned_data):
        messages.success(request, "The hours on that date are set.")
        return redirect("administered_team", team.pk)
    return _shown(request, "add_exception", team, form=form)


@for_administrators
@require_POST
def remove_exception(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """The usual hours again on that date."""
    team = access.team_of_agency(request.member.agency, team_id)
    form = RemoveException(request.POST)
    if form.is_valid():
        actions.remove_exception(by=request.member, team=team, on=form.cleaned_data["on"])
        messages.success(request, "That date has the usual hours again.")
    return redirect("administered_team", team.pk)


def _add(by: Member, said: Mapping[str, Any]) -> Team:
    contact = {name: said[name] for name in ("telephone", "what_for")}
    with together():
        team = actions.add_team(by=by, agency=by.agency, name=said["name"], purpose=said["purpose"], **contact)
        actions.set_contact(by=by, team=team, is_public=said["is_public"], **contact)
        actions.set_whereabouts(by=by, team=team, whereabouts=whereabouts_of(said))
        if said.get("areas"):
            actions.set_areas(by=by, team=team, areas=said["areas"])
    return team


def _describe(by: Member, team: Team, form: DescribeTeam) -> Team:
    """Only what was changed is set: to set a number is to have checked it."""
    said, before = form.cleaned_data, as_typed(team)
    with together():
        contact = {name: said[name] for name in ("telephone", "what_for", "is_public")}
        if any(before[name] != value for name, value in contact.items()):
            actions.set_contact(by=by, team=team, **contact)
        if (where := whereabouts_of(said, team)) != whereabouts_of(before, team):
            actions.set_whereabouts(by=by, team=team, whereabouts=where)
        areas = said.get("areas", [])
        if "areas" in said and {str(area.pk) for area in areas} != set(before["areas"]):
            actions.set_areas(by=by, team=team, areas=areas)
    return team


def _week_as_typed(team: Team) -> dict[str, Any]:
    week = schedule_of(team, frozenset()).week
    return {f"day_{day}": typed_runs(runs) for day, runs in week.items()} | {"on_bank_holidays": team.on_bank_holidays}


def _exceptions_to_come(schedule: Schedule) -> list[tuple[Any, str]]:
    today = local(now()).date()
    return [(on, typed_runs(runs) or "closed") for on, runs in sorted(schedule.exceptions.items()) if on >= today]


def _shown(request: Request, name: str, team: Team, **more: Any) -> HttpResponse:
    return page(request, f"directory/administration/{name}.html", {"team": team} | more)
