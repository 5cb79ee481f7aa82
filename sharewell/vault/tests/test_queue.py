"""Writers wait in the order in which they came, for no longer than they have patience, and never for the dead."""

import gc
import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from sharewell.vault.sqlite import queue as queues
from sharewell.vault.sqlite.queue import FIRST_TICKET, LAST_TICKET, Queue, WaitedTooLong
from sharewell.vault.tests.given import database, handler

WRITERS, TURNS = 8, 40
fork = multiprocessing.get_context("fork")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "x.writers")


def wait_until(true: object) -> None:
    for _ in range(2_000):
        if true():
            return
        time.sleep(0.005)
    raise AssertionError("It did not become true.")


def join_and_note(queue: Queue, name: int, order: list[int]) -> None:
    queue.join()
    order.append(name)
    queue.leave()


def test_first_come_first_served(path: str) -> None:
    holder, order = Queue(path), []
    holder.join()
    threads = []
    for name in range(WRITERS):
        queue = Queue(path)
        threads.append(threading.Thread(target=join_and_note, args=(queue, name, order)))
        threads[-1].start()
        wait_until(lambda queue=queue: queue.is_held)
    assert order == []
    holder.leave()
    for thread in threads:
        thread.join()
    assert order == list(range(WRITERS))


def test_impatience(path: str) -> None:
    holder, other, third = Queue(path), Queue(path), Queue(path)
    holder.join()
    with pytest.raises(WaitedTooLong):
        other.join(patience=0.05)
    assert not other.is_held
    holder.leave()
    third.join(patience=0)
    assert third.is_held


@pytest.mark.parametrize("dies_holding", [True, False])
def test_nobody_waits_for_the_dead(path: str, dies_holding: bool) -> None:
    first, survivor = Queue(path), Queue(path)
    if not dies_holding:
        first.join()
    ready = fork.Event()

    def hold_for_ever() -> None:
        mine = Queue(path)
        if dies_holding:
            mine.join()
            ready.set()
            time.sleep(600)
        ready.set()
        mine.join(patience=600)

    process = fork.Process(target=hold_for_ever)
    process.start()
    assert ready.wait(30)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    first.leave()
    survivor.join(patience=10)
    assert survivor.is_held


def test_a_child_process_does_not_keep_its_parents_turn(path: str) -> None:
    parent = Queue(path)
    parent.join()
    may_end = fork.Event()
    process = fork.Process(target=may_end.wait, args=(60,))
    process.start()
    parent.close()  # as if the parent had been killed
    other = Queue(path)
    other.join(patience=5)
    may_end.set()
    process.join()
    assert other.is_held


@pytest.mark.parametrize("content", [b"", b"\xff" * 8, b"no", (FIRST_TICKET - 5).to_bytes(8, "little")])
def test_a_lost_or_altered_counter_is_mended(path: str, content: bytes) -> None:
    holder = Queue(path)
    holder.join()
    Path(path).write_bytes(content)
    other = Queue(path)
    with pytest.raises(WaitedTooLong):
        other.join(patience=0.02)
    holder.leave()
    other.join(patience=5)
    counter = int.from_bytes(Path(path).read_bytes(), "little")
    assert FIRST_TICKET <= counter < LAST_TICKET


def test_its_file_is_private(path: str) -> None:
    Queue(path).join()
    assert Path(path).stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
class TestTheDatabase:
    @pytest.fixture
    def connection(self, tmp_path: Path) -> BaseDatabaseWrapper:
        with database(tmp_path) as connection:
            connection.cursor().execute("CREATE TABLE tally (number integer, writer integer)")
            yield connection

    def is_free(self, tmp_path: Path) -> bool:
        try:
            Queue(str(tmp_path / "sharewell.sqlite3.writers")).join(patience=0)
        except WaitedTooLong:
            return False
        return True

    def test_a_transaction_has_the_turn_until_it_ends(self, connection: BaseDatabaseWrapper, tmp_path: Path) -> None:
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        assert not self.is_free(tmp_path)
        connection.rollback()
        assert self.is_free(tmp_path)

    def test_after_each_failure_the_turn_is_the_next_ones(
        self, connection: BaseDatabaseWrapper, tmp_path: Path
    ) -> None:
        begin = connection._start_transaction_under_autocommit
        begin()
        connection._close()
        assert self.is_free(tmp_path)
        connection.connect()
        with sqlite3.connect(tmp_path / "sharewell.sqlite3") as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            connection.cursor().execute("PRAGMA busy_timeout = 1")
            with pytest.raises(OperationalError):
                begin()
        foreign.close()
        assert self.is_free(tmp_path)

    def test_a_single_statement_waits_for_its_turn(
        self, connection: BaseDatabaseWrapper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queues, "PATIENCE_SECONDS", 0.02)
        holder = Queue(str(tmp_path / "sharewell.sqlite3.writers"))
        holder.join()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM tally")  # reading waits for nobody
            with pytest.raises(OperationalError, match="did not finish in time"):
                cursor.execute("INSERT INTO tally VALUES (1, 1)")
            with pytest.raises(OperationalError, match="did not finish in time"):
                cursor.executemany("INSERT INTO tally VALUES (%s, %s)", [(1, 1), (2, 2)])
        holder.leave()
        with connection.cursor() as cursor:
            cursor.execute(" insert INTO tally VALUES (1, 1)")
            cursor.execute("SELECT count(*) FROM tally")
            assert cursor.fetchone() == (1,)
        assert self.is_free(tmp_path)

    @pytest.mark.usefixtures("connection")
    def test_eight_writers_in_two_processes_overtake_nobody(self, tmp_path: Path) -> None:
        """Between asking for a turn and having it, few others write. With SQLite's own waiting it is thousands."""
        answers: multiprocessing.Queue = fork.Queue()
        processes = [fork.Process(target=write_in_threads, args=(tmp_path, half, answers)) for half in range(2)]
        for process in processes:
            process.start()
        found = [answers.get(timeout=120) for _ in range(WRITERS)]
        for process in processes:
            process.join()
        assert [failures for _, failures in found] == [[]] * WRITERS
        assert all(len(overtaken) == TURNS for overtaken, _ in found)
        assert max(max(overtaken) for overtaken, _ in found) < 5 * WRITERS
        with database(tmp_path) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT number), max(number) FROM tally")
            assert cursor.fetchone() == (WRITERS * TURNS, WRITERS * TURNS)


def write_in_threads(folder: Path, half: int, answers: multiprocessing.Queue) -> None:
    gc.collect()
    threads = [
        threading.Thread(target=write, args=(folder, half * WRITERS + number, answers))
        for number in range(WRITERS // 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def write(folder: Path, writer: int, answers: multiprocessing.Queue) -> None:
    connection = handler(folder)["default"]
    overtaken, failures = [], []
    for _ in range(TURNS):
        try:
            before = highest(connection)
            connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            mine = highest(connection) + 1
            connection.cursor().execute("INSERT INTO tally VALUES (%s, %s)", [mine, writer])
            connection.commit()
            connection.set_autocommit(True)
            overtaken.append(mine - before - 1)
        except Exception as failure:
            failures.append(repr(failure))
    connection.close()
    answers.put((overtaken, failures))


def highest(connection: BaseDatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) FROM tally")
        return cursor.fetchone()[0]
