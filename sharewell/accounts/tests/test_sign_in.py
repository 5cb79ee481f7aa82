"""Signing in and out: done, refused, entered; no fixation, no telling who has an account, no way to another site."""

import sys

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from sharewell.accounts.models import User
from sharewell.accounts.tests.given import PASSWORD, person, sign_in, signed_in, who
from sharewell.ledger.models import Entry, EntryWords
from tests.pages import Browse

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.accounts.tests.pages")]


def kinds() -> list[str]:
    return list(Entry.objects.order_by("written_at").values_list("kind", flat=True))


def test_the_page_asks_and_lets_in(browse: Browse) -> None:
    amina = person()
    page = browse("/sign-in/")
    assert page.heading == "Sign in"
    assert page.soup.find("input", {"name": "email"})["autocomplete"] == "username"
    assert page.soup.find("input", {"name": "password"})["autocomplete"] == "current-password"
    browse.client.post("/sign-in/", {"email": amina.email, "password": PASSWORD})
    assert who(browse.client) == str(amina.pk)


@pytest.mark.parametrize("typed", ["amina.yusuf@example.org", "Amina.Yusuf@EXAMPLE.org", "  amina.yusuf@example.org "])
def test_the_address_is_found_in_any_case(client: Client, typed: str) -> None:
    amina = person()
    assert sign_in(client, typed).status_code == 302
    assert who(client) == str(amina.pk)


def test_it_is_entered_who_signed_in_and_out(client: Client) -> None:
    amina = person()
    signed_in(amina, client)
    client.post("/sign-out/")
    assert kinds()[-2:] == ["account.signed_in", "account.signed_out"]
    entry = Entry.objects.get(kind="account.signed_in")
    assert (entry.actor_name, entry.subject_id) == ("Amina Yusuf", str(amina.pk))


def test_a_wrong_password_is_refused_and_entered_without_what_was_typed(browse: Browse) -> None:
    amina = person()
    page = browse.post("/sign-in/", {"email": amina.email, "password": "correct horse battery"})
    assert page.errors == ["The email address or the password is wrong. Check both and try again."]
    assert page.soup.find("input", {"name": "email"})["value"] == amina.email
    assert not page.soup.find("input", {"name": "password"}).get("value")
    entry = Entry.objects.get(kind="account.sign_in_failed")
    assert (entry.actor_id, entry.subject_id) == ("sign-in", str(amina.pk))
    words = " ".join(each.text for each in EntryWords.objects.filter(entry_id=entry.pk))
    assert "horse" not in words + entry.facts_text


def test_nobody_learns_who_has_an_account(browse: Browse) -> None:
    amina = person()
    closed = person("Clive Gone")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    answers = {}
    for email, password in [(amina.email, "wrong"), ("nobody@example.org", "wrong"), (closed.email, PASSWORD)]:
        page = browse.post("/sign-in/", {"email": email, "password": password})
        answers[email] = page.html.replace(email, "X").replace(token_of(page), "T")
    assert len(set(answers.values())) == 1


def token_of(page) -> str:
    return page.soup.find("input", {"name": "csrfmiddlewaretoken"})["value"]


@pytest.mark.parametrize("whose", ["amina.yusuf@example.org", "nobody@example.org", "clive.gone@example.org"])
def test_the_answer_takes_as_long_whoever_it_is(settings, monkeypatch, client: Client, whose: str) -> None:
    """One hash each time: it is a fifth of a second, beside which all else vanishes."""
    made = []

    class Counted(MD5PasswordHasher):
        def encode(self, password: str, salt: str) -> str:
            made.append(password)
            return super().encode(password, salt)

    person()
    User.objects.filter(pk=person("Clive Gone").pk).update(password="!never-chosen")
    monkeypatch.setattr(sys.modules[__name__], "Counted", Counted, raising=False)
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    made.clear()
    sign_in(client, whose, "wrong")
    assert len(made) == 1


def test_an_account_without_a_password_lets_nobody_in(client: Client) -> None:
    amina = person()
    User.objects.filter(pk=amina.pk).update(password="!unusable")
    for password in ["", "!unusable", "unusable"]:
        sign_in(client, amina, password)
        assert not who(client)


def test_a_planted_session_does_not_become_the_persons(client: Client) -> None:
    stranger = Client()
    session = stranger.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sharewell"] = planted
    signed_in(person(), client)
    stranger.cookies["sharewell"] = planted
    assert not who(stranger)


def test_one_person_after_another_on_one_browser_shares_nothing(client: Client) -> None:
    amina, ben = person(), person("Ben Okafor")
    signed_in(amina, client)
    session = client.session
    session["private"] = "hers"
    session.save()
    client.post("/sign-out/")
    signed_in(ben, client)
    assert "private" not in client.session and who(client) == str(ben.pk)


def test_signing_out_needs_a_post_and_ends_it_on_the_server(client: Client) -> None:
    amina = person()
    signed_in(amina, client)
    stolen = client.cookies["sharewell"].value
    assert "Sign out?" in client.get("/sign-out/").content.decode()
    assert who(client)
    answer = client.post("/sign-out/")
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    thief = Client()
    thief.cookies["sharewell"] = stolen
    assert thief.get("/write/").status_code == 302


def test_a_closed_account_is_out_at_its_next_request(client: Client) -> None:
    amina = person()
    signed_in(amina, client)
    User.objects.filter(pk=amina.pk).update(is_active=False)
    assert client.get("/write/").headers["Location"].startswith("/sign-in/")


def test_a_person_goes_on_to_where_they_were_going(client: Client) -> None:
    amina = person()
    assert client.get("/write/?a=1").headers["Location"] == "/sign-in/?next=/write/%3Fa%3D1"
    assert sign_in(client, amina, data={"next": "/write/?a=1"}).headers["Location"] == "/write/?a=1"
    assert client.get("/sign-in/?next=/write/").headers["Location"] == "/write/"


@pytest.mark.parametrize("trap", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: Client, trap: str) -> None:
    assert trap not in client.get("/sign-in/", {"next": trap}).content.decode()
    assert sign_in(client, person(), data={"next": trap}).headers["Location"] == "/home/"
    assert client.get("/sign-in/", {"next": trap}).headers["Location"] == "/home/"


@pytest.mark.parametrize("path", ["/signup/", "/email/", "/accounts/login/", "/password/change/", "/confirm-email/"])
def test_the_librarys_other_pages_have_no_address(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_person_acts_under_their_own_name() -> None:
    actor = person().actor
    assert (str(actor.kind), actor.name, actor.agency) == ("person", "Amina Yusuf", "")
