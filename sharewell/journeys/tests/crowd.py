"""Many browsers at once on a real database: in SQLite's case a file, since one in memory locks otherwise."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection, connections

from sharewell.vault.tests.given import handler


@contextlib.contextmanager
def on_file(folder: Path) -> Iterator[None]:
    """Inside, this test's database stands in a file, with all that was in it; on PostgreSQL nothing changes."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, as_set = connections["default"], connections.settings["default"]
    real = handler(folder).settings["default"]
    copy = sqlite3.connect(real["NAME"])
    in_memory.connection.backup(copy)
    copy.close()
    connections.settings["default"] = as_set | {"NAME": real["NAME"], "OPTIONS": real["OPTIONS"]}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], connections.settings["default"] = in_memory, as_set


def all_at_once(number: int, do: Callable[[int], Any]) -> list[Any]:
    """What each of so many threads gave, all of them let go together. An exception is what it gave, too."""
    gate = threading.Barrier(number)
    gave: list[Any] = [None] * number

    def run(place: int) -> None:
        try:
            gate.wait()
            gave[place] = do(place)
        except Exception as problem:
            gave[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return gave
