"""Addresses that only tests have: pages that go wrong in each way."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import include, path

from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.vault.sqlite.queue import WaitedTooLong
from sharewell.web.errors import error_page

WAITED = OperationalError("database is locked")
WAITED.__cause__ = WaitedTooLong()
ERRORS: dict[str, Any] = {
    "waited": WAITED,
    "bad": SuspiciousOperation("No"),
    "denied": PermissionDenied("No"),
    "not-permitted": NotPermitted("Only the receiving team may acknowledge it."),
    "absent": Http404("There is no such concern."),
    "invisible": Http404("That is another agency's."),
    "overtaken": Overtaken("P. Lorne has already acknowledged it."),
    "refused": Refused("No edition of the guidance is in force today."),
    "broken": ZeroDivisionError("secret words"),
}


@login_not_required
def goes_wrong(request: HttpRequest, how: str) -> HttpResponse:
    raise ERRORS[how]


@login_not_required
def reads(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


@login_not_required
def other_method(request: HttpRequest) -> HttpResponse:
    return HttpResponseNotAllowed(["POST"])


@login_not_required
def too_many(request: HttpRequest) -> HttpResponse:
    return error_page(request, 429)


urlpatterns = [
    path("wrong/<str:how>/", goes_wrong),
    path("reads/", reads),
    path("other-method/", other_method),
    path("too-many/", too_many),
    path("", include("sharewell.urls")),
]
handler400 = "sharewell.web.errors.bad_request"
handler403 = "sharewell.web.errors.permission_denied"
handler404 = "sharewell.web.errors.page_not_found"
handler500 = "sharewell.web.errors.server_error"
