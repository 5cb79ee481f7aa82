"""A worry about several children: each thing says who it is about, and nobody is named who was not picked."""

from typing import Any

import pytest

from sharewell.concerns.access import items_of
from sharewell.concerns.begun import begun_with
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import in_a_row, told_apart, whom_words
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import Teacher
from sharewell.items.access import children_about
from sharewell.people.actions import add_household_member
from sharewell.people.models import Child
from tests.pages import Browse

pytestmark = pytest.mark.slow

LATE, MARK, AFRAID = "They were late on Monday.", "A mark on one arm.", "One of them is afraid to go home."
TOLD = {"told": "told", "who": "Mother", "when_day": "1", "when_month": "11", "when_year": "2025"}
ANONYMISED = (("harm", "no"), ("recipient", "protector"), ("purpose", "help"), ("bundle", "no_names"))
URGENT = (("harm", "new"), ("recipient", "protector"), ("bundle", "needed"), ("tell", "safe"))


class Telling(Teacher):
    """A teacher with children called by their first names."""

    known: dict[str, Child]

    def choose(self, *names: str) -> "Telling":
        self.known = {name: given.a_child(self.member, name) for name in names}
        self.start().answer("danger", answer="no")
        for child in self.known.values():
            self.answer("children", _do=f"choose-{child.pk}")
        self.answer("children", _do="continue")
        return self

    def write(self, *things: tuple[str, list[str]], also: str = "") -> "Telling":
        """Each thing, and whom it is about: the names of children, or what else a box says."""
        typed: dict[str, Any] = {"_rows": str(len(things)), "row0-about_words": also}
        for number, (text, about) in enumerate(things):
            typed |= {f"row{number}-text": text, f"row{number}-kind": "fact"}
            typed[f"row{number}-about"] = [self.id(each) for each in about]
        self.answer("worry", **typed)
        return self

    def id(self, name: str) -> str:
        return str(self.known[name].pk) if name in self.known else name

    def share(self, *walk: tuple[str, str], decided: str = "share") -> "Telling":
        for slug, answer in walk:
            self.answer(slug, answer=answer)
        self.answer("decide", decided=decided)
        assert self.page.heading == "Pick what they need", self.page.errors
        return self

    def pick(self, cast, *keys: str, do: str = "continue") -> "Telling":
        items = self.ticks(*(f"{key[:-1]}{self.id(key[-1])}" if "@" in key and len(key) < 9 else key for key in keys))
        self.answer("pick", team=str(cast.referral_team.pk), purpose="Safety", items=items, _do=do)
        return self

    def send(self) -> Concern:
        self.answer("openness", **TOLD)
        assert self.page.heading == "Check your answers"
        self.answer("check")
        return Concern.objects.get()


@pytest.fixture
def telling(cast) -> Telling:
    return Telling(cast.teacher)


@pytest.fixture
def siblings(telling: Telling) -> Telling:
    """At the worry, about M, N and S."""
    return telling.choose("M", "N", "S")


def boxes(telling: Telling, name: str) -> list[Any]:
    return telling.page.soup.select(f"input[name={name}]")


def test_each_thing_asks_who_it_is_about_and_nothing_is_ticked(siblings: Telling) -> None:
    names = [box.find_next("label").get_text(strip=True) for box in boxes(siblings, "row0-about")]
    assert names == ["M Tarrant", "N Tarrant", "S Tarrant", "Somebody else"]
    assert not siblings.page.soup.select("input[type=checkbox][checked]")


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ([], "Select who this is about"),
        (["somebody_else"], "Enter who else this is about, even if only ‘a man at the gate’"),
        (["nobody"], "Select one of the answers listed"),
    ],
)
def test_it_must_be_said_of_each(siblings: Telling, about: list[str], reason: str) -> None:
    siblings.write((MARK, ["M"]), (LATE, about))
    lower = reason[0].lower() + reason[1:]
    assert f"Thing 2: {lower}" in siblings.page.errors
    assert not [error for error in siblings.page.errors if error.startswith("Thing 1")]


