"""SQLite databases in files, for the tests about locking, durability and settings."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper

from sharewell.vault.surroundings import address


def handler(folder: Path) -> ConnectionHandler:
    """Connections, one a thread, to the very database that the settings describe when it stands in `folder`."""
    return ConnectionHandler({"default": address("NO_SUCH_NAME", folder)})


@contextlib.contextmanager
def database(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """One connection to it, closed afterwards."""
    connection = handler(folder)["default"]
    try:
        yield connection
    finally:
        connection.close()
