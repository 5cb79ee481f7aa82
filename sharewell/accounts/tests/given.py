"""People, as the acts make them, and browsers to sign them in with."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client
from django_tasks_db.models import DBTaskResult

from sharewell.accounts.actions.people import add_person, choose_password
from sharewell.accounts.actions.terms import accept_terms
from sharewell.accounts.models import User
from sharewell.accounts.terms import terms_in_force
from sharewell.ledger.book import AT_THE_SERVER

PASSWORD = "violet teapot gravel"


def person(name: str = "Amina Yusuf", password: str = PASSWORD) -> User:
    """Somebody with an account and a password, who has accepted the terms."""
    email = name.lower().replace(" ", ".") + "@example.org"
    user = add_person(by=AT_THE_SERVER, email=email, name=name)
    accept_terms(by=user, account=user, terms=terms_in_force())
    return choose_password(by=user, account=user, hashed=make_password(password))


def sign_in(client: Client, user: User | str, password: str = PASSWORD, **extra: Any) -> Any:
    """What the site answers to this sign-in."""
    email = user if isinstance(user, str) else user.email
    return client.post("/sign-in/", {"email": email, "password": password, **extra.pop("data", {})}, **extra)


def signed_in(user: User, client: Client | None = None) -> Client:
    """A browser on which this person has just signed in, through the page."""
    client = client or Client()
    assert sign_in(client, user).status_code == 302
    return client


def who(client: Client) -> str:
    """The id of the person signed in on this browser; empty when nobody is."""
    return client.session.get("_auth_user_id", "")


def do_jobs() -> None:
    """What is waiting is done, once, as the worker would do it."""
    for job in DBTaskResult.objects.ready():
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.delete()
