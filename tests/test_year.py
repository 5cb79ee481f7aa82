"""A simulated year: no referral without an owner, no wrong clock, no referrer who was not told; and the checks that say
so can say the contrary."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from sharewell.clocks.actions import mark_late
from sharewell.clocks.models import Clock
from sharewell.concerns.models import Concern, Handing, Referral
from sharewell.directory.models import Member, Membership
from sharewell.disagreements.models import Disagreement
from sharewell.disclosures.models import DisclosureStep
from sharewell.ledger.rules import THE_CLOCK
from sharewell.moment import pretend
from sharewell.notices.models import Notice
from tests.building import BASE
from tests.killing import surroundings
from tests.year import ending, quarrels
from tests.year.__main__ import SAME
from tests.year.running import Run

pytestmark = pytest.mark.slow

IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
REFERRALS, DAYS = (5_000, 250) if IS_FULL else (24, 10)
SEED = os.environ.get("SHAREWELL_YEAR_SEED", "1989")
HOUR = timedelta(hours=1)


@pytest.mark.full
@pytest.mark.everywhere
def test_year(tmp_path: Path) -> None:
    with surroundings(tmp_path) as told:
        command = [sys.executable, "-m", "tests.year", str(REFERRALS), str(DAYS), SEED]
        done = subprocess.run(command, env=told | SAME, cwd=BASE, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["wrong"] == [], (found, done.stderr[-2000:])
    assert found["referrals"] >= REFERRALS
    for verb in (
        "acknowledged",
        "decided",
        "passed to a team",
        "withdrawn",
        "taken",
        "sheet acknowledged",
        "went away",
    ):
        assert found["done"].get(verb), f"nobody ever {verb}: {found}"


@pytest.fixture
def run(db: None) -> Run:
    """Two days, until something is open at both ends and some steps were told."""
    run = Run(30, 3, 7)
    run.plan()
    while not (_has_open(run) and run.year.done["acknowledged"] > 2 and run.year.post.carried):
        run.step()
    with pretend(run.over):
        while not Disagreement.objects.exists():
            quarrels.begin(run.year, Referral.objects.filter(state="decided").values_list("disclosure", flat=True)[0])
        run.walk(run.over)
    assert run.year.wrong == []
    return run


def _has_open(run: Run) -> bool:
    waits = Handing.objects.filter(state="waiting")
    decided = Referral.objects.filter(state="decided")
    has_it = _open().filter(with_member__isnull=False)
    return len(run.year.open_with) > 2 and waits.exists() and decided.exists() and has_it.exists()


def _everybody_left(run: Run) -> None:
    Membership.objects.update(left_at=run.over)
    run.year.people_changed = True


def _withdrawn(run: Run) -> None:
    Referral.objects.filter(closed_at__isnull=True).update(state="withdrawn", closed_at=run.over)


def _nobody_asked(run: Run) -> None:
    Handing.objects.exclude(state="done").update(with_member=None)


def _told_nobody(run: Run) -> None:
    Handing.objects.exclude(state="done").update(with_member=None, state="told_to_refer")


def _an_hour_later(run: Run) -> None:
    running().update(due_at=F("due_at") + HOUR)


def _worker_slept(run: Run) -> None:
    running().update(due_at=F("started_at"))
    run.clocks.rounds.append(run.over)


def _who_is_asked_left(run: Run) -> None:
    asked = Handing.objects.filter(state="waiting").values("with_member")
    Member.objects.filter(pk__in=asked).update(until=run.over)


def _who_has_it_left(run: Run) -> None:
    Member.objects.filter(pk__in=_open().values("with_member")).update(until=run.over)


def _who_carries_it_left(run: Run) -> None:
    carry = Concern.objects.filter(disclosure__in=_open().values("disclosure"))
    Member.objects.filter(pk__in=carry.values("with_member")).update(until=run.over)


def _ran_out(kind: str) -> Callable[[Run], object]:
    return lambda run: running().filter(kind=kind).update(due_at=F("started_at"))


def _one_more_clock(run: Run) -> None:
    """As an act that starts a clock and calls it off at once would leave it."""
    clock = running().first()
    clock.pk, clock.subject, clock.cancelled_at = uuid4(), str(uuid4()), clock.started_at
    clock.save(force_insert=True)


def _late_twice(run: Run) -> None:
    for _ in range(2):
        clock = running().first()
        clock.late_told_at = None
        clock.save()
        mark_late(by=THE_CLOCK, clock=clock)


def _job_failed(run: Run) -> None:
    empty = {"exception_class_path": "", "traceback": "", "args_kwargs": {}}
    DBTaskResult.objects.create(
        status="FAILED", task_path="a.job", queue_name="default", backend_name="default", run_after=run.over, **empty
    )


def _open():
    return Referral.objects.filter(closed_at__isnull=True)


def running():
    return Clock.objects.filter(met_at__isnull=True, cancelled_at__isnull=True)


PLANTED: list[tuple[Callable[[Run], object], str]] = [
    (lambda run: Referral.objects.update(team=run.year.places.desk), "with another team than was done"),
    (lambda run: Referral.objects.update(team=run.year.places.desk), "is with two teams"),
    (_everybody_left, "nobody is in the team"),
    (_withdrawn, "is not open, and nobody closed it"),
    (_withdrawn, "is not owed, and a clock runs"),
    (_nobody_asked, "and with nobody"),
    (_told_nobody, "was not told to refer it"),
    (_an_hour_later, "and should be at"),
    (_an_hour_later, "shows another time than its clock"),
    (_worker_slept, "was said late at None"),
    (lambda run: running().update(cancelled_at=run.over), "is owed, and no clock runs"),
    (lambda run: running().update(late_told_at=run.over), "was said to be late at"),
    (lambda run: Notice.objects.filter(kind="referral_acknowledged").delete(), "was told to []"),
    (lambda run: Notice.objects.filter(kind="referral_acknowledged").update(path="/home/"), "was told to []"),
    (lambda run: run.year.post.carried.update(list(run.year.post.carried)[:1]), "went 2 times"),
    (lambda run: Notice.objects.filter(emailed_at=None).update(read_at=None, next_try_at=None), "never went"),
    (lambda run: Notice.objects.update(given_up_at=run.over), "was given up"),
    (lambda run: DisclosureStep.objects.filter(step="decided").update(outcome=""), "was decided without a reason"),
    (_who_is_asked_left, "stays with somebody who is not there"),
    (_who_has_it_left, "stays with somebody who left"),
    (_who_carries_it_left, "has left, and nobody does instead"),
    (_ran_out("take_worry"), "ran out at"),
    (_ran_out("resolve"), "ran out at"),
    (_one_more_clock, "was never seen to run"),
    (_an_hour_later, "by the end"),
    (_late_twice, "was said to be late twice"),
    (_job_failed, "job a.job is FAILED"),
]
# What is left open is no fault before the end.
NOT_YET = ("never went", "are open after weeks")


def test_each_check_can_fail(run: Run) -> None:
    """What is planted is named; and without it, at the same moment, nothing is."""
    for plant, sentence in PLANTED:
        rounds = list(run.clocks.rounds)
        with transaction.atomic():
            plant(run)
            found = _found(run)
            transaction.set_rollback(True)
        run.clocks.rounds, run.year.people_changed = rounds, True
        assert any(sentence in each for each in found), (sentence, found)
        _found(run)
        run.year.post.carried = type(run.year.post.carried)(dict.fromkeys(run.year.post.carried, 1))
    assert not [each for each in _found(run) if not any(words in each for words in NOT_YET)]
    assert any("referrals are open after weeks" in each for each in _found(run))


def _found(run: Run) -> list[str]:
    """What the checks say at this moment, of all that ever was."""
    run.year.wrong.clear()
    run.telling.last = None
    with pretend(run.over):
        run.look(run.over)
        run.owners.after_round(run.over)
        run.clocks.after_round(run.over)
        run.telling.at_end_of_day(run.over)
        run.telling.at_the_end(run.over)
        run.clocks.at_the_end()
        ending.at_the_end(run.year)
    return list(run.year.wrong)
