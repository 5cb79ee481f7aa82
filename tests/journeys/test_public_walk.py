"""The walk of somebody with no account, and the map of it: at a desk, on a phone, without JavaScript, and on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from sharewell.guidance.editions import edition
from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.test_print import A4, AROUND

pytestmark = pytest.mark.journey
At = Callable[..., Person]
EDITION = edition("england-2026")
REFERRAL = {"danger": "no", "harm": "new", "recipient": "protector", "bundle": "others", "tell": "safe"}
ADVICE = "What the guidance advises"
WAYS: dict[str, dict[str, Any]] = {
    "desk": {"width": DESK},
    "phone": {"width": PHONE},
    "no-script": {"width": DESK, "script": False},
    "no-script-phone": {"width": PHONE, "script": False},
}


def title(key: str) -> str:
    question = EDITION.question(key)
    assert question
    return question.title


def label(key: str, answer: str) -> str:
    question = EDITION.question(key)
    chosen = question and question.answer(answer)
    assert chosen
    return chosen.label


def walk(who: Person, answers: dict[str, str]) -> Person:
    for key, answer in answers.items():
        who.look(title(key)).choose(label(key, answer)).press("Continue")
    return who


@pytest.mark.parametrize("way", WAYS)
def test_anybody_gets_the_advice_and_nothing_is_kept(way: str, person: At) -> None:
    who = person(**WAYS[way])
    who.tour = f"public-walk-{way}"
    who.go("/").follow("Go through the questions without signing in")
    who.look(title("danger")).press("Continue")
    assert who.look(title("danger")).errors
    walk(who, REFERRAL).look(ADVICE)
    assert "Follow the child-protection steps today" in who.text and "Nothing was kept" in who.text
    assert "01632 960" in who.text
    address = who.path
    who.page.reload()
    assert who.look(ADVICE).path == address
    who.page.go_back()
    assert who.heading == title("tell")
    who.go(address).follow("Change who would get it").look(title("recipient"))
    who.choose(label("recipient", "risk")).press("Continue").look()
    who.follow("Start again").look(title("danger"))
    assert who.context.cookies() == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_danger_leads_to_999(person: At, width: int) -> None:
    who = person(width=width)
    who.go("/guidance/walk/").choose("Yes").press("Continue").look(ADVICE)
    assert who.page.locator(".sw-call-999 a").is_visible()


@pytest.mark.parametrize("way", ["desk", "no-script-phone"])
def test_all_questions_on_one_page(way: str, person: At) -> None:
    who = person(**WAYS[way])
    who.tour = f"public-walk-together-{way}"
    who.go("/guidance/walk/").follow("Answer all the questions on one page").look("The questions")
    for key, answer in REFERRAL.items():
        if key != "tell":
            who.choose(label(key, answer), who.page.locator(f"#{key}"))
    who.press("Show the advice").look("The questions")
    assert len(who.errors) == 1
    who.choose(label("tell", "safe"), who.page.locator("#tell"))
    who.press("Show the advice").look(ADVICE)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_what_cannot_wait_appears_as_the_answer_is_given(person: At, width: int) -> None:
    who = person(width=width)
    danger, harm = (who.go("/guidance/walk/all/").page.locator(key) for key in ("#danger", "#harm"))
    assert not harm.get_by_role("button", name="See if something cannot wait").is_visible()
    who.choose("Yes", danger).look()
    assert danger.locator(".sw-call-999 a:visible").count() == 1
    expect(danger.locator(".sw-at-once:visible")).to_be_in_viewport(ratio=1)
    who.choose("No", danger)
    assert not danger.locator(".sw-call-999 a:visible").count()
    who.choose(label("harm", "new"), harm).look()
    assert (
        harm.locator(".sw-at-once:visible").count() == 1 and "today" in harm.locator(".sw-at-once:visible").inner_text()
    )
    who.choose("Yes", danger)
    assert not harm.locator(".sw-at-once:visible").count()


def test_without_a_script_a_button_after_the_second_question_says_it(person: At) -> None:
    who = person(width=PHONE, script=False).go("/guidance/walk/all/")
    who.choose("No", who.page.locator("#danger")).choose(label("harm", "new"), who.page.locator("#harm"))
    who.press("See if something cannot wait").look("The questions")
    assert who.page.locator("[data-until-changed] .sw-at-once a").is_visible()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_pages_that_stand_by_themselves(person: At, width: int) -> None:
    who = person(width=width)
    who.tour = f"walk-standing-{width}"
    for path in ("/guidance/map/", "/guidance/editions/wokingham-2011/map/", "/guidance/walk/all/"):
        who.go(path).look()
    who.go("/guidance/walk/?danger=perhaps", status=404).look("This address does not fit the questions")


@pytest.mark.parametrize(
    "path",
    [
        "/guidance/walk/?danger=no&harm=new&recipient=protector&bundle=others&tell=safe",
        "/guidance/map/",
        "/guidance/editions/wokingham-2011/map/",
    ],
)
def test_on_paper_they_have_their_words_and_nothing_to_press(person: At, path: str) -> None:
    who = person()
    page = who.go(path).page
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    shown = [mark for mark in AROUND for each in page.locator(mark).all() if each.is_visible()]
    assert not shown, f"On paper nobody can press {shown}."
    assert page.evaluate("document.scrollingElement.scrollWidth") <= A4["width"]
    assert all(part.is_visible() for part in page.locator("svg[role=img], .sw-advice, .govuk-summary-list").all())


def test_the_button_prints(person: At) -> None:
    who = person().go("/guidance/walk/?danger=yes")
    who.page.evaluate("window.print = () => { window.printed = true; }")
    who.page.get_by_role("button", name="Print this").click()
    assert who.page.evaluate("window.printed")
    plain = person(script=False).go("/guidance/walk/?danger=yes")
    assert "To print this, use your browser’s Print." in plain.text
    assert not plain.page.get_by_role("button", name="Print this").count()
