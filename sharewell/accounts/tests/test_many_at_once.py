"""The limit holds when tries come all at once, on connections of their own, in a database that has several."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, connections

from sharewell.accounts import hashers
from sharewell.accounts.actions.tries import TooManyTries, count_try
from sharewell.accounts.models import Try
from sharewell.accounts.rules import Limit
from sharewell.vault.tests.given import handler

LIMIT = Limit(10, timedelta(minutes=5))


class ToTheFile:
    """Sends every query to the database in a file: the one in memory has a single connection."""

    def db_for_read(self, model: type, **hints: object) -> str:
        return "file"

    db_for_write = db_for_read


@pytest.fixture
def many_connections(django_db_setup: None, django_db_blocker, tmp_path: Path, settings) -> Iterator[None]:
    """Each thread has a connection of its own to the same rows, and what it writes stands at once."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connections.settings["file"] = handler(tmp_path).settings["default"]
            settings.DATABASE_ROUTERS = [f"{__name__}.ToTheFile"]
            with connections["file"].schema_editor() as editor:
                editor.create_model(Try)
        yield
        Try.objects.all().delete()
        connections.close_all()
        connections.settings.pop("file", None)


def at_once(times: int, work) -> None:
    """Does it in so many threads that all begin together."""
    start = threading.Barrier(times)

    def run() -> None:
        start.wait()
        work()
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_thirty_guesses_at_once_are_never_more_than_ten(many_connections: None) -> None:
    answers: list[bool] = []

    def guess() -> None:
        try:
            count_try({"account": LIMIT, "address": LIMIT})
            answers.append(True)
        except TooManyTries:
            answers.append(False)

    at_once(30, guess)
    assert len(answers) == 30
    assert 1 <= sum(answers) <= 10
    assert Try.objects.count() == 2 * sum(answers), "those refused are not counted"


def test_few_passwords_are_hashed_at_once(monkeypatch) -> None:
    now_hashing, most = [0], [0]
    lock, together = threading.Lock(), threading.Event()

    def slow(self, password: str, salt: str) -> str:
        with lock:
            now_hashing[0] += 1
            most[0] = max(most[0], now_hashing[0])
        together.wait(0.05)
        with lock:
            now_hashing[0] -= 1
        return "hash"

    monkeypatch.setattr(Argon2PasswordHasher, "encode", slow)
    at_once(8, lambda: hashers.PatientArgon2().encode("password", "salt"))
    assert most[0] == hashers.AT_ONCE


def test_what_it_hashes_is_argon2() -> None:
    hashed = hashers.PatientArgon2().encode("violet teapot gravel", "saltsaltsalt")
    assert hashed.startswith("argon2$argon2id$v=19$m=102400,t=2,")
    assert hashers.PatientArgon2().verify("violet teapot gravel", hashed)
    assert not hashers.PatientArgon2().verify("violet teapot", hashed)
