"""How long the partnership's promises are, for whoever looks after it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.clocks import access, actions
from sharewell.clocks.forms import SetLength
from sharewell.clocks.rules import PROMISES
from sharewell.directory.administration.guards import for_partnership_leads
from sharewell.moment import now
from sharewell.web.forms import typed
from sharewell.web.pages import page

Request = Any


@for_partnership_leads
@require_safe
def lengths(request: Request) -> HttpResponse:
    """Every promise, how long it is now, since when, and where that comes from."""
    today = localdate(now())
    context = {"promises": PROMISES, "in_force": access.lengths_on(today), "to_come": access.lengths_to_come(today)}
    return page(request, "clocks/lengths.html", context)


@for_partnership_leads
@require_http_methods(["GET", "HEAD", "POST"])
def set_length(request: Request, key: str) -> HttpResponse:
    """One promise, longer or shorter from a day on."""
    if key not in PROMISES:
        raise Http404
    today = localdate(now())
    stands = access.lengths_on(today)[key].length
    minutes = int(stands.warning.total_seconds() // 60)
    initial = {"amount": stands.amount, "unit": stands.unit, "warning": minutes, "since": today}
    form = SetLength(typed(request), initial=initial, key=key)
    if request.method == "POST" and form.is_valid():
        said = {"since": form.cleaned_data["since"], "because": form.cleaned_data["because"]}
        if form.carry_out(actions.set_length, by=request.member, key=key, length=form.length(), **said):
            messages.success(request, "It is set. Clocks that run already keep their end.")
            return redirect("lengths")
    before = access.lengths_before(key)
    return page(request, "clocks/set_length.html", {"form": form, "promise": PROMISES[key], "before": before})
