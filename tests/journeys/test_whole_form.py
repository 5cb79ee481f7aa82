"""The whole referral form in a browser: what else can be said, none of it needed; and how little is enough."""

from collections.abc import Callable

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.telling import Telling

pytestmark = pytest.mark.journey
At = Callable[..., Person]


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, True), (DESK, False)])
def test_whatever_can_be_said_is_added_picked_and_sent(
    person: At, teacher_email: str, width: int, script: bool
) -> None:
    teacher = person(teacher_email, width=width, script=script).sign_in()
    teacher.tour = f"whole-{width}-{script}"
    # The same child as before: what one teacher wrote, the next one's is told apart from.
    doctor, dean = f"Dr Brook, room {width + script}", f"Dean Okell {'ABC'[(width == PHONE) + 2 * (not script)]}"
    telling = Telling(teacher, strict=script).begin().find("Mia Tarrant", "Mia Tarrant")
    teacher.follow("Another child too").follow("Correct these details of Mia Tarrant")
    teacher.write("GP", doctor).write("Ethnicity", "Welsh")
    teacher.write("Why are these details changing?", "Her mother told us").press("Correct these details")
    teacher.follow("Add somebody in the household of Mia Tarrant")
    teacher.write("Name", dean).choose("Yes", teacher.page.get_by_role("group", name="Could they be a risk"))
    teacher.write("Why, and which children do they see?", "He hit her in September.")
    telling.look("Who is in the household of Mia Tarrant?").press("Add this person")
    teacher.press("Continue")
    telling.write_worry().walk().decide().look("Pick what they need")
    teacher.follow("What it does to the child")
    telling.look("What it does to the child")
    teacher.write("What does it do to the child?", "She falls asleep by ten.").choose("Fact").press("Add this")
    telling.look("Pick what they need")
    teacher.follow("The level of need")
    telling.look("The level of need")
    teacher.choose("Level 4, social care").write("Why that level?", "It is every day.").press("Add this")
    telling.pick("Name and date of birth", "She falls asleep", f"{dean} may be a risk", "GP", "Level 4")
    telling.say_told().look("Check your answers")
    assert "She falls asleep by ten." in teacher.text and "If you can say more" in teacher.text
    telling.send()
    teacher.follow("See the whole record")
    telling.look()
    for words in ("He hit her in September.", "Level 4, social care", doctor):
        assert words in teacher.text
