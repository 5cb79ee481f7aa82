"""Every error is a page that a person can use, and says nothing that it should not."""

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from sharewell.web.errors import bad_request, kept_waiting, server_error, words_sent
from sharewell.web.tests.pages import ERRORS
from tests.pages import Browse

pytestmark = pytest.mark.urls("sharewell.web.tests.pages")


@pytest.fixture
def browse() -> Browse:
    return Browse(Client(raise_request_exception=False))


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/wrong/bad/", 400, "Nothing was changed"),
        ("/wrong/denied/", 403, "This is for somebody else to do"),
        ("/wrong/not-permitted/", 403, "Only the receiving team may acknowledge it."),
        ("/wrong/absent/", 404, "There is nothing here that you can open"),
        ("/wrong/overtaken/", 409, "P. Lorne has already acknowledged it."),
        ("/wrong/refused/", 409, "No edition of the guidance is in force today."),
        ("/other-method/", 405, "Nothing was changed"),
        ("/too-many/", 429, "Wait 15 minutes"),
        ("/wrong/broken/", 500, "It is our fault"),
        ("/wrong/waited/", 503, "The page did not come in time"),
    ],
)
def test_each_error_has_its_page(browse: Browse, address: str, status: int, says: str) -> None:
    page = browse(address, status=status)
    assert says in page.text
    assert page.soup.select_one(".sw-danger a[href='tel:999']")
    assert page.response["Cache-Control"] == "no-store"


def test_what_is_absent_and_what_may_not_be_seen_give_the_same_page(browse: Browse) -> None:
    absent, invisible = browse("/wrong/absent/", status=404), browse("/wrong/invisible/", status=404)
    assert absent.response.content == invisible.response.content
    assert absent.response.content == browse("/no/such/address/", status=404).response.content


def test_an_error_of_ours_shows_nothing_of_what_went_wrong(browse: Browse) -> None:
    page = browse("/wrong/broken/", status=500)
    assert "secret words" not in page.html
    assert "ZeroDivision" not in page.html


@pytest.mark.django_db
def test_an_error_of_ours_asks_nothing_of_the_database(
    browse: Browse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        browse("/wrong/broken/", status=500)


def test_what_was_sent_when_it_was_busy_is_ready_to_be_sent_again(browse: Browse) -> None:
    typed = {"what": "He had a mark\non his left arm.", "tick": ["a", "b"], "postcode": "ZZ1 4QR"}
    page = browse.post("/wrong/waited/?page=2", typed, status=503)
    fields = [
        (each["name"], each["value"]) for each in page.soup.select("main form input:not([name=csrfmiddlewaretoken])")
    ]
    assert page.soup.select_one("main form")["action"] == "/wrong/waited/?page=2"
    assert sorted(fields) == sorted([("postcode", "ZZ1 4QR"), ("tick", "a"), ("tick", "b"), ("what", typed["what"])])


def test_a_password_is_in_no_page_when_it_was_busy(browse: Browse) -> None:
    page = browse.post("/wrong/waited/", {"email": "a@example.org", "password": "correct horse"}, status=503)
    assert "correct horse" not in page.html
    assert not page.soup.select("main form")
    assert "Go back in a few seconds" in page.text


def test_busy_outside_a_page_is_said_too(rf: RequestFactory) -> None:
    try:
        raise ERRORS["waited"]
    except OperationalError:
        assert server_error(rf.get("/")).status_code == 503


@pytest.mark.parametrize("how", ["overtaken", "refused", "not-permitted"])
def test_the_words_of_a_refused_post_are_shown_again(browse: Browse, how: str) -> None:
    typed = {"what": "He had a mark\non his left arm.", "password": "correct horse battery staple", "short": "x"}
    page = browse.post(f"/wrong/{how}/", typed, status=403 if how == "not-permitted" else 409)
    assert [area.get_text().strip() for area in page.soup.find_all("textarea")] == [typed["what"]]
    assert "correct horse" not in page.html


def test_too_much_is_413(browse: Browse, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    body = "text=" + "x" * 200
    page = browse.client.post("/reads/", body, content_type="application/x-www-form-urlencoded")
    assert page.status_code == 413
    assert b"too much to send at once" in page.content


def test_too_many_fields_are_413(browse: Browse, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    assert browse.post("/reads/", {"a": "1", "b": "2", "c": "3"}, status=413).heading


def test_a_foreign_host_is_400(browse: Browse) -> None:
    assert browse("/help/", status=400, headers={"host": "elsewhere.example.org"}).heading


def test_nothing_is_shown_again_for_a_page_that_was_only_read() -> None:
    assert words_sent(RequestFactory().get("/", {"q": "x" * 50})) == []


def test_the_way_to_try_again_stays_on_this_site() -> None:
    request = RequestFactory().get("/")
    request.path = "//evil.example/login/"
    assert b'href="//' not in kept_waiting(request).content


def test_who_was_signed_out_meanwhile_is_not_told_that_nothing_changed(rf: RequestFactory) -> None:
    said = bad_request(rf.get("/"), SessionInterrupted()).content.decode()
    assert "Nothing was changed" not in said
    assert "look in your work" in said
