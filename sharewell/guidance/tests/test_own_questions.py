"""Questions that a partnership adds: asked last, kept, with duties of its own, and never able to change the advice."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from sharewell.guidance.editions import SHELF
from sharewell.guidance.proof import own_questions
from sharewell.guidance.proof.checking import faults
from sharewell.guidance.proof.paths import OWN, cases, violations
from sharewell.guidance.rules import Edition, Outcome, advise
from sharewell.guidance.rules.walk import walk_of
from sharewell.guidance.shelf.reading import read_edition
from sharewell.guidance.shelf.tables import EditionError
from sharewell.guidance.tests.given import KEY, shipped
from sharewell.guidance.tests.test_rules import REFERRAL

EDITION, TODAY = shipped(), date(2026, 11, 23)
ADDED = """
[[questions]]
key = "hub"
title = "Have you told the Fernleigh hub?"
short = "The hub"
why = "The hub knows which teams already help the family."
rule = "Tell the hub of every referral."
myth = "%s"
asked_when = "When the child-protection steps are followed."
local = true
asked = { all = ["advised_follow_procedures"] }
answers = [
  { key = "yes", label = "Yes" },
  { key = "no", label = "No", duties = ["ring_hub"] },
]

[[questions]]
key = "tongue"
title = "Does the family need an interpreter?"
short = "Interpreter"
why = "So that they are understood."
rule = "Use an interpreter who is not a relative."
myth = "%s"
asked_when = "Unless 999 is rung."
local = true
asked = { none = ["advised_call_999"] }
answers = [
  { key = "yes", label = "Yes", duties = ["book"] },
  { key = "no", label = "No" },
  { key = "not_sure", label = "I am not sure", divider_before = "or", duties = ["book", "ring_hub"] },
]

[[duties]]
key = "ring_hub"
words = "Ring the hub on 01632 960002 today."
local = true

[[duties]]
key = "book"
words = "Ask the hub for an interpreter."
local = true
""".replace("%s", EDITION.myths[0].key)
BOOK = '[[duties]]\nkey = "book"'
FIRST = ADDED[ADDED.index("local = true") : ADDED.index('  { key = "no"')]


def with_added(folder: Path, old: str = "", new: str = "") -> Edition:
    """The edition that ships with these questions added; something in them changed."""
    shutil.copytree(SHELF / KEY, folder / KEY)
    assert old in ADDED
    walk = folder / KEY / "walk.toml"
    walk.write_text(walk.read_text(encoding="utf-8") + ADDED.replace(old, new, 1), encoding="utf-8")
    return read_edition(folder / KEY, {})


def test_they_are_asked_last_and_bring_their_duties(tmp_path: Path) -> None:
    edition = with_added(tmp_path)
    assert list(faults(edition)) == []
    plain, asked = advise(EDITION, REFERRAL, on=TODAY), advise(edition, REFERRAL, on=TODAY)
    assert (asked.outcome, asked.next_question, asked.open) == (Outcome.FOLLOW_PROCEDURES, "hub", ("hub", "tongue"))
    assert (asked.reasons, asked.gateways, asked.rule) == (plain.reasons, plain.gateways, plain.rule)
    for hub, tongue, brought in (
        ("yes", "no", []),
        ("no", "no", ["ring_hub"]),
        ("yes", "yes", ["book"]),
        ("no", "not_sure", ["ring_hub", "book"]),
    ):
        done = advise(edition, {**REFERRAL, "hub": hub, "tongue": tongue}, on=TODAY)
        assert done.is_complete
        assert [duty.key for duty in done.duties] == [*(duty.key for duty in plain.duties), *brought]
        assert (done.outcome, done.facts) == (plain.outcome, plain.facts)


def test_nothing_more_is_asked_while_999_is_rung(tmp_path: Path) -> None:
    assert advise(with_added(tmp_path), {"danger": "yes"}, on=TODAY).is_complete


@pytest.mark.slow
def test_they_are_proved_to_change_no_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = with_added(tmp_path)
    assert violations(edition) == {}
    paths = sum(1 for _ in cases(walk_of(edition, TODAY)))
    assert paths < 1.2 * sum(1 for _ in cases(walk_of(EDITION, TODAY)))
    monkeypatch.setattr("sharewell.guidance.proof.paths.says_the_same", lambda bare, case: False)
    assert OWN in violations(edition)


def test_the_proof_compares_with_the_walk_without_them(tmp_path: Path) -> None:
    walk = walk_of(with_added(tmp_path), TODAY)
    bare = own_questions.without_own_questions(walk)
    assert [each.key for each in bare.questions] == [each.key for each in EDITION.questions]
    case = next(cases(walk))
    assert own_questions.says_the_same(bare, case)
    assert own_questions.without_own_questions(walk_of(EDITION, TODAY)) is walk_of(EDITION, TODAY)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('label = "Yes" }', 'label = "Yes", says = ["harm_new"] }', "its answers say nothing"),
        (FIRST, FIRST.replace("local = true\n", ""), "this answer says nothing"),
        (FIRST, FIRST.replace("local = true\n", "").replace('"Yes"', '"Yes", says = ["agreed"]'), "names duties"),
        ('words = "Ask the hub for an interpreter."', 'when = { all = ["agreed"] }\nwords = "Ask"', "Take it out"),
    ],
)
def test_what_they_may_not_say_is_not_read(old: str, new: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=rf"{KEY}/walk\.toml, line \d+, .*{said}"):
        with_added(tmp_path, old, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('asked = { none = ["advised_call_999"] }\n', "", "it would be asked while 999 is rung"),
        ('none = ["advised_call_999"]', 'any = ["advised_call_999", "advised_share"]', "asked while 999 is rung"),
        ('duties = ["ring_hub"]', 'duties = ["ring_hbu"]', "“ring_hbu” is no duty of your own"),
        ('duties = ["ring_hub"]', 'duties = ["refer_now"]', "“refer_now” is no duty of your own"),
        ('duties = ["book", "ring_hub"]', "duties = []", ""),
        (
            '[[duties]]\nkey = "book"',
            '[[duties]]\nkey = "idle"\nwords = "-"\nlocal = true\n[[duties]]\nkey = "book"',
            "idle",
        ),
    ],
)
def test_what_is_wrong_with_them_is_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    found = list(faults(with_added(tmp_path, old, new)))
    assert bool(found) == bool(said)
    for fault in found[:1]:
        assert said in fault
        assert fault.startswith(f"{KEY}/walk.toml, line ")


def test_they_stand_after_every_other_question(tmp_path: Path) -> None:
    edition = with_added(tmp_path)
    first = ADDED[: ADDED.index('[[questions]]\nkey = "tongue"')]
    walk = tmp_path / KEY / "walk.toml"
    walk.write_text(first + walk.read_text(encoding="utf-8").replace(first, "", 1), encoding="utf-8")
    moved = read_edition(tmp_path / KEY, {})
    assert len(moved.questions) == len(edition.questions)
    assert any("it stands after a question of your own. Move it up" in fault for fault in faults(moved))
