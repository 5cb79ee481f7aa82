"""The link by which a person chooses a password: once, within an hour, and not after a sign-in or a new password."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sharewell.accounts import access
from sharewell.accounts.models import User

SALT = "sharewell.accounts.link"


def link_for(user: User) -> str:
    """The whole address of the link, at this site's own public address, whatever host a request named."""
    token = default_token_generator.make_token(user)
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse(
        "account_open_link", kwargs={"account": user.pk, "token": token}
    )


def owner_of_link(account: UUID | str, token: str) -> User | None:
    """Whose link this is; None when it is nobody's, too old, or used."""
    user = access.account(account)
    return user if user and default_token_generator.check_token(user, token) else None


def put_away(response: HttpResponse, account: UUID | str, token: str) -> None:
    """The browser keeps the link, signed and out of reach of scripts. It is a key, so the database never has it."""
    response.set_signed_cookie(
        settings.LINK_COOKIE_NAME,
        f"{account} {token}",
        salt=SALT,
        max_age=settings.PASSWORD_RESET_TIMEOUT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def owner_of_link_put_away(request: HttpRequest) -> User | None:
    """Whose link this browser keeps; None when it keeps none, or one that is nobody's, too old, or used."""
    longest = settings.PASSWORD_RESET_TIMEOUT
    kept = request.get_signed_cookie(settings.LINK_COOKIE_NAME, default="", salt=SALT, max_age=longest)
    return owner_of_link(*kept.split(" ", 1)) if kept else None


def throw_away(response: HttpResponse) -> None:
    """The browser keeps the link no more."""
    response.delete_cookie(settings.LINK_COOKIE_NAME, samesite="Lax")
