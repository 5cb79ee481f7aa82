"""People: invited, given and taken roles, put in and taken out of teams, and let go."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharewell.directory import access, actions
from sharewell.directory.administration.forms.people import ChangeMember, Invite, names_of
from sharewell.directory.administration.guards import for_administrators, for_those_who_look_after
from sharewell.directory.models import Member
from sharewell.directory.rules import roles_in_words
from sharewell.moment import now
from sharewell.web.forms import typed
from sharewell.web.pages import page
from sharewell.web.words import local

Request = Any


@for_those_who_look_after
@require_safe
def members(request: Request) -> HttpResponse:
    """Everybody who is a member of the agency, with roles and teams; and who is invited."""
    people = access.people_at(request.member.agency)
    context = {
        "people": [(one, names_of(one.roles), team_names(one)) for one in people],
        "due": {one.pk for one in access.due_for_review(people, local(now()).date())},
        "invitations": access.open_invitations(request.member.agency),
        "administers": access.may_administer(request.member, request.member.agency),
    }
    return page(request, "directory/administration/members.html", context)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request) -> HttpResponse:
    """Somebody may become a member by the link in an e-mail."""
    by: Member = request.member
    teams = access.teams_of_agency(by.agency)
    form = Invite(typed(request), may_give=access.roles_given_by(by, by.agency), teams=teams)
    if request.method == "POST" and form.is_valid():
        made = form.carry_out(actions.invite, by=by, agency=by.agency, **form.cleaned_data)
        if made:
            messages.success(request, f"{made.name} is sent an email with a link.")
            return redirect("members")
    return page(request, "directory/administration/invite.html", {"form": form})


@for_those_who_look_after
@require_POST
def withdraw_invitation(request: Request, invitation_id: uuid.UUID) -> HttpResponse:
    """The link is good for nothing from now on."""
    invitation = access.invitation_for(request.member, invitation_id)
    actions.withdraw_invitation(by=request.member, invitation=invitation)
    messages.success(request, f"The invitation of {invitation.name} is withdrawn.")
    return redirect("members" if invitation.agency_id == request.member.agency_id else "partnership")


@for_those_who_look_after
@require_http_methods(["GET", "HEAD", "POST"])
def change_member(request: Request, member_id: uuid.UUID) -> HttpResponse:
    """What one member may do and where they are, and the ways to change it."""
    by, member = request.member, access.member_of(request.member.agency, member_id)
    teams = access.teams_of_agency(by.agency) if access.may_administer(by, by.agency) else []
    initial = {"roles": [*member.roles], "teams": [str(key) for key in access.joined_team_ids(member)]}
    may_give = access.roles_given_by(by, by.agency)
    form = ChangeMember(typed(request), initial=initial, may_give=may_give, teams=teams, member=member)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        change = {"roles": chosen["roles"], "teams": chosen["teams"] if teams else None}
        if form.carry_out(actions.change_member, by=by, member=member, **change):
            messages.success(request, f"What {member.name} may do is changed.")
            return redirect("members")
    kept = roles_in_words(member.roles - may_give)
    return _shown(request, "change_member", member, form=form, kept=kept, administers=bool(teams) or by is member)


@for_administrators
@require_POST
def open_account(request: Request, member_id: uuid.UUID) -> HttpResponse:
    """An account that was closed because nobody used it is open again."""
    member = access.member_of(request.member.agency, member_id)
    actions.open_account(by=request.member, member=member)
    messages.success(request, f"{member.name} can sign in again.")
    return redirect("members")


def team_names(member: Member) -> list[str]:
    """The teams in which they stand, by name; from rows already fetched."""
    return sorted(joined.team.name for joined in member.memberships.all() if joined.left_at is None)


def _shown(request: Request, name: str, member: Member, **more: Any) -> HttpResponse:
    return page(request, f"directory/administration/{name}.html", {"person": member} | more)
