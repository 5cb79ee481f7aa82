"""What is looked at to say how Sharewell is. A handful of rows, for anybody, and none about people."""

import time
from datetime import datetime

from django.conf import settings
from django.db import Error

from sharewell.desk.backups.making import BACKUP, MADE
from sharewell.desk.health import Check
from sharewell.ledger.access import entries_about
from sharewell.ledger.sealing import longest_wait
from sharewell.ledger.vouching.checkpoints import longest_unsigned
from sharewell.notices.access import longest_unsent, worker_seen_at


def health(at: datetime) -> list[Check]:
    """How everything is at this instant. With a database that does not answer, that alone is known."""
    began = time.monotonic()
    try:
        seen = worker_seen_at()
        answered = time.monotonic() - began
        return [
            Check("database", answered),
            Check("worker", _ago(seen, at)),
            Check("sealing", longest_wait().total_seconds()),
            Check("signing", longest_unsigned().total_seconds()),
            Check("backup", _ago(_backed_up_at(), at)),
            Check("post", longest_unsent(at).total_seconds()),
        ]
    except Error:
        return [Check("database", None)]


def _backed_up_at() -> datetime | None:
    made = entries_about(BACKUP, settings.BOOK).filter(kind=MADE)
    return made.order_by("-written_at").values_list("written_at", flat=True).first()


def _ago(when: datetime | None, at: datetime) -> float | None:
    return None if when is None else max((at - when).total_seconds(), 0.0)
