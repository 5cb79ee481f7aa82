"""Sessions that end, forms that are not lost when they do, and pages that ask for a sign-in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sharewell.accounts import access, keeping, marks, onward, sessions
from sharewell.accounts.actions.kept_posts import forget_post
from sharewell.accounts.rules import Ending

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
