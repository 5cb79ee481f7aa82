"""The agency at a glance: its teams, its people, and what is due."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.directory import access, actions
from sharewell.directory.administration.forms.teams import DescribeAgency, agency_as_typed
from sharewell.directory.administration.guards import for_administrators, for_those_who_look_after
from sharewell.directory.models import Agency, Member, Team
from sharewell.directory.rules import is_stale
from sharewell.ledger.book import together
from sharewell.moment import now
from sharewell.web.forms import typed
from sharewell.web.pages import page
from sharewell.web.words import day, local

Request = Any


@for_those_who_look_after
@require_safe
def administration(request: Request) -> HttpResponse:
    """What the agency has, and what is due; for a partnership lead who does not administer it, the way to theirs."""
    by: Member = request.member
    if not access.may_administer(by, by.agency):
        return redirect("partnership")
    people, today = access.people_at(by.agency), local(now()).date()
    teams = access.teams_of_agency(by.agency)
    context = {
        "agency": by.agency,
        "teams": [(team, checked_words(team)) for team in teams],
        "unchecked": [team for team in teams if team.telephone and is_unchecked(team)],
        "wrong": {said.team_id for said in access.wrong_numbers_for(by)},
        "people": people,
        "closed": [one for one in people if not one.user.is_active],
        "due": access.due_for_review(people, today),
        "invitations": access.open_invitations(by.agency),
        "leads_partnership": access.may_lead_partnership(by),
    }
    return page(request, "directory/administration/administration.html", context)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def describe_agency(request: Request) -> HttpResponse:
    """What the agency says of itself, and its numbers in registers."""
    agency: Agency = request.member.agency
    form = DescribeAgency(typed(request), initial=agency_as_typed(agency))
    if request.method == "POST" and form.is_valid() and form.carry_out(_describe, by=request.member, form=form):
        messages.success(request, "What you wrote of the agency is kept.")
        return redirect("administration")
    return page(request, "directory/administration/describe_agency.html", {"form": form, "agency": agency})


def _describe(by: Member, form: DescribeAgency) -> Agency:
    said = form.cleaned_data
    with together():
        actions.set_identifiers(by=by, agency=by.agency, identifiers=form.identifiers())
        return actions.describe_agency(
            by=by, agency=by.agency, what_it_does=said["what_it_does"], website=said["website"]
        )


def is_unchecked(team: Team) -> bool:
    """Whether nobody has checked the team's number for too long."""
    return is_stale(team.checked_on, local(now()).date(), settings.CONTACT_STALE_DAYS)


def checked_words(team: Team) -> str:
    """`24 November 2026, by Alan Frew`, with a word when that is too long ago; `never`; or nothing without a number."""
    if not team.telephone:
        return ""
    if not team.checked_on:
        return "never"
    by = f", by {team.checked_by}" if team.checked_by else ""
    late = ". That is too long ago" if is_unchecked(team) else ""
    return f"{day(team.checked_on)}{by}{late}"
