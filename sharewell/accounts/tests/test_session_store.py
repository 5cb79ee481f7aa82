"""A copy of the database signs nobody in: it holds digests of session keys, and the keys are in the browsers alone."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from sharewell.accounts.session_store import SessionStore, kept_as
from sharewell.accounts.tests.given import person, signed_in, who

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.accounts.tests.pages")]


def key_of(client: Client) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def carrying(key: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def test_what_the_database_holds_is_no_key() -> None:
    somebody = person()
    key = key_of(signed_in(somebody))
    (row,) = Session.objects.all()
    assert key not in (row.session_key, row.session_data)
    assert who(carrying(key)) == who(signed_in(somebody))
    assert not who(carrying(row.session_key))


def test_a_session_is_found_changed_and_ended_by_its_key() -> None:
    session = SessionStore()
    session["seen"] = 1
    session.save()
    again = SessionStore(session.session_key)
    assert again["seen"] == 1
    again["seen"] = 2
    again.save()
    assert SessionStore(session.session_key)["seen"] == 2
    assert Session.objects.count() == 1
    again.cycle_key()
    assert not SessionStore().exists(session.session_key)
    assert [row.session_key for row in Session.objects.all()] == [kept_as(again.session_key)]
    again.flush()
    assert not Session.objects.exists()


def test_a_key_that_was_never_given_opens_an_empty_session_under_another_key() -> None:
    session = SessionStore("a" * 32)
    session["seen"] = 1
    session.save()
    assert session.session_key != "a" * 32
