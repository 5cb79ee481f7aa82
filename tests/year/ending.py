"""Check 4: when all is over the book verifies, and nothing is stuck."""

from django_tasks_db.models import DBTaskResult

from sharewell.ledger.models import Entry
from sharewell.ledger.sealing import seal
from sharewell.ledger.verifying import Tally, faults
from sharewell.ledger.vouching.checking import faults_of_checkpoints, faults_of_keys
from tests.year.agenda import Year


def at_the_end(year: Year) -> None:
    """The whole book is read; each lateness is entered once; no job waits or failed."""
    seal()
    tally = Tally()
    for fault in (*faults(tally), *faults_of_keys(), *faults_of_checkpoints()):
        year.fault(f"the book: {fault}")
    if tally.entries != Entry.objects.count():
        year.fault(f"the book: {tally.entries} of {Entry.objects.count()} entries have their place")
    late = list(Entry.objects.filter(kind="clock.became_late").values_list("subject_id", flat=True))
    if len(late) != len(set(late)):
        year.fault("the book: a clock was said to be late twice")
    for job in DBTaskResult.objects.exclude(status="SUCCESSFUL"):
        year.fault(f"job {job.task_path} is {job.status}")
    for what, left in (("referrals", year.open_with), ("handed worries", year.handed)):
        if left:
            year.fault(f"{len(left)} {what} are open after weeks: {min(left)}")