def test_what_is_about_somebody_else_matters_to_a_child_too(siblings: Telling) -> None:
    siblings.write((MARK, ["somebody_else"]), also="their mother")
    assert siblings.page.errors == ["Select which of the children this matters to, as well as somebody else"]


def test_of_one_child_nothing_is_asked(cast, telling: Telling) -> None:
    telling.choose("M")
    assert not boxes(telling, "row0-about")
    telling.write((MARK, [])).share(*URGENT).pick(cast, "name@M", "worry-0")
    concern = telling.send()
    assert set(children_about([each.version for each in items_of(concern)]).values()) == {(telling.known["M"].pk,)}
    worker = Browse().as_(cast.receiver.user)
    pages = [telling.browse(f"/concerns/{concern.pk}/{page}") for page in ("", "sent/", "copy/")]
    for page in (*pages, worker(f"/referrals/{Referral.objects.get().pk}/")):
        assert "About M" not in page and not page.soup.select(".sw-whom")


def test_other_children_are_another_question(siblings: Telling) -> None:
    siblings.write((MARK, ["M"]), (LATE, ["M", "N"]))
    siblings.answer("children", _do=f"remove-{siblings.id('M')}")
    siblings.answer("children", _do="continue")
    assert siblings.browse(f"{siblings.at}check/").heading == "What are you worried about?"
    siblings.page = siblings.browse(f"{siblings.at}worry/")
    ticked = [box["value"] for box in siblings.page.soup.select("input[type=checkbox][checked]")]
    assert ticked == [siblings.id("N")]
    assert MARK in siblings.page.html
    siblings.write((MARK, ["M"]), (LATE, ["N"]))
    assert siblings.page.errors == [
        "Thing 1: this was about M Tarrant, no longer chosen here. Select who it is about now, or remove it"
    ]


def test_what_was_about_a_child_who_is_taken_out_is_not_about_the_one_who_is_left(cast, telling: Telling) -> None:
    telling.choose("Mia", "Ned").write((LATE, ["Mia", "Ned"]), (MARK, ["Ned"]))
    telling.answer("children", _do=f"remove-{telling.id('Ned')}")
    telling.answer("children", _do="continue")
    assert telling.page.heading == "What are you worried about?"
    gone = "this was about Ned Tarrant, no longer chosen here. Select who it is about now, or remove it"
    assert [error.partition(": ")[2] for error in telling.page.errors] == [gone, gone]
    telling.write((LATE, ["Mia"]), (MARK, []))
    assert any("select who this is about" in error for error in telling.page.errors)
    telling.write((LATE, ["Mia"]))
    telling.share(*URGENT).pick(cast, "worry-0").send()


def test_what_was_written_about_one_child_is_not_about_another_chosen_instead(cast, telling: Telling) -> None:
    telling.choose("Mia").write((MARK, []))
    ned = given.a_child(cast.teacher, "Ned")
    telling.answer("children", _do=f"remove-{telling.id('Mia')}")
    telling.answer("children", _do=f"choose-{ned.pk}")
    telling.answer("children", _do="continue")
    assert telling.page.heading == "What are you worried about?"
    telling.write((MARK, []))
    assert any("elect who this is about" in error for error in telling.page.errors)


def test_a_tick_is_for_the_children_whom_the_thing_was_about(cast, siblings: Telling) -> None:
    siblings.write((MARK, ["M"])).share(*URGENT).pick(cast, "name@M", "worry-0").answer("openness", **TOLD)
    siblings.write((MARK, ["N"]))
    assert siblings.browse(f"{siblings.at}check/").heading == "Pick what they need"


