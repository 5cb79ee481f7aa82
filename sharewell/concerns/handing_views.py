"""The pages on which a handed worry is taken, passed on, or referred directly."""

import uuid
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sharewell.concerns import access, actions
from sharewell.concerns.access.handing import handing_of, may_pass_worry_on
from sharewell.concerns.begun import begun_with
from sharewell.concerns.forms_of_handing import PassWorryOn
from sharewell.concerns.handing_rules import HandingState
from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.concerns.models import Concern, Handing
from sharewell.directory.membership import for_members
from sharewell.directory.models import Member
from sharewell.errors import NotPermitted
from sharewell.journeys.actions import start_draft
from sharewell.journeys.mounts import Mount, mount_of
from sharewell.web.forms import typed
from sharewell.web.pages import page

Request = Any
NOT_WITH_YOU = "This worry is not with you, so you cannot pass it on. Open it to see who has it now."


@for_members
@require_POST
def take_worry(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """One press: it is mine. Pressed twice, it is done once."""
    _, handing = _handed(request.member, concern_id)
    if handing.state != HandingState.TAKEN or handing.with_member_id != request.member.pk:
        actions.take_worry(by=request.member, handing=handing)
    return redirect("concern", concern_id=concern_id)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def pass_worry_on(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """I cannot just now, and why: the next in the chain is asked."""
    found, handing = _handed(request.member, concern_id)
    if handing.state not in HandingState.moving() or not may_pass_worry_on(request.member, handing):
        raise NotPermitted(NOT_WITH_YOU)
    form = PassWorryOn(typed(request))
    is_right = request.method == "POST" and form.is_valid()
    if is_right and form.carry_out(actions.pass_worry_on, by=request.member, handing=handing, **form.cleaned_data):
        # Whoever is no lead may not see it any more once somebody else has it.
        return redirect("concern", concern_id=concern_id) if access.is_open_to(request.member, found) else _home()
    return page(request, "concerns/pass_worry_on.html", {"concern": found, "handing": handing, "form": form})


@for_members
@require_POST
def refer_directly(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """A handed worry is carried further, with the same children and words: by the lead who has it, or by anybody else
    who may see it. Whoever handed it, and whoever has it, are told once it is decided."""
    found, _ = _handed(request.member, concern_id)
    mount = cast(Mount, mount_of(RAISE_CONCERN.key))
    answers = begun_with(found, request.member)
    draft = start_draft(by=request.member, mount=mount, subject=str(found.pk), answers=answers)
    return redirect(mount.address("draft", draft=draft.pk))


def _handed(member: Member, concern_id: uuid.UUID) -> tuple[Concern, Handing]:
    found = access.concern_for(member, concern_id)
    handing = handing_of(found)
    if handing is None:
        raise Http404
    return found, handing


def _home() -> HttpResponse:
    return redirect("my_work")
