"""Terms of use are accepted once, by each person, before anything else; and again when they change."""

from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.core.checks import run_checks
from django.test import Client

from sharewell.accounts.actions.people import add_person, choose_password
from sharewell.accounts.actions.terms import accept_terms
from sharewell.accounts.models import TermsAccepted, User
from sharewell.accounts.terms import read, terms_in_force
from sharewell.accounts.tests.given import PASSWORD, person, signed_in
from sharewell.accounts.tests.pages import sent
from sharewell.errors import NotPermitted
from sharewell.ledger.book import AT_THE_SERVER
from sharewell.ledger.models import Entry
from tests.pages import Browse
from tests.test_statement_counts import counted

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.accounts.tests.pages")]


@pytest.fixture
def nia() -> User:
    """Somebody who has accepted nothing yet."""
    return add_person(by=AT_THE_SERVER, email="nia@example.org", name="Nia Newly")


@pytest.fixture
def changed(settings, tmp_path: Path) -> None:
    """The partnership has terms of its own."""
    file = tmp_path / "2027-01-01.md"
    file.write_text("# Our own terms\n\n## One\n\nBe kind.\n\n- First\n- Second <b>\n", encoding="utf-8")
    settings.TERMS = str(file)


def accept(browse: Browse, onward: str = "/write/") -> str:
    answer = browse.client.post("/terms/", {"next": onward, "digest": terms_in_force().digest})
    return answer.headers["Location"]


def test_asked_before_anything_else_and_never_again(nia: User, browse: Browse) -> None:
    browse = browse.as_(nia)
    page = browse("/write/")
    assert (page.address, page.heading) == ("/terms/", "Terms of use")
    assert page.soup.find("input", {"name": "next"})["value"] == "/write/"
    assert accept(browse) == "/write/"
    assert browse.client.get("/write/").status_code == 200
    accepted = TermsAccepted.objects.get(user=nia)
    assert accepted.digest == terms_in_force().digest
    (entry,) = Entry.objects.filter(kind="terms.accepted", subject_id=str(nia.pk))
    assert entry.facts == {"digest": accepted.digest, "since": "2026-11-26"}
    assert f"You accepted them on {accepted.accepted_at.day}" in browse("/terms/")
    accept(browse)
    assert Entry.objects.filter(kind="terms.accepted", subject_id=str(nia.pk)).count() == 1


def test_what_is_typed_is_kept(nia: User, browse: Browse) -> None:
    signed_in(choose_password(by=nia, account=nia, hashed=make_password(PASSWORD)), browse.client)
    page = browse.post("/write/", {"heading": "A worry", "text": "Long words"})
    assert page.heading == "Terms of use" and "We kept what you typed" in page
    assert not sent
    assert accept(browse, page.soup.find("input", {"name": "next"})["value"]) == "/write/"
    assert "Long words" in browse.client.get("/write/").content.decode()


def test_a_press_is_not_done(nia: User, browse: Browse) -> None:
    page = browse.as_(nia).post("/press/")
    assert page.heading == "Terms of use" and "That was not done" in page
    assert not sent


def test_a_script_is_told_so(nia: User, client: Client) -> None:
    client.force_login(nia)
    assert client.get("/write/", headers={"Sec-Fetch-Mode": "cors"}).status_code == 403


def test_the_pages_that_need_no_sign_in_stay_open(nia: User, browse: Browse) -> None:
    browse = browse.as_(nia)
    for address in ("/contacts/", "/help/", "/sign-out/", "/guidance/"):
        assert browse(address).address == address
    assert Browse()("/terms/").heading == "Terms of use"
    assert Browse().client.post("/terms/").headers["Location"].startswith("/sign-in/")


def test_asked_again_when_they_change(browse: Browse, changed: None, settings) -> None:
    settings.TERMS, own = "", settings.TERMS
    amina = person()
    browse = browse.as_(amina)
    assert browse.client.get("/write/").status_code == 200
    digest_before = terms_in_force().digest
    settings.TERMS = own
    page = browse("/write/")
    assert page.heading == "Our own terms" and "Second <b>" in page
    late = browse.post("/terms/", {"next": "/write/", "digest": digest_before})
    assert late.heading == "Our own terms", "of a text shown before it changed nothing is accepted"
    accept(browse)
    assert browse.client.get("/write/").status_code == 200
    assert TermsAccepted.objects.filter(user=amina).count() == 2


def test_no_statement_once_accepted() -> None:
    client = Client()
    client.force_login(person())
    client.get("/write/")
    with counted() as first:
        client.get("/write/")
    assert "accounts_termsaccepted" not in str(first)


def test_nobody_accepts_for_another(nia: User) -> None:
    with pytest.raises(NotPermitted):
        accept_terms(by=person(), account=nia, terms=terms_in_force())


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_it_leads_nowhere_else(nia: User, browse: Browse, onward: str) -> None:
    assert accept(browse.as_(nia), onward) == "/home/"


@pytest.mark.parametrize(("name", "text"), [("terms.md", "# T\nText"), ("2027-01-01.md", "Text"), ("gone.md", None)])
def test_a_file_that_is_none_is_named_at_the_start(settings, tmp_path: Path, name: str, text: str | None) -> None:
    file = tmp_path / name
    if text:
        file.write_text(text, encoding="utf-8")
    settings.TERMS = str(file)
    assert "accounts.E002" in [each.id for each in run_checks()]


def test_ours_can_be_read() -> None:
    pieces = list(terms_in_force().pieces())
    assert {kind for kind, _ in pieces} == {"heading", "points", "paragraph"}
    assert read(Path(__file__).parents[1] / "terms" / "2026-11-26.md").title == "Terms of use"
