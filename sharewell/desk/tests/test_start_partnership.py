"""A partnership starts at the keyboard with one agency and one person, who bring everybody else by pages."""

import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sharewell.accounts.access import account_with
from sharewell.accounts.terms import terms_in_force
from sharewell.accounts.tests.given import do_jobs, who
from sharewell.directory.access import members_of
from sharewell.directory.models import Agency
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_user
from sharewell.ledger.models import Entry
from tests.pages import Browse

pytestmark = pytest.mark.django_db
GIVEN = {"kind": "council", "name": "Pat Hollis", "email": "Pat@Example.org", "job_title": "Partnership manager"}


@pytest.fixture(autouse=True)
def _a_real_place(settings) -> None:
    settings.DEMONSTRATION = False


def start(**more: str) -> None:
    call_command("start_partnership", "Fernleigh Council", **GIVEN | more)


def test_from_nothing_to_a_second_agency(capsys: pytest.CaptureFixture[str], browse: Browse, mailoutbox) -> None:
    start()
    (member,) = members_of(account_with("pat@example.org"))
    assert member.roles == {Role.PARTNERSHIP_LEAD, Role.ADMINISTRATOR}
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"agency.added", "account.added", "member.added", "account.link_sent"} <= kinds
    link = re.search(r"http://localhost:\d+(/choose-password/\S+)", capsys.readouterr().out)
    assert link and link[1] in mailoutbox[-1].body
    browse(link[1])
    browse.client.post("/choose-password/", {"password": "seven purple kettles"})
    assert who(browse.client) == str(member.user_id)
    assert browse.client.get(link[1]).status_code == 410, "it works once"
    browse.post("/terms/", {"digest": terms_in_force().digest})
    assert browse("/home/").address == "/administration/"
    page = browse.post("/administration/partnership/add-agency/", {"name": "Brook Lane", "kind": "school"})
    browse.post(page.address, {"name": "Bea Brook", "email": "bea@example.org"})
    do_jobs()
    assert "Brook Lane invites you" in mailoutbox[-1].body


def test_refused_where_anybody_is_already() -> None:
    start()
    with pytest.raises(CommandError, match="already"):
        start(email="other@example.org")
    assert Agency.objects.count() == 1


def test_refused_where_there_is_an_account_alone() -> None:
    a_user("Somebody Real")
    with pytest.raises(CommandError, match="people here already"):
        start()


def test_refused_in_a_demonstration(settings) -> None:
    settings.DEMONSTRATION = True
    with pytest.raises(CommandError, match="remove_demonstration first"):
        start()
    assert not Agency.objects.exists()


def test_nothing_is_half_done() -> None:
    with pytest.raises(CommandError, match="full name"):
        start(name=" ")
    assert not Agency.objects.exists() and not Entry.objects.filter(kind="agency.added").exists()
