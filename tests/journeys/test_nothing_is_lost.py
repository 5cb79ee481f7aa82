"""Closing the browser, a time-out, a power cut, going back, two tabs, two clicks: nothing is lost, or sent twice."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person
from tests.journeys.site import Site
from tests.journeys.telling import HARM, URGENT, Telling

pytestmark = pytest.mark.journey
At = Callable[..., Person]
SAID = "He said that nobody had been at home since Friday."
WORRY_PAGE = "What are you worried about?"
PATIENCE = 30.0
GO_ON = re.compile("Mia Tarrant.*go on")


def at_the_worry(who: Person, heading: str = WORRY_PAGE) -> str:
    """A teacher before an empty worry about Mia; gives its address."""
    Telling(who, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    assert who.heading == heading
    return who.path


def what_is_written(who: Person) -> str:
    return who.page.get_by_label("What happened?").first.input_value()


def test_closing_the_browser(person: At, teacher_email: str) -> None:
    """What was typed is there in another browser, from My work and from the way in, without having pressed anything."""
    first = person(teacher_email).sign_in()
    at_the_worry(first)
    with first.page.expect_response("**/autosave/"):
        first.write("What happened?", SAID)
    first.close()
    later = person(teacher_email).sign_in()
    later.go("/concerns/new/").look()
    assert "Continue where you stopped" in later.text
    later.go("/my-work/").look().follow(GO_ON).look(WORRY_PAGE)
    assert what_is_written(later) == SAID


def test_without_a_script_all_is_kept_up_to_the_last_continue(person: At, teacher_email: str) -> None:
    first = person(teacher_email, script=False).sign_in()
    at_the_worry(first)
    first.write("What happened?", SAID).choose("Fact").press("Add another thing").close()
    later = person(teacher_email, script=False).sign_in().go("/my-work/").follow(GO_ON).look(WORRY_PAGE)
    assert what_is_written(later) == SAID


def test_a_time_out_gives_it_back_to_the_same_person_only(person: At, site: Site, teacher_email: str) -> None:
    """Somebody else who signs in at the same browser sees nothing of it; its author then has every word again."""
    author = person(teacher_email, script=False).sign_in()
    address = at_the_worry(author)
    author.write("What happened?", SAID).choose("Opinion")
    site.do(f"let_session_run_out({teacher_email!r})")
    author.press("Continue").look("Sign in")
    assert "We kept what you typed" in author.page.locator("body").inner_text()
    author.email = "miriam.castell@example.org"
    author.sign_in()
    assert SAID not in author.page.content()
    author.go(address, status=404).look()
    assert SAID not in author.go("/kept/").look().page.content()
    again = person(teacher_email, script=False).sign_in()
    assert SAID in again.go("/kept/").look("What we kept for you").page.content()
    again.follow("Go back to this form").look(WORRY_PAGE)
    assert what_is_written(again) == SAID
    assert again.page.get_by_label("Opinion", exact=True).is_checked()
    again.press("Continue").look(HARM)


def test_signing_in_after_a_time_out_leads_back_to_the_words(person: At, site: Site, teacher_email: str) -> None:
    author = person(teacher_email).sign_in()
    at_the_worry(author)
    author.write("What happened?", SAID).choose("Fact")
    site.do(f"let_session_run_out({teacher_email!r})")
    author.press("Continue").look("Sign in").sign_in().look(WORRY_PAGE)
    assert what_is_written(author) == SAID
    assert "We kept what you typed" in author.page.locator("body").inner_text()
    author.press("Continue").look(HARM)


def test_the_server_dies_and_comes_back(person: At, site: Site, teacher_email: str) -> None:
    """Nothing that was answered is gone, the session lasts, and the journey goes on to its end."""
    author = person(teacher_email).sign_in()
    telling = Telling(author, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().answer(HARM, URGENT)
    site.kill_and_start_again()
    author.page.reload()
    author.look("Who would get the information?").follow("Back", exact=True).look(HARM)
    assert author.page.get_by_label(URGENT).is_checked()
    telling.walk().decide()
    site.kill_and_start_again()
    telling.pick("Name and date of birth", "A bruise").say_told().send()
    site.kill_and_start_again()
    assert telling.reference in author.go("/my-work/").text
    assert "The book verifies." in site.manage("verify_ledger", "--processes", "2")


def test_the_back_button(teacher: Person) -> None:
    """Going back shows what was answered; answering otherwise counts; the old page cannot be sent twice."""
    at_the_worry(teacher)
    teacher.write("What happened?", SAID).choose("Fact").press("Continue").choose(URGENT).press("Continue")
    teacher.page.go_back()
    teacher.look(HARM).page.go_back()
    teacher.look(WORRY_PAGE)
    assert what_is_written(teacher) == SAID
    teacher.write("What happened?", f"{SAID} And he was hungry.").press("Continue").look(HARM)
    assert teacher.page.get_by_label(URGENT).is_checked()
    teacher.go(teacher.path.replace("/harm/", "/worry/"))
    assert what_is_written(teacher) == f"{SAID} And he was hungry."


def test_the_back_button_after_sending(teacher: Person) -> None:
    """What has been sent cannot be sent again, nor changed: every page of the draft leads to what came of it."""
    telling = Telling(teacher, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide().pick("Name and date of birth").say_told().send()
    sent = teacher.path
    teacher.page.go_back()
    if teacher.path != sent:
        teacher.press("Send")
    teacher.look("Sent, and it has arrived")
    assert teacher.path == sent


def test_two_tabs(teacher: Person) -> None:
    """What another tab saved is not written over: both are shown, and the author says which holds."""
    address = at_the_worry(teacher)
    other = teacher.new_tab()
    with teacher.at(other):
        teacher.go(address).write("What happened?", "From the other tab.").choose("Fact").press("Continue").look(HARM)
    teacher.write("What happened?", SAID).choose("Opinion").press("Continue").look(WORRY_PAGE)
    assert "Something else has been saved here" in teacher.text
    assert "From the other tab." in teacher.text and what_is_written(teacher) == SAID
    teacher.press("Continue").look(HARM)
    teacher.follow("Back", exact=True)
    assert what_is_written(teacher) == SAID


@pytest.mark.parametrize("script", [True, False])
def test_two_clicks_send_once(script: bool, person: At, teacher_email: str) -> None:
    sender = person(teacher_email, script=script).sign_in()
    telling = Telling(sender, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide().pick("Name and date of birth").say_told()
    sender.page.get_by_role("button", name="Send", exact=True).dblclick()
    expect(sender.page.locator("h1")).to_have_text("Sent, and it has arrived")
    sender.look().go("/my-work/").look()
    assert sender.page.get_by_role("row").filter(has_text="Mia Tarrant").count() == 1


def test_the_worker_tells_the_team_without_a_name(teacher: Person, site: Site) -> None:
    """What was sent while no worker ran is told when one does; the message has a reference and no child in it."""
    telling = Telling(teacher, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide().pick("Name and date of birth", "A bruise").say_told().send()
    site.start_worker()
    until = time.monotonic() + PATIENCE
    while not (letters := site.letters_about(telling.reference)):
        assert time.monotonic() < until, "No notice was sent."
        time.sleep(0.5)
    site.stop("worker")
    assert all("Mia" not in letter and "Tarrant" not in letter and "bruise" not in letter for letter in letters)
