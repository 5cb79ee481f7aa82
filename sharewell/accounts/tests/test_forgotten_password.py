"""A new password by a link in an e-mail: the same answer for all, one use, one hour, nothing about anybody's work."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult

from sharewell.accounts.links import link_for
from sharewell.accounts.models import User
from sharewell.accounts.tests.given import PASSWORD, do_jobs, person, sign_in, signed_in, who
from sharewell.ledger.models import Entry
from tests.pages import Browse

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.accounts.tests.pages")]
NEW = "seven purple kettles"


def link_in(letter: EmailMessage) -> str:
    """The path of the link in this e-mail."""
    found = re.search(r"http://localhost:\d+(/choose-password/\S+)", str(letter.body))
    assert found, letter.body
    return found[1]


def link_to(user: User) -> str:
    """The path of a link for this person."""
    return urlsplit(link_for(user)).path


def ask(client: Client, email: str) -> None:
    assert client.post("/forgotten-password/", {"email": email}).headers["Location"] == "/forgotten-password/sent/"
    do_jobs()


def test_the_link_leads_to_a_new_password_and_signs_in(browse: Browse, mailoutbox) -> None:
    amina = person()
    assert browse("/forgotten-password/").heading == "Choose a new password"
    page = browse.post("/forgotten-password/", {"email": "AMINA.Yusuf@example.org"})
    assert page.heading == "Look in your email"
    do_jobs()
    assert [mailoutbox[0].to, len(mailoutbox)] == [[amina.email], 1]
    page = browse(link_in(mailoutbox[0]))
    assert page.address == "/choose-password/", "the link is out of the address line"
    assert page.heading == "Choose your password"
    assert page.soup.find("input", {"name": "password"})["autocomplete"] == "new-password"
    browse.client.post("/choose-password/", {"password": NEW})
    assert who(browse.client) == str(amina.pk)
    assert sign_in(Client(), amina, PASSWORD).status_code == 200
    assert sign_in(Client(), amina, NEW).status_code == 302


def test_the_answer_is_the_same_and_the_work_is_the_workers(browse: Browse, mailoutbox) -> None:
    amina = person()
    pages = [
        browse.post("/forgotten-password/", {"email": email}).html for email in (amina.email, "nobody@example.org")
    ]
    assert pages[0] == pages[1]
    assert not mailoutbox, "whether there is an account is not even looked up before the answer"
    do_jobs()
    assert len(mailoutbox) == 1


def test_a_closed_account_is_sent_nothing(client: Client, mailoutbox) -> None:
    amina = person()
    User.objects.filter(pk=amina.pk).update(is_active=False)
    ask(client, amina.email)
    assert not mailoutbox


def test_the_email_says_nothing_but_the_link(client: Client, mailoutbox) -> None:
    ask(client, person().email)
    letter = mailoutbox[0]
    assert letter.subject == "Choose your Sharewell password"
    assert "Amina" not in letter.body and "child" not in letter.body.lower().replace("children’s partnership", "")
    assert "&#" not in letter.body


def test_the_link_is_at_our_own_address_whatever_host_was_named(client: Client, mailoutbox, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/forgotten-password/", {"email": person().email}, HTTP_HOST="evil.example")
    do_jobs()
    assert "evil" not in mailoutbox[0].body


def test_no_copy_of_the_database_has_the_link_or_the_address(client: Client, mailoutbox) -> None:
    client.post("/forgotten-password/", {"email": "Amina.Yusuf@example.org"})
    job = str(DBTaskResult.objects.values_list("args_kwargs", flat=True).get())
    assert "amina" not in job.lower()
    link = link_to(person())
    assert client.get(link).status_code == 302
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert token not in str([row.get_decoded() for row in Session.objects.all()])
    cookie = client.cookies["sharewell-link"]
    assert token in cookie.value and cookie["httponly"] and int(cookie["max-age"]) == 3600
    client.post("/choose-password/", {"password": NEW})
    assert client.cookies["sharewell-link"].value == ""


def test_a_link_that_is_nobodys_is_not_kept(client: Client) -> None:
    link = link_to(person())
    assert client.get(link[:-3] + "xx/").status_code == 410
    assert not client.cookies and not Session.objects.exists()


def test_a_link_that_somebody_signs_for_us_is_nobodys(client: Client) -> None:
    client.get(link_to(person()))
    client.cookies["sharewell-link"] = client.cookies["sharewell-link"].value[:-2] + "xx"
    assert client.get("/choose-password/").status_code == 410


def test_it_works_once(client: Client, mailoutbox) -> None:
    amina = person()
    ask(client, amina.email)
    link = link_in(mailoutbox[0])
    client.get(link)
    client.post("/choose-password/", {"password": NEW})
    assert Client().get(link, follow=True).status_code == 410


def test_looking_does_not_use_it_up(client: Client, mailoutbox) -> None:
    amina = person()
    ask(client, amina.email)
    for _ in range(3):
        assert Client().get(link_in(mailoutbox[0]), follow=True).status_code == 200


def test_it_works_for_an_hour(mailoutbox, browse: Browse) -> None:
    amina = person()
    begun = datetime.now(UTC)
    ask(browse.client, amina.email)
    with time_machine.travel(begun + timedelta(minutes=59)):
        assert browse(link_in(mailoutbox[0])).heading == "Choose your password"
    with time_machine.travel(begun + timedelta(minutes=62)):
        page = browse(link_in(mailoutbox[0]), status=410)
        assert page.heading == "This link does not work any more"


def test_a_sign_in_ends_it(client: Client, mailoutbox) -> None:
    amina = person()
    ask(client, amina.email)
    signed_in(amina)
    assert client.get(link_in(mailoutbox[0]), follow=True).status_code == 410


def test_somebody_elses_link_or_a_changed_one_is_nobodys(client: Client, mailoutbox) -> None:
    amina, ben = person(), person("Ben Okafor")
    ask(client, amina.email)
    link = link_in(mailoutbox[0])
    assert client.get(link.replace(str(amina.pk), str(ben.pk)), follow=True).status_code == 410
    assert client.get(link[:-3] + "xx/", follow=True).status_code == 410
    assert client.get("/choose-password/").status_code == 410


def test_a_new_password_signs_every_other_browser_out(client: Client, mailoutbox) -> None:
    amina = person()
    thief = signed_in(amina)
    ask(client, amina.email)
    client.get(link_in(mailoutbox[0]))
    client.post("/choose-password/", {"password": NEW})
    assert thief.get("/write/").status_code == 302
    assert client.get("/write/").status_code == 200


def test_it_is_entered_and_its_owner_is_told(client: Client, mailoutbox) -> None:
    amina = person()
    ask(client, amina.email)
    client.get(link_in(mailoutbox[0]))
    client.post("/choose-password/", {"password": NEW})
    do_jobs()
    assert mailoutbox[-1].subject == "Your Sharewell password was changed"
    kinds = list(Entry.objects.filter(subject_id=str(amina.pk)).order_by("written_at").values_list("kind", flat=True))
    assert kinds[-3:] == ["account.link_sent", "account.password_chosen", "account.signed_in"]
    assert NEW not in " ".join(Entry.objects.values_list("facts_text", flat=True))


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short one", "at least 12 characters"),
        ("qwerty123456", "too common"),
        ("passwordpassword", "several times"),
        ("amina.yusuf@example", "too similar"),
        ("x" * 257, "256 characters"),
    ],
)
def test_a_weak_password_is_refused(browse: Browse, mailoutbox, password: str, why: str) -> None:
    ask(browse.client, person().email)
    browse(link_in(mailoutbox[0]))
    page = browse.post("/choose-password/", {"password": password})
    assert why in " ".join(page.errors)
    assert not page.soup.find("input", {"name": "password"}).get("value")
    assert not who(browse.client)


@pytest.mark.parametrize("password", ["aaa bbb ccc d", "żółw 🐢 und Käse", "ab1 " * 63 + "end", "  spaces count  "])
def test_any_long_one_will_do(browse: Browse, mailoutbox, password: str) -> None:
    amina = person()
    ask(browse.client, amina.email)
    browse(link_in(mailoutbox[0]))
    browse.client.post("/choose-password/", {"password": password})
    assert who(browse.client)
    assert sign_in(Client(), amina, password).status_code == 302


def test_five_links_an_hour_and_no_sign_that_there_are_no_more(client: Client, mailoutbox) -> None:
    amina = person()
    for _ in range(7):
        ask(client, amina.email)
    assert len(mailoutbox) == 5


def test_a_person_is_added_by_command(capsys, client: Client, mailoutbox) -> None:
    call_command("add_person", "Grace.Lee@Example.org", "--name", "Grace O’Lee")
    assert link_in(mailoutbox[0]) in capsys.readouterr().out
    grace = User.objects.get(email="grace.lee@example.org")
    assert not grace.has_usable_password()
    client.get(link_in(mailoutbox[0]))
    client.post("/choose-password/", {"password": NEW})
    assert who(client) == str(grace.pk)
    with pytest.raises(CommandError, match="already"):
        call_command("add_person", "grace.lee@example.org", "--name", "Grace")
