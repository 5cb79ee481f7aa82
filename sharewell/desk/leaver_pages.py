"""The pages on which somebody's open work is handed over, and on which a member leaves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.desk import access, actions
from sharewell.desk.forms import HandOver, RecordLeaver
from sharewell.directory.access import colleague_for, may_administer_member, may_say_who_is_away, who_may_take_over
from sharewell.directory.membership import for_members
from sharewell.directory.models import Member
from sharewell.errors import NotPermitted
from sharewell.web.forms import typed
from sharewell.web.pages import page

Request = Any


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def hand_over_work(request: Request, member_id: UUID) -> HttpResponse:
    """All that a member has open is given to a colleague: by themselves, a lead, a manager or the administrator."""
    member = _colleague(request, member_id)
    if not may_say_who_is_away(request.member, member):
        raise NotPermitted("You hand over your own work; a lead, a manager or your administrator hands over others’.")
    work = access.open_work_of(member, request.member)
    form = HandOver(typed(request), colleagues=who_may_take_over(member))
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        if form.carry_out(actions.hand_over_work, by=request.member, member=member, to=to):
            messages.success(request, f"{to.name} has it from now on, and has been told.")
            return redirect("my_work")
    return page(request, "desk/hand_over_work.html", {"member": member, "work": work, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def record_leaver(request: Request, member_id: UUID) -> HttpResponse:
    """A member leaves the agency, and what they have open is with a colleague. The
    administrator sees how much, not what."""
    member = _colleague(request, member_id)
    if not may_administer_member(request.member, member):
        raise NotPermitted("Your agency’s administrator records who leaves.")
    work = access.open_work_of(member, request.member)
    form = RecordLeaver(typed(request), colleagues=who_may_take_over(member), is_needed=bool(work.things))
    if request.method == "POST" and form.is_valid() and _is_recorded(request, member, form):
        return redirect("members")
    return page(request, "desk/record_leaver.html", {"member": member, "work": work, "form": form})


def _is_recorded(request: Request, member: Member, form: RecordLeaver) -> bool:
    done = form.carry_out(
        actions.record_leaver, by=request.member, member=member, to=form.cleaned_data.get("to"), until=form.until
    )
    if done:
        when = "at the end of that day" if form.until else "now, everywhere"
        messages.success(request, f"{member.name} leaves. Their access ends {when}.")
    return bool(done)


def _colleague(request: Request, member_id: UUID) -> Member:
    found = colleague_for(request.member, member_id)
    if found is None:
        raise Http404
    return found
