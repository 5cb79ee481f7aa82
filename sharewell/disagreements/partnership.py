"""Disagreements as whoever leads the partnership sees them, and the stages that they set."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.directory.administration.guards import for_partnership_leads
from sharewell.disagreements import access, actions, showing
from sharewell.disagreements.forms import SetStages, rules_in, stage_rows
from sharewell.disagreements.rules import USUAL_STAGES
from sharewell.moment import now
from sharewell.notices.actions import mark_path_read
from sharewell.web.forms import typed
from sharewell.web.pages import page

Request = Any


@for_partnership_leads
@require_safe
def partnership_disagreements(request: Request) -> HttpResponse:
    """What is open between which agencies, at which stage and until when; and the stages, past, present and to come."""
    at = now()
    context = showing.WORDS | {
        "glimpses": [(each, each.clock.words(at)) for each in access.disagreements_at_a_glance(request.member)],
        "lists": access.stage_lists(),
        "usual": USUAL_STAGES,
        "how_long": access.lengths_of_stages(localdate(at)),
        "in_force": access.stages_in_force(localdate(at)),
        "today": localdate(at),
    }
    return page(request, "disagreements/partnership_disagreements.html", context)


@for_partnership_leads
@require_safe
def partnership_disagreement(request: Request, disagreement_id: uuid.UUID) -> HttpResponse:
    """One that has come to the partnership: the two ends' own words, and nothing that was shared."""
    found = access.disagreement_at_last_stage(request.member, disagreement_id)
    mark_path_read(request.member, request.path)
    return page(request, "disagreements/partnership_disagreement.html", showing.said(found))


@for_partnership_leads
@require_http_methods(["GET", "HEAD", "POST"])
def set_stages(request: Request) -> HttpResponse:
    """The stages from a day on. What is open already keeps those it was opened under."""
    said = typed(request)
    form, rows = SetStages(said), stage_rows(said, access.stages_of(access.stages_in_force(localdate(now()))))
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        stages = rules_in(rows)
        if form.carry_out(actions.set_stages, by=request.member, stages=stages, **form.cleaned_data):
            messages.success(request, "The stages are kept, and hold from the day you gave.")
            return redirect("partnership_disagreements")
    context = {"form": form, "rows": rows} | {f"row_{row.number}": row for row in rows}
    return page(request, "disagreements/set_stages.html", context)
