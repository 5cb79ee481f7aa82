"""A queue of writers: tickets in a file, and the kernel's locks on its bytes to see who is still before us.

A writer takes the next number and locks the byte with that number; its turn has come when nobody holds a byte below.
A writer that gives up, ends or is killed lets go of its byte by that alone, so nobody waits for the dead. Each
writer has its own open file, so threads and processes queue alike. Nothing but fairness rests on this: SQLite's own
lock still keeps writers apart.
"""

import fcntl
import os
import struct
import time
import weakref

PATIENCE_SECONDS = 20.0
# How long to sleep before looking again, for each writer before us.
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.0002, 0.004
COUNTER_BYTES = 8
FIRST_TICKET, LAST_TICKET = 1 << 20, 1 << 62
FLOCK = "hhqqi4x"
# Locks that belong to an open file and not to the process; where the system has none, SQLite's own way must do.
IS_POSSIBLE = hasattr(fcntl, "F_OFD_SETLKW")


class WaitedTooLong(Exception):  # noqa: N818 - an answer, not a fault
    """Other writers did not finish in time."""


class Queue:
    """One writer's place in the queue for one database. Not for use by two threads at once."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._file: int | None = None
        self._ticket = 0
        _all.add(self)

    @property
    def is_held(self) -> bool:
        """Whether it is this writer's turn."""
        return self._ticket != 0

    def join(self, patience: float | None = None) -> None:
        """It is this writer's turn. Raises WaitedTooLong after `patience` seconds, and has left the queue then."""
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._ticket = self._take_ticket(self._file)
        until = time.monotonic() + (PATIENCE_SECONDS if patience is None else patience)
        try:
            while before := self._writers_before(self._file):
                if time.monotonic() > until:
                    raise WaitedTooLong
                time.sleep(min(before * PAUSE_SECONDS, LONGEST_PAUSE_SECONDS))
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """It is the next writer's turn. Nothing when it was not ours."""
        if self._ticket and self._file is not None:
            _lock(self._file, fcntl.F_OFD_SETLK, fcntl.F_UNLCK, self._ticket)
        self._ticket = 0

    def close(self) -> None:
        """The queue is left and its file is closed. It may be joined again."""
        self._ticket = 0
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __del__(self) -> None:
        self.close()

    def _take_ticket(self, file: int) -> int:
        _lock(file, fcntl.F_OFD_SETLKW, fcntl.F_WRLCK, 0)
        try:
            last = int.from_bytes(os.pread(file, COUNTER_BYTES, 0), "little")
            ticket = last + 1 if FIRST_TICKET <= last < LAST_TICKET else FIRST_TICKET
            while not _is_locked(file, ticket):
                ticket += 1
            os.pwrite(file, ticket.to_bytes(COUNTER_BYTES, "little"), 0)
        finally:
            _lock(file, fcntl.F_OFD_SETLK, fcntl.F_UNLCK, 0)
        return ticket

    def _writers_before(self, file: int) -> int:
        """About how many are before us; 0 when, and only when, nobody is."""
        length = self._ticket - FIRST_TICKET
        if not length:
            return 0
        found = _lock(file, fcntl.F_OFD_GETLK, fcntl.F_WRLCK, FIRST_TICKET, length)
        kind, _, start, _, _ = struct.unpack(FLOCK, found)
        return 0 if kind == fcntl.F_UNLCK else max(self._ticket - start, 1)


def _is_locked(file: int, ticket: int) -> bool:
    """Whether the byte is ours now. It is somebody else's only when the counter was lost or altered."""
    try:
        _lock(file, fcntl.F_OFD_SETLK, fcntl.F_WRLCK, ticket)
    except BlockingIOError:
        return False
    return True


def _lock(file: int, command: int, kind: int, start: int, length: int = 1) -> bytes:
    return fcntl.fcntl(file, command, struct.pack(FLOCK, kind, os.SEEK_SET, start, length, 0))


_all: "weakref.WeakSet[Queue]" = weakref.WeakSet()


def _forget_what_the_parent_holds() -> None:
    """A child process shares its parent's open files: were they to stay open, the parent's locks would outlive it."""
    for queue in list(_all):
        queue.close()


os.register_at_fork(after_in_child=_forget_what_the_parent_holds)
