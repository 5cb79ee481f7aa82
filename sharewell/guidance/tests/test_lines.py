"""Every fault names the file and the line: found in the text, and told in the message."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sharewell.guidance.editions import SHELF, load
from sharewell.guidance.proof.checking import rules_at
from sharewell.guidance.proof.paths import violations
from sharewell.guidance.rules import Outcome
from sharewell.guidance.shelf.lines import lines_of
from sharewell.guidance.shelf.tables import EditionError
from sharewell.guidance.tests.given import KEY, shelf_with, shipped
from sharewell.guidance.tests.test_editions import BROKEN

EDITION = shipped()
RAISED = "raising_the_risk_never_opens_a_sharing"
TRICKY = """
top = 1  # [not.a.header]
"quoted # [key]" = 'literal " with # inside'
a.dotted . "key" = 1979-05-27T07:32:00Z
[[many]]
name = \"\"\"
[[many]]
name = "not a key" \\\"\"\" still text\"\"\"\"\"
[many.inner]
deep = [ [1, 2], # one, ]
  [3, 4],
]
[[many.inner.list]]
x = '''
key = 5''''
[[many]]
name = {one = "}", two = [{three = "]"}, {three = "=", four = ""}]}
empty = []
none = {}
[[many.inner.list]]
x = 1_000
[other.place]
last = "é" # the end"""


def paths(content: Any, at: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The path of everything within."""
    if isinstance(content, dict | list):
        listed = content.items() if isinstance(content, dict) else enumerate(content)
        return {at}.union(*(paths(each, (*at, key)) for key, each in listed))
    return {at}


def test_nothing_in_a_tricky_file_hides_what_stands_where() -> None:
    found, lines = lines_of(TRICKY), TRICKY.split("\n")
    # A table that is only the way to another has no line of its own.
    assert paths(tomllib.loads(TRICKY)) - set(found) == {("other",), ("many", 1, "inner")}
    assert set(found) <= paths(tomllib.loads(TRICKY))
    expected = {
        ("quoted # [key]",): '"quoted',
        ("a", "dotted", "key"): "a.dotted",
        ("many", 0, "name"): 'name = """',
        ("many", 0, "inner", "deep", 1): "  [3, 4],",
        ("many", 0, "inner", "list", 0, "x"): "x = '''",
        ("many", 1, "name", "two", 1, "three"): "name = {one",
        ("many", 1, "empty"): "empty",
        ("many", 1, "inner", "list", 0, "x"): "x = 1_000",
        ("other", "place", "last"): "last",
    }
    for path, begins in expected.items():
        assert lines[found[path] - 1].startswith(begins), path


