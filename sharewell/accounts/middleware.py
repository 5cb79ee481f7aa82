"""Sessions that end, forms that are not lost when they do, and pages that ask for a sign-in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sharewell.accounts import access, keeping, marks, onward, sessions
from sharewell.accounts.accepting import has_accepted
from sharewell.accounts.actions.kept_posts import forget_post
from sharewell.accounts.rules import Ending

KEPT_FOR_TERMS = "We kept what you typed. Accept the terms and you will see it again."
NOT_DONE_FOR_TERMS = "That was not done, because there are terms to accept first. Then do it again."
Next = Callable[[HttpRequest], HttpResponse]

WHY_SIGNED_OUT = {
    Ending.idle: "We signed you out because nothing had happened for a while.",
    Ending.absolute: "We signed you out because you had been signed in for a long time.",
}
KEPT = "We kept what you typed. Check it and send it again."
NOT_DONE = "You were signed out before that was done, so it was not done. If it is still wanted, do it again."


class SessionsEnd:
    """Ends a session that is over (`request.timed_out` is whose it was, else None), and lengthens the others."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.timed_out, request.why_timed_out = None, None
        if request.user.is_authenticated:
            if not access.may_sign_in(request.user):
                logout(request)
            elif why := sessions.ending(request):
                request.timed_out, request.why_timed_out = request.user, why
                logout(request)
            else:
                sessions.touch(request)
        return self.get_response(request)


class SignInRequired(LoginRequiredMiddleware):
    """Sends whoever is not signed in to do so, and keeps what they had typed."""

    def handle_no_permission(self, request: Any, view_func: Any) -> Any:
        if not marks.is_page_visit(request):
            # A script must not take the sign-in page for its answer; the words are still on the page that runs it.
            return HttpResponse("Sign in again.", status=401, content_type="text/plain; charset=utf-8")
        if request.why_timed_out:
            messages.info(request, WHY_SIGNED_OUT[request.why_timed_out])
        if keeping.keep(request, is_token_true=True):
            messages.info(request, keeping.SIGN_IN_FOR_WORDS)
        return super().handle_no_permission(request, view_func)


class TermsAsked:
    """Whoever is signed in accepts the terms of use before anything else, and again when they change.

    Pages that need no sign-in stay open: who answers now, help, the library. What was typed is kept. Accepted, it costs
    no statement for as long as the session lasts.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        if has_accepted(request, request.user):
            return None
        if not marks.is_page_visit(request):
            return HttpResponse("Accept the terms of use.", status=403, content_type="text/plain; charset=utf-8")
        return HttpResponseRedirect(f"{reverse('account_terms')}?{urlencode({'next': _after_terms(request)})}")


def _after_terms(request: Any) -> str:
    """Where they were going. What they had typed waits for them there; a press by itself was not done."""
    if request.method in {"GET", "HEAD"}:
        return str(request.get_full_path())
    kept = keeping.keep(request, is_token_true=True)
    if kept is not None and keeping.is_offered(request, kept):
        messages.info(request, KEPT_FOR_TERMS)
        return str(request.get_full_path())
    messages.info(request, NOT_DONE_FOR_TERMS)
    return onward.HOME


class KeptPosts:
    """Gives back what was kept: `request.kept` on the GET of the form it was typed into, once, to its author alone."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.kept = None
        path = request.get_full_path()
        if not (request.method == "GET" and request.user.is_authenticated and path in self.waiting(request)):
            return self.get_response(request)
        kept_id = self.waiting(request)[path]
        kept = access.kept_post(request.user, kept_id) if kept_id else None
        if kept is not None:
            request.kept = keeping.shown_again(kept)
            messages.info(request, KEPT)
        response = self.get_response(request)
        if response.status_code == 405:
            return self.not_a_page(request, path, has_words=kept is not None)
        if response.status_code == 200:
            onward.forget(request, path)
            if kept is not None:
                forget_post(kept)
        return response

    @staticmethod
    def not_a_page(request: HttpRequest, path: str, *, has_words: bool) -> HttpResponse:
        """A button had been pressed, not a page sent: it did not happen; any words are shown where they are kept."""
        onward.forget(request, path)
        messages.info(request, NOT_DONE)
        return HttpResponseRedirect(reverse("account_kept") if has_words else onward.START)

    @staticmethod
    def waiting(request: HttpRequest) -> dict[str, str]:
        return request.session.get(onward.WAITING, {})
