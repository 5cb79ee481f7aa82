"""A child as one's own agency knows them: the details, who is at home, and correcting what is wrong."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.accounts.onward import wanted
from sharewell.directory.membership import for_members
from sharewell.errors import Overtaken
from sharewell.moment import now
from sharewell.people import access, actions
from sharewell.people.forms import AddHouseholdMember, CorrectChild, as_typed, child_details, household_details
from sharewell.people.models import Child
from sharewell.people.rules import ChildDetails
from sharewell.web.forms import typed
from sharewell.web.pages import page

Request = Any
CHANGED = "Somebody has changed these details since you opened them. Look at them again before you correct them"


@for_members
@require_safe
def child(request: Request, child_id: uuid.UUID) -> HttpResponse:
    """Who the child is and who is at home, as the agency that holds the child knows them."""
    found = access.child_for(request.member, child_id)
    return _details(request, "people/child.html", found)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def correct_child(request: Request, child_id: uuid.UUID) -> HttpResponse:
    """The details, filled in, to be corrected with a reason; what stood there before stays in the book.

    Pressed twice, it is done once.
    """
    found = access.child_for(request.member, child_id)
    form = CorrectChild(typed(request), initial=as_typed(access.details_of(found)))
    if request.method == "POST" and form.is_valid() and _is_corrected(request, found, form):
        messages.success(request, "The details are corrected. What stood there before is kept.")
        return redirect(_onward(request, found))
    return _details(request, "people/correct_child.html", found, form=form)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def add_household_member(request: Request, child_id: uuid.UUID) -> HttpResponse:
    """Somebody in the household, as far as known. Pressed twice, it is done once."""
    found = access.child_for(request.member, child_id)
    form = AddHouseholdMember(typed(request))
    if request.method == "POST" and form.is_valid() and _stands_at_home(request, found, form):
        return redirect(_onward(request, found))
    return _details(request, "people/add_household_member.html", found, form=form)


def _is_corrected(request: Request, found: Child, form: CorrectChild) -> bool:
    """Whether these are the child's details now: by this press, or by another before it or at the same moment."""
    was, details = access.details_of(found), ChildDetails.read(child_details(form.cleaned_data))
    if request.POST.get("version") != str(found.version):
        if details != was:
            form.add_error(None, CHANGED)
        return details == was
    because = form.cleaned_data["because"]
    try:
        corrected = form.carry_out(
            actions.correct_child, by=request.member, child=found, was=was, details=details, because=because
        )
    except Overtaken:
        if access.details_of(access.child_for(request.member, found.pk)) == details:
            return True
        raise
    return corrected is not None


def _stands_at_home(request: Request, found: Child, form: AddHouseholdMember) -> bool:
    """Whether they stand in the household now: by this press, or by another before it or at the same moment."""
    details = household_details(form.cleaned_data)
    if access.is_at_home(request.member, found, details):
        return True
    try:
        added = form.carry_out(actions.add_household_member, by=request.member, child=found, details=details)
    except IntegrityError:
        if access.is_at_home(request.member, found, details):
            return True
        raise
    return added is not None


def _details(request: Request, template: str, found: Child, **more: Any) -> HttpResponse:
    household = access.look_at_child(request.member, found)
    context = {"child": found, "household": household, "today": localdate(now()), "next": wanted(request)}
    return page(request, template, context | more)


def _onward(request: Request, found: Child) -> str:
    return wanted(request) or reverse("child", args=[found.pk])
