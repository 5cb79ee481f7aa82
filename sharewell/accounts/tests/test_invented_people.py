"""People invented for the demonstration, whose password is published, are nobody where it is no demonstration."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client

from sharewell.accounts.letters import send_link
from sharewell.accounts.models import User
from sharewell.accounts.tests.given import do_jobs, person, sign_in, signed_in, who

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.accounts.tests.pages")]


@pytest.fixture
def invented() -> User:
    user = person()
    User.objects.update(is_demonstration=True)
    user.refresh_from_db()
    return user


def test_they_do_not_sign_in(client: Client, invented: User, settings: Any) -> None:
    settings.DEMONSTRATION = False
    assert sign_in(client, invented).status_code == 200 and not who(client)
    settings.DEMONSTRATION = True
    assert sign_in(client, invented).status_code == 302 and who(client)


def test_their_sessions_end(invented: User, settings: Any) -> None:
    browser = signed_in(invented)
    assert browser.get("/write/").status_code == 200
    settings.DEMONSTRATION = False
    assert browser.get("/write/").status_code == 302 and not who(browser)


def test_they_get_no_link_and_theirs_do_not_work(client: Client, invented: User, settings: Any, mailoutbox) -> None:
    link = send_link(invented)
    settings.DEMONSTRATION = False
    assert client.get(link.split("8000", 1)[-1], follow=True).status_code == 410
    client.post("/forgotten-password/", {"email": invented.email})
    do_jobs()
    assert len(mailoutbox) == 1


def test_a_check_names_them(invented: User, settings: Any) -> None:
    def said() -> set[str]:
        return {each.id for each in run_checks(databases=["default"])}

    assert "accounts.E001" not in said()
    settings.DEMONSTRATION = False
    assert "accounts.E001" in said()
    User.objects.update(is_demonstration=False)
    assert "accounts.E001" not in said()


@pytest.mark.parametrize(
    "command",
    [
        ("add_person", "pat@example.org", "--name", "Pat Real"),
        ("add_agency", "Real Council", "--kind", "council"),
        ("add_team", "Real Council", "Front door", "--purpose", "referral"),
        ("add_member", "pat@example.org", "--agency", "Real Council"),
    ],
)
def test_nobody_real_is_added_beside_them(invented: User, settings: Any, command: tuple[str, ...]) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="remove_demonstration"):
        call_command(*command)
    assert User.objects.count() == 1
