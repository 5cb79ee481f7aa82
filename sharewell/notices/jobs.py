"""Jobs: what is done after a commit. The worker takes each once, tries a failed one again, takes back what was left.

Jobs are rows (django-tasks-db), kept in the transaction of the act that wants them. A worker that is killed leaves its
job RUNNING for ever; `put_back_stalled_jobs` makes it ready again. So every job must bear being run twice.
"""

import logging
import time
import uuid
from datetime import timedelta

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sharewell.moment import now
from sharewell.notices import access
from sharewell.notices.rules import wait_after

logger = logging.getLogger(__name__)

WORKER = str(uuid.uuid4())
LEASE = timedelta(minutes=5)
KEPT = timedelta(days=14)
SECONDS_AT_A_TIME = 10.0


def run_due_jobs(most: int = 100) -> int:
    """Runs the jobs that are ready, one after another, no more than `most`. Gives how many it ran, well or badly.

    After ten seconds it takes no more, for the worker has other rounds, and the book is to be sealed.
    """
    until = time.monotonic() + SECONDS_AT_A_TIME
    for ran in range(most):
        job = take_job() if time.monotonic() < until else None
        if job is None:
            return ran
        run(job)
    return most


def take_job() -> DBTaskResult | None:
    """The next job, taken by compare-and-swap so that no other worker has it too; None when there is none."""
    while job := access.jobs_ready().first():
        taken = {"status": TaskResultStatus.RUNNING, "started_at": now(), "worker_ids": [*job.worker_ids, WORKER]}
        if access.jobs_ready().filter(pk=job.pk).update(**taken):
            job.refresh_from_db()
            return job
    return None


def run(job: DBTaskResult) -> bool:
    """Does the job. One that fails rests and is tried again; after the last try it is kept as failed, and logged."""
    try:
        given = job.args_kwargs
        returned = job.task.call(*given["args"], **given["kwargs"])
    except Exception as fault:
        _rest_or_give_up(job, fault)
        return False
    job.set_successful(returned)
    return True


def put_back_stalled_jobs(older_than: timedelta = LEASE) -> int:
    """Jobs taken longer ago than this, by a worker that must have died, are ready again. Gives how many.

    One that has had all its tries is given up instead, so that a job that kills its worker cannot do it for ever.
    """
    put_back = 0
    for job in access.jobs_running_since(now() - older_than):
        if wait_after(len(job.worker_ids)) is None:
            job.set_failed(TimeoutError("Every worker that took this job died with it."))
            logger.error("Job %s (%s) is given up: its workers died with it.", job.pk, job.task_path)
            continue
        unchanged = access.jobs_running_since(now() - older_than).filter(pk=job.pk, started_at=job.started_at)
        put_back += unchanged.update(status=TaskResultStatus.READY, started_at=None)
    return put_back


def forget_finished_jobs(older_than: timedelta = KEPT) -> int:
    """Jobs finished longer ago than this are deleted. Gives how many."""
    deleted, _ = access.jobs_finished_before(now() - older_than).delete()
    return deleted


def _rest_or_give_up(job: DBTaskResult, fault: Exception) -> None:
    tries = len(job.worker_ids)
    wait = wait_after(tries)
    if wait is None:
        job.set_failed(fault)
        logger.error("Job %s (%s) failed %s times and is given up.", job.pk, job.task_path, tries, exc_info=fault)
        return
    logger.warning("Job %s (%s) failed: %s. It rests for %s.", job.pk, job.task_path, type(fault).__name__, wait)
    job.status, job.started_at, job.run_after = TaskResultStatus.READY, None, now() + wait
    job.save(update_fields=["status", "started_at", "run_after"])
