"""Worries and referrals over HTTP."""

import uuid
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sharewell.concerns import access, actions, proofs, recording, showing
from sharewell.concerns.begun import begun_with
from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.concerns.receiving_pages import out_of_sight
from sharewell.concerns.rules import Raised, ReferralState
from sharewell.decisions.actions import record_openness as openness_recorded
from sharewell.decisions.forms import RecordOpenness
from sharewell.directory.membership import for_members
from sharewell.disclosures.actions import give_openness
from sharewell.journeys.actions import start_draft
from sharewell.journeys.mounts import Mount, mount_of
from sharewell.notices.actions import mark_path_read
from sharewell.web.forms import typed
from sharewell.web.pages import page
from sharewell.web.pdf import NoPrinterError, PrinterBusyError, paper_copy

Request = Any


@for_members
@require_GET
def concern(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """The record: what was decided and why, what was shared, and what became of it."""
    found = access.open_concern(request.member, concern_id)
    mark_path_read(request.member, request.path)
    return page(request, "concerns/concern.html", showing.concern(request.member, found))


@for_members
@require_GET
def concern_sent(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """It has arrived, or is with a lead: the reference, what happens now, and the receipt."""
    found = access.open_concern(request.member, concern_id)
    receipts = showing.receipts(proofs.proofs_of(found), request.GET.get("looked", ""))
    template = "concerns/handed.html" if found.raised == Raised.HANDED else "concerns/sent.html"
    return page(request, template, showing.concern(request.member, found) | receipts)


@for_members
@require_GET
def concern_of_disclosure(request: Request, disclosure_id: uuid.UUID) -> HttpResponse:
    """From a notice to the record that it is about."""
    found = access.concern_of_disclosure(request.member, disclosure_id)
    mark_path_read(request.member, request.path)
    return redirect("concern", concern_id=found.pk)


@for_members
@require_GET
def concern_copy(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """The full copy, to read and to print."""
    found = access.open_concern(request.member, concern_id, kind="concern.copied")
    return page(request, "concerns/copy.html", showing.copy(request.member, found) | {"is_paper": False})


@for_members
@require_GET
def concern_pdf(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """The full copy as PDF. Where PDF cannot be made here, the print page says so and serves."""
    found = access.open_concern(request.member, concern_id, kind="concern.copied")
    context = showing.copy(request.member, found)
    files = {name: text for each in context["proofs"] for name, text in each.files.items()}
    try:
        paper = paper_copy(showing.paper(request, context), files)
    except NoPrinterError as fault:
        why = "busy" if isinstance(fault, PrinterBusyError) else "missing"
        return page(request, "concerns/copy.html", context | {"is_paper": False, "no_printer": why})
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.pdf"'
    return answer


@for_members
@require_POST
def send_after_all(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """A worry that was not shared, or belongs elsewhere, begins again with the same children and words."""
    found = access.concern_for(request.member, concern_id)
    mount = cast(Mount, mount_of(RAISE_CONCERN.key))
    draft = start_draft(by=request.member, mount=mount, answers=begun_with(found, request.member))
    return redirect(mount.address("draft", draft=draft.pk))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def record_openness(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """Say who was told, or look again at why not."""
    found = access.shared_concern_for(request.member, concern_id)
    form = RecordOpenness(typed(request))
    if request.method == "POST" and form.is_valid():
        openness = form.openness(form.cleaned_data)
        told = give_openness if found.disclosure else openness_recorded
        whose = {"disclosure": found.disclosure} if found.disclosure else {"decision": found.decision}
        if form.carry_out(told, by=request.member, openness=openness, **whose):
            return redirect("concern", concern_id=found.pk)
    context = {"concern": found, "form": form, "ring_now": showing.rings(found.disclosure)}
    return page(request, "concerns/record_openness.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def record_decision(request: Request) -> HttpResponse:
    """One page: already shared, or decided not to share. 409 when it was sent before and says something else now."""
    sheet = recording.Sheet(request)
    if request.method == "POST" and (made := sheet.recorded()):
        return redirect("concern_sent", concern_id=made.pk)
    return page(request, "concerns/record_decision.html", sheet.context(), status=409 if sheet.before else 200)


@for_members
@require_GET
def referral(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """What was sent to the team, as it was sent, and what has become of it. Opening it is entered."""
    try:
        found = access.open_referral(request.member, referral_id)
    except Http404:
        return out_of_sight(request, referral_id)
    actions.note_reading(by=request.member, referral=found)
    mark_path_read(request.member, request.path)
    return page(request, "concerns/referral.html", showing.referral(request.member, found))


@for_members
@require_GET
def referral_of_disclosure(request: Request, disclosure_id: uuid.UUID) -> HttpResponse:
    """From a disagreement to the referral that it is about."""
    return redirect("referral", referral_id=access.referral_of_disclosure(request.member, disclosure_id).pk)


@for_members
@require_POST
def acknowledge_referral(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """One press: it is seen, and it is mine. Pressed twice, it is done once."""
    found = access.referral_for(request.member, referral_id)
    if found.state == ReferralState.NEW or found.with_member_id != request.member.pk:
        actions.acknowledge_referral(by=request.member, referral=found)
    return redirect("referral", referral_id=found.pk)
