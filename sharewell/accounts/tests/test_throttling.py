"""Ten guesses in five minutes for an account and for an address, however they come; and the ways back for its owner."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from sharewell.accounts.models import Try
from sharewell.accounts.tests.given import PASSWORD, do_jobs, person, sign_in, signed_in, who
from sharewell.accounts.tests.test_forgotten_password import link_in
from sharewell.ledger.models import Entry
from tests.pages import Browse

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.accounts.tests.pages")]
NOON = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def guess(times: int, email: str, address: str = "198.51.100.7") -> list[int]:
    """The answers to so many wrong guesses, from one address or (address="") each from another."""
    return [
        sign_in(Client(), email, f"wrong {each}", REMOTE_ADDR=address or f"192.0.2.{each + 1}").status_code
        for each in range(times)
    ]


def test_ten_guesses_from_one_address_whatever_the_account() -> None:
    answers = [guess(1, f"person{each}@example.org")[0] for each in range(12)]
    assert answers == [200] * 10 + [429] * 2


def test_ten_guesses_at_one_account_wherever_they_come_from() -> None:
    assert guess(12, "Amina.Yusuf@example.org", address="") == [200] * 10 + [429] * 2


def test_an_account_that_is_not_there_is_held_as_well() -> None:
    assert guess(12, "nobody@example.org", address="") == [200] * 10 + [429] * 2


def test_the_right_password_is_not_even_tried_when_the_limit_is_reached(client: Client) -> None:
    amina = person()
    guess(10, amina.email)
    assert sign_in(client, amina, REMOTE_ADDR="203.0.113.1").status_code == 429
    assert not who(client)


def test_the_page_says_when_and_how_else(browse: Browse) -> None:
    amina = person()
    guess(10, amina.email)
    page = browse.post("/sign-in/", {"email": amina.email, "password": PASSWORD}, status=429)
    assert page.heading == "Too many tries"
    assert "Try again at 12.06 pm" in page.text
    assert page.response.headers["Retry-After"] == "300"
    assert page.links["Choose a new password"] == "/forgotten-password/"


def test_it_opens_again_after_five_minutes_even_under_hammering(client: Client, clock) -> None:
    amina = person()
    guess(10, amina.email)
    for _ in range(5):
        clock.shift(timedelta(seconds=50))
        assert guess(1, amina.email, address="203.0.113.1") == [429]
    clock.shift(timedelta(seconds=51))
    assert sign_in(client, amina).status_code == 302


def test_guesses_run_out_one_by_one(clock) -> None:
    for _ in range(10):
        assert guess(1, "a@example.org") == [200]
        clock.shift(timedelta(seconds=20))
    assert guess(1, "a@example.org") == [429]
    clock.shift(timedelta(seconds=101))
    assert guess(2, "a@example.org") == [200, 429]


def test_a_stranger_cannot_keep_a_duty_worker_off_their_own_computer() -> None:
    amina = person()
    office = signed_in(amina)
    office.post("/sign-out/")
    guess(12, amina.email, address="")
    guess(12, "others@example.org", address="127.0.0.1")
    assert sign_in(Client(), amina).status_code == 429
    assert sign_in(office, amina).status_code == 302


def test_but_guesses_on_that_computer_are_counted_too() -> None:
    amina = person()
    office = signed_in(amina)
    office.post("/sign-out/")
    answers = [sign_in(office, amina, f"wrong {each}").status_code for each in range(12)]
    assert answers == [200] * 10 + [429] * 2


def test_a_known_computer_of_one_person_is_a_strangers_to_another() -> None:
    amina, ben = person(), person("Ben Okafor")
    office = signed_in(amina)
    office.post("/sign-out/")
    guess(10, ben.email, address="")
    assert sign_in(office, ben).status_code == 429


def test_a_cookie_made_up_is_no_known_computer() -> None:
    amina = person()
    guess(10, amina.email, address="")
    forger = Client()
    forger.cookies["sharewell-browser"] = "a-token:1abcde:made-up-signature"
    assert sign_in(forger, amina).status_code == 429


def test_the_way_back_is_the_link_in_the_email(client: Client, mailoutbox) -> None:
    amina = person()
    guess(10, amina.email, address="")
    client.post("/forgotten-password/", {"email": amina.email}, REMOTE_ADDR="203.0.113.1")
    do_jobs()
    client.get(link_in(mailoutbox[-1]), REMOTE_ADDR="203.0.113.1")
    client.post("/choose-password/", {"password": "seven purple kettles"}, REMOTE_ADDR="203.0.113.1")
    assert who(client) == str(amina.pk)
    client.post("/sign-out/")
    guess(10, amina.email, address="")
    assert sign_in(client, amina, "seven purple kettles").status_code == 302, "this computer is now known"


def test_signing_in_forgives_the_account_but_not_the_address(client: Client) -> None:
    amina, mallory = person(), person("Mallory Bright")
    guess(9, amina.email)
    assert sign_in(Client(), amina, REMOTE_ADDR="203.0.113.1").status_code == 302
    assert sign_in(Client(), mallory, REMOTE_ADDR="198.51.100.7").status_code == 302
    assert guess(2, amina.email) == [200, 429], "an account of one's own does not buy nine more"


def test_the_book_has_each_wrong_guess_and_none_that_was_not_taken() -> None:
    guess(12, person().email)
    failed = Entry.objects.filter(kind="account.sign_in_failed").order_by("written_at", "id")
    assert len(failed) == 10
    assert sum('"is_held":true' in each.facts_text for each in failed) == 1


def test_what_is_counted_cannot_be_read_back() -> None:
    guess(1, "amina.yusuf@example.org")
    kept = " ".join(Try.objects.values_list("key", flat=True))
    assert "amina" not in kept and "198.51" not in kept


def test_asking_for_links_is_counted_by_address(client: Client) -> None:
    answers = [
        client.post("/forgotten-password/", {"email": f"person{each}@example.org"}).status_code for each in range(12)
    ]
    assert answers == [302] * 10 + [429] * 2


def test_trying_out_links_is_counted_by_address(client: Client) -> None:
    path = f"/choose-password/{person().pk}/abc-0123456789/"
    answers = [client.get(path).status_code for _ in range(32)]
    assert answers == [410] * 30 + [429] * 2


def test_what_is_past_is_forgotten(clock) -> None:
    from sharewell.accounts.actions.kept_posts import forget_what_is_past

    guess(3, "a@example.org")
    clock.shift(timedelta(hours=2))
    assert forget_what_is_past() == 6
    assert not Try.objects.exists()
