"""What an edition and those who ask about it may take of a machine: so many paths, so much memory."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from sharewell.guidance.editions import edition, load_own
from sharewell.guidance.proof.bounds import MOST_PATHS, fault_of_size, paths_of
from sharewell.guidance.proof.paths import cases
from sharewell.guidance.rules import Edition, advise, walk
from sharewell.guidance.rules.walk import walk_of, walks_of
from sharewell.guidance.rules.words import AgencyKind
from sharewell.guidance.tests.given import KEY, shipped
from sharewell.guidance.tests.test_shelves import put_own

EDITION = shipped()


def test_paths_are_counted_as_they_are_walked() -> None:
    whole = edition("wokingham-2011")
    assert paths_of(whole, MOST_PATHS) == sum(1 for each in walks_of(replace(whole)) for _ in cases(each))
    assert 1_000 < paths_of(EDITION, MOST_PATHS) < MOST_PATHS
    assert paths_of(EDITION, 1_000) == 1_001


def with_questions(many: int) -> Edition:
    """The edition with so many questions more that are always asked, each with answers that come to something."""
    first = EDITION.questions[0]
    more = (replace(EDITION.questions[1], key=f"q{at}", asked=first.asked) for at in range(many))
    return replace(EDITION, questions=(*EDITION.questions[:2], *more, *EDITION.questions[2:]))


def test_too_many_are_refused_at_once() -> None:
    began = perf_counter()
    for many in (8, 300):
        assert fault_of_size(with_questions(many)).startswith(f"{KEY}/walk.toml, line 1: there are more than 200,000")
    assert perf_counter() - began < 10


def test_a_draft_with_too_many_is_set_aside(tmp_path: Path) -> None:
    folder = put_own(tmp_path, "ours")
    walk_file = folder / "walk.toml"
    whole = walk_file.read_text(encoding="utf-8")
    head, *questions = whole.split("[[questions]]")
    always = questions[1].replace("asked = ", "asked = [] # ")
    more = [always.replace('key = "harm"', f'key = "harm{at}"') for at in range(12)]
    walk_file.write_text("[[questions]]".join([head, *questions[:2], *more, *questions[2:]]), encoding="utf-8")
    said = load_own(tmp_path, (EDITION, edition("wokingham-2011"))).broken["ours"]
    assert "there are more than 200,000 ways through the questions" in said


def test_a_walk_remembers_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MOST_KEPT", 500)
    mine, most = replace(EDITION), 0
    for number, case in enumerate(cases(walk_of(EDITION))):
        kind = list(AgencyKind)[number % len(AgencyKind)]
        assert advise(mine, case.answers, kind) == advise(mine, case.answers, kind)
        most = max(most, walk_of(mine).kept)
        if number == 2_000:
            break
    assert 500 < most < 600


def test_what_is_known_is_told_without_a_thought() -> None:
    mine = replace(EDITION)
    assert advise(mine, {"danger": "yes"}, "school") is advise(mine, {"danger": "yes"}, "school")
    kept = walk_of(mine).kept
    advise(mine, {"danger": "yes"}, "school")
    assert walk_of(mine).kept == kept
