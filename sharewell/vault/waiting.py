"""When the database did not answer in time: how to tell that from a fault of ours."""

import sqlite3

import psycopg
from django.db import OperationalError

from sharewell.vault.sqlite.queue import WaitedTooLong

SQLITE_WAITED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# The low byte of an error code of SQLite says what it is; the others say more of it.
KIND = 0xFF


def was_kept_waiting(fault: BaseException | None) -> bool:
    """Whether what failed is worth trying again: others wrote for too long, or PostgreSQL was not to be reached."""
    if not isinstance(fault, OperationalError):
        return False
    cause = fault.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & KIND in SQLITE_WAITED
    return isinstance(cause, WaitedTooLong | psycopg.OperationalError)
