"""The receiving team's pages: who deals with a referral, where it goes, what is asked, how it stands, the outcome."""

import uuid
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.concerns import access, actions
from sharewell.concerns.models import Referral
from sharewell.concerns.receiving_forms import (
    AllocateReferral,
    AskForMore,
    DecideReferral,
    RerouteReferral,
    SayWhatIsHappening,
    TakeUpAgain,
)
from sharewell.concerns.rules import STATE_WORDS
from sharewell.directory.access import team_members
from sharewell.directory.membership import for_members
from sharewell.errors import Overtaken
from sharewell.moment import now
from sharewell.notices.actions import mark_path_read
from sharewell.web.forms import Form, typed
from sharewell.web.pages import page

Request = Any
BOTH = ["GET", "HEAD", "POST"]


def out_of_sight(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """For somebody who has no such referral: where it went from their team, or for a manager who deals with it. Raises
    Http404 for everybody else."""
    with suppress(Http404):
        gone = access.passed_on_from(request.member, referral_id)
        mark_path_read(request.member, request.path)
        may_allocate = access.may_allocate(request.member, gone.referral)
        return page(request, "concerns/passed_on.html", {"gone": gone, "may_allocate": may_allocate})
    found = access.referral_to_allocate(request.member, referral_id)
    mark_path_read(request.member, request.path)
    return redirect("allocate_referral", referral_id=found.pk)


@for_members
@require_http_methods(BOTH)
def decide_referral(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """The outcome and its reason. Sent twice, it is decided once; another outcome sent after the first is not done."""
    found = _of_the_team(request, referral_id)
    form = DecideReferral(typed(request), workers=access.workers_at(request.member), own=request.member)
    is_right = request.method == "POST" and form.is_valid()
    if found.decided_by_id == request.member.pk:
        if is_right and (form.cleaned_data["outcome"], form.cleaned_data["because"]) != (found.outcome, found.because):
            raise Overtaken("You have decided this referral already, in another tab. What you decided there stands.")
        return redirect("referral", referral_id=found.pk)
    if is_right and form.carry_out(actions.decide_referral, by=request.member, referral=found, **form.cleaned_data):
        return redirect("referral", referral_id=found.pk)
    return page(request, "concerns/decide_referral.html", {"referral": found, "form": form})


@for_members
@require_http_methods(BOTH)
def allocate_referral(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """Who of the team deals with it. A manager of the agency sees the reference and the clock, and nothing else."""
    found = access.referral_to_allocate(request.member, referral_id)
    has_it = str(found.with_member_id or "")
    form = AllocateReferral(typed(request), members=team_members(found.team), own=request.member, has_it=has_it)
    if request.method == "POST" and form.data.get("had", "") != has_it:
        raise Overtaken(access.was_first(found))
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        if form.carry_out(actions.allocate_referral, by=request.member, referral=found, to=to):
            whom = "you now" if to == request.member else f"{to.name} now, who has been told"
            messages.success(request, f"{found.disclosure.reference} is with {whom}.")
            return _back(request, found)
    context = {
        "referral": found,
        "form": form,
        "clock_now": found.clock.words(now()),
        "is_in_team": _is_in(request, found),
        "is_open": access.is_open(found),
        "state_words": STATE_WORDS,
    }
    return page(request, "concerns/allocate_referral.html", context)


@for_members
@require_http_methods(BOTH)
def reroute_referral(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """To another team of the agency, with the reason."""
    found = _of_the_team(request, referral_id)
    form = RerouteReferral(typed(request), teams=access.teams_to_reroute_to(found))
    if request.method == "POST" and form.is_valid():
        team = form.cleaned_data["team"]
        if form.carry_out(actions.reroute_referral, by=request.member, referral=found, **form.cleaned_data):
            messages.success(request, f"{found.disclosure.reference} is with {team.name} now. They have been told.")
            return redirect("queue")
    return page(request, "concerns/reroute_referral.html", {"referral": found, "form": form})


@for_members
@require_http_methods(BOTH)
def ask_for_more(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """One question to the sender."""
    return _said(request, referral_id, AskForMore(typed(request)), actions.ask_for_more)


@for_members
@require_http_methods(BOTH)
def say_what_is_happening(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """How it stands, for the sender."""
    return _said(request, referral_id, SayWhatIsHappening(typed(request)), actions.say_what_is_happening)


@for_members
@require_http_methods(BOTH)
def take_up_again(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """The team goes on with what was withdrawn."""
    return _said(request, referral_id, TakeUpAgain(typed(request)), actions.take_up_again)


def _said(request: Request, referral_id: uuid.UUID, form: Form, act: Any) -> HttpResponse:
    """One form, one act, and back to the referral; the template has the name of the act."""
    found = _of_the_team(request, referral_id)
    is_right = request.method == "POST" and form.is_valid()
    if is_right and form.carry_out(act, by=request.member, referral=found, **form.cleaned_data):
        return redirect("referral", referral_id=found.pk)
    context = {"referral": found, "form": form, "clock_now": found.clock.words(now())}
    return page(request, f"concerns/{act.__name__}.html", context)


def _of_the_team(request: Request, referral_id: uuid.UUID) -> Referral:
    """The referral, for the team that has it; the worker who only has the child sees it and does nothing to it."""
    found = access.referral_for(request.member, referral_id)
    if not access.may_acknowledge(request.member, found):
        raise Http404
    return found


def _is_in(request: Request, referral: Referral) -> bool:
    return referral.team_id in request.member.team_ids


def _back(request: Request, referral: Referral) -> HttpResponse:
    """To the referral, for whoever may see it."""
    if _is_in(request, referral):
        return redirect("referral", referral_id=referral.pk)
    return redirect("allocate_referral", referral_id=referral.pk)
