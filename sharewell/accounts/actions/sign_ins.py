"""Signing in and out, as the book has it."""

from django.db import transaction

from sharewell.accounts.models import KnownBrowser, PageOwner, User
from sharewell.ledger.book import declare, enter, not_an_act
from sharewell.moment import now

SIGNED_IN = declare("account.signed_in", "Somebody signed in.")
SIGNED_OUT = declare("account.signed_out", "Somebody signed out.")


@not_an_act(because="Entered here itself, through the sign-in library's adapter.")
def enter_sign_in(*, user: User, address: str, browser: str, pages: str) -> None:
    """This person has signed in: the book has it, and the browser and the pages shown from now are known as theirs."""
    at = now()
    with transaction.atomic():
        KnownBrowser.objects.update_or_create(user=user, digest=browser, defaults={"used_at": at})
        know_pages(user=user, pages=pages)
        _enter(SIGNED_IN, user, {"address": address})


@not_an_act(because="Says only whose pages are shown from now; what is done on them is entered.")
def know_pages(*, user: User, pages: str) -> None:
    """Pages with the secret of this digest are this person's: what is typed on them too late is kept for them."""
    PageOwner.objects.update_or_create(digest=pages, defaults={"user": user, "since": now()})


@not_an_act(because="Entered here itself, through the sign-in library's adapter.")
def enter_sign_out(*, user: User) -> None:
    """This person has signed out: the book has it."""
    _enter(SIGNED_OUT, user, {})


@not_an_act(because="Done by the act that chooses a new password.")
def distrust_browsers(user: User) -> None:
    """No browser is known as this person's any more: whoever guessed the old password may have used one."""
    KnownBrowser.objects.filter(user=user).delete()


def _enter(kind: str, user: User, words: dict[str, str]) -> None:
    enter(kind, by=user, subject_kind="account", subject_id=str(user.pk), words=words)
