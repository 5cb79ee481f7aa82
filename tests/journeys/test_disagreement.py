"""I disagree: from an outcome that is too little to what both ends agree on, at a desk and on a phone."""

from collections.abc import Callable

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.telling import Telling
from tests.journeys.test_story import to_the_queue

pytestmark = pytest.mark.journey
MANAGER, LEAD = "kath.brindle@example.org", "alan.frew@example.org"
TOO_LITTLE = "The bruise has not been explained, and nobody has asked her."
INSTEAD = "That somebody sees her this week."
FIRST, SECOND = "We ring her mother next month, and let you know.", "Rowan sees her at school on Thursday."
TOO_LATE, STUCK = "Next month is too late for her.", "We have spoken twice, and do not agree."
LEARNED = "That the outcome says what would change it."
At = Callable[..., Person]


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_until_both_ends_agree(person: At, teacher_email: str, width: int) -> None:
    """No further action; I disagree; proposed, not accepted, moved on, proposed again, accepted."""
    teacher, manager = person(teacher_email, width=width).sign_in(), person(MANAGER, width=width)
    telling = sent_and_closed(teacher, manager)
    teacher.tour, manager.tour = f"disagree-{width}-1-teacher", f"disagree-{width}-2-manager"
    disagree(teacher, telling)
    propose(manager, teacher.path, FIRST)
    reject_and_move_on(teacher)
    at_risk_is_not_waited_for(manager)
    propose(manager, teacher.path, SECOND)
    teacher.go(teacher.path).look().press("Accept it: this is resolved").look()
    assert all(words in teacher.text for words in ("Resolved", SECOND, LEARNED, "Kath Brindle"))
    assert not teacher.page.get_by_role("button", name="Answer", exact=True).count()
    manager.go(teacher.path).look()
    assert SECOND in manager.text
    teacher.go("/disagreements/").look("Disagreements")
    teacher.go("/my-work/").look("My work")
    assert "Open disagreements" not in teacher.text


def sent_and_closed(teacher: Person, manager: Person) -> Telling:
    """What the teacher sent is decided: no further action."""
    telling = Telling(teacher, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide().pick("Name and date of birth", "A bruise").say_told().send()
    to_the_queue(manager, telling).write("Name or reference", telling.reference).press("Apply")
    manager.click(manager.page.get_by_role("row").filter(has_text=telling.reference).get_by_role("link").first)
    manager.press("Acknowledge, and take it").press("Decide the outcome")
    manager.choose("No further action by social care").write("Reason", "It does not meet the threshold.")
    manager.press("Record the outcome and tell the sender")
    return telling


def disagree(teacher: Person, telling: Telling) -> None:
    """From the record, in one page; what is missing is said and nothing typed is lost."""
    teacher.go("/my-work/")
    teacher.click(teacher.page.get_by_role("row").filter(has_text=telling.reference).get_by_role("link").first)
    teacher.look().follow("I disagree", exact=True).look("I disagree")
    teacher.write("Why do you disagree?", TOO_LITTLE).press("Say that I disagree").look()
    assert teacher.errors and TOO_LITTLE in teacher.page.get_by_label("Why do you disagree?").input_value()
    teacher.choose("The outcome: no further action").write("What should happen instead?", INSTEAD).choose("Not sure")
    teacher.press("Say that I disagree").look(f"Disagreement about {telling.reference}")
    assert "stage 1 of 4" in teacher.text and "Kath Brindle" in teacher.text


def propose(manager: Person, path: str, words: str) -> None:
    """The other end proposes; it cannot accept that itself."""
    manager.go(path).look().press("Propose a resolution")
    manager.look("Propose a resolution").write("What will happen?", words)
    manager.write("What can both agencies learn from it?", LEARNED).press("Propose it").look()
    assert words in manager.text and not manager.page.get_by_role("button", name="Accept it", exact=False).count()


def reject_and_move_on(teacher: Person) -> None:
    """Not accepted, with the reason; and on to the next stage, where the leads and the managers are named."""
    teacher.go(teacher.path).look().follow("I do not accept it").look("I do not accept it")
    teacher.write("Why do you not accept it?", TOO_LATE).press("Send my reason").look()
    assert TOO_LATE in teacher.text
    teacher.press("Move it to the next stage")
    teacher.look("Move it to the next stage").write("Why must it go to the next stage?", STUCK).press("Move it on")
    teacher.look()
    assert "stage 2 of 4" in teacher.text and "Miriam Castell" in teacher.text


def at_risk_is_not_waited_for(manager: Person) -> None:
    """Whoever says that the child is at risk reads whom to ring now, and everybody has less time."""
    manager.go(manager.path).follow("Say how it is now").look("How safe is the child now?")
    manager.choose("At risk of harm").press("Say it").look()
    assert "Do not wait for an answer here" in manager.text
    manager.press("Answer").look("Answer")
    manager.write("What do you want to say?", "We have rung the duty team.").press("Send my answer").look()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_what_the_partnership_sees_and_sets(person: At, width: int) -> None:
    """That agencies disagree, and no words; the stages, and how they are changed."""
    lead = person(LEAD, width=width).sign_in()
    lead.tour = f"disagree-{width}-3-partnership"
    lead.go("/administration/partnership/").follow("Disagreements between agencies")
    lead.look("Disagreements in the partnership")
    assert "between their managers or safeguarding leads" in lead.text
    lead.press("Set the stages").look("Set the stages of a disagreement")
    lead.press("Set these stages").look()
    assert lead.errors
