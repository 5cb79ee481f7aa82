"""The link of an invitation, kept by the browser: signed, out of reach of scripts, and out of the address line."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sharewell.directory import access
from sharewell.directory.models import Invitation

SALT = "sharewell.directory.invitation"
SECONDS_A_DAY = 86_400


def put_away(response: HttpResponse, token: str) -> None:
    """The browser keeps the token. It is a key, so the database never has it."""
    response.set_signed_cookie(
        settings.INVITATION_COOKIE_NAME,
        token,
        salt=SALT,
        max_age=settings.INVITATION_DAYS * SECONDS_A_DAY,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def invitation_put_away(request: HttpRequest) -> Invitation | None:
    """The invitation whose link this browser keeps; None when it keeps none, or one that is none of ours."""
    kept = request.get_signed_cookie(
        settings.INVITATION_COOKIE_NAME,
        default="",
        salt=SALT,
        max_age=settings.INVITATION_DAYS * SECONDS_A_DAY,
    )
    return access.invitation_with_token(kept or "")


def throw_away(response: HttpResponse) -> None:
    """The browser keeps the link no more."""
    response.delete_cookie(settings.INVITATION_COOKIE_NAME, samesite="Lax")
