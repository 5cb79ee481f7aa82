"""What this browser and this form say of themselves: digests of tokens, never the tokens."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Django keeps its unmasking to itself; test_kept_posts says at once if it moves.
from django.middleware.csrf import (  # type: ignore[attr-defined]
    CSRF_TOKEN_LENGTH,
    _check_token_format,
    _unmask_cipher_token,
)
from django.middleware.csrf import InvalidTokenFormat as _NotAToken
from django.utils.crypto import salted_hmac

from sharewell.accounts.rules import BROWSERS_KNOWN_FOR, asking_address, neighbourhood

SALT = "sharewell.accounts.browser"


def address_of(request: HttpRequest) -> str:
    """The address this request came from, as guesses are counted for it."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return neighbourhood(asking_address(request.META.get("REMOTE_ADDR", ""), forwarded, settings.PROXIES_IN_FRONT))


def counted_as(kind: str, *words: str) -> str:
    """A key for counting tries: what it counts cannot be read back from it."""
    return salted_hmac("sharewell.accounts." + kind, "\n".join(words), algorithm="sha256").hexdigest()


def digest(token: str) -> str:
    """What is remembered of a random token; empty for no token."""
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


def browser_token(request: HttpRequest) -> str:
    """The token this browser was given when somebody first signed in on it; empty when it holds none that we made."""
    return request.get_signed_cookie(settings.BROWSER_COOKIE_NAME, default="", salt=SALT) or ""


def give_browser_token(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """The browser keeps this token, for us alone and out of reach of scripts."""
    response.set_signed_cookie(
        settings.BROWSER_COOKIE_NAME,
        token,
        salt=SALT,
        max_age=int(BROWSERS_KNOWN_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def page_digest(request: HttpRequest) -> str:
    """The digest of the secret behind the token of the form that arrived; empty when it carries no such token."""
    token = str(request.POST.get("csrfmiddlewaretoken", "") or request.headers.get("X-CSRFToken", ""))
    try:
        _check_token_format(token)
    except _NotAToken:
        return ""
    return digest(_unmask_cipher_token(token) if len(token) == CSRF_TOKEN_LENGTH else token)


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent this, or says nothing: another site's form is never kept."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin", "")
    return origin in {"", f"{request.scheme}://{request.get_host()}", settings.PUBLIC_ADDRESS}


def is_page_visit(request: HttpRequest) -> bool:
    """Whether a person is going to this page, as against a script that fetches it."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
