"""The levels of need, for whoever looks after the partnership."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from sharewell.concerns import access, actions
from sharewell.concerns.levels import levels_as_text, read_levels, reasons_not_to_set_levels
from sharewell.directory.administration.guards import for_partnership_leads
from sharewell.moment import now
from sharewell.web.fields import DateParts, LongText, ShortText
from sharewell.web.forms import Form, typed
from sharewell.web.pages import page

Request = Any


class SetThreshold(Form):
    """The levels as the partnership's own document has them, and from when."""

    title = ShortText(
        "What is the document called?",
        hint="For example: Holmshire levels of need, 2026",
        max_length=200,
        missing="Enter the name of the document",
    )
    levels = LongText(
        "The levels, the lowest first",
        hint="One a line: its name, a colon, what it means.",
        rows=8,
        max_length=4000,
        missing="Write the levels, one a line",
    )
    since = DateParts("From which day?", hint="Today or later", future=True, missing="Enter the day")

    def clean_levels(self) -> str:
        text = str(self.cleaned_data["levels"])
        for reason in reasons_not_to_set_levels(read_levels(text)):
            self.add_error("levels", reason)
        return text


@for_partnership_leads
@require_http_methods(["GET", "HEAD", "POST"])
def set_threshold(request: Request) -> HttpResponse:
    """The levels that a referral may name, from a day on; those before stay with what was written under them."""
    today = localdate(now())
    stands = access.levels_in_force(today)
    initial = {"title": stands.title, "levels": levels_as_text(stands.levels), "since": today}
    form = SetThreshold(typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"levels": read_levels(form.cleaned_data["levels"])}
        if form.carry_out(actions.set_threshold, by=request.member, **said):
            messages.success(request, "The levels are set.")
            return redirect("set_threshold")
    context = {"form": form, "stands": stands, "before": access.thresholds()}
    return page(request, "concerns/set_threshold.html", context)
