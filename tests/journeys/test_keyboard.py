"""The main path by keyboard alone: everything can be reached, and what is reached can be seen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.person import PHONE, Person
from tests.journeys.telling import BRUISE, HARM, PROTECTOR, URGENT, Telling

pytestmark = pytest.mark.journey
At = Callable[..., Person]
MOST_TABS = 80
# What has the focus: its words, whether one sees that it has it, and whether something lies over it.
FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  const label = it.labels && it.labels.length ? it.labels[0] : it;
  const seen = getComputedStyle(label, '::before'), where = label.getBoundingClientRect();
  const drawn = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  return {
    words: (it.getAttribute('aria-label') || label.innerText || it.value || '').trim().replace(/\\s+/g, ' '),
    kind: it.type || it.tagName.toLowerCase(),
    isSeen: drawn(style) || drawn(seen),
    isCovered: !!over && !over.contains(it) && !it.contains(over) && !label.contains(over) && !over.contains(label),
    place: [Math.round(where.left), Math.round(where.top)],
  };
}"""


class Hands:
    """Somebody who has no mouse. Whatever gets the focus must show it, and must not lie under anything."""

    def __init__(self, who: Person) -> None:
        self.who, self.keyboard = who, who.page.keyboard

    def tab_to(self, words: str) -> "Hands":
        """Presses Tab until the thing with these words has the focus."""
        passed = []
        for _ in range(MOST_TABS):
            self.keyboard.press("Tab")
            at = self.who.page.evaluate(FOCUSED)
            passed.append(at["words"])
            if at["kind"] != "body":
                assert at["isSeen"], f"Nobody sees that {at} has the focus."
                assert not at["isCovered"], f"Something lies over {at}."
            if at["words"].startswith(words):
                return self
        raise AssertionError(f"Tab never came to {words!r}; it came to {passed}")

    def press(self, key: str) -> "Hands":
        """A key that leads to another page."""
        with self.who.page.expect_navigation():
            self.keyboard.press(key)
        return self

    def down_to(self, label: str) -> "Hands":
        """With the arrow keys to this radio button, which chooses it."""
        wanted = self.who.page.get_by_label(label, exact=True)
        if not wanted.is_checked() and self.who.page.evaluate("document.activeElement.checked === false"):
            self.keyboard.press("Space")
        for _ in range(20):
            if wanted.is_checked():
                return self
            self.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrow keys never came to {label!r}.")

    def type_into(self, label: str, words: str) -> "Hands":
        self.tab_to(label).keyboard.type(words)
        return self

    def answer(self, question: str, first: str, label: str) -> "Hands":
        """One question: to its first answer, to the one that is true, and on."""
        assert self.who.heading == question
        return self.tab_to(first).down_to(label).tab_to("Continue").press("Enter")


@pytest.mark.parametrize("width", [1200, PHONE])
def test_the_main_path_without_a_mouse(person: At, teacher_email: str, width: int) -> None:
    teacher = person(teacher_email, width=width).go("/sign-in/")
    hands = Hands(teacher)
    hands.type_into("Email address", teacher_email).type_into("Password", "demonstration-only").press("Enter")
    teacher.go("/")
    hands.tab_to("I am worried about a child").press("Enter")
    hands.answer("I am worried about a child", "Yes", "No")
    find_by_keyboard(hands)
    write_by_keyboard(hands)
    hands.answer(HARM, "Yes, and it is one of", URGENT)
    hands.answer("Who would get the information?", "Someone who may be a danger", PROTECTOR)
    hands.answer("What is in what you would share?", "Nothing that shows", "Only what this person needs")
    hands.answer(teacher.heading, "Yes, I have told them", "Yes, I have told them or I will")
    hands.answer("What the guidance advises", "Share it (as advised)", "Share it (as advised)")
    assert teacher.heading == "Pick what they need"
    hands.tab_to("Name and date of birth").keyboard.press("Space")
    hands.tab_to("A bruise").keyboard.press("Space")
    assert teacher.page.get_by_role("checkbox", checked=True).count() == 2
    hands.tab_to("Continue").press("Enter")
    assert teacher.heading == "Does the family know?"


def find_by_keyboard(hands: Hands) -> None:
    hands.type_into("Name", "Mia Tarant").press("Enter").tab_to("This child: Mia Tarrant").press("Enter")


def write_by_keyboard(hands: Hands) -> None:
    hands.type_into("What happened?", BRUISE).tab_to("Fact").down_to("Fact")
    hands.tab_to("Continue").press("Enter")


def test_the_skip_link_leads_past_what_every_page_has(teacher: Person) -> None:
    teacher.go("/my-work/")
    hands = Hands(teacher).tab_to("Skip to main content")
    hands.keyboard.press("Enter")
    hands.keyboard.press("Tab")
    assert teacher.page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_an_error_summary_gets_the_focus_and_leads_to_the_field(teacher: Person) -> None:
    Telling(teacher).begin()
    teacher.press("Find").look()
    expect(teacher.page.locator(".govuk-error-summary")).to_be_focused()
    Hands(teacher).tab_to("Enter a name").keyboard.press("Enter")
    expect(teacher.page.get_by_label(re.compile("^Name"))).to_be_focused()


def test_an_error_at_a_choice_leads_to_its_first_answer(teacher: Person) -> None:
    teacher.go("/concerns/new/").press("Continue").press("Continue").look()
    expect(teacher.page.locator(".govuk-error-summary")).to_be_focused()
    Hands(teacher).tab_to("Choose an answer").keyboard.press("Enter")
    expect(teacher.page.get_by_label("Yes", exact=True)).to_be_focused()
