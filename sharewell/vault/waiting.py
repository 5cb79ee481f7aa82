"""When the database did not answer in time: how to tell that from a fault of ours."""

import sqlite3

import psycopg
from django.db import OperationalError

from sharewell.vault.sqlite.queue import WaitedTooLong

SQLITE_WAITED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# The low byte of an error code of SQLite says what it is; the others say more of it.
KIND = 0xFF
# Two writers in each other's way; a lock or an answer that did not come in time; too many connections; a server that
# stops or starts. A state that begins so, or none at all, tells of a connection that failed.
POSTGRESQL_WAITED = {"40001", "40P01", "55P03", "57014", "53300", "57P01", "57P02", "57P03"}
CONNECTION = "08"


def was_kept_waiting(fault: BaseException | None) -> bool:
    """Whether what failed is worth trying again: others wrote for too long, or PostgreSQL was not to be reached."""
    if not isinstance(fault, OperationalError):
        return False
    cause = fault.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & KIND in SQLITE_WAITED
    if isinstance(cause, psycopg.OperationalError):
        state = cause.sqlstate
        return state is None or state in POSTGRESQL_WAITED or state.startswith(CONNECTION)
    return isinstance(cause, WaitedTooLong)
