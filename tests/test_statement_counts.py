"""How many statements a page costs: at most 10 a question, at most 44 a sending, as many for one row as for a hundred.

Statements that begin or end a transaction are not counted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharewell.concerns.actions import Worry
from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.concerns.models import Concern
from sharewell.concerns.sharing import receiving_contacts
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import TOLD, Teacher, at_the_end, at_the_worry
from sharewell.directory.access import answering_this_minute
from sharewell.items.rules import ItemDetails, Known
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import mount_of
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from tests.pages import Browse

pytestmark = pytest.mark.slow

# A sending starts two clocks, by the hours of the team that owes both.
MOST_FOR_A_QUESTION, MOST_FOR_SENDING = 10, 44
# The page of the decision says who in the agency can be asked now, and names whom it may be about: asked when that page
# is drawn, and on no other.
LAST_QUESTION, FOR_THE_CHAIN = "tell", 4
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class Count:
    """The statements within a block, without those of transactions."""

    statements: list[str]

    @property
    def number(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(statement[:140] for statement in self.statements)


@contextmanager
def counted() -> Iterator[Count]:
    count = Count()
    with CaptureQueriesContext(connection) as captured:
        yield count
    said = [query["sql"] for query in captured.captured_queries]
    count.statements = [one for one in said if not one.upper().startswith(NOT_COUNTED)]


def a_worry(rows: int, *about: str) -> dict[str, Any]:
    worry: dict[str, Any] = {"_rows": str(rows)}
    for row in range(rows):
        worry |= {f"row{row}-text": f"Thing number {row}", f"row{row}-kind": "fact", f"row{row}-about": about}
    return worry


def at_the_end_of(cast, rows: int, *names: str, who: str = "teacher") -> Teacher:
    """A teacher whose next press sends so many things. With several names, each is about all of those children."""
    sender = getattr(cast, who)
    children = [given.a_child(sender, name) for name in names]
    worry = a_worry(rows, *(str(child.pk) for child in children))
    keys = [f"worry-{row}" for row in range(rows)]
    return at_the_end(sender, cast.referral_team, *keys, worry=worry, children=children)


WALK = [
    ("harm", "no"), ("recipient", "helper"), ("purpose", "help"), ("bundle", "needed"), ("duty", "no"),
    ("who", "adult"), ("consent", "refused"), ("balance", "yes"), ("tell", "unsafe"),
]  # fmt: skip


def test_who_each_thing_is_about_costs_the_same_for_one_and_for_a_hundred(cast) -> None:
    numbers = []
    with time_machine.travel(now(), tick=False):
        for rows in (1, 100):
            children = [given.a_child(cast.teacher, name) for name in ("Mia", "Ned")]
            teacher = at_the_worry(cast.teacher, *children)
            seen = teacher.page.soup.select_one("input[name=_seen]")["value"]
            about = [str(child.pk) for child in children]
            with counted() as count:
                teacher.browse.post(f"{teacher.at}worry/", {"_seen": seen, **a_worry(rows, *about)})
            assert count.number <= MOST_FOR_A_QUESTION, f"{count.number}\n{count}"
            numbers.append(count.number)
    assert numbers[0] == numbers[1]


def test_a_question_and_the_page_after_it(cast) -> None:
    """Within one minute: who answers now is looked up anew when the minute turns."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        teacher = at_the_worry(cast.teacher)
        teacher.answer("worry", **a_worry(3))
        for slug, answer in WALK:
            shown = teacher.browse(f"{teacher.at}{slug}/")
            seen = shown.soup.select_one("input[name=_seen]")["value"]
            with counted() as count:
                teacher.browse.post(f"{teacher.at}{slug}/", {"_seen": seen, "answer": answer})
            most = MOST_FOR_A_QUESTION + (FOR_THE_CHAIN if slug == LAST_QUESTION else 0)
            assert count.number <= most, f"{slug}: {count.number}\n{count}"


