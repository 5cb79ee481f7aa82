"""The partnership: its agencies and areas, for whoever looks after it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.directory import access, actions
from sharewell.directory.administration.forms.partnership import KINDS, AddAgency, SetArea
from sharewell.directory.administration.forms.people import InviteAdministrator
from sharewell.directory.administration.guards import for_partnership_leads
from sharewell.directory.models import Area
from sharewell.directory.rules import Role
from sharewell.web.forms import typed
from sharewell.web.pages import page

Request = Any


@for_partnership_leads
@require_safe
def partnership(request: Request) -> HttpResponse:
    """Every agency with how many teams and people it has, and whether anybody administers it; and the areas."""
    context = {
        "agencies": access.agencies_at_a_glance(),
        "kinds": KINDS,
        "areas": access.areas(),
        "invitations": access.invitations_made_elsewhere(request.member),
    }
    return page(request, "directory/administration/partnership.html", context)


@for_partnership_leads
@require_http_methods(["GET", "HEAD", "POST"])
def add_agency(request: Request) -> HttpResponse:
    """An agency takes part."""
    form = AddAgency(typed(request))
    if request.method == "POST" and form.is_valid():
        added = form.carry_out(actions.add_agency, by=request.member, **form.cleaned_data)
        if added:
            messages.success(request, f"{added.name} takes part. Invite somebody to look after it.")
            return redirect("invite_administrator", added.pk)
    return page(request, "directory/administration/add_agency.html", {"form": form})


@for_partnership_leads
@require_http_methods(["GET", "HEAD", "POST"])
def invite_administrator(request: Request, agency_id: uuid.UUID) -> HttpResponse:
    """The first administrator of an agency that has none, who then invites everybody else."""
    agency = access.agency_with(agency_id)
    form = InviteAdministrator(typed(request))
    if request.method == "POST" and form.is_valid():
        roles = (Role.ADMINISTRATOR,)
        made = form.carry_out(actions.invite, by=request.member, agency=agency, roles=roles, **form.cleaned_data)
        if made:
            messages.success(request, f"{made.name} is sent an email with a link.")
            return redirect("partnership")
    return page(request, "directory/administration/invite_administrator.html", {"form": form, "agency": agency})


@for_partnership_leads
@require_http_methods(["GET", "HEAD", "POST"])
def set_area(request: Request, area_id: uuid.UUID | None = None) -> HttpResponse:
    """An area of the partnership, new or mended."""
    area: Area | None = access.area_with(area_id) if area_id else None
    initial = {name: getattr(area, name) for name in ("districts", "ons_code")} if area else None
    form = SetArea(typed(request), initial=initial, area=area, areas=access.areas())
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.carry_out(actions.set_area, by=request.member, **form.said()):
        messages.success(request, "The area is kept.")
        return redirect("partnership")
    return page(request, "directory/administration/set_area.html", {"form": form, "area": area})
