"""The link by which a person chooses a password: once, within an hour, and not after a sign-in or a new password."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse

from sharewell.accounts import access
from sharewell.accounts.models import User


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