def test_every_other_page_of_the_journey(cast) -> None:
    """What is looked up once a minute (who answers now) is in hand: each page has just been shown."""
    child, found = given.a_child(cast.teacher), {}
    teacher = Teacher(cast.teacher).start()
    pressed: list[tuple[str, dict[str, Any]]] = [
        ("danger", {"answer": "no"}),
        ("children", {"_do": "find", "name": "Miah Tarant"}),
        ("children", {"_do": f"choose-{child.pk}"}),
        ("children", {"_do": "continue"}),
        ("worry", a_worry(3)),
        *((slug, {"answer": answer}) for slug, answer in given.URGENT.items() if slug != "danger"),
        ("decide", {"decided": "share"}),
        ("pick", {"team": str(cast.referral_team.pk), "purpose": "Safety"}),
        ("openness", TOLD),
    ]
    with time_machine.travel(now(), tick=False):
        receiving_contacts(Sitting(by=cast.teacher, draft=Draft.objects.get(), mount=mount_of(RAISE_CONCERN.key)))
        for slug, typed in pressed:
            seen = teacher.browse(f"{teacher.at}{slug}/").soup.select_one("input[name=_seen]")["value"]
            if slug == "pick":
                typed["items"] = teacher.ticks(f"name@{child.pk}", "worry-1")
            with counted() as count:
                teacher.page = teacher.browse.post(f"{teacher.at}{slug}/", {"_seen": seen, **typed})
            found[f"{slug} {typed.get('_do', '')}"] = count
    assert teacher.page.heading == "Check your answers", teacher.page.errors
    most = dict.fromkeys(found, MOST_FOR_A_QUESTION) | {f"{LAST_QUESTION} ": MOST_FOR_A_QUESTION + FOR_THE_CHAIN}
    too_many = {name: str(count) for name, count in found.items() if count.number > most[name]}
    assert not too_many, too_many


def test_starting(cast) -> None:
    Teacher(cast.teacher).start()
    browse = Browse().as_(cast.teacher.user)
    browse("/concerns/new/")
    with time_machine.travel(now(), tick=False), counted() as count:
        browse.post("/concerns/new/")
    assert count.number <= MOST_FOR_A_QUESTION, f"{count.number}\n{count}"


@pytest.mark.parametrize("who", ["teacher", "other_worker"])
@pytest.mark.parametrize("names", [(), ("Mia", "Ned"), ("Mia", "Ned", "Ola", "Pip", "Rue", "Sid")])
def test_sending_costs_the_same_for_one_item_and_for_a_hundred(cast, names, who) -> None:
    """To another agency, and to another team of one's own."""
    numbers = []
    for rows in (1, 100):
        teacher = at_the_end_of(cast, rows, *names, who=who)
        seen = teacher.browse(f"{teacher.at}check/").soup.select_one("input[name=_seen]")["value"]
        before = Concern.objects.count()
        with counted() as count:
            teacher.browse.client.post(f"{teacher.at}check/", {"_seen": seen})
        assert Concern.objects.count() == before + 1
        assert count.number <= MOST_FOR_SENDING, f"{count.number}\n{count}"
        numbers.append(count.number)
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("page", ["", "sent/", "copy/"])
def test_a_record_costs_the_same_for_one_item_and_for_a_hundred(cast, page) -> None:
    """Who answers now is looked up once a minute, and in hand."""
    numbers = []
    for rows in (1, 100):
        items = [ItemDetails(text=f"Thing number {row}", kind=Known.FACT) for row in range(rows)]
        picked = {"picked": frozenset(f"worry-{row}" for row in range(rows))}
        child, other = given.a_child(cast.teacher), given.a_child(cast.teacher, "Ned")
        worry = Worry([child, other], items, "A worry", [[child, other]] * rows)
        concern = given.a_sent_concern(cast.teacher, cast.referral_team, child=child, worry=worry, sharing=picked)
        answering_this_minute(now())
        with counted() as count:
            Browse().as_(cast.teacher.user)(f"/concerns/{concern.pk}/{page}")
        numbers.append(count.number)
    assert numbers[0] == numbers[1]


def test_a_referral_costs_the_same_for_one_item_and_for_a_hundred(cast) -> None:
    numbers = []
    for rows in (1, 100):
        items = [ItemDetails(text=f"Thing number {row}", kind=Known.FACT) for row in range(rows)]
        picked = {"picked": frozenset(f"worry-{row}" for row in range(rows))}
        child, other = given.a_child(cast.teacher), given.a_child(cast.teacher, "Ned")
        worry = Worry([child, other], items, "A worry", [[child, other]] * rows)
        concern = given.a_sent_concern(cast.teacher, cast.referral_team, child=child, worry=worry, sharing=picked)
        address = f"/referrals/{given.the_referral(concern).pk}/"
        Browse().as_(cast.receiver.user)(address)
        with counted() as count:
            Browse().as_(cast.receiver.user)(address)
        numbers.append(count.number)
    assert numbers[0] == numbers[1]
