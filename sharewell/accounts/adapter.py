"""How the sign-in library meets the house: guesses are counted, and what happens is entered in the book."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sharewell.accounts import marks, sessions
from sharewell.accounts.accepting import has_accepted
from sharewell.accounts.access import may_sign_in
from sharewell.accounts.actions import guesses, sign_ins
from sharewell.accounts.models import User
from sharewell.accounts.onward import onward_for


class SignIns(DefaultAccountAdapter):
    """Named in settings as ACCOUNT_ADAPTER. Every way of signing in, now and later, passes through it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes themselves an account."""
        return False

    def add_message(self, *args: Any, **options: Any) -> None:
        """The library says nothing on our pages."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person whose e-mail address and password these are; None when they are nobody's; or TooManyTries."""
        guess = guesses.count_guess(
            email=credentials["email"],
            address=marks.address_of(request),
            browser=marks.digest(marks.browser_token(request)),
        )
        user = super().authenticate(request, **credentials)
        if user is None or not may_sign_in(user):
            guesses.enter_wrong_guess(guess)
            return None
        guesses.forgive_guess(guess)
        return user

    def login(self, request: Any, user: User) -> None:
        """The person is signed in, under a new session and with new tokens for their forms."""
        super().login(request, user)
        sessions.begin(request)
        has_accepted(request, user)
        request.new_browser_token = marks.browser_token(request) or marks.new_token()
        sign_ins.enter_sign_in(
            user=user,
            address=marks.address_of(request),
            browser=marks.digest(request.new_browser_token),
            pages=marks.digest(request.META["CSRF_COOKIE"]),
        )

    def post_login(self, request: Any, user: User, *, redirect_url: str | None, **_: Any) -> HttpResponse:
        """They go on to where they were going, or to what was kept for them."""
        response = HttpResponseRedirect(onward_for(request, user, redirect_url or ""))
        marks.give_browser_token(request, response, request.new_browser_token)
        return response

    def logout(self, request: Any) -> None:
        """The session is over, here and on the server."""
        sign_ins.enter_sign_out(user=request.user)
        super().logout(request)
