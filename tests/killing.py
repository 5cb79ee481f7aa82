"""Kills writers in the middle of their acts, again and again: `python -m tests.killing WORK KILLS [WRITERS [ACTS]]`.

WORK is a module with three functions:

    prepare()                  once, on the fresh database
    write() -> str             one act (or a refused try); what it gives is acknowledged
    doubts(acknowledged)       a list of sentences: what was acknowledged and is not there, what is half done

Writers and two that seal and sign run side by side; all are killed at once (SIGKILL) at a moment of chance, or after
so many acts; then the database is opened anew and looked at. The program prints one line of JSON and ends with 1 when
anything was lost or half done. It works in the data folder and database that the surroundings name, which must be its
own.
"""

import importlib
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

WHOLE_CHECK_EVERY = 50
FEWEST, MOST = 10, 80
PATIENCE_SECONDS, PATIENCE_AN_ACT = 60, 0.1
SEALERS = 2


def in_a_child(work: Callable[[], object]) -> tuple[int, int]:
    """Runs `work` in a forked process; its number, and where what it writes can be read."""
    reader, writer = os.pipe()
    if child := os.fork():
        os.close(writer)
        return child, reader
    code = 1
    try:
        os.close(reader)
        os.dup2(writer, 1)
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def outcome(work: Callable[[], list[str]]) -> list[str]:
    """What `work` gives, done in a process of its own, so that this one never opens the database."""
    with tempfile.TemporaryFile() as file:

        def told() -> None:
            file.write(json.dumps(work()).encode())
            file.flush()

        child, reader = in_a_child(told)
        _, status = os.waitpid(child, 0)
        os.close(reader)
        file.seek(0)
        return json.loads(file.read()) if status == 0 else [f"a look at the database failed (status {status})"]


def write_for_ever(write: Callable[[], str]) -> None:
    random.seed()
    while True:
        os.write(1, f"{write()}\n".encode())


def seal_for_ever() -> None:
    from sharewell.ledger.sealing import seal
    from sharewell.ledger.vouching.checkpoints import sign

    while True:
        seal(batch=20)
        sign()
        time.sleep(0.001)


def one_kill(write: Callable[[], str], writers: int, acts: int) -> set[str]:
    """What the writers acknowledged before they were killed."""
    processes = [in_a_child(lambda: write_for_ever(write)) for _ in range(writers)]
    processes += [in_a_child(seal_for_ever) for _ in range(SEALERS)]
    said: dict[int, bytes] = {reader: b"" for _, reader in processes}
    enough = acts or random.randint(FEWEST, MOST)
    until = time.monotonic() + PATIENCE_SECONDS + acts * PATIENCE_AN_ACT
    while sum(text.count(b"\n") for text in said.values()) < enough and time.monotonic() < until:
        for reader in select.select(list(said), [], [], 0.5)[0]:
            said[reader] += os.read(reader, 65536)
    time.sleep(random.random() * 0.02)
    for child, _ in processes:
        os.kill(child, signal.SIGKILL)
    for child, reader in processes:
        os.waitpid(child, 0)
        while more := os.read(reader, 65536):
            said[reader] += more
        os.close(reader)
    return {line.decode() for text in said.values() for line in text.split(b"\n")[:-1]}


def doubts_about_the_book() -> list[str]:
    """The database is whole, and the book verifies, with every entry in its place."""
    from django.db import connection

    from sharewell.ledger.models import Entry
    from sharewell.ledger.sealing import seal
    from sharewell.ledger.verifying import Tally, faults
    from sharewell.ledger.vouching.checking import faults_of_checkpoints, faults_of_keys

    found: list[str] = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            found += [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
    seal()
    tally = Tally()
    found += [*faults(tally), *faults_of_keys(), *faults_of_checkpoints()]
    if tally.entries != Entry.objects.count():
        found.append(f"{tally.entries} of {Entry.objects.count()} entries have their place")
    return found


def made_ready(prepare: Callable[[], None]) -> list[str]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    prepare()
    return []


def main(module: str, kills: int, writers: int = 6, acts: int = 0) -> int:
    import django

    django.setup()
    work = importlib.import_module(module)
    wrong = outcome(lambda: made_ready(work.prepare))
    acknowledged, slowest = 0, 0.0
    for number in range(1, kills + 1):
        if wrong:
            break
        told = one_kill(work.write, writers, acts)
        acknowledged += len(told)
        wrong += [] if told else ["nobody wrote anything"]
        began = time.monotonic()
        wrong += outcome(lambda told=told: work.doubts(told))
        slowest = max(slowest, time.monotonic() - began)
        if number % WHOLE_CHECK_EVERY == 0 or number == kills:
            wrong += outcome(doubts_about_the_book)
    print(json.dumps({"kills": kills, "acknowledged": acknowledged, "slowest_opening": slowest, "wrong": wrong}))
    return bool(wrong)


@contextmanager
def surroundings(folder: Path) -> Iterator[dict[str, str]]:
    """What the program needs to be told to work in `folder`; on PostgreSQL in a database of its own."""
    from sharewell.vault.make_secrets import make_secrets
    from tests.surroundings import proofs_known

    make_secrets(folder / "secrets")
    proofs_known(folder)
    told = {"SHAREWELL_DATA": str(folder), "SHAREWELL_DEMONSTRATION": "1"}
    told |= {"DJANGO_SETTINGS_MODULE": "sharewell.settings"}
    address = os.environ.get("SHAREWELL_DATABASE", "")
    if not address:
        yield os.environ | told
        return
    parts, name = urlsplit(address), f"killed_{uuid.uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield os.environ | told | {"SHAREWELL_DATABASE": urlunsplit(parts._replace(path=f"/{name}"))}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *(int(each) for each in sys.argv[2:])))
