"""SQLite whose writers queue fairly: see the door plate of this folder. Django looks for a backend in `base`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base, features

from sharewell.vault.sqlite.queue import IS_POSSIBLE, Queue, WaitedTooLong

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class ManyValues(features.DatabaseFeatures):
    """A hundred rows are one statement. SQLite has taken this many values since 3.32; Django still counts on 999."""

    max_query_params = 32_766


class DatabaseWrapper(base.DatabaseWrapper):
    """Joins the queue of writers before BEGIN IMMEDIATE and before a single writing statement."""

    # SQLite before 3.41 holds its JSON functions unsafe in a schema that is not trusted, and ours never is.
    data_type_check_constraints = {
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }
    features_class = ManyValues
    _queue: Queue | None = None

    def create_cursor(self, name: str | None = None) -> "QueueingCursor":
        cursor = self.connection.cursor(factory=QueueingCursor)
        cursor.wrapper = self
        return cursor

    def must_queue(self, statement: str) -> bool:
        """Whether the statement writes, and not in a transaction (which has its turn already)."""
        return not self.in_atomic_block and statement.lstrip()[:7].upper().startswith(WRITES)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Inside, it is our turn."""
        joined = self._join()
        try:
            yield
        finally:
            if joined:
                self._leave()

    def _start_transaction_under_autocommit(self) -> None:
        self._join()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            self._leave()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            if self._queue is not None:
                self._queue.close()

    def _join(self) -> bool:
        """Whether we joined: not when the turn is ours already, or the database is in memory."""
        if not IS_POSSIBLE or self.is_in_memory_db() or (self._queue is not None and self._queue.is_held):
            return False
        if self._queue is None:
            self._queue = Queue(f"{self.settings_dict['NAME']}.writers")
        try:
            self._queue.join()
        except WaitedTooLong as waited:
            raise OperationalError("database is locked: other writers did not finish in time") from waited
        return True

    def _leave(self) -> None:
        if self._queue is not None:
            self._queue.leave()


class QueueingCursor(base.SQLiteCursorWrapper):
    """A cursor whose single writing statements wait for their turn."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if not self.wrapper.must_queue(query):
            return super().execute(query, params)
        with self.wrapper.turn():
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        if not self.wrapper.must_queue(query):
            return super().executemany(query, param_list)
        with self.wrapper.turn():
            return super().executemany(query, param_list)
