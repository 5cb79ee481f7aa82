"""SQLite whose writers queue fairly: see the door plate of this folder."""

import fcntl
import os
import time
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PATIENCE_SECONDS = 20.0
PAUSE_SECONDS = 0.002


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes a kernel lock before BEGIN IMMEDIATE, because SQLite's own busy handler polls and starves writers."""

    _queue: int | None = None
    _held = False

    def _start_transaction_under_autocommit(self) -> None:
        self._join_queue()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()
        finally:
            self._leave_queue()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._leave_queue()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._leave_queue()
            if self._queue is not None:
                os.close(self._queue)
                self._queue = None

    def _join_queue(self) -> None:
        if self.is_in_memory_db() or self._held:
            return
        if self._queue is None:
            path = str(self.settings_dict["NAME"]) + ".writers"
            self._queue = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                fcntl.flock(self._queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise OperationalError("database is locked: waited too long for other writers") from None
                time.sleep(PAUSE_SECONDS)
        self._held = True

    def _leave_queue(self) -> None:
        if self._held and self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
            self._held = False
