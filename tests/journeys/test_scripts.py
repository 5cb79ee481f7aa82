"""What scripts add to a page that works without them: it hides, saves itself, and asks before a session ends."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import At
from tests.journeys.given import address_of_teacher
from tests.journeys.person import Person
from tests.journeys.site import Site
from tests.journeys.telling import Telling

pytestmark = pytest.mark.journey

WORRY = "He flinched when the door banged."


@pytest.fixture
def writing(teacher: Person) -> Person:
    """A teacher who is about to write down a worry about Mia."""
    Telling(teacher).begin().find("Mia Tarrant", "Mia Tarrant")
    return teacher


def box(who: Person) -> Locator:
    return who.page.get_by_label("What happened?").first


def press_escape(who: Person, times: int) -> None:
    for _ in range(times):
        who.page.keyboard.press("Escape")


def test_escape_three_times_hides_the_page_and_keeps_the_words(writing: Person) -> None:
    address = writing.path
    writing.go("/my-work/").go(address)
    box(writing).fill(WORRY)
    press_escape(writing, 2)
    assert WORRY in box(writing).input_value()
    press_escape(writing, 1)
    writing.page.wait_for_url("**/hidden/")
    assert "Mia" not in writing.page.content() and "Sharewell" not in writing.page.content()
    writing.page.go_back()
    assert writing.path != address, "The way back leads to the page that was hidden."
    writing.go(address)
    expect(box(writing)).to_have_value(WORRY)


def test_the_link_hides_the_page_with_and_without_scripts(writing: Person, person: At) -> None:
    writing.page.get_by_role("link", name="Hide this page").click()
    writing.page.wait_for_url("**/hidden/")
    plain = person(writing.email, script=False).sign_in()
    Telling(plain, strict=False).begin()
    plain.follow("Hide this page")
    assert plain.path == "/hidden/"


def test_a_page_saves_itself_and_says_when(writing: Person) -> None:
    address = writing.path
    with writing.page.expect_response("**/autosave/") as saved:
        box(writing).fill(WORRY)
    assert saved.value.status == 204
    expect(writing.page.locator("[data-autosave-status]")).to_contain_text("Saved")
    writing.look().go("/help/").go(address)
    expect(box(writing)).to_have_value(WORRY)


def test_a_page_that_cannot_reach_the_server_says_so_and_keeps_the_words(writing: Person) -> None:
    writing.context.set_offline(True)
    box(writing).fill(WORRY)
    expect(writing.page.locator("[data-autosave-status]")).to_contain_text("Not saved yet", timeout=8_000)
    assert box(writing).input_value() == WORRY
    writing.context.set_offline(False)


def with_time_in_hand(who: Person) -> Locator:
    """The page again, where minutes pass when the test says so. Gives the dialog that may come."""
    who.page.clock.install()
    who.page.reload()
    box(who).fill(WORRY)
    with who.page.expect_response("**/autosave/"):
        who.page.clock.fast_forward("00:04")
    return who.page.get_by_role("dialog")


def test_before_the_session_ends_it_asks_and_one_can_stay(writing: Person) -> None:
    dialog = with_time_in_hand(writing)
    writing.page.clock.fast_forward("27:30")
    expect(dialog).to_have_count(0)
    writing.page.clock.fast_forward("01:00")
    expect(dialog).to_contain_text("You will soon be signed out")
    writing.look()
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_have_count(0)
    writing.page.clock.fast_forward("27:30")
    expect(dialog).to_have_count(0)
    assert box(writing).input_value() == WORRY


def sign_in_in_another_tab(first: Person, email: str) -> None:
    tab = first.new_tab()
    with first.at(tab):
        was, first.email = first.email, email
        first.sign_in()
        first.email = was


def test_when_it_has_ended_the_same_person_gets_the_page_back(writing: Person, site: Site) -> None:
    dialog = with_time_in_hand(writing)
    writing.page.clock.fast_forward("31:00")
    expect(dialog).to_contain_text("You have been signed out")
    writing.look()
    site.do(f"let_session_run_out({writing.email!r})")
    dialog.get_by_role("button", name="I have signed in again").click()
    expect(dialog).to_contain_text("You are not signed in yet")
    sign_in_in_another_tab(writing, writing.email)
    expect(dialog).to_have_count(0)
    assert box(writing).input_value() == WORRY
    writing.choose("Opinion").press("Continue")
    writing.complaints.clear()
    writing.look("Is a child being badly hurt or neglected, or likely to be?")


def test_nobody_else_gets_it(writing: Person, site: Site) -> None:
    dialog = with_time_in_hand(writing)
    writing.page.clock.fast_forward("31:00")
    expect(dialog).to_contain_text("You have been signed out")
    site.do(f"let_session_run_out({writing.email!r})")
    sign_in_in_another_tab(writing, address_of_teacher(39))
    expect(dialog).to_contain_text("Somebody else has signed in")
