"""Paper for when the system is down: the blank form, to print; and the way to type it in afterwards."""

from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.concerns.papering import BEGUN
from sharewell.concerns.receivers import standing_now, teams_that_receive
from sharewell.directory.membership import for_members
from sharewell.journeys.actions import start_draft
from sharewell.journeys.mounts import Mount, mount_of
from sharewell.web.pages import page
from sharewell.web.pdf import NoPrinterError, PrinterBusyError, paper_copy

Request = Any


@login_not_required
@require_safe
def paper_form(request: HttpRequest) -> HttpResponse:
    """The blank form, on screen and to print. No account is needed."""
    return page(request, "concerns/paper_form.html", _form())


@login_not_required
@require_safe
def paper_form_pdf(request: HttpRequest) -> HttpResponse:
    """The same as PDF. Where PDF cannot be made here, the page to print says so and serves."""
    context = _form()
    try:
        paper = paper_copy(render_to_string("concerns/paper_form_paper.html", context, request=request, using="jinja2"))
    except NoPrinterError as fault:
        why = "busy" if isinstance(fault, PrinterBusyError) else "missing"
        return page(request, "concerns/paper_form.html", context | {"no_printer": why})
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="worried-about-a-child.pdf"'
    return answer


@for_members
@require_POST
def begin_from_paper(request: Request) -> HttpResponse:
    """One press: a draft that asks when the paper was written, right after whether anybody is in danger."""
    mount = cast(Mount, mount_of(RAISE_CONCERN.key))
    draft = start_draft(by=request.member, mount=mount, answers=BEGUN)
    return redirect(mount.address("draft", draft=draft.pk))


def _form() -> dict[str, Any]:
    """Whoever may read it on another day has the hours beside each number."""
    return {"contacts": standing_now(teams_that_receive()), "no_printer": ""}
