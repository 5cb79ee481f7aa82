"""How little it takes a first-time user, from the start page to a sent referral: counted, and never more than this.

What stands, and what for: the danger question (a life before a form); the sign-in (who decided is on the record); the
child, looked for first (nobody is entered twice); what happened, and how it is known (fact, told, opinion); the
questions of the guidance (each answer is on the record, and each may change the advice); the decision (a person makes
it, not a form); what is picked, from nothing ticked (no more than is needed crosses); what the family is told (openness
is a duty, and the team must not tell what is unsafe); the last look (nothing leaves before *Send*).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from sharewell.desk.demonstration.people import PASSWORD
from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.telling import HARM, ONLY_NEEDED, PROTECTOR, SAFE, URGENT, WAY_IN

pytestmark = pytest.mark.journey
At = Callable[..., Person]


@dataclass
class Tally:
    """One person's way: pages they read, things they filled in, and links and buttons they pressed."""

    who: Person
    pages: list[str] = field(default_factory=list)
    filled: int = 0
    pressed: int = 0

    def page(self, heading: str = "") -> "Tally":
        self.who.look(heading)
        self.pages.append(self.who.heading)
        return self

    def write(self, label: str, words: str) -> "Tally":
        self.who.write(label, words)
        self.filled += 1
        return self

    def choose(self, label: str) -> "Tally":
        self.who.choose(label)
        self.filled += 1
        return self

    def tick(self, name: str) -> "Tally":
        self.who.page.get_by_role("checkbox", name=name).first.check()
        self.filled += 1
        return self

    def press(self, name: str) -> "Tally":
        self.who.press(name)
        self.pressed += 1
        return self

    def follow(self, name: str) -> "Tally":
        self.who.follow(name)
        self.pressed += 1
        return self

    @property
    def figures(self) -> tuple[int, int, int]:
        return len(self.pages), self.filled, self.pressed


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_least_for_a_child_who_is_known(person: At, teacher_email: str, width: int) -> None:
    """One question on each page, as everybody meets it first."""
    tally = signed_in(person(teacher_email, width=width), f"least-{width}-known")
    tally.page("Which child are you worried about?").write("Name", "Mia Tarrant").press("Find")
    tally.page().press("This child: Mia Tarrant")
    tell_and_send(tally, "a child who is known")
    assert all(had <= most for had, most in zip(tally.figures, (14, 14, 14), strict=True)), tally.figures


def test_the_least_for_a_child_who_is_added(person: At, teacher_email: str) -> None:
    """A child who is not on record costs one page and one press more: the name is typed once."""
    tally = signed_in(person(teacher_email), "least-added")
    tally.page("Which child are you worried about?").write("Name", "Ola Wrenfield").press("Find")
    tally.page().press("Add a child").page().press("Add this child")
    tell_and_send(tally, "a child who is added")
    assert all(had <= most for had, most in zip(tally.figures, (15, 14, 15), strict=True)), tally.figures


QUESTIONS = {
    HARM: URGENT,
    "Who would get the information?": PROTECTOR,
    "What is in what you would share?": ONLY_NEEDED,
    "Can you safely tell the child or family that you are sharing, and why?": SAFE,
}


def signed_in(who: Person, tour: str) -> Tally:
    who.tour = tour
    tally = Tally(who)
    who.go("/")
    tally.page().follow(WAY_IN).page("Sign in")
    tally.write("Email address", who.email).write("Password", PASSWORD).press("Sign in")
    return tally.page(WAY_IN).choose("No").press("Continue")


def tell_and_send(tally: Tally, whom: str) -> None:
    """From the worry to *Sent*; the figures are printed for whoever runs it with -s."""
    tally.page("What are you worried about?").write("What happened?", "A bruise on her arm.").choose("Fact")
    tally.press("Continue")
    for question, answer in QUESTIONS.items():
        tally.page(question).choose(answer).press("Continue")
    tally.page("What the guidance advises").choose("Share it (as advised)").press("Continue")
    tally.page("Pick what they need").tick("Name and date of birth").tick("A bruise").press("Continue")
    tally.page("Does the family know?").choose("Not yet, and I will tell them").press("Continue")
    tally.page("Check your answers").press("Send")
    tally.who.look("Sent, and it has arrived")
    pages, filled, pressed = tally.figures
    print(f"\nThe least, {whom}: {pages} pages, {filled} filled in, {pressed} pressed.")
