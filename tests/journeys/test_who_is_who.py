"""Who is who: whom to tell in one's own agency, being away, handing over; and teams from a file."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.telling import today

pytestmark = pytest.mark.journey
At = Callable[..., Person]
LEAD, ADMINISTRATOR = "miriam.castell@example.org", "alan.frew@example.org"
TEAMS = "agency,name,purpose,telephone,public,hours\n{agency},{name},other,01632 960 441,{public},mon-fri=08:00-16:00\n"


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, True), (DESK, False)])
def test_the_lead_is_away_and_everybody_sees_whom_to_tell(
    person: At, teacher_email: str, width: int, script: bool
) -> None:
    """Said by the lead, seen by a teacher, and over when the lead is back."""
    lead = person(LEAD, width=width, script=script).sign_in()
    lead.tour = f"away-{width}"
    lead.follow("Who to tell").look("Who to tell at Fernleigh Primary School").follow("Say when you are away").look()
    lead.write("Time of return", "8.30 am").press("Save").look()
    assert lead.errors == ["Enter the day of return as well as the time, or leave both empty"]
    back = today() + timedelta(days=3)
    lead.date("Day of return", back.day, back.month, back.year)
    lead.page.get_by_label("Who covers?").select_option(label="Tom Weaver, Inclusion lead")
    lead.press("Save").look()
    assert "You are away until" in lead.text
    teacher = person(teacher_email, width=width, script=script).sign_in().go("/chain/").look()
    assert "Tell Tom Weaver now" in teacher.text
    lead.press("I am back").look()
    assert "Tell Miriam Castell now" in teacher.go("/chain/").text


def test_work_is_handed_over(person: At, teacher: Person) -> None:
    """Whoever has nothing open is told so; a lead hands over what somebody has."""
    teacher.tour = "hand-over"
    teacher.go("/chain/").follow("Hand over your open work").look()
    assert "nothing open" in teacher.text


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_administrator_sends_a_file(person: At, tmp_path: Path, width: int) -> None:
    """A faulty one is shown row by row and nothing is done; mended, all of it is."""
    they = person(ADMINISTRATOR, width=width).sign_in()
    they.tour = f"import-{width}"
    path, name = tmp_path / "teams.csv", f"First aid {width}"
    for public, heading in (("perhaps", "What this file comes to"), ("no", "What this file comes to")):
        path.write_text(TEAMS.format(agency="Holmbury Council", name=name, public=public), encoding="utf-8")
        they.go("/administration/import/").look("Import from a file")
        they.page.get_by_label("Teams of your agency, with their numbers and hours").check()
        they.page.get_by_label("The file").set_input_files(path)
        they.press("Read the file").look(heading)
        assert ("Rows to mend" in they.text) == (public == "perhaps")
    they.press("Import 1 row").look("Import from a file")
