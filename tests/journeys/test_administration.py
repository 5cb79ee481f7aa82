"""An administrator in a browser: a team with its hours, somebody invited who comes, and goes; and the partnership."""

import re
from collections.abc import Callable
from itertools import count

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
At = Callable[..., Person]
ADMINISTRATOR = "alan.frew@example.org"
NEW = "seven purple kettles"
numbers = count()


def letter_to(site: Site, before: list[str]) -> str:
    """The link of the one invitation that was sent since."""
    site.manage("work", "--once")
    (letter,) = [each for each in site.letters_about("invites you to Sharewell") if each not in before]
    found = re.search(r"http://localhost:\d+(/invitation/\S+)", letter)
    assert found, letter
    return found[1]


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, True), (DESK, False)])
def test_a_team_and_its_hours(person: At, width: int, script: bool) -> None:
    name = f"Family hub {next(numbers)}"
    alan = person(ADMINISTRATOR, width=width, script=script).sign_in()
    alan.tour = f"administration-team-{width}-{script}"
    alan.look("Administration of Holmbury Council")
    alan.press("Add a team").look("Add a team")
    alan.press("Add this team").look()
    assert alan.errors == ["Enter what the team is called", "Select what the team is for"]
    alan.write("What is the team called?", name).choose("Early help").write("Telephone number", "01632 960 181")
    alan.choose("Anybody may see this number").press("Add this team").look(f"Hours of {name}")
    alan.write("Monday", "in the morning").write("Friday", "9 am to midday, 5 pm to 8.30 am")
    alan.choose("Closed").press("Save these hours").look()
    assert "Monday: write hours like 8.30 am to 5 pm" in " ".join(alan.errors)
    alan.write("Monday", "9 am to 5 pm").press("Save these hours").look(name)
    assert "Friday 9 am to midday and 5 pm to 8.30 am the next day" in alan.text
    alan.follow("Add a date that differs").look("Add a date that differs")
    alan.date("Which date?", 5, 1, 2099).press("Save this date").look(name)
    assert "Monday 5 January 2099: closed" in alan.text
    alan.press("Take it away (what differs on 5 January 2099)").look()
    assert "None to come." in alan.text
    alan.press(f"I checked it today (the number of {name})").look(name)
    alan.follow("Close this team").look(f"Close {name}?")
    alan.press("Close this team").look("Administration of Holmbury Council")
    assert f"{name} is closed." in alan.page.locator("body").inner_text()


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, True), (DESK, False)])
def test_somebody_is_invited_comes_and_goes(person: At, site: Site, width: int, script: bool) -> None:
    email = f"nia{next(numbers)}@example.org"
    before = site.letters_about("invites you to Sharewell")
    alan = person(ADMINISTRATOR, width=width, script=script).sign_in()
    alan.tour = f"administration-people-{width}-{script}"
    alan.follow("Everybody, with what they may do").look("People at Holmbury Council")
    alan.press("Invite somebody").look("Invite somebody")
    alan.press("Send the invitation").look()
    assert "Enter their full name" in alan.errors
    alan.write("Full name", "Nia Newly").write("Email address", email)
    alan.choose("Receiving worker").choose("Referral and Assessment Team").press("Send the invitation")
    alan.look("People at Holmbury Council")
    nia = person(email, width=width, script=script)
    nia.tour = f"invited-{width}-{script}"
    nia.go(letter_to(site, before)).look("Join Holmbury Council")
    assert nia.path == "/invitation/"
    nia.write("Choose a password", "short").press("Accept and join").look()
    assert "at least 12 characters" in " ".join(nia.errors)
    nia.write("Choose a password", NEW).press("Accept and join").look("Terms of use")
    nia.press("Accept and continue").look()
    assert nia.path == "/queue/"
    alan.go("/administration/people/").follow("Nia Newly").look("Nia Newly")
    alan.choose("Manager").press("Save").look("People at Holmbury Council")
    alan.follow("Nia Newly").follow("Record that they leave").look("Record that Nia Newly leaves")
    alan.press("Record the leaving").look("People at Holmbury Council")
    nia.go("/queue/", status=403).look("You are not a member of any agency here")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_partnership(person: At, width: int) -> None:
    number = next(numbers)
    alan = person(ADMINISTRATOR, width=width).sign_in()
    alan.tour = f"partnership-{width}"
    alan.follow("Agencies and areas").look("The partnership")
    alan.press("Add an agency").look("Add an agency")
    alan.write("What is the agency called?", f"Brook Nursery {number}")
    alan.page.get_by_label("What kind of body is it?").select_option("nursery")
    alan.press("Add this agency").look(f"Invite an administrator for Brook Nursery {number}")
    alan.write("Full name", "Bea Brook").write("Email address", f"bea{number}@example.org")
    alan.press("Send the invitation").look("The partnership")
    alan.press("Withdraw the invitation of Bea Brook").look("The partnership")
    alan.press("Add an area").look("Add an area")
    alan.write("What is the area called?", f"Area {number}").write("Postcode districts", "RG40")
    alan.press("Save this area").look("The partnership")
    assert f"Area {number}" in alan.text
    alan.go("/administration/review-access/").look("Is everybody’s access still right?")
    alan.go("/administration/describe-agency/").look("Describe Holmbury Council")


def test_hours_by_the_keyboard_alone(person: At) -> None:
    alan = person(ADMINISTRATOR).sign_in()
    alan.follow("Advice line, without names").follow("Change (When it is there)")
    alan.page.get_by_label("Monday", exact=True).focus()
    for _ in range(5):
        alan.page.keyboard.press("Control+A")
        alan.page.keyboard.type("9 am to 4 pm")
        alan.page.keyboard.press("Tab")
    with alan.page.expect_navigation():
        alan.page.keyboard.press("Enter")
    assert "Monday to Friday 9 am to 4 pm" in alan.look("Advice line, without names").text


def test_a_member_without_the_right_is_told_so(person: At) -> None:
    rachel = person("rachel.alder@example.org").sign_in()
    assert not rachel.page.get_by_role("link", name="Administration").count()
    rachel.go("/administration/", status=403).look()
