"""The story, from the start page to the outcome: at a desk, on a phone, and without JavaScript."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.site import Site
from tests.journeys.telling import BRUISE, GUESS, HARM, WAY_IN, WORDS, Telling

pytestmark = [pytest.mark.journey, pytest.mark.story]
MANAGER = "kath.brindle@example.org"
BOTH, ONE_NAMED = "Mia Tarrant and Josh Tarrant", "Mia Tarrant and a child who is not named"
WHY = "We see Mia at school on Thursday, and speak to her mother first."
WAYS = {
    "desk": {"width": DESK},
    "phone": {"width": PHONE},
    "no-script": {"width": DESK, "script": False},
}
At = Callable[..., Person]


@pytest.mark.parametrize("way", WAYS)
def test_the_story(way: str, person: At, teacher_email: str) -> None:
    """A teacher's worry is decided, arrives, is read, taken and decided, and the teacher is told."""
    teacher, worker = person(teacher_email, **WAYS[way]), person(MANAGER, **WAYS[way])
    teacher.tour, worker.tour = f"{way}-1-teacher", f"{way}-2-worker"
    telling = Telling(teacher)
    in_by_the_front_door(teacher)
    tell(telling)
    share(telling)
    read_the_copy(telling)
    stands_in_my_work(telling, "Delivered", "Not yet")
    arrives(worker, telling)
    stands_in_my_work(telling, "Read", "Not yet")
    take_and_decide(worker, telling)
    stands_in_my_work(telling, "Decided", WHY)


def in_by_the_front_door(teacher: Person) -> None:
    """No sign-in for the danger line, the numbers and the ways in; a sign-in for writing."""
    teacher.go("/").look("Worried about a child? Start here.")
    assert "Call 999" in teacher.page.locator(".sw-danger").inner_text()
    assert "01632 960" in teacher.text
    teacher.follow(WAY_IN).look("Sign in").sign_in()
    assert teacher.path == "/concerns/new/"


def tell(telling: Telling) -> None:
    """Danger first; a misspelt child is found; an unborn one and one of guessed age are added; the worry is written."""
    telling.begin().find("Mya Tarant", "Mia Tarrant")
    telling.add_unborn("Leanne Tarrant").add_guessed("Josh Tarrant", 4)
    telling.who.press("Continue").press("Continue")
    telling.look("What are you worried about?")
    assert telling.who.errors, "A worry without a word was taken."
    telling.write_worry(["Mia Tarrant"], ["Mia Tarrant", "Josh Tarrant"], ["Josh Tarrant"])


def share(telling: Telling) -> None:
    """Not sure, and back again; one page for all questions; advice; decision; nothing ticked is refused; sent."""
    teacher = telling.who
    telling.answer(HARM, "I am not sure").look("Who would get the information?").follow("Back", exact=True)
    teacher.look(HARM).follow("Answer all the questions on one page").look("The questions")
    teacher.follow("Answer one question at a time")
    telling.walk()
    telling.look("What the guidance advises").press("Continue")
    assert teacher.look().errors
    telling.decide().look("Pick what they need").press("Continue")
    assert any("Tick at least one" in error for error in teacher.look().errors)
    teacher.page.get_by_role("checkbox", name="A bruise").check()
    teacher.press("Show what they will see").look()
    assert BRUISE in teacher.page.locator(".sw-preview").inner_text()
    assert f"About {BOTH}" in teacher.text and "About Josh Tarrant" in teacher.text
    teacher.page.get_by_role("checkbox", name="A bruise").uncheck()
    teacher.press("Show what they will see")
    telling.pick("Name and date of birth", "A bruise", "He gets cross").say_told()
    telling.look("Check your answers")
    assert all(words in teacher.text for words in (BRUISE, WORDS, GUESS, "Josh Tarrant, about 4 years"))
    assert f"Thing 2, about {BOTH}: told" in teacher.text and f"About {ONE_NAMED}: {WORDS}" in teacher.text
    telling.send()


def read_the_copy(telling: Telling) -> None:
    """At once: a reference, when an answer is owed, a copy to read and to print, and the same as a tagged PDF."""
    teacher = telling.who
    assert "They owe you an answer" in teacher.text
    with teacher.page.expect_download() as paper:
        teacher.page.get_by_role("link", name="Download the copy (PDF)").click()
    assert paper.value.suggested_filename == f"{telling.reference}.pdf"
    read = PdfReader(io.BytesIO(paper.value.path().read_bytes()))
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert telling.reference in words and BRUISE in words and GUESS in words
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("en") and "/StructTreeRoot" in root
    teacher.follow("Read or print the copy").look(f"Copy of the record {telling.reference}")
    assert all(words in teacher.text for words in (BRUISE, WORDS, GUESS, "Mother, by telephone"))
    assert f"About {ONE_NAMED}" in teacher.text and f"About {ONE_NAMED}" in words
    teacher.follow("The record", exact=True).look()


