"""Somebody else writes for too long: whoever waits is told to try again, with everything typed, and it then goes."""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.test import Client

from sharewell.accounts.sessions import SEEN
from sharewell.concerns.tests.walker import WORRY, at_the_worry
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import add_member
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import the_cast
from sharewell.journeys.tests.crowd import on_file
from sharewell.moment import now
from sharewell.vault.sqlite.queue import Queue
from sharewell.vault.waiting import was_kept_waiting
from tests.pages import Browse, Page

pytestmark = pytest.mark.slow


@contextlib.contextmanager
def written_by_somebody(table: str = "journeys_draft") -> Iterator[None]:
    """Inside, another program is writing, and we wait for it no longer than a moment."""
    said = connection.settings_dict
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout = 200")
            other: Any = sqlite3.connect(said["NAME"], isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
        else:
            cursor.execute("SET lock_timeout = '200ms'")
            at = {"dbname": said["NAME"], "user": said["USER"], "host": said["HOST"], "port": said["PORT"] or None}
            other = psycopg.connect(**{name: value for name, value in at.items() if value})
            other.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.rollback()
        other.close()
        if connection.vendor != "sqlite":
            connection.close()


@contextlib.contextmanager
def at_the_front_of_the_queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inside, another writer of ours has its turn, and does not finish."""
    monkeypatch.setattr("sharewell.vault.sqlite.queue.PATIENCE_SECONDS", 0.2)
    other = Queue(f"{connection.settings_dict['NAME']}.writers")
    other.join()
    try:
        yield
    finally:
        other.close()


def carried(page: Page) -> dict[str, list[str]]:
    """What the form of the page sends."""
    fields: dict[str, list[str]] = {}
    for field in page.soup.select("main form input[type=hidden]:not([name=csrfmiddlewaretoken])"):
        fields.setdefault(str(field["name"]), []).append(str(field["value"]))
    return fields


def sent_into(busy: Any, folder: Path) -> None:
    """The worry is sent while it is busy, and again from the page that says so; it then stands in the draft."""
    with on_file(folder):
        teacher = at_the_worry(the_cast().teacher)
        seen = teacher.browse(f"{teacher.at}worry/").soup.select_one("input[name=_seen]")["value"]
        with busy():
            told = teacher.browse.post(f"{teacher.at}worry/", WORRY | {"_seen": seen}, status=503)
            assert told.heading == "Sharewell is busy: try again"
            assert told.response["Retry-After"] == "5"
            assert WORRY["row0-text"] not in teacher.browse(f"{teacher.at}worry/").html
        assert carried(told) == {name: [value] for name, value in (WORRY | {"_seen": seen}).items()}
        again = teacher.browse.post(f"{teacher.at}worry/", carried(told))
        assert again.heading != told.heading
        assert WORRY["row0-text"] in teacher.browse(f"{teacher.at}worry/").html


@pytest.mark.django_db(transaction=True)
def test_another_program_writes(tmp_path: Path) -> None:
    sent_into(written_by_somebody, tmp_path)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_another_writer_of_ours_does_not_finish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent_into(lambda: at_the_front_of_the_queue(monkeypatch), tmp_path)


@pytest.mark.django_db
def test_a_fault_of_ours_is_not_called_busy() -> None:
    with pytest.raises(Exception, match="no_such_table") as caught:
        connections["default"].cursor().execute("SELECT * FROM no_such_table")
    assert not was_kept_waiting(caught.value)
    assert not was_kept_waiting(OperationalError("disk I/O error"))
    assert not was_kept_waiting(None)


@pytest.mark.parametrize(
    ("state", "is_worth_another_try"),
    [("55P03", True), ("40P01", True), ("08006", True), (None, True), ("28P01", False), ("53100", False)],
)
def test_what_postgresql_says_of_it(state: str | None, is_worth_another_try: bool) -> None:
    cause = psycopg.OperationalError()
    cause.sqlstate = state
    fault = OperationalError()
    fault.__cause__ = cause
    assert was_kept_waiting(fault) is is_worth_another_try


def seen_long_ago(client: Any) -> None:
    """The session is due to be lengthened."""
    session = client.session
    session[SEEN] = (now() - timedelta(minutes=5)).timestamp()
    session.save()


@pytest.mark.django_db(transaction=True)
def test_a_page_comes_though_the_session_cannot_be_lengthened(tmp_path: Path) -> None:
    with on_file(tmp_path):
        teacher = Browse().as_(the_cast().teacher.user)
        teacher("/contacts/")
        seen_long_ago(teacher.client)
        with written_by_somebody(table="django_session"):
            assert teacher("/contacts/").heading
        before = teacher.client.session[SEEN]
        teacher("/contacts/")
        assert teacher.client.session[SEEN] > before


@pytest.mark.django_db(transaction=True)
def test_a_session_that_cannot_be_changed_is_busy_and_not_gone(tmp_path: Path) -> None:
    with on_file(tmp_path):
        cast = the_cast()
        also = add_member(
            by=THE_INSTALLATION,
            user=cast.teacher.user,
            agency=cast.council,
            job_title="Governor",
            roles=[Role.PRACTITIONER],
        )
        teacher = Browse().as_(cast.teacher.user)
        teacher("/acting-for/")
        with written_by_somebody(table="django_session"):
            told = teacher.post("/acting-for/", {"member": str(also.pk)}, status=503)
        assert told.heading == "Sharewell is busy: try again"


@pytest.mark.django_db(transaction=True)
def test_a_form_whose_token_is_not_true_is_shown_to_nobody(tmp_path: Path) -> None:
    with on_file(tmp_path):
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.force_login(the_cast().teacher.user)
        assert client.get("/record-decision/").status_code == 200
        typed = {"what": "Words typed by somebody else.", "csrfmiddlewaretoken": "x" * 64}
        with written_by_somebody(table="accounts_keptpost"):
            told = client.post("/record-decision/", typed, headers={"origin": "http://testserver"})
        assert told.status_code in {403, 503}
        assert "Words typed by somebody else." not in told.content.decode()
        assert not Page(told).soup.select("main form input[name=what]")
