"""The pages of the book in a browser: the receipt comes by itself, with a script and without."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.site import Site
from tests.journeys.telling import Telling

pytestmark = pytest.mark.journey
At = Callable[..., Person]
RECEIPT = re.compile(r"Download the receipt\s+of what was sent")


@pytest.fixture
def worker(site: Site) -> Iterator[Callable[[], None]]:
    """Starts the worker when it is called; it is gone when the test ends."""
    yield site.start_worker
    site.stop("worker")


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, True), (DESK, False)])
def test_the_receipt_comes_by_itself(
    person: At, teacher_email: str, worker: Callable[[], None], width: int, script: bool
) -> None:
    teacher = person(teacher_email, width=width, script=script).sign_in()
    teacher.tour = f"book-{width}-{script}"
    telling = Telling(teacher, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide().pick("Name and date of birth", "A bruise").say_told().send()
    assert "Being sealed" in teacher.text and not teacher.page.get_by_role("link", name=RECEIPT).count()
    worker()
    # The decision and what was sent have a receipt each, and the one may be there before the other.
    expect(teacher.page.locator("main")).not_to_contain_text("Being sealed", timeout=60_000)
    assert "In the book at place" in teacher.text and teacher.page.get_by_role("link", name=RECEIPT).count() == 1
    teacher.look()
    with teacher.page.expect_download() as taken:
        teacher.page.get_by_role("link", name=RECEIPT).click()
    assert re.fullmatch(r"sending-[0-9a-f]{8}\.receipt\.tlog-proof", taken.value.suggested_filename)
    teacher.follow("See the timeline and its proof").look(f"Timeline of {telling.reference}")
    teacher.go("/checkpoints/").look("Checkpoints of the book")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_those_who_oversee_look_at_the_book(person: At, width: int) -> None:
    lead = person("miriam.castell@example.org", width=width).sign_in()
    lead.tour = f"book-lead-{width}"
    lead.follow("The book").look("The book of Fernleigh Primary School")
    lead.press("Show these entries").look()
    lead.follow("The worry and its decision put on the record").look()
    assert lead.heading.startswith("Timeline of ")
    lead.follow("The record")
    lead.follow("Who has looked at the record of").look()
