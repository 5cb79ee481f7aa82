"""The directory with twenty thousand numbers beside one with two hundred: time, and statements, of each page.

Invented areas, each with a council's teams, its police and more than a hundred schools. The pages are asked of Django's
own client, within one process: what is compared is the same work on two databases.
"""

import os
import subprocess
import sys
import tempfile
import time
from ast import literal_eval
from collections.abc import Callable
from datetime import datetime
from datetime import time as clock
from pathlib import Path
from statistics import median
from typing import Any

BASE = Path(__file__).resolve().parent.parent
FEW, MANY, IN_AN_AREA = 200, 20_000, 130
FIRST = ("Ash", "Birch", "Cedar", "Elder", "Fern", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Rowan", "Thorn", "Yew")
LAST = ("bourne", "bury", "combe", "dale", "field", "ford", "ham", "hurst", "leigh", "mere", "stoke", "thorpe", "wick")
COUNCIL = ("referral", "emergency_duty", "advice", "early_help", "police")
PAGES = {
    "the contacts page": "/contacts/",
    "searched for, spelt right": "/contacts/?q=safeguarding+Ashbourne",
    "searched for, misspelt": "/contacts/?q=safegaurding+Ashborne",
    # Many numbers fill a page where few do not: of these one fits in both, so that the same page is drawn.
    "searched for, one fits, spelt right": "/contacts/?q=Ashbourne+0",
    "searched for, one fits, misspelt": "/contacts/?q=Ashborne+0",
    "searched for, a word that all have": "/contacts/?q=safeguarding",
    "who answers for a need in an area": "/contacts/?need=worry&where=Area+1",
    "open now": "/contacts/?open=on",
    "one kind of agency": "/contacts/?kind=school",
    "a team's own page": None,
    "the start page, as a new minute begins": "/",
    "Open Referral, services": "/open-referral/services",
    "Open Referral, services searched for": "/open-referral/services?search=Ashbourne",
}


def a_database(folder: Path, many: int) -> None:
    """So many numbers, and the words by which they are found."""
    from sharewell.directory import actions, models
    from sharewell.directory.rules import Weekday
    from sharewell.moment import now

    agencies, teams, hours, served, at = [], [], [], [], now()
    places = [models.Area(name=f"Area {number + 1}") for number in range(max(1, many // IN_AN_AREA))]
    for number in range(many):
        place, within = places[number % len(places)], number // len(places)
        name = f"{FIRST[number % 13]}{LAST[(number // 13) % 13]}"
        is_council = within < len(COUNCIL)
        agency = models.Agency(
            name=f"{place.name} {name} {number}",
            kind="council" if is_council else "school",
            short_name=name,
            added_at=at,
        )
        purpose = COUNCIL[within] if is_council else "safeguarding"
        team = models.Team(
            agency=agency, name=f"{purpose.replace('_', ' ').capitalize()} of {name} {number}", purpose=purpose,
            telephone="01632 960001", is_public=True, checked_on=at.date(), changed_at=at,
        )  # fmt: skip
        agencies.append(agency)
        teams.append(team)
        opens, closes = (clock(17), clock(8, 30)) if purpose == "emergency_duty" else (clock(8, 30), clock(17))
        days = Weekday if purpose == "emergency_duty" else range(5)
        hours += [
            models.OpeningHours(agency=agency, team=team, weekday=day, opens=opens, closes=closes) for day in days
        ]
        served.append(models.TeamArea(agency=agency, team=team, area=place))
    for rows in (places, agencies, teams, hours, served):
        type(rows[0]).objects.bulk_create(rows, batch_size=1_000)
    actions.index_all_words()


def measured(folder: Path, many: int, rounds: int) -> dict[str, tuple[float, int]]:
    """Of each page: milliseconds of the processor (the median), and statements. In a process of its own."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from sharewell.directory.access import answering_from
    from sharewell.directory.models import Team
    from sharewell.moment import pretend
    from sharewell.web.words import LONDON

    call_command("migrate", verbosity=0)
    a_database(folder, many)
    client, found = Client(HTTP_HOST="localhost"), {}
    team = Team.objects.order_by("name")[many // 2]
    with pretend(datetime(2026, 11, 24, 11, 0, tzinfo=LONDON)):
        for name, path in PAGES.items():
            path = path or f"/contacts/{team.pk}/"

            def ask(path: str = path, is_new_minute: bool = "new minute" in name) -> None:
                if is_new_minute:
                    answering_from.cache_clear()
                assert client.get(path).status_code == 200, path

            ask()
            statements: list[str] = []

            def counted(execute: Any, sql: str, *given: Any, kept: list[str] = statements) -> Any:
                kept.append(sql)
                return execute(sql, *given)

            with connection.execute_wrapper(counted):
                ask()
            found[name] = (_median_ms(ask, rounds), len(statements))
    return found


def _median_ms(ask: Callable[[], None], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        ask()
        taken.append(time.process_time() - began)
    return median(taken) * 1000


def in_its_own_process(many: int, rounds: int) -> dict[str, tuple[float, int]]:
    """Measured on a database of its own, which is thrown away."""
    with tempfile.TemporaryDirectory(prefix="sharewell-bench-directory-") as kept:
        environment = {**os.environ, "SHAREWELL_DATA": kept, "DJANGO_SETTINGS_MODULE": "sharewell.settings"}
        environment.pop("SHAREWELL_DATABASE", None)
        environment["SHAREWELL_DEMONSTRATION"] = "1"  # so that it may be eleven in the morning
        secrets = [sys.executable, "-m", "sharewell.vault.make_secrets", f"{kept}/secrets"]
        subprocess.run(secrets, cwd=BASE, check=True, env=environment, stdout=subprocess.DEVNULL)
        asked = f"from bench.directory import *; print(repr(measured(Path({kept!r}), {many}, {rounds})))"
        said = subprocess.run(
            [sys.executable, "-c", asked], cwd=BASE, check=True, env=environment, stdout=subprocess.PIPE, text=True
        ).stdout
    found: dict[str, Any] = literal_eval(said.strip().splitlines()[-1])
    return found


def main(rounds: int = 15) -> None:
    """Prints each page with both times, their ratio, and both numbers of statements."""
    few, many = (in_its_own_process(size, rounds) for size in (FEW, MANY))
    print(f"{'page':42}{f'{FEW:,}: ms':>12}{f'{MANY:,}: ms':>14}{'ratio':>8}{'statements':>14}")
    for name, (ms, statements) in few.items():
        more_ms, more_statements = many[name]
        print(f"{name:42}{ms:12.1f}{more_ms:14.1f}{more_ms / ms:8.2f}{f'{statements} / {more_statements}':>14}")


if __name__ == "__main__":
    main()
