"""Jobs are taken once, rest and are tried again when they fail, and come back when their worker dies."""

from datetime import timedelta

import pytest
from django.core import mail
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sharewell.accounts.letters import tell_of_new_password
from sharewell.moment import now, pretend
from sharewell.notices.jobs import (
    forget_finished_jobs,
    put_back_stalled_jobs,
    run_due_jobs,
    take_job,
)
from sharewell.notices.rules import MOST_TRIES


@pytest.fixture
def waiting(cast) -> DBTaskResult:
    """A job: one letter to send."""
    another(cast)
    return DBTaskResult.objects.get()


def another(cast) -> None:
    tell_of_new_password.enqueue(str(cast.receiver.user.pk))


@pytest.fixture
def no_post(monkeypatch):
    """The post office is shut."""

    def refuse(*_, **__):
        raise ConnectionRefusedError("shut")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)


def test_a_job_is_taken_once_and_done(waiting):
    assert take_job() == waiting
    assert take_job() is None
    assert run_due_jobs() == 0


def test_another_worker_that_was_quicker_has_it(waiting, monkeypatch):
    from sharewell.notices import access

    ready = access.jobs_ready

    class Slow:
        """Sees the job just before somebody else takes it."""

        def first(self):
            job = ready().first()
            DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=now())
            return job

        filter = staticmethod(lambda **given: ready().filter(**given))

    answers = iter([Slow()])
    monkeypatch.setattr(access, "jobs_ready", lambda: next(answers, None) or ready())
    assert take_job() is None


def test_a_job_of_a_worker_that_died_comes_back_and_sends_once(waiting):
    take_job()
    assert put_back_stalled_jobs(timedelta(minutes=5)) == 0, "it may still be at it"
    with pretend(now() + timedelta(minutes=6)):
        assert put_back_stalled_jobs(timedelta(minutes=5)) == 1
    assert run_due_jobs() == 1
    assert len(mail.outbox) == 1
    waiting.refresh_from_db()
    assert waiting.status == TaskResultStatus.SUCCESSFUL


def test_a_job_that_kills_every_worker_is_given_up(waiting):
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=now(), worker_ids=["x"] * MOST_TRIES)
    with pretend(now() + timedelta(minutes=6)):
        assert put_back_stalled_jobs() == 0
    waiting.refresh_from_db()
    assert waiting.status == TaskResultStatus.FAILED


def test_a_job_that_fails_rests_and_is_tried_again(waiting, no_post, monkeypatch):
    assert run_due_jobs() == 1, "it rests; it is not tried over and over"
    waiting.refresh_from_db()
    assert waiting.status == TaskResultStatus.READY and waiting.run_after > now()
    monkeypatch.undo()
    DBTaskResult.objects.update(run_after=now())
    assert run_due_jobs() == 1
    assert len(mail.outbox) == 1


def test_a_job_that_always_fails_is_kept_as_failed(waiting, no_post):
    for _ in range(MOST_TRIES):
        DBTaskResult.objects.update(run_after=now())
        assert run_due_jobs() == 1
    waiting.refresh_from_db()
    assert waiting.status == TaskResultStatus.FAILED and "ConnectionRefusedError" in waiting.traceback
    assert run_due_jobs() == 0


def test_a_job_nobody_knows_any_more_does_not_stop_the_others(waiting, cast):
    DBTaskResult.objects.update(task_path="sharewell.nowhere.gone")
    another(cast)
    assert run_due_jobs() == 2
    assert len(mail.outbox) == 1


def test_no_more_than_so_many_at_once(waiting, cast):
    another(cast)
    assert run_due_jobs(most=1) == 1
    assert run_due_jobs(most=9) == 1


def test_finished_jobs_are_forgotten_after_a_while_and_waiting_ones_never(waiting, cast):
    run_due_jobs()
    another(cast)
    assert forget_finished_jobs() == 0
    with pretend(now() + timedelta(days=15)):
        assert forget_finished_jobs() == 1
    assert DBTaskResult.objects.count() == 1
