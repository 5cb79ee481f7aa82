"""Half an hour without a touch, twelve hours in all, and no write for a read."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sharewell.accounts.actions.kept_posts import forget_what_is_past
from sharewell.accounts.tests.given import person, signed_in, who
from tests.pages import Browse

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.accounts.tests.pages")]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def is_in(client: Client) -> bool:
    return client.get("/write/").status_code == 200


def test_idle_for_half_an_hour_is_over(clock) -> None:
    client = signed_in(person())
    clock.shift(timedelta(minutes=29, seconds=59))
    assert is_in(client)
    clock.shift(timedelta(minutes=30))
    assert not is_in(client)
    assert not who(client), "the session is gone from the server as well"


def test_both_limits_are_settings(clock, settings) -> None:
    settings.IDLE_MINUTES, settings.LONGEST_HOURS = 5, 1
    client = signed_in(person())
    for _ in range(14):
        clock.shift(timedelta(minutes=4))
        assert is_in(client)
    clock.shift(timedelta(minutes=4))
    assert not is_in(client), "an hour is over"
    client = signed_in(person("Ben Okafor"))
    clock.shift(timedelta(minutes=5))
    assert not is_in(client)


def test_twelve_hours_is_all_however_busy(clock) -> None:
    client = signed_in(person())
    for _ in range(35):
        clock.shift(timedelta(minutes=20))
        assert is_in(client)
    clock.shift(timedelta(minutes=20))
    assert not is_in(client)


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=3650)])
def test_a_clock_that_jumps_makes_no_session_immortal(clock, jump: timedelta) -> None:
    client = signed_in(person())
    clock.shift(jump)
    assert not is_in(client)


def test_a_timed_out_person_is_told_why(clock, browse: Browse) -> None:
    signed_in(person(), browse.client)
    clock.shift(timedelta(minutes=31))
    page = browse("/write/")
    assert page.address == "/sign-in/"
    assert "We signed you out because nothing had happened for a while." in page


def test_a_public_page_is_still_public_after_the_time_out(clock) -> None:
    client = signed_in(person())
    clock.shift(timedelta(minutes=31))
    assert client.get("/").content == b"start"


def test_reading_writes_at_most_once_a_minute(clock) -> None:
    client = signed_in(person())

    def writes() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert is_in(client)
        return sum(each["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"} for each in caught.captured_queries)

    assert [writes(), writes()] == [0, 0]
    clock.shift(timedelta(seconds=61))
    assert [writes(), writes()] == [1, 0]


def test_saying_still_here_lengthens_it(clock) -> None:
    client = signed_in(person())
    clock.shift(timedelta(minutes=28))
    assert client.post("/still-here/").json() == {"seconds": 1800}
    clock.shift(timedelta(minutes=28))
    assert is_in(client)


def test_saying_still_here_too_late_says_so(clock) -> None:
    client = signed_in(person())
    clock.shift(timedelta(minutes=31))
    answer = client.post("/still-here/")
    assert (answer.status_code, answer.json()) == (401, {"seconds": 0})
    assert client.get("/still-here/").status_code == 405


def test_the_page_knows_how_long_it_has(clock, rf) -> None:
    from sharewell.accounts.context import session_limits

    client = signed_in(person())
    clock.shift(timedelta(minutes=10))
    request = rf.get("/")
    request.session, request.user = client.session, person("Ben Okafor")
    assert session_limits(request) == {"timeout_seconds": 1200}


def test_cookies_are_out_of_reach_of_scripts_and_other_sites() -> None:
    client = signed_in(person())
    for name in ("sharewell", "sharewell-browser", "sharewell-form"):
        cookie = client.cookies[name]
        assert cookie["httponly"] and cookie["samesite"] == "Lax", name
    assert not client.cookies["sharewell"]["max-age"], "the session ends with the browser"


def test_the_browsers_cookie_says_nothing_of_its_owner() -> None:
    amina = person()
    value = signed_in(amina).cookies["sharewell-browser"].value
    assert str(amina.pk) not in value and "amina" not in value


def test_sessions_that_ran_out_are_forgotten(clock) -> None:
    signed_in(person())
    clock.shift(timedelta(hours=13))
    signed_in(person("Ben Okafor"))
    forget_what_is_past()
    assert Session.objects.count() == 1
