"""The book: what an entry costs beside the change that it tells of, and how long a long book takes to prove."""

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

BASE = Path(__file__).resolve().parent.parent
WORDS = "A bruise on her arm, seen at register. She said: “I fell.”"
WRITERS, SECONDS = 8, 4.0
PROOFS = 300
BATCH = 5_000


def main(entries: int, rounds: int) -> None:
    """Everything in one run, printed."""
    with tempfile.TemporaryDirectory(prefix="sharewell-bench-") as kept:
        os.environ.update({"SHAREWELL_DATA": kept, "DJANGO_SETTINGS_MODULE": "bench.book_settings"})
        subprocess.run([sys.executable, "-m", "sharewell.vault.make_secrets", f"{kept}/secrets"], cwd=BASE, check=True)
        _begin()
        for part in (
            lambda: _changes(rounds * 20),
            lambda: _real_acts(rounds * 5),
            _at_once,
            lambda: _long_book(entries),
        ):
            for name, value in part():
                print(f"{name}: {value}", flush=True)


def _begin() -> None:
    """The tables, and those of the changes."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    # Those of the changes have no migrations, and one of them speaks of people.
    call_command("migrate", verbosity=0, run_syncdb=True)
    print(f"database: {connection.vendor}")


def _ways() -> dict[str, Callable[[int], None]]:
    """A change of a text, each way; `number` makes it another text each time."""
    from django.db import transaction

    from bench.changes import models
    from sharewell.ledger import book
    from sharewell.ledger.book import AT_THE_SERVER, Actor

    rows = {
        kind: kind.objects.create(text=WORDS)
        for kind in (models.Plain, models.Entered, models.WithHistory, models.WithLog)
    }

    def saved(row: Any, number: int) -> None:
        with transaction.atomic():
            row.text, row.weight = f"{WORDS} {number}", number
            row.save()

    @book.act("text.changed", on="row", open_to="a benchmark", words=("text",), facts=("weight",))
    def change_text(*, by: Actor, row: Any, text: str, weight: int) -> None:
        """The row says this from now on."""
        row.text, row.weight = text, weight
        row.save()

    entered = rows[models.Entered]
    return {
        "plain": lambda number: saved(rows[models.Plain], number),
        "act": lambda number: change_text(by=AT_THE_SERVER, row=entered, text=f"{WORDS} {number}", weight=number),
        "django-simple-history": lambda number: saved(rows[models.WithHistory], number),
        "django-auditlog": lambda number: saved(rows[models.WithLog], number),
    }


def _timed(work: Callable[[int], object], number: int) -> float:
    began = time.perf_counter()
    work(number)
    return time.perf_counter() - began


def _changes(rounds: int) -> list[tuple[str, str]]:
    ways = _ways()
    ways |= _looks()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        for name, work in ways.items():
            times[name].append(_timed(work, number))
    middle = {name: median(taken) for name, taken in times.items()}
    said = [(f"one change, {name}, ms", f"{middle[name] * 1000:.2f}") for name in ways]
    said += [(f"{name} / plain", f"{middle[name] / middle['plain']:.2f}") for name in list(ways)[1:4]]
    said.append(("recorded look / plain insert", f"{middle['recorded look'] / middle['plain insert']:.2f}"))
    return said


def _real_acts(rounds: int) -> list[tuple[str, str]]:
    """Acts of the product with their entries and, turn by turn, without: nothing else is left out."""
    from sharewell.concerns.tests import given
    from sharewell.directory.tests.given import the_cast
    from sharewell.ledger import book
    from sharewell.ledger.models import Entry

    cast = the_cast()
    acts: dict[str, Callable[[int], object]] = {
        "a child added": lambda number: given.a_child(cast.teacher, f"Mia{number}"),
        "a worry decided and shared": lambda _: given.a_sent_concern(cast.teacher, cast.referral_team),
    }
    times: dict[tuple[str, bool], list[float]] = {(name, whole): [] for name in acts for whole in (True, False)}
    write = book._write
    for number in range(rounds):
        for (name, is_entered), taken in times.items():
            book._write = write if is_entered else lambda *_, **__: Entry()
            taken.append(_timed(acts[name], 2 * number + is_entered))
    book._write = write
    middle = {key: median(taken) for key, taken in times.items()}
    return [
        (f"{name}, ms; with its entries / without", f"{with_it * 1000:.2f}; {with_it / middle[name, False]:.2f}")
        for (name, is_entered), with_it in middle.items()
        if is_entered
    ]


def _looks() -> dict[str, Callable[[int], object]]:
    from bench.changes.models import Plain
    from sharewell.ledger import book

    row = Plain.objects.create(text=WORDS)
    kind = book.declare("text.looked_at", "Somebody looked at the text of a benchmark.", is_look=True)
    return {
        "recorded look": lambda number: book.enter_look(kind, by=book.AT_THE_SERVER, subject=row),
        "plain insert": lambda number: Plain.objects.create(text=WORDS, weight=number),
    }


def _writer(way: str, started: Any, answers: Any) -> None:
    _begin_quietly()
    work = _ways()[way] if way in ("act",) else _looks()[way]
    started.wait()
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        work(done)
        done += 1
    answers.put(done / (time.perf_counter() - began))


def _begin_quietly() -> None:
    import django

    django.setup()


def _at_once() -> list[tuple[str, str]]:
    """Entries and plain inserts a second, by eight processes at once."""
    rates = {way: _rate(way) for way in ("plain insert", "recorded look", "plain insert", "recorded look")}
    return [
        *((f"{WRITERS} writers, {way}, a second", f"{rate:.0f}") for way, rate in rates.items()),
        (f"{WRITERS} writers, entries / plain inserts", f"{rates['recorded look'] / rates['plain insert']:.2f}"),
    ]


def _rate(way: str) -> float:
    afresh = multiprocessing.get_context("spawn")
    started, answers = afresh.Event(), afresh.Queue()
    writers = [afresh.Process(target=_writer, args=(way, started, answers)) for _ in range(WRITERS)]
    for each in writers:
        each.start()
    time.sleep(WRITERS)
    started.set()
    total = sum(answers.get(timeout=60) for _ in writers)
    for each in writers:
        each.join()
    return total


def _long_book(entries: int) -> list[tuple[str, str]]:
    from sharewell.ledger.sealing import seal
    from sharewell.ledger.vouching.checkpoints import sign

    began = time.perf_counter()
    _write(entries)
    written = time.perf_counter()
    seal()
    sealed = time.perf_counter()
    sign()
    return [
        ("entries written, a second, in one go", f"{entries / (written - began):.0f}"),
        ("entries sealed a second", f"{entries / (sealed - written):.0f}"),
        *_verified(),
        *_proved(),
    ]


def _write(entries: int) -> None:
    """So many looks, as the product enters them, in transactions of some thousands."""
    from bench.changes.models import Plain
    from sharewell.ledger import book
    from sharewell.ledger.pages import one_whole

    row = Plain.objects.create(text=WORDS)
    for begin in range(0, entries, BATCH):
        with one_whole():
            for number in range(begin, min(begin + BATCH, entries)):
                facts = {"number": number, "list": ["one", "two"], "on": "2026-11-26"}
                book.enter_look("text.looked_at", by=book.AT_THE_SERVER, subject=row, facts=facts)


def _verified() -> list[tuple[str, str]]:
    """The command as somebody runs it, in a process of its own, and its memory."""
    code = "import sys; from django.core.management import execute_from_command_line as run; run(sys.argv)"
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    began = time.perf_counter()
    said = subprocess.run(
        [sys.executable, "-c", code, "verify_ledger"], cwd=BASE, check=True, capture_output=True, text=True
    )
    taken = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return [
        ("verified", said.stdout.splitlines()[0]),
        ("verify_ledger, seconds", f"{taken:.1f}"),
        ("largest process until then, MiB", f"{max(before, peak) / 1024:.0f}"),
    ]


def _proved() -> list[tuple[str, str]]:
    from sharewell.ledger import tree

    size, places = tree.size(), Random(7)  # noqa: S311 - which entries, not a secret
    taken = [_timed(lambda _: tree.inclusion(places.randrange(size) + 1, size), 0) for _ in range(PROOFS)]
    grown = [_timed(lambda _: tree.consistency(places.randrange(size) + 1, size), 0) for _ in range(PROOFS)]
    return [
        (f"proof that an entry is in, of {size}, ms", f"{median(taken) * 1000:.2f}"),
        ("proof that the book grew, ms", f"{median(grown) * 1000:.2f}"),
    ]