def test_who_each_is_about_is_told_by_the_names_that_were_picked(cast, siblings: Telling) -> None:
    siblings.write((LATE, ["somebody_else", "N", "M"]), (MARK, ["S"]), (AFRAID, ["N"]), also="their mother")
    siblings.share(*URGENT)
    assert "About M Tarrant and N Tarrant; also their mother" in siblings.page
    siblings.pick(cast, "name@M", "name@N", "worry-0", "worry-1", do="stay")
    preview = " ".join(siblings.page.soup.select_one(".sw-preview").get_text(" ").split())
    assert "About M Tarrant and N Tarrant; also their mother" in preview
    assert "About a child who is not named" in preview
    assert "S Tarrant" not in preview
    siblings.pick(cast, "name@M", "name@N", "worry-0", "worry-1")
    siblings.answer("openness", **TOLD)
    check = siblings.page
    assert "Thing 2, about S Tarrant: fact" in check
    assert f"About a child who is not named: {MARK}" in check
    assert f"{AFRAID.rstrip('.')} (about N Tarrant)" in check
    concern = siblings.send()
    referral = Browse().as_(cast.receiver.user)(f"/referrals/{Referral.objects.get().pk}/")
    said = [each.get_text() for each in referral.soup.select(".sw-whom")]
    assert said == ["About M Tarrant and N Tarrant; also their mother", "About a child who is not named"]
    assert "S Tarrant" not in referral and "they read" not in referral.text.lower()
    own = siblings.browse(f"/concerns/{concern.pk}/")
    assert "About S Tarrant" in own and "They read: about a child who is not named" in own
    for page in ("sent/", "copy/"):
        shown = siblings.browse(f"/concerns/{concern.pk}/{page}")
        assert "About a child who is not named" in shown and "About S Tarrant" not in shown
    assert "About N Tarrant" in siblings.browse(f"/concerns/{concern.pk}/copy/")


def test_with_nobody_named_children_are_told_apart_by_number(cast, siblings: Telling) -> None:
    siblings.write((LATE, ["S", "N"]), (MARK, ["M"]), (AFRAID, ["N"]))
    siblings.share(*ANONYMISED, decided="share_anonymised")
    assert "About M Tarrant, not named to them" in siblings.page
    siblings.pick(cast, "worry-1", "worry-2")
    siblings.answer("openness", **TOLD)
    assert f"About unnamed child 1: {MARK}" in siblings.page and f"About unnamed child 2: {AFRAID}" in siblings.page
    concern = siblings.send()
    referral = Browse().as_(cast.receiver.user)(f"/referrals/{Referral.objects.get().pk}/")
    assert [each.get_text() for each in referral.soup.select(".sw-whom")] == [
        "About unnamed child 1", "About unnamed child 2",
    ]  # fmt: skip
    assert "Tarrant" not in referral
    receipt = siblings.browse(f"/concerns/{concern.pk}/sent/").soup.select_one("table").get_text(" ")
    assert "About unnamed child 1" in receipt and "Tarrant" not in receipt


def test_one_unnamed_child_alone_is_nothing_to_tell_apart(cast, siblings: Telling) -> None:
    siblings.write((LATE, ["S", "N"]), (MARK, ["M"]))
    siblings.share(*URGENT).pick(cast, "worry-1")
    concern = siblings.send()
    referral = Browse().as_(cast.receiver.user)(f"/referrals/{Referral.objects.get().pk}/")
    assert not referral.soup.select(".sw-whom")
    assert "About a child who is not named" in siblings.browse(f"/concerns/{concern.pk}/copy/")


