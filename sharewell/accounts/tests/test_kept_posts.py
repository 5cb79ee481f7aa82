"""What arrives too late is kept for the one whose page it was, given back once, and never carried out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from sharewell.accounts.actions.kept_posts import forget_what_is_past, keep_post
from sharewell.accounts.models import KeptPost, User
from sharewell.accounts.rules import KEPT_AT_MOST
from sharewell.accounts.tests.given import PASSWORD, person, sign_in, signed_in, who
from sharewell.accounts.tests.pages import sent
from tests.pages import Browse, Page

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.accounts.tests.pages")]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = "She said: “I don’t want to go home.”"
TYPED = {"heading": "Friday", "text": WORDS}


@pytest.fixture(autouse=True)
def clock():
    sent.clear()
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def browser() -> Client:
    """A browser whose forms need their tokens, as real ones do."""
    return Client(enforce_csrf_checks=True)


def page(client: Client, path: str = "/write/") -> Page:
    return Page(client.get(path))


def enter(client: Client, user: User, **data: str) -> str:
    """Signs in through the page; where it leads."""
    token = token_in(page(client, "/sign-in/"))
    answer = sign_in(client, user, data={"csrfmiddlewaretoken": token, **data})
    return answer.headers["Location"]


def leave(client: Client) -> None:
    client.post("/sign-out/", {"csrfmiddlewaretoken": token_in(page(client, "/sign-out/"))})


def token_in(page: Page) -> str:
    return page.soup.find("input", {"name": "csrfmiddlewaretoken"})["value"]


def typed_in(client: Client, path: str = "/sign-out/") -> dict[str, str]:
    """What this person has typed, with the token of a page that they have open."""
    return {**TYPED, "csrfmiddlewaretoken": token_in(page(client, path))}


def test_what_is_typed_after_a_time_out_is_there_after_the_sign_in(clock) -> None:
    amina, client = person(), browser()
    enter(client, amina)
    form = typed_in(client)
    clock.shift(timedelta(minutes=31))
    answer = client.post("/write/", form)
    assert answer.headers["Location"] == "/sign-in/?next=/write/"
    assert "We kept what you typed. Sign in and you will see it again." in page(client, "/sign-in/")
    assert enter(client, amina, next="/write/") == "/write/"
    shown = page(client)
    assert shown.soup.find("textarea").text.strip() == WORDS
    assert "We kept what you typed. Check it and send it again." in shown
    assert not sent, "it was shown, not sent"
    assert WORDS not in page(client).html, "and only once"
    assert not KeptPost.objects.exists()


def test_it_is_sent_only_when_its_author_sends_it(clock) -> None:
    amina, client = person(), browser()
    enter(client, amina)
    form = typed_in(client)
    clock.shift(timedelta(minutes=31))
    client.post("/write/", form)
    enter(client, amina, next="/write/")
    page(client)
    client.post("/write/", typed_in(client))
    assert sent == [TYPED]


def test_it_is_kept_when_the_session_is_gone_altogether() -> None:
    amina, client = person(), browser()
    enter(client, amina)
    form = typed_in(client)
    del client.cookies["sharewell"]
    assert client.post("/write/", form).status_code == 302
    assert KeptPost.objects.get().user == amina


def test_it_is_kept_without_a_page_owner_for_the_last_person_on_this_browser() -> None:
    from sharewell.accounts.models import PageOwner

    amina, client = person(), browser()
    enter(client, amina)
    form = typed_in(client)
    PageOwner.objects.all().delete()
    del client.cookies["sharewell"]
    client.post("/write/", form)
    assert KeptPost.objects.get().user == amina


def test_another_person_on_the_same_browser_never_sees_it(clock) -> None:
    amina, ben, client = person(), person("Ben Okafor"), browser()
    enter(client, amina)
    form = typed_in(client)
    clock.shift(timedelta(minutes=31))
    client.post("/write/", form)
    assert enter(client, ben, next="/write/") == "/write/"
    assert WORDS not in page(client).html
    assert "Nothing." in page(client, "/kept/")
    leave(client)
    assert enter(client, amina, next="/write/") == "/write/"
    assert WORDS in page(client).soup.find("textarea").text


def test_a_page_left_open_by_one_and_sent_while_another_is_signed_in_is_the_first_ones() -> None:
    amina, ben, client = person(), person("Ben Okafor"), browser()
    enter(client, amina)
    hers = typed_in(client)
    leave(client)
    enter(client, ben)
    answer = Page(client.post("/write/", hers))
    assert (answer.status, answer.heading) == (403, "That was not sent")
    assert WORDS not in page(client).html
    assert KeptPost.objects.get().user == amina
    assert not sent


def test_a_page_of_before_the_last_sign_in_is_kept_and_given_back() -> None:
    amina, client = person(), browser()
    enter(client, amina)
    old = typed_in(client)
    leave(client)
    enter(client, amina)
    answer = Page(client.post("/write/", old))
    assert (answer.status, answer.heading) == (403, "We kept what you typed")
    assert answer.links["Go back to the form and check it"] == "/write/"
    assert page(client).soup.find("textarea").text.strip() == WORDS
    assert not sent


@pytest.mark.parametrize("token", [None, "", "short", "!" * 64])
def test_a_form_without_a_token_is_kept_and_given_back(browse: Browse, token: str | None) -> None:
    browse.client = browser()
    enter(browse.client, person())
    form = TYPED | ({} if token is None else {"csrfmiddlewaretoken": token})
    assert browse.post("/write/", form, status=403).heading == "We kept what you typed"
    assert WORDS in page(browse.client).soup.find("textarea").text


def test_a_token_of_nobody_keeps_nothing(browse: Browse) -> None:
    browse.client = browser()
    enter(browse.client, person())
    answer = browse.post("/write/", TYPED | {"csrfmiddlewaretoken": "a" * 64}, status=403)
    assert answer.heading == "That was not sent"
    assert not KeptPost.objects.exists()


@pytest.mark.parametrize("headers", [{"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}])
def test_another_sites_form_is_not_kept(headers: dict[str, str]) -> None:
    client = browser()
    enter(client, person())
    assert client.post("/write/", TYPED, **headers).status_code == 403
    assert not KeptPost.objects.exists()


def test_a_stranger_has_nothing_kept() -> None:
    client = browser()
    form = typed_in(client, "/sign-in/")
    assert client.post("/write/", form).status_code == 302
    assert client.post("/write/", TYPED).status_code == 403
    assert not KeptPost.objects.exists()


def test_a_script_is_told_and_nothing_is_kept(clock) -> None:
    client = signed_in(person())
    clock.shift(timedelta(minutes=31))
    answer = client.post("/write/", TYPED, HTTP_SEC_FETCH_MODE="cors")
    assert answer.status_code == 401
    assert not KeptPost.objects.exists()


def test_no_password_and_no_token_is_kept(clock) -> None:
    client = signed_in(person())
    clock.shift(timedelta(minutes=31))
    client.post("/write/", {**TYPED, "password": PASSWORD, "csrfmiddlewaretoken": ""})
    assert dict(KeptPost.objects.get().typed["fields"]) == TYPED


def test_what_cannot_be_shown_is_listed_with_a_mark_in_its_place(browse: Browse) -> None:
    amina = person()
    signed_in(amina, browse.client)
    keep_post(user=amina, path="/write/", fields=[("text", "Seen\x00 at\u202e register")])
    assert "Seen\ufffd at\ufffd register" in browse("/kept/")


def test_several_values_of_one_field_are_all_kept(clock) -> None:
    client = signed_in(person())
    clock.shift(timedelta(minutes=31))
    client.post("/write/?page=2", {"items": ["a", "b", ""]})
    assert KeptPost.objects.get().typed == {
        "path": "/write/?page=2", "fields": [["items", "a"], ["items", "b"], ["items", ""]],
    }  # fmt: skip


def test_it_is_encrypted_at_rest(clock) -> None:
    client = signed_in(person())
    clock.shift(timedelta(minutes=31))
    client.post("/write/", TYPED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT typed FROM {KeptPost._meta.db_table}")  # noqa: S608
        stored = bytes(cursor.fetchone()[0])
    assert b"Friday" not in stored and b"/write/" not in stored


def test_a_day_later_it_is_gone(clock) -> None:
    amina = person()
    client = signed_in(amina)
    clock.shift(timedelta(minutes=31))
    client.post("/write/", TYPED)
    clock.shift(timedelta(hours=24))
    assert sign_in(client, amina, data={"next": "/write/"}).headers["Location"] == "/write/"
    assert WORDS not in page(client).html
    forget_what_is_past()
    assert not KeptPost.objects.exists()


def test_a_button_pressed_too_late_is_not_pressed_for_anybody(clock) -> None:
    amina = person()
    client = signed_in(amina)
    clock.shift(timedelta(minutes=31))
    assert client.post("/press/", {"csrfmiddlewaretoken": ""}).headers["Location"] == "/sign-in/?next=/press/"
    assert sign_in(client, amina, data={"next": "/press/"}).headers["Location"] == "/press/"
    assert client.get("/press/").headers["Location"] == "/"
    assert not sent
    assert client.get("/press/").status_code == 405, "only the first time"


def test_words_sent_with_a_button_are_shown_where_they_are_kept(clock, browse: Browse) -> None:
    amina = person()
    signed_in(amina, browse.client)
    clock.shift(timedelta(minutes=31))
    browse.client.post("/press/", {"because": WORDS})
    sign_in(browse.client, amina, data={"next": "/press/"})
    shown = browse("/press/")
    assert shown.address == "/kept/" and WORDS in shown.text
    assert "You were signed out before that was done" in shown
    assert not sent


def test_what_was_typed_elsewhere_is_listed_on_the_way(browse: Browse) -> None:
    amina = person()
    keep_post(user=amina, path="/write/", fields=[("heading", "One")])
    keep_post(user=amina, path="/write/?page=2", fields=[("heading", "Two")])
    assert sign_in(browse.client, amina, data={"next": "/help/"}).headers["Location"] == "/kept/?next=%2Fhelp%2F"
    shown = browse("/kept/?next=%2Fhelp%2F")
    assert shown.heading == "What we kept for you"
    assert "One" in shown.text and "Two" in shown.text
    assert shown.links["Continue"] == "/help/"
    assert 'value="Two"' in page(browse.client, "/write/?page=2").html


def test_a_later_form_takes_the_place_of_an_earlier_and_there_is_an_end_to_it() -> None:
    amina = person()
    for heading in ("One", "Two"):
        keep_post(user=amina, path="/write/", fields=[("heading", heading)])
    assert [each.typed["fields"] for each in KeptPost.objects.all()] == [[["heading", "Two"]]]
    for number in range(KEPT_AT_MOST + 5):
        keep_post(user=amina, path=f"/write/?page={number}", fields=[("heading", "x")])
    assert KeptPost.objects.count() == KEPT_AT_MOST


def test_the_sign_in_page_itself_is_never_kept() -> None:
    amina, client = person(), browser()
    enter(client, amina)
    client.post("/sign-in/", {"email": amina.email, "password": PASSWORD})
    assert all("password" not in dict(each.typed["fields"]) for each in KeptPost.objects.all())
    assert who(client) == str(amina.pk)
