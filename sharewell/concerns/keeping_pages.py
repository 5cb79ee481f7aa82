"""The page on which it is said later that a worry is about a colleague, who sees nothing of it from then on."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.concerns import about_staff, access, actions
from sharewell.directory.membership import for_members
from sharewell.web.fields import Pick
from sharewell.web.forms import Form, typed
from sharewell.web.pages import page

Request = Any


class KeepFrom(Form):
    """The colleague whom it is about."""

    who = Pick("Who is it about?", missing="Choose who it is about")


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def keep_from(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """Who it is about. Said twice, it is done once."""
    found = access.concern_for(request.member, concern_id)
    form = KeepFrom(typed(request))
    by_id = {str(each.pk): each for each in about_staff.colleagues_to_name(request.member)}
    form.fields["who"].choices = [about_staff.option_of(each) for each in by_id.values()]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        who = by_id[form.cleaned_data["who"]]
        is_said = found.kept_from_id == who.pk
        if is_said or form.carry_out(actions.keep_from, by=request.member, concern=found, who=who):
            messages.success(request, f"{who.name} sees nothing of it from now on.")
            return redirect("concern", concern_id=found.pk)
    return page(request, "concerns/keep_from.html", {"concern": found, "form": form})