def test_begun_again_it_is_about_the_same(cast, siblings: Telling) -> None:
    siblings.write((LATE, ["M", "N", "somebody_else"]), (MARK, ["S"]), also="their mother")
    siblings.share(*URGENT).pick(cast, "name@M", "worry-0")
    rows = begun_with(siblings.send(), cast.teacher)["worry"].rows
    assert [row["about"] for row in rows] == [
        [siblings.id("M"), siblings.id("N"), "somebody_else"],
        [siblings.id("S")],
    ]
    assert rows[0]["about_words"] == ["their mother"]
    alone = given.an_unshared_concern(cast.teacher)
    assert not [row for row in begun_with(alone, cast.teacher)["worry"].rows if "about" in row]


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (["Ivy", "Sam"], ["Ivy", "Sam"]),
        (["Ivy", ""], ["Ivy", "a child who is not named"]),
        (["", "Ivy", ""], ["unnamed child 1", "Ivy", "unnamed child 2"]),
        (["Ivy", "Sam", "Ivy"], ["Ivy (1)", "Sam", "Ivy (2)"]),
    ],
)
def test_children_are_told_apart(names: list[str], called: list[str]) -> None:
    assert list(told_apart(dict(enumerate(names))).values()) == called


def test_whom_in_words() -> None:
    assert [in_a_row(["Ivy", "Sam", "Kit"][:number]) for number in range(4)] == [
        "", "Ivy", "Ivy and Sam", "Ivy, Sam and Kit",
    ]  # fmt: skip
    assert whom_words(["Ivy"], "her mother") == "Ivy; also her mother"


@pytest.mark.parametrize("purpose", ["To help N", "For Noah Petrov", "For a child of Dean Hollis", "For Jane’s family"])
def test_what_it_is_for_names_nobody_of_whom_nothing_can_be_picked(cast, telling: Telling, purpose) -> None:
    """All that was written about the second child names him, so nothing about him is offered."""
    telling.choose("M")
    telling.known["N"] = given.a_child(cast.teacher, "Noah", "Petrov", mother_name="Jane Holt")
    add_household_member(by=cast.teacher, child=telling.known["N"], details={"name": "Dean Hollis"})
    telling.answer("children", _do=f"choose-{telling.id('N')}").answer("children", _do="continue")
    telling.write((MARK, ["M"]), ("Noah cried.", ["N"])).share(*ANONYMISED, decided="share_anonymised")
    team, items = str(cast.referral_team.pk), telling.ticks("worry-0")
    telling.answer("pick", team=team, purpose=purpose, items=items)
    if purpose == "To help N":
        assert telling.page.heading == "Does the family know?"
    else:
        assert "Say it without the name" in telling.page.errors[0]


def test_a_thing_taken_out_unticks_no_other(cast, telling: Telling) -> None:
    telling.choose("Mia").write((LATE, []), (MARK, []), (AFRAID, []))
    telling.share(*URGENT).pick(cast, "worry-0", "worry-2")
    telling.write((LATE, []), (AFRAID, []))
    telling.page = telling.browse(f"{telling.at}pick/")
    ticked = [box["data-thing"] for box in telling.page.soup.select("input[name=items][checked]")]
    assert ticked == ["worry-0", "worry-1"]


def test_a_name_that_is_not_ticked_and_is_said_all_the_same_is_pointed_out(cast, telling: Telling) -> None:
    telling.choose("Zachary", "Nell").write(("Zac was left in the car.", ["Zachary"]), (MARK, ["Nell"]))
    telling.share(*URGENT).pick(cast, f"name@{telling.id('Nell')}", "worry-1")
    telling.answer("openness", **TOLD)
    assert "You have not ticked the name of" not in telling.page
    telling.pick(cast, f"name@{telling.id('Nell')}", "worry-0").answer("openness", **TOLD)
    assert "You have not ticked the name of Zachary Tarrant, and what you share says it all the same" in telling.page


def test_how_many_are_not_named_stands_in_the_heading(cast, siblings: Telling) -> None:
    siblings.write((MARK, ["M"]), (LATE, ["N", "S"]))
    siblings.share(*URGENT).pick(cast, "name@M", "worry-0", "worry-1").send()
    worker = Browse().as_(cast.receiver.user)(f"/referrals/{Referral.objects.get().pk}/")
    assert worker.heading == "M Tarrant, 8 years, and 2 children not named"
