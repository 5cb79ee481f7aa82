"""The card for the wall: whom to ring by day, at night and in danger, to print on one sheet."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from sharewell.directory import access
from sharewell.directory.forms import SeekContacts
from sharewell.directory.showing import card_lines
from sharewell.directory.wording import NEED_WORDS
from sharewell.moment import now
from sharewell.web.pages import page
from sharewell.web.pdf import NoPrinterError, PrinterBusyError, paper_copy
from sharewell.web.square_code import square_code


@login_not_required
@require_safe
def wall_card(request: HttpRequest) -> HttpResponse:
    """The card for a need and a place, on screen and on paper."""
    return page(request, "directory/wall_card.html", _card(request))


@login_not_required
@require_safe
def wall_card_pdf(request: HttpRequest) -> HttpResponse:
    """The same as PDF. Where PDF cannot be made here, the page to print says so and serves."""
    context = _card(request)
    try:
        paper = paper_copy(render_to_string("directory/wall_card_paper.html", context, request=request, using="jinja2"))
    except NoPrinterError as fault:
        why = "busy" if isinstance(fault, PrinterBusyError) else "missing"
        return page(request, "directory/wall_card.html", context | {"no_printer": why})
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="who-to-ring.pdf"'
    return answer


def _card(request: HttpRequest) -> dict[str, Any]:
    form, at = SeekContacts.asked_by(request), now()
    seek = form.seek()
    asked = form.as_address("need", "where")
    address = f"{settings.PUBLIC_ADDRESS.rstrip('/')}{reverse('contacts')}{'?' if asked else ''}{asked}"
    return {
        "form": form,
        "seek": seek,
        "lines": card_lines(access.contacts_for_card(seek, at)),
        "about": NEED_WORDS[seek.need] if seek.need else "",
        "asked": asked,
        "address": address,
        "code": square_code(address, "A square code that opens these numbers on a phone"),
        "no_printer": "",
    }
