"""The worker goes its rounds, each at its own pace, and no failure stops it."""

import logging
from io import StringIO

import pytest
from django.core.management import call_command

from sharewell.desk.rounds import ROUNDS, Round, Watch
from sharewell.directory.tests.given import a_user
from sharewell.errors import Unsigned


def a_round(name: str, every: int, walked: list[str]) -> Round:
    return Round(name, every, lambda: walked.append(name))


def test_each_round_has_its_own_pace() -> None:
    walked: list[str] = []
    watch = Watch((a_round("often", 1, walked), a_round("now and then", 10, walked)))
    for second in range(12):
        assert watch.go(float(second)) == []
    assert walked.count("often") == 12
    assert walked.count("now and then") == 2


def test_after_a_long_sleep_each_is_walked_once() -> None:
    walked: list[str] = []
    watch = Watch((a_round("often", 1, walked),))
    watch.go(0.0)
    watch.go(5_000.0)
    assert walked == ["often", "often"]


def test_one_that_fails_is_logged_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    walked: list[str] = []

    def cannot() -> None:
        raise OSError("the disk is full")

    watch = Watch((Round("do this", 1, cannot), a_round("do that", 1, walked)))
    with caplog.at_level(logging.ERROR):
        assert watch.go(0.0) == ["do this"]
        assert watch.go(1.0) == ["do this"]
    assert walked == ["do that", "do that"]
    assert "could not do this" in caplog.text
    assert "the disk is full" in caplog.text


def test_what_fails_again_and_again_is_said_once_a_minute_and_anew_once_it_has_worked(
    caplog: pytest.LogCaptureFixture,
) -> None:
    faults: list[Exception | None] = [OSError("full")] * 61 + [None, Unsigned("The key in hand is another.")] * 2

    def sign() -> None:
        if fault := faults.pop(0):
            raise fault

    watch = Watch((Round("sign the book", 1, sign),))
    for second in range(65):
        watch.go(float(second))
    assert [(each.getMessage(), bool(each.exc_info)) for each in caplog.records] == [
        ("The worker could not sign the book; it goes on and tries again.", True),
        ("The worker could not sign the book; it goes on and tries again.", True),
        ("The worker may not sign the book: The key in hand is another.", False),
        ("The worker may not sign the book: The key in hand is another.", False),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("each", ROUNDS, ids=lambda each: each.name)
def test_every_round_can_be_walked_where_there_is_nothing_to_do(each: Round) -> None:
    each.walk()
    each.walk()


@pytest.mark.parametrize("settled", ["demonstration", "nobody"])
def test_where_to_begin_says_who_is_there(db, settings, settled: str) -> None:
    settings.DEMONSTRATION = settled == "demonstration"
    said = StringIO()
    call_command("where_to_begin", stdout=said)
    assert settings.PUBLIC_ADDRESS in said.getvalue()
    assert "Stop with Ctrl-C" in said.getvalue()
    assert ("rachel.alder@example.org" in said.getvalue()) is settings.DEMONSTRATION
    assert ("Nobody can sign in yet" in said.getvalue()) is not settings.DEMONSTRATION


def test_in_a_real_place_nobody_s_password_is_printed(db, settings) -> None:
    settings.DEMONSTRATION = True
    a_user("Real Person")
    said = StringIO()
    call_command("where_to_begin", stdout=said)
    assert "demonstration-only" not in said.getvalue()
