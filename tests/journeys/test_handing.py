"""The agency’s own rule: a teacher hands a worry to the lead, who takes it and decides, and the teacher hears."""

from collections.abc import Callable

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.telling import Telling

pytestmark = pytest.mark.journey
At = Callable[..., Person]


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("script", [True, False])
def test_handed_taken_decided_and_heard(person: At, teacher_email: str, width: int, script: bool) -> None:
    """At both widths and without scripts; every page is looked at."""
    how = {"width": width, "script": script}
    teacher = person(teacher_email, **how).sign_in()
    teacher.tour = f"handing-{width}"
    reference = _hand_over(teacher)
    worry = teacher.path.removesuffix("sent/")

    lead = person("miriam.castell@example.org", **how).sign_in()
    lead.tour = f"taking-{width}"
    lead.go("/my-work/").look("My work")
    assert "Worries handed to you" in lead.text
    lead.go(worry).look()
    assert "You are asked to take it" in lead.text
    lead.press("Take it").look()
    assert "You have taken it" in lead.text
    teacher.go(worry).look()
    assert "Miriam Castell has taken it" in teacher.text

    lead.press("Decide what to do").look("Is anyone in danger right now?").choose("No").press("Continue")
    lead.look("Which child are you worried about?").press("Continue")
    lead.look("What are you worried about?").press("Continue")
    telling = Telling(lead)
    telling.walk().decide().pick("A bruise")
    telling.say_told()
    lead.look("Check your answers").press("Send").look("Sent, and it has arrived")
    sent = lead.page.locator(".sw-ref").first.inner_text()

    teacher.go(worry).look()
    assert "Miriam Castell decided: share" in teacher.text
    assert sent in teacher.text
    assert "Delivered" in teacher.text
    teacher.go("/my-work/").look("My work")
    assert reference in teacher.text


def _hand_over(teacher: Person) -> str:
    """To the last button and past it; gives the reference."""
    telling = Telling(teacher).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk()
    teacher.look("What the guidance advises")
    assert "Miriam Castell answers now" in teacher.text
    telling.decide("Hand it to our designated lead")
    teacher.look("Hand it to our designated lead").press("Continue").look()
    assert teacher.errors
    teacher.choose("No").press("Continue").look("Check your answers").press("Hand it over")
    teacher.look("Handed to Miriam Castell")
    assert "You may refer directly yourself at any time" in teacher.text
    return teacher.page.locator(".sw-ref").first.inner_text()


def test_the_lead_cannot_and_it_goes_to_the_deputy(person: At, teacher_email: str) -> None:
    """Whoever waits reads why, and who is next."""
    teacher = person(teacher_email).sign_in()
    _hand_over(teacher)
    worry = teacher.path.removesuffix("sent/")
    lead = person("miriam.castell@example.org", width=PHONE).sign_in()
    lead.tour = "passing-on"
    lead.go(worry).follow("I cannot just now").look("I cannot take it just now")
    lead.press("Pass it on").look()
    assert lead.errors
    lead.write("Why can you not take it just now?", "I am teaching until noon.").press("Pass it on").look()
    teacher.go(worry).look()
    assert "I am teaching until noon." in teacher.text
    assert "moves on by itself" in teacher.text
