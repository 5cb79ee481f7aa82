"""The other ways through and out: 999, against the advice, to somebody outside, a family who cannot be told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.telling import HARM, SAFE, Telling, today

pytestmark = pytest.mark.journey
At = Callable[..., Person]
TELL = "Can you safely tell the child or family that you are sharing, and why?"
EVERYBODYS = ["/", "/help/", "/privacy/", "/accessibility/", "/sign-in/", "/forgotten-password/", "/contacts/"]
MEMBERS = ["/my-work/", "/notices/", "/concerns/new/", "/record-decision/", "/sign-out/", "/kept/", "/chain/"]


def with_a_worry(who: Person) -> Telling:
    telling = Telling(who, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    return telling.write_worry()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_somebody_is_in_danger(person: At, teacher_email: str, width: int) -> None:
    """999 before everything; the writing comes after, and the advice says so again."""
    teacher = person(teacher_email, width=width).sign_in()
    teacher.tour = f"danger-{width}"
    teacher.go("/concerns/new/").choose("Yes").press("Continue").look("Call 999 now")
    teacher.press("I have rung 999: go on").look("Which child are you worried about?")
    telling = Telling(teacher, strict=False).find("Mia Tarrant", "Mia Tarrant")
    teacher.look("What are you worried about?")
    telling.write_worry()
    teacher.look("What the guidance advises").choose("I have rung 999 (as advised)").press("Continue").look(
        "Pick what they need"
    )
    assert teacher.page.get_by_label("What they need it for").input_value() == "To keep a child safe"


def test_going_against_the_advice_needs_a_reason(teacher: Person) -> None:
    """It is never hidden, it is asked why, and the record has the reason."""
    teacher.tour = "against"
    telling = with_a_worry(teacher).walk()
    telling.decide("Do not share")
    assert any("against the advice" in error for error in teacher.look("What the guidance advises").errors)
    teacher.write("Your reason", "Her social worker has it from her mother already.").press("Continue")
    teacher.look("Check your answers").press("Record the decision").look("It is on the record")
    teacher.follow("See the whole record").look()
    assert "Her social worker has it" in teacher.text


def test_to_somebody_outside(teacher: Person) -> None:
    """Who is not on the list gets it by hand: the record says who, how and what, and nothing is sent."""
    teacher.tour = "outside"
    telling = with_a_worry(teacher).answer(HARM, "Yes, and social care or the police are already acting on it")
    telling.answer("Who would get the information?", "Someone else whose work helps this child or family")
    telling.answer("What do they need it for?", "To keep a child safe, or to help a child or family")
    telling.answer("What is in what you would share?", "Only what this person needs").answer(TELL, SAFE)
    telling.decide().look("Pick what they need")
    teacher.look().write("Who will you give it to, and how?", "The school nurse, in person")
    teacher.page.get_by_role("checkbox", name="A bruise").check()
    teacher.press("Continue")
    telling.say_told()
    teacher.look("Check your answers").press("Record the decision").look("It is on the record")
    assert "The school nurse, in person" in teacher.text


def test_a_family_who_cannot_be_told_is_looked_at_again(teacher: Person) -> None:
    """Why not, and when to look again, is asked; My work brings it back; what is decided then is on the record."""
    teacher.tour = "unsafe"
    telling = with_a_worry(teacher).answer(HARM, "Yes, or I think so, and social care or the police may not know")
    telling.answer("Who would get the information?", "Someone whose job is to protect children")
    telling.answer("What is in what you would share?", "Only what this person needs")
    telling.answer(TELL, "No, it could put somebody at risk or spoil an enquiry").decide().pick("A bruise")
    teacher.look("Does the family know?").press("Continue")
    assert teacher.look().errors
    teacher.choose("No: telling could put somebody at risk, or spoil an enquiry")
    soon = today() + timedelta(days=2)
    teacher.write("Why not?", "Her partner reads her messages.")
    teacher.date("When will you tell them, or look at this again?", soon.day, soon.month, soon.year).press("Continue")
    telling.send()
    teacher.go("/my-work/").look().click(teacher.page.locator("#look-again + ul a").first)
    teacher.look().choose("Yes, they know").write("Who was told, and how?", "Mother, at school")
    teacher.date("When were they told?", today().day, today().month, today().year)
    teacher.click(teacher.page.locator("main form button").last)
    assert "Mother, at school" in teacher.look().text


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_standing_page(person: At, width: int) -> None:
    """What stands around the story is as good as the story: for anybody, for members, and where there is nothing."""
    anybody = person(width=width)
    anybody.tour = f"standing-{width}"
    for path in EVERYBODYS:
        anybody.go(path).look()
    anybody.go("/nowhere/", status=404).look()
    lead = person("miriam.castell@example.org", width=width).sign_in()
    lead.tour = f"standing-{width}-lead"
    for path in MEMBERS:
        lead.go(path).look()
    worker = person("olwen.farrow@example.org", width=width).sign_in()
    worker.tour = f"standing-{width}-worker"
    for tab in ("", "?show=late", "?show=decided"):
        worker.go(f"/queue/{tab}").look()
