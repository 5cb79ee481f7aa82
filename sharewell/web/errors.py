"""What a person reads when something cannot be done: what happened, that nothing was lost, and what to do next."""

import logging
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.utils import csrf_input
from django.utils.http import escape_leading_slashes

from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.vault.waiting import was_kept_waiting
from sharewell.web.fields.mending import showable
from sharewell.web.logs import page_named
from sharewell.web.pages import page

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# What pages send of what is chosen or carried: ids, keys and ticks. A single small word may look the same.
CHOSEN = re.compile(r"[a-z0-9._@:-]*")
SECRETS = {"code"}
CSRF_FIELD = "csrfmiddlewaretoken"
TRY_AGAIN_AFTER_SECONDS = 5
log = logging.getLogger(__name__)


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The page for this status, in the frame."""
    return page(request, f"web/errors/{status}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; or 413 when too much was sent; or what to do when somebody was signed out while it was being done."""
    is_cut_off = isinstance(exception, SessionInterrupted)
    return error_page(request, 413 if isinstance(exception, TOO_BIG) else 400, is_cut_off=is_cut_off)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, for what Django itself refuses."""
    return not_permitted(request, ())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the very same page whether the thing does not exist or may not be seen."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database kept us waiting."""
    if was_kept_waiting(sys.exc_info()[1]):
        return kept_waiting(request)
    return _by_itself("500", 500)


def kept_waiting(request: HttpRequest) -> HttpResponse:
    """503: the database did not answer in time. What was sent stands ready to be sent again.

    Not where it has a secret, nor before its token was found true: they may be another person's words, or a forgery.
    """
    waited_for = type(getattr(sys.exc_info()[1], "__cause__", None)).__name__
    log.warning("Kept waiting by the database (%s): %s %s", waited_for, request.method, page_named(request))
    is_post = request.method == "POST"
    posted = request.POST.lists() if is_post and getattr(request, "csrf_processing_done", False) else []
    fields = [(name, value) for name, values in posted if name != CSRF_FIELD for value in values]
    has_secret = any(_is_secret(name) for name, _ in fields)
    path = escape_leading_slashes(request.get_full_path())
    again = {"fields": [] if has_secret else fields, "sent": is_post, "path": path}
    response = _by_itself("503", 503, csrf_input=csrf_input(request), **again)
    response.headers["Retry-After"] = str(TRY_AGAIN_AFTER_SECONDS)
    return response


def _by_itself(name: str, status: int, **context: Any) -> HttpResponse:
    """A page drawn without the database, the session or anything else that may be what failed."""
    template = engines["jinja2"].get_template(f"web/errors/{name}.html")
    return HttpResponse(template.render({"nameless": True, **context}), status=status)


def _is_secret(name: str) -> bool:
    return "password" in name or name in SECRETS


def not_permitted(request: HttpRequest, reasons: Sequence[str]) -> HttpResponse:
    """403: may see it, may not do it; with the reasons, and the words that were typed."""
    return error_page(request, 403, reasons=reasons, words=words_sent(request))


def overtaken(request: HttpRequest, reasons: Sequence[str]) -> HttpResponse:
    """409: somebody else was first; with the reasons, and the words that were typed."""
    return error_page(request, 409, reasons=reasons, words=words_sent(request))


def refused(request: HttpRequest, reasons: Sequence[str]) -> HttpResponse:
    """409: it may not be done as things stand, and no form was there to say so; with the reasons and the words."""
    return page(request, "web/errors/refused.html", {"reasons": reasons, "words": words_sent(request)}, status=409)


def words_sent(request: HttpRequest) -> list[str]:
    """What somebody wrote in this post, as against chose or ticked, so that it is never lost with the page. No secrets.

    For when there is no form any more to say which is which.
    """
    if request.method != "POST":
        return []
    return [
        showable(value.strip())
        for name, values in request.POST.lists()
        if name != CSRF_FIELD and not name.startswith("_") and not _is_secret(name)
        for value in values
        if not CHOSEN.fullmatch(value.strip())
    ]


class Answers:
    """Turns NotPermitted into 403, Overtaken and a refusal that no form took up into 409, a wait for the database that
    was too long into 503, an empty 405 into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        shown = error_page(request, 405)
        shown.headers["Allow"] = response.headers.get("Allow", "")
        return shown

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            return not_permitted(request, exception.reasons)
        if isinstance(exception, Overtaken):
            return overtaken(request, exception.reasons)
        if isinstance(exception, Refused):
            return refused(request, exception.reasons)
        return kept_waiting(request) if was_kept_waiting(exception) else None
