"""The deputy has a worry: because the lead went away before taking it, and because it is about the lead."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.site import Site
from tests.journeys.telling import Telling

pytestmark = pytest.mark.journey
LEAD, DEPUTY = "miriam.castell@example.org", "tom.weaver@example.org"
At = Callable[..., Person]


@pytest.fixture
def lead(person: At) -> Iterator[Person]:
    """The lead, who is there again afterwards, whatever happens."""
    found = person(LEAD).sign_in()
    yield found
    found.go("/chain/")
    if (back := found.page.get_by_role("button", name="I am back")).count():
        found.click(back.first)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_lead_goes_away_and_the_deputy_has_it(
    person: At, lead: Person, site: Site, teacher_email: str, width: int
) -> None:
    """It moves on by itself; whoever waits reads why, and the deputy takes it and says what is decided."""
    teacher, deputy = person(teacher_email, width=width).sign_in(), person(DEPUTY, width=width)
    teacher.tour, deputy.tour, lead.tour = (f"away-{width}-{who}" for who in ("1-teacher", "3-deputy", "2-lead"))
    reference = hand_over(teacher, "No", "Miriam Castell")
    worry = teacher.path.removesuffix("sent/")
    lead.go("/chain/").look().follow("Say when you are away").look("Say when you are away").press("Save").look()
    site.manage("work", "--once")
    teacher.go(worry).look()
    assert "With Tom Weaver" in teacher.text and "Was away" in teacher.text
    deputy.sign_in().go("/my-work/").look("My work")
    assert reference in deputy.text or "Mia Tarrant" in deputy.text
    deputy.go("/notices/").look()
    deputy.go(worry).look().press("Take it").look()
    assert "You have taken it" in deputy.text
    teacher.go(worry).look()
    assert "Tom Weaver has taken it" in teacher.text


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_worry_about_the_lead_goes_round_them(person: At, lead: Person, teacher_email: str, width: int) -> None:
    """The deputy is asked first, and reads who else is to be told; the lead finds nothing of it anywhere."""
    teacher, deputy = person(teacher_email, width=width).sign_in(), person(DEPUTY, width=width)
    teacher.tour, deputy.tour = f"about-{width}-1-teacher", f"about-{width}-2-deputy"
    reference = hand_over(teacher, "Yes: Miriam Castell", "Tom Weaver")
    worry = teacher.path.removesuffix("sent/")
    teacher.go(worry).look()
    deputy.sign_in().go(worry).look()
    assert "Miriam Castell, who cannot see it" in deputy.text and "designated officer" in deputy.text
    deputy.follow("Look up who to ring").look()
    lead.go(worry, status=404).look()
    for path in ("/my-work/", "/notices/"):
        assert reference not in lead.go(path).text


def hand_over(teacher: Person, about: str, to: str) -> str:
    """A worry is handed on, past the question whom it is about; gives its reference."""
    telling = Telling(teacher, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide("Hand it to our designated lead")
    teacher.look("Hand it to our designated lead").choose(about).press("Continue")
    teacher.look("Check your answers").press("Hand it over").look(f"Handed to {to}")
    return teacher.page.locator(".sw-ref").first.inner_text()
