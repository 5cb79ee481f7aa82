"""By telephone: a teacher rings, writes the call down, confirms it in writing, and the team reads which call it was."""

from collections.abc import Callable

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.telling import URGENT, Telling

pytestmark = pytest.mark.journey
At = Callable[..., Person]
TEAM = "Referral and Assessment Team"
TAKER = "Rowan Field, duty social worker"
NEW = {DESK: "Zara Quill", PHONE: "Otto Finchley"}
SAID = "She has a bruise on her arm and is afraid to go home."


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_rung_recorded_confirmed_and_read(person: At, teacher_email: str, width: int) -> None:
    """At both widths; every page is looked at."""
    teacher = person(teacher_email, width=width).sign_in()
    teacher.tour = f"telephone-{width}"
    # A name of its own for each, or the page asks whether it is the other.
    _record(teacher, NEW[width])
    call = teacher.path.removesuffix("sent/")
    teacher.go("/my-work/").look("My work")
    assert "Calls to confirm in writing" in teacher.text
    teacher.go(call).look()
    assert "Confirm this in writing by" in teacher.text
    teacher.follow("It is confirmed another way").look("It is confirmed another way").press("Keep this on the record")
    teacher.look()
    assert teacher.errors

    reference = _confirm(teacher.go(call))
    teacher.go(call).look()
    assert "Confirmed in writing" in teacher.text
    assert reference in teacher.text

    worker = person("olwen.farrow@example.org", width=width).sign_in()
    worker.tour = f"telephone-read-{width}"
    worker.go("/queue/").page.get_by_text(reference).first.wait_for()
    row = worker.page.locator("tr", has_text=reference)
    worker.click(row.get_by_role("link").first).look()
    assert "Confirms a telephone call" in worker.text
    assert TAKER in worker.text


def _record(teacher: Person, name: str) -> None:
    """One page, first with nothing on it."""
    teacher.go("/record-call/").look("Record a call").press("Record the call").look("Record a call")
    assert teacher.errors
    teacher.page.get_by_role("radio", name=TEAM).check()
    teacher.choose(URGENT).write("Who took the call?", TAKER).write("Which child?", name)
    teacher.write("What did you tell them?", SAID).page.locator("input[name=kind][value=fact]").check()
    teacher.write("Why did you ring?", "It could not wait for the form.").choose("No: it could put somebody at risk")
    teacher.write("Who was told, and how; or why not", "Her stepfather is at home").press("Record the call")
    teacher.look("It is on the record")
    assert TAKER in teacher.text


def _confirm(teacher: Person) -> str:
    """From the call to the last button and past it; gives the reference."""
    teacher.press("Confirm it in writing").look("Is anyone in danger right now?").choose("No").press("Continue")
    teacher.look("Which child are you worried about?").press("Continue")
    teacher.look("What are you worried about?")
    assert teacher.page.get_by_label("What happened?").input_value() == SAID
    teacher.press("Continue")
    telling = Telling(teacher)
    telling.walk().decide().pick("She has a bruise")
    assert telling.team == TEAM
    telling.say_told()
    teacher.look("Check your answers")
    assert "that this confirms your call" in teacher.text
    teacher.press("Send").look("Sent, and it has arrived")
    return teacher.page.locator(".sw-ref").first.inner_text()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_blank_form_and_the_way_to_type_it_in(person: At, teacher_email: str, width: int) -> None:
    """Without an account, and then with one."""
    anybody = person("", width=width)
    anybody.tour = f"paper-{width}"
    anybody.go("/paper-form/").look("A paper form, for when this site is down")
    teacher = person(teacher_email, width=width).sign_in()
    teacher.tour = f"typed-in-{width}"
    teacher.go("/concerns/new/").look().press("Type in a paper form")
    teacher.look("Is anyone in danger right now?").choose("No").press("Continue")
    teacher.look("When was the paper form written?").press("Continue").look()
    assert teacher.errors
