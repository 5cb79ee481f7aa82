"""E-mails to people about their account. Sent by the worker after the fact: whether there is an account never shows."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django_tasks import task

from sharewell.accounts import access
from sharewell.accounts.actions.guesses import SIGN_IN_PAGE, count_link_sent
from sharewell.accounts.actions.tries import TooManyTries
from sharewell.accounts.links import link_for
from sharewell.accounts.models import User
from sharewell.ledger.book import declare, enter
from sharewell.vault import passing

LINK_SENT = declare("account.link_sent", "Somebody was sent a link to choose a password.")
ADDRESS = "an address typed to get a link"
CHOOSE, CHANGED = "Choose your Sharewell password", "Your Sharewell password was changed"


@task()
def send_link_to(sealed: str) -> None:
    """Whoever has an account with this address gets a link to choose a password; everybody else gets nothing.

    The address is sealed, because jobs are kept for days and people type anything into that box.
    No more than LINKS_SENT: the links sent before still stand in the person's e-mail.
    """
    user = access.account_with(passing.opened_for(ADDRESS, sealed))
    if user is None:
        return
    try:
        count_link_sent(user)
    except TooManyTries:
        return
    send_link(user)


def send_link(user: User) -> str:
    """The person is sent a link to choose a password; the book has it. The link."""
    link = link_for(user)
    enter(LINK_SENT, by=SIGN_IN_PAGE, subject_kind="account", subject_id=str(user.pk))
    _send(user, CHOOSE, "accounts/letters/choose_password.txt", link)
    return link


@task()
def tell_of_new_password(account: str) -> None:
    """The person is told that their password was changed, so that they can say if it was not by them."""
    if user := access.account(account):
        _send(user, CHANGED, "accounts/letters/password_changed.txt", settings.PUBLIC_ADDRESS)


def _send(user: User, subject: str, template: str, link: str) -> None:
    words = {"link": link, "partnership": settings.PARTNERSHIP_NAME}
    send_mail(subject, render_to_string(template, words, using="jinja2"), None, [user.email])
