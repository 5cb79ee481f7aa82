"""Several processes that verify a long book side by side."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

import django

from sharewell.ledger import tree
from sharewell.ledger.reading import UNREADABLE
from sharewell.ledger.verifying import Spread, one_by_one

# A process takes a second to begin: a shorter book is read sooner by one.
WORTH_IT = 100_000


@contextmanager
def side_by_side(processes: int | None) -> Iterator[Spread]:
    """So many processes, each with its own connection; None: as many as there are cores, for a book that is long."""
    count = processes or (os.cpu_count() or 1 if _is_long() else 1)
    if count == 1:
        yield one_by_one
        return
    # A process that begins afresh shares no connection with this one, and knows no models before Django is set up.
    afresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=afresh, initializer=django.setup)
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)


def _is_long() -> bool:
    try:
        return tree.size() > WORTH_IT
    except UNREADABLE:
        return False
