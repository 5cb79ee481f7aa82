"""A list costs the same number of statements however many rows there are: on 10 as on 1,000 (200 unless --full)."""

import os
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.directory.models import Member
from sharewell.directory.tests.given import a_directory
from sharewell.disclosures.models import Disclosure
from sharewell.items.rules import ItemDetails, Known
from sharewell.journeys.actions import keep_answers, start_draft
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import mount_of
from sharewell.journeys.rules import Held
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from sharewell.notices.models import Notice
from tests.taking_stock import take_stock
from tests.test_statement_counts import counted

pytestmark = pytest.mark.slow

FEW = 10
MANY = 1_000 if os.environ.get("SHAREWELL_TEST_SIZE") == "full" else 200
LISTS = {
    "the start page": ("teacher", "/"),
    "my work": ("teacher", "/my-work/"),
    "my work, of everybody, for a lead": ("lead", "/my-work/"),
    "the drafts": ("teacher", "/concerns/new/"),
    "a team's queue": ("receiver", "/queue/"),
    "a team's queue, sought in": ("receiver", "/queue/ for tarrant"),
    "notices": ("receiver", "/notices/"),
    "contacts": ("receiver", "/contacts/"),
    "contacts, sought in": ("receiver", "/contacts/?q=refferal&open=on"),
    "where a child is looked for": ("teacher", None),
}


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    """One and the same minute: what is looked up once a minute is looked up once."""
    with time_machine.travel(now(), tick=False):
        yield


def statements_of(ask: Callable[[], object]) -> int:
    """How many statements it costs, once what is kept for a minute is in hand."""
    ask()
    with counted() as count:
        ask()
    return count.number


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def test_lists(cast) -> None:
    clients = {who: signed_in(getattr(cast, who)) for who in ("teacher", "lead", "receiver")}
    looking = clients["teacher"].post("/concerns/new/", follow=True).request["PATH_INFO"]
    clients["teacher"].post(looking, {"_seen": "0.a", "answer": "no"})
    paths = {name: (who, path or looking.replace("danger", "children")) for name, (who, path) in LISTS.items()}

    def ask(who: str, path: str) -> None:
        where, _, words = path.partition(" for ")
        answer = clients[who].post(where, {"words": words}) if words else clients[who].get(where)
        assert answer.status_code == 200, path

    found: dict[int, dict[str, int]] = {}
    for many in (FEW, MANY):
        add_concerns(cast, many - Concern.objects.count())
        add_drafts(cast.teacher, many - Draft.objects.filter(version__gt=0).count())
        assert Concern.objects.count() == Disclosure.objects.count() == many
        assert Notice.objects.filter(member=cast.receiver).count() == many
        found[many] = {name: statements_of(lambda where=where: ask(*where)) for name, where in paths.items()}
    assert found[FEW] == found[MANY]


def add_concerns(cast, many: int) -> None:
    child = given.a_child(cast.teacher)
    for number in range(many):
        given.a_sent_concern(cast.teacher, cast.referral_team, child=child)
        if number % 100 == 0:
            take_stock()


def add_drafts(by: Member, many: int) -> None:
    mount = mount_of(RAISE_CONCERN.key)
    assert mount is not None
    for number in range(many):
        sitting = Sitting(by=by, draft=start_draft(by=by, mount=mount), mount=mount)
        keep_answers(sitting=sitting, pages={"danger": Held(typed={"answer": ["no"]})}, seen=0, tab=f"tab-{number}")


def test_one_record_and_one_referral(cast) -> None:
    numbers = [statements_of_each_page(cast, items) for items in (FEW, 1_000)]
    assert numbers[0] == numbers[1]


def statements_of_each_page(cast, items: int) -> list[int]:
    child = given.a_child(cast.teacher)
    worry = given.a_worry(child, *[ItemDetails(text=f"Thing number {row}", kind=Known.FACT) for row in range(items)])
    picked = {"picked": frozenset(f"worry-{row}" for row in range(items))}
    concern = given.a_sent_concern(cast.teacher, cast.referral_team, child=child, worry=worry, sharing=picked)
    teacher, worker = signed_in(cast.teacher), signed_in(cast.receiver)
    take_stock()
    own, theirs = f"/concerns/{concern.pk}/", f"/referrals/{given.the_referral(concern).pk}/"
    asked = [(teacher, own), (teacher, f"{own}sent/"), (teacher, f"{own}copy/"), (worker, theirs)]
    pages = [statements_of(lambda client=client, path=path: client.get(path)) for client, path in asked]
    return [*pages, statements_of(lambda: worker.get(f"{theirs}decide-referral/"))]


def test_the_directory(cast) -> None:
    """Of few numbers and of many: the list, searched, who answers for a need and a place, the card, and as data."""
    pages = ["", "?q=team", "?q=teem+fro+polise", "?need=worry&where=ZZ1", "?open=on", "?kind=school&page=2", "card/"]
    paths = [f"/contacts/{each}" for each in pages]
    paths += [
        "/",
        "/open-referral/services",
        "/open-referral/services?full=true",
        "/open-referral/service_at_locations",
    ]
    found: list[dict[str, int]] = []
    for first, more in ((0, 40), (40, 80)):
        a_directory(more, first=first)
        found.append({path: statements_of(lambda path=path: Client().get(path)) for path in paths})
    assert found[0] == found[1]
