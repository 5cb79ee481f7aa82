"""Guesses at a password, and requests for a link: who is counted with whom."""

from dataclasses import dataclass

from django.db import transaction

from sharewell.accounts import access
from sharewell.accounts.actions.tries import count_try, forgive, take_back
from sharewell.accounts.marks import counted_as
from sharewell.accounts.models import Try, User
from sharewell.accounts.rules import GUESSES, LINK_REQUESTS, LINKS_OPENED, LINKS_SENT, Limit
from sharewell.ledger.book import Actor, ActorKind, declare, enter, not_an_act

SIGN_IN_FAILED = declare(
    "account.sign_in_failed", "Somebody tried to sign in, and the email address or the password was wrong."
)
SIGN_IN_PAGE = Actor(kind=ActorKind.SYSTEM, id="sign-in", name="The sign-in page")


@dataclass(frozen=True)
class Guess:
    """One guess, already counted."""

    email: str
    address: str
    browser: str
    limits: dict[str, Limit]
    made: list[Try]


def _account_key(email: str) -> str:
    return counted_as("account", email.strip().lower())


def _browser_key(browser: str, email: str) -> str:
    return counted_as("browser", browser, email.strip().lower())


@not_an_act(because="The guess is entered when it is known to be wrong or right.")
def count_guess(*, email: str, address: str, browser: str) -> Guess:
    """One more guess counts: for the account and for the address, each alone; on the person's own browser, for that.

    TooManyTries when the limit is reached. So a stranger can use up the account's guesses and the address's, but never
    those of a browser on which its owner has signed in.
    """
    if access.is_known_browser(browser, email):
        limits = {_browser_key(browser, email): GUESSES}
    else:
        limits = {_account_key(email): GUESSES, counted_as("address", address): GUESSES}
    return Guess(email, address, browser, limits, count_try(limits))


@not_an_act(because="Entered here itself: nobody who is known has done anything.")
def enter_wrong_guess(guess: Guess) -> None:
    """The book has the failed sign-in, and whether it was the last that will be taken for a while.

    What was typed is not in it: people type passwords into the wrong box.
    """
    aimed_at = access.account_with(guess.email)
    is_last = any(len(access.tries(key, limit)) >= limit.tries for key, limit in guess.limits.items())
    with transaction.atomic():
        enter(
            SIGN_IN_FAILED,
            by=SIGN_IN_PAGE,
            subject_kind="account",
            subject_id=str(aimed_at.pk) if aimed_at else "unknown",
            facts={"is_held": is_last},
            words={"address": guess.address},
        )


@not_an_act(because="A counter that lives for minutes; the sign-in is entered.")
def forgive_guess(guess: Guess) -> None:
    """This guess was right: it, and the wrong ones before it for the same account, no longer count.

    Wrong guesses from the same address at other accounts still count, else a guesser with an account of their own could
    begin again after every nine.
    """
    take_back(guess.made)
    forgive([_account_key(guess.email), _browser_key(guess.browser, guess.email)])


@not_an_act(because="A counter that lives for minutes; the new password is entered.")
def forgive_account(user: User) -> None:
    """Guesses at this account no longer count: its owner has come back by the link in their e-mail."""
    forgive([_account_key(user.email)])


@not_an_act(because="A counter that lives for minutes.")
def count_link_request(address: str) -> None:
    """One more request for a link counts for the address. TooManyTries when the limit is reached."""
    count_try({counted_as("link requests", address): LINK_REQUESTS})


@not_an_act(because="A counter that lives for minutes.")
def count_link_opened(address: str) -> None:
    """One more link opened counts for the address. TooManyTries when the limit is reached."""
    count_try({counted_as("links opened", address): LINKS_OPENED})


@not_an_act(because="A counter that lives for an hour; the link sent is entered.")
def count_link_sent(user: User) -> None:
    """One more link counts for the account. TooManyTries when so many have been sent that another helps nobody."""
    count_try({counted_as("links sent", str(user.pk)): LINKS_SENT})
