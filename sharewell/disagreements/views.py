"""Disagreements over HTTP, for those at their two ends."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharewell.directory.membership import for_members
from sharewell.disagreements import access, actions, showing
from sharewell.disagreements.forms import (
    AnswerDisagreement,
    AnswerProposal,
    MoveDisagreementOn,
    OpenDisagreement,
    ProposeResolution,
    RejectResolution,
    SaySafetyNow,
)
from sharewell.disagreements.models import Disagreement, DisagreementStep
from sharewell.disagreements.rules import State, StepKind
from sharewell.disclosures.access import disclosure_for
from sharewell.errors import NotPermitted, Overtaken
from sharewell.notices.actions import mark_path_read
from sharewell.web.forms import Form, typed
from sharewell.web.pages import page

Request = Any
OUTSIDE = (
    "It was not sent through Sharewell, so the other end cannot answer here. Ring them, and write down what they say."
)


@for_members
@require_safe
def disagreements(request: Request) -> HttpResponse:
    """What is open at the member's end, the most pressing first; and what was resolved last."""
    shown, resolved = access.open_and_resolved(request.member)
    context = showing.WORDS | {
        "open": showing.rows(request.member, shown),
        "resolved": showing.rows(request.member, resolved),
    }
    return page(request, "disagreements/disagreements.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def open_disagreement(request: Request, disclosure_id: uuid.UUID) -> HttpResponse:
    """I disagree, on one page. Where this end has one open already, it leads there."""
    disclosure = disclosure_for(request.member, disclosure_id)
    if disclosure.to_agency_id is None:
        raise NotPermitted(OUTSIDE)
    before = access.open_disagreement_of(request.member, disclosure)
    form = OpenDisagreement(typed(request), outcome=showing.outcome_said(disclosure))
    is_sent = request.method == "POST" and form.is_valid()
    if before and (request.method != "POST" or (is_sent and showing.says_the_same(before, form.objection()))):
        return redirect("disagreement", disagreement_id=before.pk)
    if is_sent:
        objection = form.objection()
        opened = form.carry_out(
            actions.open_disagreement, by=request.member, disclosure=disclosure, objection=objection
        )
        if opened:
            return redirect("disagreement", disagreement_id=opened.pk)
    return page(request, "disagreements/open_disagreement.html", showing.asking(disclosure) | {"form": form})


@for_members
@require_safe
def disagreement(request: Request, disagreement_id: uuid.UUID) -> HttpResponse:
    """Where it stands, who stands for each end, until when, and every step. Opening it is entered."""
    found = access.read_disagreement(request.member, disagreement_id)
    mark_path_read(request.member, request.path)
    return page(request, "disagreements/disagreement.html", showing.disagreement(request.member, found))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def answer_disagreement(request: Request, disagreement_id: uuid.UUID) -> HttpResponse:
    """Something to say to the other end."""
    found = access.disagreement_for(request.member, disagreement_id)
    return _asked(request, found, AnswerDisagreement(typed(request)), actions.answer_disagreement)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def say_safety_now(request: Request, disagreement_id: uuid.UUID) -> HttpResponse:
    """How safe the child is now."""
    found = access.disagreement_for(request.member, disagreement_id)
    return _asked(request, found, SaySafetyNow(typed(request)), actions.say_safety_now)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def move_disagreement_on(request: Request, disagreement_id: uuid.UUID) -> HttpResponse:
    """To the next stage, with a reason; from the very stage that was seen."""
    found = access.disagreement_for(request.member, disagreement_id)
    form = MoveDisagreementOn(typed(request), initial={"from_stage": found.stage})
    return _asked(request, found, form, actions.move_disagreement_on)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def propose_resolution(request: Request, disagreement_id: uuid.UUID) -> HttpResponse:
    """What both ends could agree on."""
    found = access.disagreement_for(request.member, disagreement_id)
    is_own = access.end_in(request.member, found) == found.opened_end
    return _asked(request, found, ProposeResolution(typed(request), is_own=is_own), actions.propose_resolution)


@for_members
@require_POST
def accept_resolution(request: Request, disagreement_id: uuid.UUID) -> HttpResponse:
    """One press: this very proposal is accepted, and it is resolved. Pressed twice, it is done once."""
    found = access.disagreement_for(request.member, disagreement_id)
    if not access.is_last_said(request.member, found, StepKind.RESOLVED):
        proposal = _proposal(found, AnswerProposal(request.POST))
        actions.accept_resolution(by=request.member, disagreement=found, proposal=proposal)
    return redirect("disagreement", disagreement_id=found.pk)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def reject_resolution(request: Request, disagreement_id: uuid.UUID) -> HttpResponse:
    """Why the proposal is not accepted."""
    found = access.disagreement_for(request.member, disagreement_id)
    form = RejectResolution(typed(request), initial={"proposal": found.proposal_id})
    return _asked(request, found, form, actions.reject_resolution)


def _asked(request: Request, found: Disagreement, form: Form, act: Callable[..., Any]) -> HttpResponse:
    """One form about one disagreement, and its act. Sent twice, it is done once; a resolved one asks nothing more."""
    verb = act.__name__
    if request.method == "POST" and form.is_valid():
        said = _said(found, form) if not _is_done(request, verb, found, form) else None
        if said is None or form.carry_out(act, by=request.member, disagreement=found, **said):
            return redirect("disagreement", disagreement_id=found.pk)
    elif found.state == State.RESOLVED or (verb == "reject_resolution" and not found.proposal_id):
        return redirect("disagreement", disagreement_id=found.pk)
    context = showing.said(found) | {"form": form, "proposal": found.proposal}
    return page(request, f"disagreements/{verb}.html", context)


STEP_OF = {
    "answer_disagreement": StepKind.ANSWERED,
    "say_safety_now": StepKind.SAFETY_SAID,
    "move_disagreement_on": StepKind.MOVED_ON,
    "propose_resolution": StepKind.PROPOSED,
    "reject_resolution": StepKind.REJECTED,
}


# Under what name a step keeps what was typed into a field; the proposal that is rejected is gone by then.
KEPT_AS = {"because": "words", "agreed": "words", "from_stage": "stage"}


def _is_done(request: Request, verb: str, found: Disagreement, form: Form) -> bool:
    said = {KEPT_AS.get(name, name): value for name, value in _numbered(form).items() if name != "proposal"}
    return access.is_last_said(request.member, found, STEP_OF[verb], **said)


def _said(found: Disagreement, form: Form) -> dict[str, Any]:
    """What was typed, as the act takes it: the stage and the proposal that were seen are those that it names."""
    said = _numbered(form)
    return said | {"proposal": _proposal(found, form)} if "proposal" in said else said


def _numbered(form: Form) -> dict[str, Any]:
    said = dict(form.cleaned_data)
    if "from_stage" in said:
        said["from_stage"] = int(said["from_stage"]) if said["from_stage"] in set("12345") else 0
    return said


def _proposal(found: Disagreement, form: Form) -> DisagreementStep:
    is_seen = form.is_valid() and form.cleaned_data["proposal"] == str(found.proposal_id)
    if not is_seen or found.proposal is None:
        raise Overtaken("That proposal does not stand any more. Open the disagreement again to see what does.")
    return found.proposal
