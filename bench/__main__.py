"""Runs it all in one go and prints the ratios: `python -m bench`, by way of ./bench/run."""

import argparse
import json
import multiprocessing
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench import book, desk, directory, guidance, yardsticks
from bench.servers import Server, serving
from bench.visitor import PEOPLE, Visitor, raise_a_concern

BASE = Path(__file__).resolve().parent.parent
PAGES = {"start page": "/", "contacts": "/contacts/", "my work": "/my-work/", "the rules": "/guidance/rules/"}
USERS = len(PEOPLE)
ONLY: dict[str, Callable[[argparse.Namespace], None]] = {
    "guidance": lambda _: guidance.main(),
    "book": lambda given: book.main(given.entries, given.rounds),
    "directory": lambda given: directory.main(given.rounds),
    "desk": lambda given: desk.main(given.rounds),
}


def prepared(folder: Path) -> dict[str, str]:
    """A demonstration in a folder of its own, and the environment that leads to it."""
    environment = {"SHAREWELL_DATA": str(folder), "SHAREWELL_DEMONSTRATION": "1"}
    os.environ.update(environment)
    (folder / "demonstration").touch()
    subprocess.run([sys.executable, "-m", "sharewell.vault.make_secrets", folder / "secrets"], cwd=BASE, check=True)
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=BASE, check=True, stdout=subprocess.DEVNULL)
    return environment


Times = dict[str, list[float]]


def pages_beside_bare(site: Server, bare: Server, rounds: int) -> tuple[Times, Times]:
    """Seconds of each press, of its page alone, and of the bare response, turn by turn; the main job first."""
    visitor, yardstick = Visitor(site.port).sign_in(), Visitor(bare.port)
    for _ in range(3):
        raise_a_concern(visitor)
        yardstick.get("/", "bare")
    for kept in (visitor.times, visitor.pages, yardstick.times):
        kept.clear()
    for _ in range(rounds):
        raise_a_concern(visitor)
        for name, path in PAGES.items():
            visitor.get(path, name)
        for _ in range(20):
            yardstick.get("/", "bare")
    return visitor.times | yardstick.times, visitor.pages | yardstick.times


def _journeys(port: int, who: int, count: int, started: Any, answers: Any) -> None:
    visitor = Visitor(port).sign_in(who)
    raise_a_concern(visitor)
    started.wait()
    began = time.time()
    for _ in range(count):
        raise_a_concern(visitor)
    answers.put((began, time.time()))


def journeys_a_second(port: int, users: int, count: int) -> float:
    """Whole journeys a second, by so many people at once."""
    started, answers = multiprocessing.Event(), multiprocessing.Queue()
    people = [
        multiprocessing.Process(target=_journeys, args=(port, who, count, started, answers)) for who in range(users)
    ]
    for person in people:
        person.start()
    time.sleep(0.5 * users + 2)
    started.set()
    spans = [answers.get(timeout=90) for _ in people]
    for person in people:
        person.join()
    return users * count / (max(end for _, end in spans) - min(began for began, _ in spans))


def table(times: dict[str, list[float]]) -> list[dict[str, Any]]:
    """Each page: milliseconds at p50, p95 and p99, and how many bare responses fit into its p50."""
    yardstick = median(times["bare"])
    return [
        {
            "page": name,
            "p50": round(median(taken) * 1000, 2),
            "p95": round(quantiles(taken, n=20)[-1] * 1000, 2),
            "p99": round(quantiles(taken, n=100)[-1] * 1000, 2),
            "ratio": round(median(taken) / yardstick, 1),
        }
        for name, taken in times.items()
    ]


def measured(rounds: int) -> dict[str, Any]:
    """Everything, in one run."""
    with tempfile.TemporaryDirectory(prefix="sharewell-bench-") as kept:
        folder = Path(kept)
        environment = prepared(folder)
        with serving("bench.bare:application", {}) as bare, serving("sharewell.wsgi:application", environment) as site:
            presses, pages = (table(each) for each in pages_beside_bare(site, bare, rounds))
            one = journeys_a_second(site.port, 1, rounds)
            many = journeys_a_second(site.port, USERS, max(rounds // 4, 3))
            pss, peak = site.memory()
        os.environ["DJANGO_SETTINGS_MODULE"] = "sharewell.settings"
        import django

        django.setup()
        commits = yardsticks.raw_commits(folder)
        act, plain, written = yardsticks.act_beside_plain(rounds * 10)
    return {
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "database": "PostgreSQL" if os.environ.get("SHAREWELL_DATABASE") else "SQLite",
        "python": platform.python_version(),
        "presses": presses,
        "pages": pages,
        "median page / bare": _middle(pages),
        "median press (POST, redirect and page) / bare": _middle(presses),
        "journeys a second, 1 user": round(one, 2),
        f"journeys a second, {USERS} users": round(many, 2),
        "raw durable commits a second": round(commits),
        f"act with its entry / plain transaction ({written} rows)": round(act / plain, 2),
        "act, ms": round(act * 1000, 2),
        "act / raw commit": round(act * commits, 1),
        **guidance.measured(),
        "memory of the web processes, PSS MiB": round(pss),
        "peak memory, RSS MiB": round(peak),
    }


def _middle(rows: list[dict[str, Any]]) -> float:
    return round(median(row["ratio"] for row in rows if row["page"] != "bare"), 1)


def main() -> None:
    options = argparse.ArgumentParser(prog="bench")
    options.add_argument("--rounds", type=int, default=15, help="how often the whole journey is gone (15)")
    options.add_argument("what", nargs="?", choices=["all", *ONLY], default="all", help="only one part")
    options.add_argument("--entries", type=int, default=100_000, help="book: so many entries are verified (100,000)")
    options.add_argument("--postgres", action="store_true", help="on a throwaway PostgreSQL that waits for the disk")
    given = options.parse_args()
    if given.what in ONLY:
        return ONLY[given.what](given)
    found = measured(given.rounds)
    print(f"{'press':26}{'p50 ms':>9}{'p95':>9}{'p99':>9}{'/ bare':>9}{'its page':>9}{'/ bare':>9}")
    for row, page in zip(found["presses"], found["pages"], strict=True):
        print(
            f"{row['page']:26}{row['p50']:9}{row['p95']:9}{row['p99']:9}{row['ratio']:9}{page['p50']:9}{page['ratio']:9}"
        )
    for name, value in found.items():
        if name not in {"pages", "presses"}:
            print(f"{name}: {value}")
    results = BASE / "bench" / "results"
    results.mkdir(exist_ok=True)
    name = f"{found['when'].replace(':', '')}-{found['database'].lower()}.json"
    (results / name).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
