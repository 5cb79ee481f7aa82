"""A team's desk with ten thousand open items beside one with ten, and one with a page full: time, and statements.

All three teams stand in one database, each with what it has decided besides; their pages are asked turn by turn,
within one process.
"""

import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

BASE = Path(__file__).resolve().parent.parent
SIZES, DECIDED_TOO = (10, 25, 10_000), 4
BATCH = 1_000
PAGES = {
    "the queue, all open": "/queue/",
    "not acknowledged": "/queue/?show=not-acknowledged",
    "decide today": "/queue/?show=decide-today",
    "late": "/queue/?show=late",
    "decided or withdrawn": "/queue/?show=decided",
    "what I have": "/queue/?with=me",
    "one reference looked for": "/queue/ for {reference}",
    "a referral": "/referrals/{referral}/",
    "my work": "/my-work/",
    "notices": "/notices/",
}
Ask = Callable[[], None]


def main(rounds: int) -> None:
    """Prints each page with both times, their ratio, and both numbers of statements."""
    with tempfile.TemporaryDirectory(prefix="sharewell-bench-desk-") as kept:
        os.environ.update({"SHAREWELL_DATA": kept, "DJANGO_SETTINGS_MODULE": "sharewell.settings"})
        secrets = [sys.executable, "-m", "sharewell.vault.make_secrets", f"{kept}/secrets"]
        subprocess.run(secrets, cwd=BASE, check=True, stdout=subprocess.DEVNULL)
        (Path(kept) / "static").mkdir()
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        desks = three_desks()
        print(f"database: {connection.vendor}")
        sizes = "".join(f"{f'{size:,}: ms':>12}" for size in SIZES)
        print(f"{'page':28}{sizes}{'/ 10':>7}{'/ 25':>7}{'statements':>16}")
        for name in PAGES:
            _print(name, [desk[name] for desk in desks], rounds * 2)


def _print(name: str, asks: list[Ask], rounds: int) -> None:
    from django.db import connection

    statements = " / ".join(str(_statements(ask)) for ask in asks)
    # SQLite works within this process, whose own time no neighbour on the machine disturbs.
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times: list[list[float]] = [[] for _ in asks]
    for _ in range(rounds):
        for ask, taken in zip(asks, times, strict=True):
            began = clock()
            ask()
            taken.append((clock() - began) * 1000)
    ten, page, many = (median(taken) for taken in times)
    print(
        f"{name:28}{ten:12.1f}{page:12.1f}{many:12.1f}{many / ten:7.2f}{many / page:7.2f}{statements:>16}", flush=True
    )


def _statements(ask: Ask) -> int:
    """How many it costs, once what is kept for a minute is in hand."""
    from django.db import connection

    kept: list[str] = []

    def counted(execute: Any, sql: str, *given: Any) -> Any:
        kept.append(sql)
        return execute(sql, *given)

    ask()
    with connection.execute_wrapper(counted):
        ask()
    return len(kept)


def three_desks() -> list[dict[str, Ask]]:
    """The pages of a team with few open items, with a page full, and with many; each of a council of its own."""
    from sharewell.concerns.tests import given
    from sharewell.directory.rules import AgencyKind, Role, TeamPurpose
    from sharewell.directory.tests import given as directory
    from tests.taking_stock import take_stock

    sender = directory.the_cast().teacher
    desks = []
    for number, size in enumerate(SIZES):
        council = directory.an_agency(f"Council {number}", AgencyKind.COUNCIL)
        team = directory.a_team(council, f"Team {number}", TeamPurpose.REFERRAL, "01632 960140", week=directory.OFFICE)
        worker = directory.a_member(council, f"Worker {number}", "Social worker", Role.RECEIVING_WORKER, teams=(team,))
        first = given.the_referral(given.a_sent_concern(sender, team))
        fill(first, size, worker)
        desks.append(_asking(worker, first))
    take_stock()
    return desks


def fill(first: Any, many: int, worker: Any) -> None:
    """So many open referrals like this one with the team: due a minute apart, a third late, a third acknowledged, some
    of those with this worker; each with its notice. And a quarter as many that were decided."""
    from sharewell.concerns.models import Referral
    from sharewell.concerns.rules import ReferralOutcome, ReferralState
    from sharewell.moment import now

    at = now()
    for begin in range(0, many - 1, BATCH):
        copies = [_copy(first, at + timedelta(minutes=number - many // 3)) for number in range(BATCH)]
        copies = copies[: many - 1 - begin]
        for number, each in enumerate(copies):
            if number % 3 == 0:
                each["referral"].state, each["referral"].acknowledged_at = ReferralState.ACKNOWLEDGED, at
                each["referral"].with_member = worker if number % 9 == 0 else None
        _keep(copies)
    decided = [_copy(first, at) for _ in range(many // DECIDED_TOO)]
    for number, each in enumerate(decided):
        row = each["referral"]
        row.state, row.outcome, row.because = ReferralState.DECIDED, ReferralOutcome.ASSESSMENT, "We see her."
        row.decided_at = row.closed_at = at - timedelta(minutes=number)
        row.decided_by = row.with_member = worker
    _keep(decided)
    _notices(worker, many)
    assert Referral.objects.filter(team=first.team, closed_at__isnull=True).count() == many


def _copy(first: Any, due_at: Any) -> dict[str, Any]:
    """Another of the same: rows of its own for the decision, what crossed, the clock, and the team's referral."""
    decision, disclosure = _again(first.disclosure.decision), _again(first.disclosure)
    clock, referral = _again(first.clock), _again(first)
    decision.reference = disclosure.reference = uuid.uuid4().hex[:15]
    disclosure.decision = decision
    clock.subject, clock.due_at = str(disclosure.pk), max(due_at, clock.started_at)
    referral.disclosure, referral.clock, referral.due_at = disclosure, clock, due_at
    return {"decision": decision, "disclosure": disclosure, "clock": clock, "referral": referral}


def _again(row: Any) -> Any:
    """A row like this one. What is sealed is opened first, for it is sealed to its row."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**said)


def _keep(copies: list[dict[str, Any]]) -> None:
    for kind in ("decision", "disclosure", "clock", "referral"):
        rows = [each[kind] for each in copies]
        for begin in range(0, len(rows), BATCH):
            type(rows[0]).objects.bulk_create(rows[begin : begin + BATCH])


def _notices(worker: Any, many: int) -> None:
    from sharewell.notices.models import Notice

    like = Notice.objects.filter(member=worker).order_by("made_at").first()
    assert like, "The team was not told of the first."
    rows = [_again(like) for _ in range(many - 1)]
    for number, row in enumerate(rows):
        row.path, row.made_at = f"/referrals/{uuid.uuid4()}/", row.made_at - timedelta(minutes=number)
    Notice.objects.bulk_create(rows, batch_size=BATCH)


def _asking(worker: Any, first: Any) -> dict[str, Ask]:
    """For each page, what asks for it."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(worker.user)

    def ask(address: str) -> None:
        path, _, words = address.partition(" for ")
        answer = client.post(path, {"words": words}) if words else client.get(path)
        assert answer.status_code == 200, (address, answer.status_code)

    known = {"referral": first.pk, "reference": first.disclosure.reference}
    return {name: partial(ask, path.format(**known)) for name, path in PAGES.items()}