@pytest.mark.parametrize("path", sorted(SHELF.glob("*/*.toml")), ids=lambda path: path.name)
def test_every_key_of_an_edition_stands_on_the_line_that_is_found(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found, lines = lines_of(text), text.split("\n")
    assert set(found) == paths(tomllib.loads(text))
    for each, line in found.items():
        if each and isinstance(each[-1], str):
            assert each[-1] in lines[line - 1], each


def stands(place: str) -> str:
    """The very line of the shelf that this place names."""
    name, number = re.fullmatch(r"(.+), line (\d+)", place).groups()  # type: ignore[union-attr]
    return (SHELF / name).read_text(encoding="utf-8").split("\n")[int(number) - 1].strip()


def test_everything_with_a_name_stands_where_the_edition_says() -> None:
    named = {
        "key": [
            *(("question", each.key) for each in EDITION.questions),
            *(("duty", each.key) for each in EDITION.duties),
            *(("gateway", each.key) for each in EDITION.gateways),
            *(("clock", each.key) for each in EDITION.clocks),
        ],
        "name": [
            *(("rule", each.name) for each in EDITION.rules),
            *(("lift", each.name) for each in EDITION.lifts),
        ],
        "fact": [("switch", str(each.fact)) for each in EDITION.switches],
    }
    for key, names in named.items():
        for name in names:
            assert stands(EDITION.place(*name)) == f'{key} = "{name[1]}"'
    for question in EDITION.questions:
        for answer in question.answers:
            place = EDITION.place("question", question.key, "answer", answer.key)
            assert stands(place).startswith(f'{{ key = "{answer.key}", label = "{answer.label}"')
    for rule in EDITION.golden_rules:
        assert stands(EDITION.place("words/rules.md", rule.key)) == f"# {rule.title} {{#{rule.key}}}"
    for reason in {each.reason for each in EDITION.weighed}:
        assert stands(EDITION.place("walk.toml", "reasons", reason.key)) == f'{reason.key} = "{reason.words}"'


def test_what_is_not_known_is_placed_by_what_stands_around_it() -> None:
    rule = EDITION.place("rule", "R7")
    assert EDITION.place("rule", "R7", "no such key") == rule
    assert EDITION.place("nothing", "of the kind") == KEY


# What stands on the line that the message must name: in the file that was changed, unless another is named first.
STANDS = {
    "an unknown predicate": '{ all = ["harm_knwon"',
    "an unknown outcome": 'outcome = "call_101"',
    "an unknown fact said": 'says = ["fire"]',
    "a fact that only the date says": 'says = ["duty_in_force"]',
    "a misspelt key": 'key = "danger"',
    "a key left over": 'colour = "red"',
    "an empty title": 'title = ""',
    "a question twice": 'key = "danger"\ntitle = "Is a child being',
    "a single answer": "answers = [",
    "an answer that says nothing": "says = []",
    "two answers that come to the same": 'when = { all = ["harm_always"] }',
    "answers alike": 'asked = [\n  { all = ["who_known"], any = ["refused"',
    "a rule with no golden rule": "rests_on = []",
    "a golden rule unknown": 'rests_on = ["golden-8"]',
    "a reason unknown": 'reason = "riks"',
    "a reason not given": 'idle = "Because."',
    "a path with no rule": "harm_known_outside =",
    "a rule out of reach": 'name = "R1b"',
    "a question out of order": 'asked = { all = ["agreed"] }',
    "a question after the advice": 'key = "who"',
    "a rule that turns on the advice": 'when = { all = ["worse", "advised_share"] }',
    "a lift with an exception unknown": 'not_on = ["R99"]',
    "a duty due too soon": 'all = ["harm_always", "advised_share"]',
    "an edition that ends before it begins": "in_force_until",
    "a date that is none": "in_force_from",
    "data that is not TOML": "[[clocks]\n",
    "a clock of no length": "length = 0",
    "a mark too uncertain": 'mark = "unverified"',
    "an agency kind unknown": '"creche"',
    "an outcome with no next step": "{#call_999}",
    "words for an outcome unknown": "{#tell_all}",
    "a golden rule with no words of ours": "{#golden-1}",
}


@pytest.mark.parametrize("breakage", STANDS)
def test_the_message_names_the_very_line(breakage: str, tmp_path: Path) -> None:
    name, change, _ = BROKEN[breakage]
    shelf = shelf_with(tmp_path, name, change)
    text, mark = (shelf / KEY / name).read_text(encoding="utf-8"), STANDS[breakage]
    line = text.count("\n", 0, text.index(mark)) + 1
    with pytest.raises(EditionError) as refused:
        load(shelf)
    assert re.match(rf"{KEY}/{name}, line {line}[:,]", str(refused.value)), refused.value


@pytest.mark.slow
def test_a_claim_that_fails_names_the_rules_and_their_lines() -> None:
    shares = {"R3", "R9"}
    rules = tuple(replace(rule, outcome=Outcome.SHARE) if rule.name in shares else rule for rule in EDITION.rules)
    broken = violations(replace(EDITION, rules=rules))
    told = f"gives share by R3 ({EDITION.place('rule', 'R3')})"
    assert broken["the_wrong_person_never_receives"].endswith(told)
    assert re.match(
        r"“danger: \w+; harm: \w+; recipient: risk; purpose: \w+; tell: \w+” gives",
        broken["the_wrong_person_never_receives"],
    )
    assert re.search(r": R\w+ \(england-2026/walk\.toml, line \d+\) and R9 \(", broken[RAISED])


def test_a_lift_is_named_beside_its_rule() -> None:
    rule, lift = EDITION.place("rule", "R30"), EDITION.place("lift", "L1")
    assert rules_at(EDITION, "R30", "L1", "") == f"R30 ({rule}) and L1 ({lift})"