def stands_in_my_work(telling: Telling, step: str, outcome: str) -> None:
    """My work shows how far it has come."""
    telling.who.go("/my-work/").look("My work")
    row = telling.who.page.get_by_role("row").filter(has_text=telling.reference)
    words = " ".join(row.inner_text().split())
    assert step in words and outcome in words, words


def arrives(worker: Person, telling: Telling) -> None:
    """The team's queue has it; the worker opens it and sees what was picked, and nothing more."""
    to_the_queue(worker, telling).look(telling.team)
    worker.write("Name or reference", telling.reference).press("Apply").look()
    row = worker.page.get_by_role("row").filter(has_text=telling.reference)
    assert "Not read" in row.inner_text()
    worker.click(row.get_by_role("link", name="Mia Tarrant")).look()
    assert BRUISE in worker.text and WORDS in worker.text
    assert GUESS not in worker.text and "Craig" not in worker.text
    told = [each.inner_text() for each in worker.page.locator(".sw-whom").all()]
    assert told == ["About Mia Tarrant", f"About {ONE_NAMED}"] and "Josh" not in worker.text


def to_the_queue(worker: Person, telling: Telling) -> Person:
    """The queue of the team that was offered, by day or by night."""
    worker.sign_in().go("/queue/")
    return worker if worker.heading == telling.team else worker.follow(telling.team, exact=True)


def take_and_decide(worker: Person, telling: Telling) -> None:
    """Acknowledged, then decided with a reason; no reason is refused."""
    worker.press("Acknowledge, and take it").look()
    stands_in_my_work(telling, "Acknowledged", "Not yet")
    worker.press("Decide the outcome").look("Decide the outcome").press("Record the outcome and tell the sender")
    assert len(worker.look().errors) == 2
    worker.page.get_by_role("radio", name="An assessment").check()
    worker.write("Reason", WHY).press("Record the outcome and tell the sender").look()
    assert WHY in worker.text


def test_what_takes_one_page(person: At, teacher_email: str) -> None:
    """A decision not to share, and one carried out by telephone, each on one page with the same record."""
    teacher = person(teacher_email).sign_in()
    teacher.tour = "desk-3-one-page"
    recorded(teacher, "I decided not to share it", "Nothing was shared", "")
    recorded(teacher, "I shared it by telephone", "Yes", "Mother, by telephone")
    teacher.go("/my-work/").look("My work")
    assert "Ned Okell" in teacher.text


def recorded(teacher: Person, decided: str, told: str, words: str) -> None:
    teacher.go("/record-decision/").look("Record a decision").press("Record the decision")
    assert teacher.look().errors
    teacher.choose("No, I do not think that anybody is being badly hurt").write("Which child?", "Ned Okell")
    teacher.write("What was it about?", "He was late three times, and tired.")
    teacher.choose("Fact: I saw it or hold it").choose(decided)
    teacher.write("With whom?", "Grace Tolland, health visitor").write("Why?", "Nothing in it points to harm.")
    teacher.choose(told).write("Who was told, and how; or why not", words)
    teacher.click(teacher.page.get_by_role("button", name="Record the decision").last)
    if "Is it one of these" in teacher.text:
        teacher.look().page.locator("input[name=child]").first.check()
        teacher.click(teacher.page.get_by_role("button", name="Record the decision").last)
    teacher.look("It is on the record")
    assert teacher.page.locator(".sw-ref").inner_text().startswith("SW-")


def test_the_book_proves_it(site: Site) -> None:
    """Every entry of what these journeys did is whole and in its order."""
    assert "The book verifies." in site.manage("verify_ledger", "--processes", "2")


def test_nobody_outside_finds_any_address_of_it(person: At, teacher: Person) -> None:
    """404 for a teacher of the same school, for the receiving agency's other team, and for other agencies."""
    telling = Telling(teacher, strict=False)
    telling.begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide().pick("Name and date of birth").say_told().send()
    own = teacher.path.removesuffix("sent/")
    worker = to_the_queue(person(MANAGER), telling)
    worker.write("Name or reference", telling.reference).press("Apply")
    referral = worker.page.get_by_role("link", name="Mia Tarrant").first.get_attribute("href") or ""
    addresses = [own, f"{own}sent/", f"{own}copy/", f"{own}copy.pdf", f"{own}record-openness/", referral]
    for email in ("teacher39@example.org", "zoe.hallam@example.org", "anil.sethi@example.org", "alan.frew@example.org"):
        outsider = person(email).sign_in()
        for address in addresses:
            assert outsider.page.request.get(address).status == 404, f"{email} found {address}"
        assert telling.reference not in outsider.go("/my-work/").text
    outsider.go(own, status=404).look()
    signed_out = person()
    unknown = own.split("/")[2]
    for address in addresses:
        invented = address.replace(unknown, str(uuid4()))
        seen = [signed_out.page.request.get(each, max_redirects=0) for each in (address, invented)]
        assert seen[0].status == seen[1].status in {302, 404}, "Whoever is signed out can tell what is there."
