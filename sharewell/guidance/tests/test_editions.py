"""The shelf: the edition in force on a day, and each way in which an edition can be broken, caught by name."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sharewell.errors import Refused
from sharewell.guidance.apps import editions_can_be_used
from sharewell.guidance.editions import SHELF, edition, edition_in_force, editions, library, load, released_digests
from sharewell.guidance.proof.checking import faults
from sharewell.guidance.proof.paths import violations
from sharewell.guidance.rules import AgencyKind, Mark, Outcome, advise
from sharewell.guidance.shelf.lock import LOCK, lock_if_any
from sharewell.guidance.shelf.reading import digest_of
from sharewell.guidance.shelf.tables import EditionError
from sharewell.guidance.tests.given import KEY, shelf_with, shipped

EDITION = shipped()


@pytest.mark.slow
def test_every_edition_on_the_shelf_can_be_used_and_keeps_every_promise() -> None:
    assert editions_can_be_used() == []
    for each in editions():
        assert list(faults(each)) == []
        assert violations(each) == {}


def test_a_released_edition_has_not_changed() -> None:
    for key, digest in released_digests(SHELF).items():
        assert digest_of(SHELF / key) == digest, f"{key} was released: put it back, and make a new edition."


def test_the_edition_in_force_is_found_by_day() -> None:
    assert edition_in_force(date(2011, 6, 1)) is edition("wokingham-2011")
    assert edition_in_force(date(2014, 12, 31)) is edition("wokingham-2011")
    assert edition_in_force(date(2026, 11, 23)) is edition(KEY) is EDITION
    assert edition_in_force(EDITION.in_force_from) is EDITION


def test_with_none_in_force_the_answer_is_a_refusal_and_never_the_nearest() -> None:
    with pytest.raises(Refused, match="No edition of the guidance is in force on 4 February 2026"):
        edition_in_force(date(2026, 2, 4))
    with pytest.raises(Refused, match="in force on 1 January 2015"):
        edition_in_force(date(2015, 1, 1))
    ended = replace(EDITION, in_force_until=date(2027, 1, 1))
    assert ended.is_in_force(date(2026, 12, 31))
    assert not ended.is_in_force(date(2027, 1, 1))


def test_an_unknown_edition_is_refused() -> None:
    with pytest.raises(Refused, match="There is no edition “england-1066”"):
        edition("england-1066")


def test_what_ships_is_released() -> None:
    """And so can never change: a decision made by it is shown in ten years as it was."""
    for each in library().shipped:
        assert not each.is_draft and lock_if_any(SHELF).digests[each.key] == digest_of(SHELF / each.key) == each.digest


def test_the_digest_heeds_words_and_not_the_layout_of_the_data(tmp_path: Path) -> None:
    comment = shelf_with(tmp_path / "a", "walk.toml", lambda text: "# A remark.\n\n" + text)
    words = shelf_with(tmp_path / "b", "words/law.md", lambda text: text.replace("The law", "Our law", 1))
    assert digest_of(comment / KEY) == EDITION.digest
    assert digest_of(words / KEY) != EDITION.digest


def test_a_released_edition_is_no_draft_and_may_not_change(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, "edition.toml", lambda text: text.replace("Sharing", "How sharing works", 1))
    (shelf / LOCK).write_text(f'[released]\n"{KEY}" = "{digest_of(shelf / KEY)}"\n')
    assert not load(shelf)[0].is_draft
    (shelf / LOCK).write_text(f'[released]\n"{KEY}" = "{EDITION.digest}"\n')
    with pytest.raises(
        EditionError, match=r"editions/released\.toml, line 2: “england-2026” was released and has been"
    ):
        load(shelf)
    (shelf / LOCK).write_text(f'[released]\n"gone" = "{EDITION.digest}"\n')
    with pytest.raises(EditionError, match=r"editions/released\.toml, line 2: “gone”, which is not on the shelf"):
        load(shelf)


def test_two_editions_may_not_hold_on_one_day(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, "edition.toml", lambda text: text.replace("2026-02-05", "2026-10-01"))
    shutil.copytree(SHELF / KEY, shelf / "england-early")
    with pytest.raises(
        EditionError,
        match=r"england-2026/edition\.toml, line 5: england-early and england-2026 are both in force on 2026",
    ):
        load(shelf)


def put(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def cut(start: str, end: str) -> Callable[[str], str]:
    """Takes out from the first `start` up to the next `end`."""

    def change(text: str) -> str:
        at = text.index(start)
        return text[:at] + text[text.index(end, at + len(start)) :]

    return change


RULE_R9 = '[[rules]]\nname = "R9"'
BROKEN = {
    "an unknown predicate": (
        "walk.toml",
        put('all = ["harm_known", "to_protector"]', 'all = ["harm_knwon", "to_protector"]'),
        "`all` names “harm_knwon”, which does not exist. Did you mean “harm_known”",
    ),
    "an unknown outcome": ("walk.toml", put('outcome = "call_999"', 'outcome = "call_101"'), "Did you mean “call_999”"),
    "an unknown fact said": ("walk.toml", put('says = ["danger_now"]', 'says = ["fire"]'), "`says` names “fire”"),
    "a fact that only the date says": (
        "walk.toml",
        put('says = ["duty_holds"]', 'says = ["duty_in_force"]'),
        "`says` names “duty_in_force”",
    ),
    "a misspelt key": ("walk.toml", put("short =", "shrot ="), "`short` is missing"),
    "a key left over": ("walk.toml", put("short =", 'colour = "red"\nshort ='), "`colour` means nothing here"),
    "an empty title": ("walk.toml", put('title = "Is anyone in danger right now?"', 'title = ""'), "`title` is empty"),
    "a question twice": ("walk.toml", put('key = "harm"', 'key = "danger"'), "there are two called “danger”"),
    "a single answer": ("walk.toml", cut('  { key = "no", label = "No"', "]\n\n[["), "at least two answers"),
    "an answer that says nothing": (
        "walk.toml",
        put('says = ["danger_none"]', "says = []"),
        "this answer says nothing",
    ),
    "two answers that come to the same": (
        "walk.toml",
        put('says = ["harm_new", "harm_always"]', 'says = ["harm_new"]'),
        "turns on “harm_always”, which no answer says",
    ),
    "answers alike": (
        "walk.toml",
        put('says = ["cannot_say"]', 'says = ["refused"]'),
        "“cannot_say”, which no answer says",
    ),
    "a rule with no golden rule": ("walk.toml", put('rests_on = ["golden-1"]', "rests_on = []"), "rests on no golden"),
    "a golden rule unknown": ("walk.toml", put('rests_on = ["golden-1"]', 'rests_on = ["golden-8"]'), "“golden-8”"),
    "a reason unknown": ("walk.toml", put('reason = "risk"', 'reason = "riks"'), "`reason` names “riks”"),
    "a reason not given": ("walk.toml", put("[reasons]", '[reasons]\nidle = "Because."'), "the reason “idle” is not"),
    "ages turned round": (
        "walk.toml",
        put("youngest = 16, oldest = 17", "youngest = 17, oldest = 16"),
        "`youngest` is more than `oldest`",
    ),
    "an age in words": ("walk.toml", put("youngest = 16", 'youngest = "sixteen"'), "the wrong kind of thing"),
    "an age with no answer": (
        "walk.toml",
        put('says = ["adult"] }', 'says = ["adult"], oldest = 17 }'),
        "at the age of 18 fewer than two answers are left",
    ),
    "a path with no rule": ("walk.toml", cut(RULE_R9, "[[rules]]"), "“harm_known_outside” is not given"),
    "a rule out of reach": (
        "walk.toml",
        put('when = { all = ["danger_unsure"] }', 'when = { all = ["danger_now", "danger_unsure"] }'),
        "rule R1b: it is never met",
    ),
    "a question never asked": (
        "walk.toml",
        put('asked = { all = ["duty_holds"] }', 'asked = { all = ["duty_holds", "duty_absent"] }'),
        "never asked|No rule|no rule covers",
    ),
    "a question out of order": (
        "walk.toml",
        put('asked = { all = ["duty_holds"] }', 'asked = { all = ["agreed"] }'),
        "question “worse”: it turns on “agreed”, which is not asked before it",
    ),
    "a question after the advice": (
        "walk.toml",
        put('asked = { all = ["duty_holds"] }', 'asked = { all = ["duty_holds", "advised_share"] }'),
        "question “who”: it stands after one that turns on the advice",
    ),
    "a rule that turns on the advice": (
        "walk.toml",
        put('when = { all = ["worse"] }', 'when = { all = ["worse", "advised_share"] }'),
        "rule R19: it turns on the advice, which it gives itself",
    ),
    "a lift with an exception unknown": (
        "walk.toml",
        put('not_on = ["R3"]', 'not_on = ["R99"]'),
        "“R99”, which is not a rule",
    ),
    "a duty due too soon": (
        "walk.toml",
        put('when = { all = ["harm_always"] }', 'when = { all = ["harm_always", "advised_share"] }'),
        "duty “always_refer”: it is due at once",
    ),
    "a switch taken away": (
        "edition.toml",
        lambda text: text[: text.index("[[switches]]")],
        "turns on “duty_in_force”, for which edition.toml has no switch",
    ),
    "an edition that ends before it begins": (
        "edition.toml",
        put("last_checked", "in_force_until = 2020-01-01\nlast_checked"),
        "it ends before it begins",
    ),
    "a date that is none": ("edition.toml", put("2026-02-05", '"soon"'), '`in_force_from` is "soon"'),
    "data that is not TOML": ("clocks.toml", put("[[clocks]]", "[[clocks]"), "this is not TOML"),
    "a clock of no length": ("clocks.toml", put("length = 1", "length = 0"), "a whole number, 1 or more"),
    "a mark too uncertain": (
        "gateways.toml",
        put('mark = "sure"', 'mark = "unverified"'),
        "must be one of: likely, sure",
    ),
    "a likely gateway that awaits nothing": ("gateways.toml", cut("awaits =", "source ="), "`awaits` says what"),
    "an agency kind unknown": ("gateways.toml", put('"nursery"', '"creche"'), "`kinds` names “creche”"),
    "an outcome with no words": (
        "words/outcomes.md",
        cut("# Ask them first", "# Do not"),
        "“ask_consent” has no words",
    ),
    "an outcome with no next step": (
        "words/outcomes.md",
        put("## What to do next", "## And then"),
        "“call_999”: say what to do next",
    ),
    "words for an outcome unknown": (
        "words/outcomes.md",
        put("{#share}", "{#tell_all}"),
        "“tell_all” is not an outcome",
    ),
    "a heading with no name": ("words/myths.md", put(" {#trust}", ""), "every heading with one # needs its name"),
    "a passage from nowhere": ("words/law.md", put("Source: ", "From "), "does not say where it comes from"),
    "a passage with nothing but its end": (
        "words/own-say.md",
        cut("A child under 13", "Source"),
        "no words of our own",
    ),
    "a layer unknown": ("gateways.toml", put('layer = "law"', 'layer = "laws"'), "Did you mean “law”"),
    "a myth unknown": ("walk.toml", put('myth = "punished"', 'myth = "punish"'), "words/myths.md"),
    "an edition before it that is not there": (
        "edition.toml",
        put('follows = "wokingham-2011"', 'follows = "wokingham-2012"'),
        "“wokingham-2012”",
    ),
    "a golden rule that follows none": ("words/rules.md", put("Follows: golden-4", "Follows: golden-9"), "“golden-9”"),
    "a golden rule with no words of ours": (
        "words/rules.md",
        cut("Keeping a child safe", "# Talk"),
        "no words of our own",
    ),
}


@pytest.mark.parametrize("breakage", BROKEN)
def test_it_is_caught(breakage: str, tmp_path: Path) -> None:
    name, change, said = BROKEN[breakage]
    shelf = shelf_with(tmp_path, name, change)
    with pytest.raises(EditionError, match=said) as refused:
        load(shelf)
    assert re.match(rf"{KEY}/[a-z/.-]+, line \d+[:,]", str(refused.value))


def test_the_duty_to_share_can_be_turned_off(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, "edition.toml", cut("effective_from", "mark ="))
    off = load(shelf)[0]
    answers = {"danger": "no", "harm": "no", "recipient": "helper", "purpose": "help", "bundle": "needed"}
    assert advise(off, answers, on=date(2030, 1, 1)).next_question == advise(off, answers).next_question == "who"
    assert advise(EDITION, answers).next_question == "duty"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, "walk.toml", lambda text: text + "\n# .\n")
    (shelf / KEY / "words" / "myths.md").unlink()
    with pytest.raises(EditionError, match=r"words/myths.md: this file is missing"):
        load(shelf)


def test_only_marked_facts_reach_the_edition_and_likely_ones_say_what_awaits_checking() -> None:
    for gateway in EDITION.gateways:
        assert bool(gateway.awaits) == (gateway.mark is Mark.LIKELY)
    for clock in EDITION.clocks:
        assert ("Awaits checking" in clock.source) == (clock.mark is Mark.LIKELY)


def test_a_referral_is_decided_within_one_working_day() -> None:
    clock = EDITION.clock("referral-decision")
    assert clock is not None
    assert (clock.length, clock.unit, clock.mark) == (1, "working_days", "sure")


def test_every_outcome_has_words_and_every_question_offers_not_sure_set_apart() -> None:
    assert set(EDITION.outcomes) == set(Outcome)
    for question in EDITION.questions:
        last = question.answers[-1]
        assert (last.key, last.label, last.divider_before) == ("not_sure", "I am not sure", "or")


def test_every_kind_of_agency_that_the_directory_knows_is_known_here() -> None:
    """Read as text: the guidance stands below the directory and may not import it."""
    source = (SHELF.parent.parent / "directory" / "rules" / "words.py").read_text(encoding="utf-8")
    listed = source.split("class AgencyKind(StrEnum):")[1].split("\nclass ")[0]
    assert set(re.findall(r'= "([a-z_]+)"', listed)) == {str(kind) for kind in AgencyKind}
