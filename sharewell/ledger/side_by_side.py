"""Several processes that recompute a long book side by side."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

import django

from sharewell.ledger.recomputing import STRETCH, Stretch, whole
from sharewell.ledger.verifying import Recomputed, one_by_one

# A process takes a second to begin: a shorter book is read sooner by one.
WORTH_IT = 100_000 // STRETCH


def side_by_side(processes: int | None) -> Recomputed:
    """So many processes, each with its own connection; None: as many as there are cores, for a book that is long."""

    def recompute(stretches: list[tuple[int, int]]) -> Iterable[Stretch | None]:
        count = processes or (os.cpu_count() or 1 if len(stretches) > WORTH_IT else 1)
        return one_by_one(stretches) if count == 1 else _shared(stretches, count)

    return recompute


def _shared(stretches: list[tuple[int, int]], count: int) -> Iterator[Stretch | None]:
    # A process that begins afresh shares no connection with this one, and knows no models before Django is set up.
    afresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=afresh, initializer=django.setup) as pool:
        yield from pool.map(_whole, stretches, chunksize=4)


def _whole(stretch: tuple[int, int]) -> Stretch | None:
    return whole(*stretch)
