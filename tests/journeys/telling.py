"""How a teacher goes through the main job, step by step, at any width and with or without scripts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Locator

from sharewell.moment import now
from sharewell.web.words import local
from tests.journeys.person import Person

WAY_IN = "I am worried about a child"
HARM = "Is a child being badly hurt or neglected, or likely to be?"
URGENT = "Yes, or I think so, and social care or the police may not know"
PROTECTOR = "Someone whose job is to protect children"
ONLY_NEEDED = "Only what this person needs"
SAFE = "Yes, I have told them or I will"
BRUISE = "A bruise the size of a coin on the left arm, seen at register in the classroom."
WORDS = "He gets cross when I spill things."
ABOUT_WHEN = "If you do not know the day, about when?"
GUESS = "She may be afraid of somebody at home."


def today() -> date:
    """The day it is in England."""
    return local(now()).date()


@dataclass
class Telling:
    """A teacher at the main job. `ids` of what was made are kept for whoever looks next."""

    who: Person
    strict: bool = True
    reference: str = field(default="", init=False)
    team: str = field(default="", init=False)

    def look(self, heading: str = "") -> Person:
        """Looks strictly, or only makes sure of the heading."""
        if self.strict:
            return self.who.look(heading)
        assert not heading or self.who.heading == heading, f"{self.who.heading!r}: {self.who.errors}"
        return self.who

    def begin(self) -> "Telling":
        """The danger question stands on the first page; past it."""
        self.who.go("/concerns/new/")
        self.look(WAY_IN).choose("No").press("Continue")
        return self

    def find(self, name: str, is_called: str) -> "Telling":
        """Looks in their own school's records, and takes the child that is found: the first leads on to the worry."""
        self.look("Which child are you worried about?")
        self.who.write("Name", name).press("Find")
        self.look().press(f"This child: {is_called}")
        return self

    def add_unborn(self, mother: str) -> "Telling":
        """A baby not yet born is concerned too."""
        due = today() + timedelta(days=40)
        self._add(f"Baby {mother.split()[-1]}").choose("No, not yet")
        self.who.date("When is the baby due?", due.day, due.month, due.year).write("Mother’s name", mother)
        self.who.write("First names", "").press("Add this child")
        self.look("Which child are you worried about?")
        return self

    def add_guessed(self, name: str, age: int) -> "Telling":
        """A child whose date of birth nobody knows."""
        self._add(name).write("About how old are they, in years?", str(age)).press("Add this child")
        self.look("Which child are you worried about?")
        return self

    def _add(self, name: str) -> Person:
        if (back := self.who.page.get_by_role("link", name="Another child too")).count():
            self.who.click(back)
        if (another := self.who.page.get_by_text("Is another child concerned?")).count():
            another.click()
        self.who.write("Name", name).press("Find")
        self.look().press("Add a child")
        return self.look()

    def thing(self, number: int) -> Locator:
        """The part of the page for one thing known."""
        return self.who.page.get_by_role("group", name=f"Thing {number}", exact=True)

    def about(self, number: int, *names: str) -> "Telling":
        """Whom a thing is about, where several children were chosen."""
        boxes = self.thing(number).get_by_role("group", name="Who is this about?")
        assert boxes.get_by_role("checkbox", checked=True).count() == 0, "Somebody is ticked already."
        for name in names:
            self.who.choose(name, boxes)
        return self

    def write_worry(self, *about: Sequence[str]) -> "Telling":
        """A fact, something told in the child's own words, and an opinion; each by itself, and of several children,
        each about those named."""
        self.look("What are you worried about?")
        seen = today() - timedelta(days=1)
        one = self.thing(1)
        self.who.write("What happened?", BRUISE, one).choose("Fact", one)
        self.who.date("When was it?", seen.day, seen.month, seen.year, one).press("Add another thing")
        self.look()
        two = self.thing(2)
        self.who.write("What happened?", WORDS, two).choose("Told", two).write("Who told you?", "Mia", two)
        self.who.choose("These are the child’s exact words", two).write(ABOUT_WHEN, "this morning", two)
        self.who.press("Add another thing")
        three = self.thing(3)
        self.who.write("What happened?", GUESS, three).choose("Opinion", three)
        for number, names in enumerate(about, 1):
            self.about(number, *names)
        self.look().press("Continue")
        return self

    def answer(self, question: str, said: str) -> "Telling":
        """One question, one page."""
        self.look(question).choose(said).press("Continue")
        return self

    def walk(self) -> "Telling":
        """The four questions that lead to the child-protection steps."""
        self.answer(HARM, URGENT).answer("Who would get the information?", PROTECTOR)
        self.answer("What is in what you would share?", ONLY_NEEDED)
        return self.answer("Can you safely tell the child or family that you are sharing, and why?", SAFE)

    def decide(self, what: str = "Share it (as advised)") -> "Telling":
        """The advice, and the decision."""
        self.look("What the guidance advises").choose(what).press("Continue")
        return self

    def pick(self, *things: str) -> "Telling":
        """From nothing ticked, to the team that is offered."""
        self.look("Pick what they need")
        page = self.who.page
        assert page.get_by_role("checkbox", checked=True).count() == 0, "Something is ticked already."
        self.team = page.locator("input[name=team]:checked + label").inner_text()
        for thing in things:
            page.get_by_role("checkbox", name=thing).first.check()
        self.who.press("Continue")
        return self

    def say_told(self) -> "Telling":
        """The family has been told."""
        self.look("Does the family know?").choose("Yes, they know").write(
            "Who was told, and how?", "Mother, by telephone"
        )
        told = today()
        self.who.date("When were they told?", told.day, told.month, told.year).press("Continue")
        return self

    def send(self) -> "Telling":
        """Check your answers, and send."""
        self.look("Check your answers").press("Send")
        self.look("Sent, and it has arrived")
        self.reference = self.who.page.locator(".sw-ref").inner_text()
        return self
