"""Somebody finds a number, says that one is wrong and prints the card: at both widths, and without a script."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.test_keyboard import Hands
from tests.journeys.test_print import A4, AROUND

pytestmark = pytest.mark.journey
At = Callable[..., Person]
# Each way says that another number is wrong, so that none finds it said already.
WAYS: dict[str, dict[str, Any]] = {
    "Early help, Holmbury": {"width": DESK},
    "Health visitors, Holmbury North": {"width": PHONE},
    "Family hub, Holmbury South": {"width": DESK, "script": False},
    "Public Protection Desk": {"width": PHONE, "script": False},
}


@pytest.mark.parametrize("team", WAYS)
def test_find_a_number_misspelt_and_say_that_one_is_wrong(team: str, person: At) -> None:
    who = person(**WAYS[team])
    who.tour = f"directory-{team.split()[0]}"
    who.go("/").follow("Who to ring, and when they answer").look("Who answers now")
    who.write("Name, place or number", "emurgency dooty").press("Show numbers").look("Who answers now")
    assert "We looked for emergency duty" in who.text and "01632 960199" in who.text
    who.go("/contacts/").page.get_by_label("What is it about?").select_option(label="Help for a family")
    who.write("Postcode or area", "ZZ3 4BB").press("Show numbers").look()
    assert "Help for a family, in Holmbury South" in who.text and "Family hub" in who.text
    who.write("Postcode or area", "Narnia").press("Show numbers").look()
    assert "We do not know the place “Narnia”" in who.errors[0]
    who.go("/contacts/?q=xyzzyqq").look()
    assert "No number fits what you asked for" in who.text
    who.go("/contacts/").follow(team).look(team)
    who.write("What is wrong with it?", "It rings at a shop").press("This number is wrong").look(team)
    assert "Thank you" in who.text and "It is being checked" in who.text
    assert "It is being checked" in who.go("/contacts/").look().text


def test_by_keyboard_alone(person: At) -> None:
    who = person()
    hands = Hands(who.go("/contacts/"))
    hands.tab_to("Name, place or number")
    who.page.keyboard.type("advise")
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")
    assert "Advice line, without names" in who.look("Who answers now").text
    with who.page.expect_navigation():
        Hands(who).tab_to("Advice line, without names")
        who.page.keyboard.press("Enter")
    who.look("Advice line, without names")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_card_for_the_wall(person: At, width: int) -> None:
    who = person(width=width)
    who.tour = f"directory-card-{width}"
    who.go("/contacts/?where=Holmbury+South").follow("Print a card with these numbers")
    who.look("Worried about a child in Holmbury South? Ring")
    page = who.page
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    shown = [mark for mark in AROUND for each in page.locator(mark).all() if each.is_visible()]
    assert not shown, f"On paper nobody can press {shown}."
    assert page.evaluate("document.scrollingElement.scrollWidth") <= A4["width"]
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF") and paper.count(b"/Type /Page\n") == 1, "The card stands on one sheet."
