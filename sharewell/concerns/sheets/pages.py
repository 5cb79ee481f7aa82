"""Hand-over sheets over HTTP: those of one's teams, one to make, one to read and acknowledge, and taking back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharewell.concerns import actions
from sharewell.concerns.models import HandOverSheet
from sharewell.concerns.rules import STATE_WORDS
from sharewell.concerns.sheets import access
from sharewell.concerns.sheets.forms import SheetEntry, ToTeam
from sharewell.concerns.sheets.rules import HOW_WORDS, MOST_ON_A_SHEET, How, Line
from sharewell.directory.membership import for_members
from sharewell.directory.models import Team
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.moment import now
from sharewell.notices.actions import mark_path_read
from sharewell.web.forms import typed
from sharewell.web.pages import page
from sharewell.web.words import plural

Request = Any


@for_members
@require_safe
def hand_over_sheets(request: Request) -> HttpResponse:
    """The sheets from and to the member's teams, and for each team the ways to hand over and to take back."""
    teams = access.hands_over_from(request.member)
    if not teams:
        raise Http404
    mark_path_read(request.member, request.path)
    context = {
        "sheets": access.latest_sheets(request.member),
        "teams": [(team, len(access.others_have(team)), access.hands_over_to(team)) for team in teams],
        "mine": request.member.team_ids,
    }
    return page(request, "concerns/hand_over_sheets.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def make_sheet(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """What the team has open, and what becomes of each. What was typed stays when the sheet cannot be sent."""
    team = _own_team(request, team_id)
    others = access.hands_over_to(team)
    to = ToTeam(typed(request), teams=others, first=_open_next(others))
    entries = [SheetEntry(typed(request), referral=each) for each in access.open_with(request.member, team)]
    faults: list[str] = []
    if request.method == "POST" and all([form.is_valid() for form in (to, *entries)]):
        lines = {entry.referral.pk: entry.line() for entry in entries}
        sheet, faults = _sent(request, team, to.cleaned_data["to"], lines)
        if sheet:
            messages.success(
                request, f"{sheet.to_team.name} has your sheet. Until they acknowledge it, all is with you."
            )
            return redirect("hand_over_sheet", sheet_id=sheet.pk)
    context: dict[str, Any] = {f"form_{number}": form for number, form in enumerate((to, *entries))}
    context |= {"team": team, "to": to, "entries": entries, "faults": faults, "most": MOST_ON_A_SHEET, "at": now()}
    return page(request, "concerns/make_sheet.html", context | {"state_words": STATE_WORDS})


def _sent(
    request: Request, team: Team, to: Team, lines: dict[uuid.UUID, Line]
) -> tuple[HandOverSheet | None, list[str]]:
    """The sheet, or why there is none."""
    try:
        return actions.make_sheet(by=request.member, team=team, to=to, lines=lines), []
    except (NotPermitted, Overtaken):
        raise
    except Refused as refused:
        return None, [*refused.reasons]


def _open_next(teams: list[Team]) -> Team | None:
    """The team that is there soonest: one that is open, else the one that opens first."""
    standing = [access.standing_of(team, now()) for team in teams]
    by_day = sorted((each for each in standing if each.opens_next), key=lambda each: each.opens_next or now())
    return next((each.team for each in [*(one for one in standing if one.is_open), *by_day]), None)


@for_members
@require_safe
def hand_over_sheet(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """The sheet, to read, to print, and to acknowledge. Opening it is entered."""
    sheet = access.open_sheet(request.member, sheet_id)
    mark_path_read(request.member, request.path)
    lines = access.lines_shown_to(request.member, sheet)
    context = {
        "sheet": sheet,
        "parts": [
            (HOW_WORDS[how], [line for line in lines if line.how == how]) for how in (How.GOES_OVER, How.TO_KNOW)
        ],
        "is_for_us": sheet.to_team_id in request.member.team_ids,
        "mine": request.member.team_ids,
        "state_words": STATE_WORDS,
        "at": now(),
    }
    return page(request, "concerns/hand_over_sheet.html", context)


@for_members
@require_POST
def acknowledge_sheet(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """One press: what goes over is with the team. Pressed twice by the same person, it is done once."""
    sheet = access.sheet_for(request.member, sheet_id)
    if sheet.acknowledged_by_id != request.member.pk:
        actions.acknowledge_sheet(by=request.member, sheet=sheet)
        messages.success(request, "Your team has what goes over.")
    return redirect("hand_over_sheet", sheet_id=sheet.pk)


@for_members
@require_POST
def take_back(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """What the team handed over and is still open is with it again."""
    team = _own_team(request, team_id)
    lines = actions.take_back(by=request.member, team=team)
    messages.success(request, f"{plural(len(lines), 'referral is', 'referrals are')} with {team.name} again.")
    return redirect("queue_of_team", team_id=team.pk)


def _own_team(request: Request, team_id: uuid.UUID) -> Team:
    """This team of the member that can hand over. Http404 for any other."""
    team = next((each for each in access.hands_over_from(request.member) if each.pk == team_id), None)
    if team is None:
        raise Http404
    return team
