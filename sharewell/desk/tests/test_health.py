"""Anybody may ask how Sharewell is, and learns nothing of people."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sharewell.desk import access
from sharewell.desk.backups.making import BACKUP, MADE
from sharewell.desk.health import LIMITS, Check, State, worst
from sharewell.ledger import book
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import COUNTED, TEACHER
from sharewell.ledger.vouching import checkpoints
from sharewell.moment import pretend
from sharewell.notices.actions import mark_all_read, tell, worker_lives
from sharewell.notices.rules import NoticeKind

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def asked(later: float = 0) -> tuple[int, str, dict[str, Any]]:
    with pretend(NOON + timedelta(seconds=later)):
        answer = Client().get("/health")
    assert answer["Cache-Control"] == "no-store"
    said = answer.json()
    return answer.status_code, said["state"], {name: each["state"] for name, each in said["checks"].items()}


def write() -> None:
    book.enter(COUNTED, by=TEACHER, subject_kind="parcel", subject_id="1")


@pytest.fixture
def well(db: None, settings: Any) -> None:
    """At noon the worker lives, everything is sealed and signed, and a backup is new."""
    with pretend(NOON):
        worker_lives()
        book.enter(MADE, by=TEACHER, subject_kind=BACKUP, subject_id=settings.BOOK)
        seal()
        checkpoints.sign()
        # The book says that it has its first key, which is signed for as well.
        seal()
        checkpoints.sign()


def test_all_is_well(well: None) -> None:
    assert asked() == (200, "ok", dict.fromkeys(LIMITS, "ok"))


def test_a_worker_that_died_is_seen_within_a_minute(well: None) -> None:
    assert asked(40)[::2] == (200, dict.fromkeys(LIMITS, "ok") | {"worker": "late"})
    status, state, checks = asked(46)
    assert (status, state, checks["worker"]) == (503, "broken", "broken")
    with pretend(NOON + timedelta(seconds=50)):
        worker_lives()
    assert asked(55)[0] == 200


@pytest.mark.parametrize(("later", "expected"), [(5, "ok"), (20, "late"), (70, "broken")])
def test_an_entry_that_is_not_sealed(well: None, later: int, expected: str) -> None:
    with pretend(NOON):
        write()
        write()
    assert asked(later)[2]["sealing"] == expected


@pytest.mark.parametrize(("later", "expected"), [(60, "ok"), (200, "late"), (3700, "broken")])
def test_an_entry_that_is_not_signed_for(well: None, later: int, expected: str) -> None:
    with pretend(NOON):
        write()
        seal()
    assert asked(later)[2]["signing"] == expected


def test_a_night_without_entries_is_no_fault(well: None) -> None:
    checks = asked(8 * 3600)[2]
    assert (checks["sealing"], checks["signing"], checks["backup"]) == ("ok", "ok", "ok")


def test_an_old_backup_or_none_is_late_and_no_more(well: None) -> None:
    assert asked(27 * 3600)[2]["backup"] == "late"
    assert Check("backup", None).state == State.LATE == worst([Check("sealing", 0), Check("backup", None)])


def test_an_email_that_does_not_go_is_late_and_no_more(well: None, cast: Any) -> None:
    with pretend(NOON):
        tell([cast.teacher], NoticeKind.NEEDS_YOU, "SW-1", "/contacts/")
    assert asked(14 * 60)[2]["post"] == "ok" and asked(3 * 3600)[2]["post"] == "late"
    with pretend(NOON + timedelta(hours=4)):
        mark_all_read(cast.teacher)
    assert asked(5 * 3600)[2]["post"] == "ok", "nobody waits for it any more"


@pytest.mark.django_db
def test_an_empty_place_has_no_worker_and_no_backup() -> None:
    assert asked()[0] == 503 and asked()[2] == {
        "database": "ok", "worker": "broken", "sealing": "ok", "signing": "ok", "backup": "late", "post": "ok"
    }  # fmt: skip


@pytest.mark.django_db
def test_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent() -> None:
        raise OperationalError("connection to server at 10.1.2.3 failed for user pat")

    monkeypatch.setattr("sharewell.desk.access.watching.worker_seen_at", silent)
    assert asked() == (503, "broken", {"database": "broken"})
    assert b"10.1.2.3" not in Client().get("/health").content


def test_it_says_states_and_seconds_and_costs_a_few_rows(well: None) -> None:
    with (
        pretend(NOON),
        CaptureQueriesContext(
            connection,
        ) as asked_for,
    ):
        said = Client().get("/health").json()
    assert len(asked_for) <= 7, [each["sql"] for each in asked_for]
    kept = {"state", "seconds", "late_after", "broken_after"}
    assert set(said) == {"state", "checks"} and all(set(each) <= kept for each in said["checks"].values())
    assert Client().head("/health").content == b"" and Client().post("/health").status_code == 405
    assert access.health(NOON - timedelta(hours=1))[1].seconds == 0, "a clock that was put back makes nothing negative"
