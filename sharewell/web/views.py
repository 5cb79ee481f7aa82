"""Pages that belong to no other room: help, privacy, accessibility, and the empty page behind *Hide this page*."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sharewell.web.pages import page


@login_not_required
@require_safe
def hidden(request: HttpRequest) -> HttpResponse:
    """A page that says nothing, for when somebody walks in."""
    return page(request, "web/hidden.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How this site can be used, what does not work yet, and whom to tell."""
    return page(request, "web/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, by whom and why."""
    return page(request, "web/privacy.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """What to do when stuck."""
    return page(request, "web/help.html")
