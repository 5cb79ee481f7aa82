"""A partnership's own edition, from its first copy to its release."""

import io
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.timezone import localdate

from sharewell.guidance import editions as shelves
from sharewell.guidance.editions import SHELF, edition, edition_in_force, library
from sharewell.guidance.shelf import releasing
from sharewell.guidance.shelf.lock import LOCK, lock_of
from sharewell.guidance.shelf.reading import digest_of
from sharewell.guidance.tests.given import KEY, shipped
from sharewell.moment import now

pytestmark = pytest.mark.slow

OURS = "fernleigh-2027"
Settings = pytest.FixtureRequest


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A partnership's own shelf, empty."""
    settings.EDITIONS = tmp_path / "editions"
    yield tmp_path / "editions"
    shelves._library.cache_clear()


def run(command: str, *arguments: str) -> str:
    shelves._library.cache_clear()
    printed = io.StringIO()
    call_command(command, *arguments, stdout=printed)
    shelves._library.cache_clear()
    return printed.getvalue()


def change(path: Path, old: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


def today() -> date:
    return localdate(now())


def test_a_new_edition_is_a_draft_for_a_day_to_come_that_says_what_it_replaces(shelf: Path) -> None:
    printed = run("new_edition", KEY, OURS)
    about = tomllib.loads((shelf / OURS / "edition.toml").read_text(encoding="utf-8"))
    assert about["replaces"] == KEY
    assert about["in_force_from"] > today()
    assert about["title"] == f"{shipped().title} ({OURS})"
    for file in ("edition.toml", "walk.toml", "words/"):
        assert file in printed
    for path in sorted((SHELF / KEY).rglob("*.*")):
        mine = shelf / OURS / path.relative_to(SHELF / KEY)
        assert path.name == "edition.toml" or mine.read_bytes() == path.read_bytes()
    assert [path.name for path in shelf.iterdir()] == [OURS]
    made = edition(OURS)
    assert (made.is_draft, made.is_own, library().broken) == (True, True, {})
    assert edition_in_force(made.in_force_from).key == KEY


@pytest.mark.parametrize("name", ["", "Ours", "ours_2027", "ours-", "../ours", ".ours", "o" * 61, "ours 2027"])
def test_a_badly_formed_name_is_refused(name: str, shelf: Path) -> None:
    with pytest.raises(CommandError, match="cannot be the name of an edition"):
        run("new_edition", KEY, name)
    assert list(shelf.iterdir()) == []


def test_a_name_that_is_taken_and_a_source_that_is_not_there_are_refused(shelf: Path) -> None:
    run("new_edition", KEY, OURS)
    for name in (OURS, KEY):
        with pytest.raises(CommandError, match=f"There is “{name}” already"):
            run("new_edition", KEY, name)
    with pytest.raises(CommandError, match="There is no edition “england-1066”"):
        run("new_edition", "england-1066", "ours")


def test_a_head_that_cannot_be_changed_line_by_line_leaves_nothing_behind(shelf: Path) -> None:
    run("new_edition", KEY, OURS)
    change(shelf / OURS / "edition.toml", "title = ", "'title' = ")
    with pytest.raises(CommandError, match=r"fernleigh-2027/edition\.toml, line 1: each of `title`"):
        run("new_edition", OURS, "fernleigh-2028")
    assert [path.name for path in shelf.iterdir()] == [OURS]


@pytest.mark.slow
def test_from_copy_to_release_and_on_to_the_next(shelf: Path) -> None:
    run("new_edition", KEY, OURS)
    change(shelf / OURS / "words" / "outcomes.md", "## What to do next", "Ring 01632 960001.\n\n## What to do next")
    assert f"{OURS}: {edition(OURS).title} (draft)" in run("check_guidance", OURS)
    digest = digest_of(shelf / OURS)
    assert digest in run("release_edition", OURS)
    assert lock_of(shelf).digests == {OURS: digest}
    held = edition(OURS)
    assert not held.is_draft
    assert edition_in_force(held.in_force_from).key == OURS
    assert edition_in_force(today()).key == KEY

    with pytest.raises(CommandError, match="was released already"):
        run("release_edition", OURS)
    run("new_edition", OURS, "fernleigh-2028")
    assert edition("fernleigh-2028").replaces == OURS
    run("release_edition", "fernleigh-2028")
    assert edition_in_force(held.in_force_from).key == "fernleigh-2028"

    change(shelf / OURS / "clocks.toml", "length = 45", "length = 46")
    with pytest.raises(CommandError, match="was released already and has been changed since: put it back"):
        run("release_edition", OURS)
    assert lock_of(shelf).digests[OURS] == digest


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("walk.toml", 'rests_on = ["golden-1"]', "rests_on = []", r"walk\.toml, line \d+, rule R1: it rests on no"),
        ("walk.toml", 'outcome = "share"', 'outcome = "tell"', r"walk\.toml, line \d+, rule R6: `outcome` names"),
        ("edition.toml", 'replaces = "england-2026"', "", "england-2026 and fernleigh-2027 are both in force"),
        ("edition.toml", 'replaces = "england-2026"', 'replaces = "gone"', "“gone” is no edition that ships"),
        ("edition.toml", "in_force_from = 2", "in_force_from = 2026-02-06 # 2", r"line \d+: 2026-02-06 has passed"),
        (
            "edition.toml",
            "in_force_from = 2",
            f"in_force_from = {localdate(now())} # 2",
            "is today, .* tomorrow at the",
        ),
    ],
)
def test_what_is_wrong_is_not_released(
    file: str, old: str, new: str, said: str, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "violations", lambda edition: {})
    run("new_edition", KEY, OURS)
    change(shelf / OURS / file, old, new)
    with pytest.raises(CommandError, match=said):
        run("release_edition", OURS)
    assert not (shelf / LOCK).exists()


@pytest.mark.slow
def test_an_edition_that_breaks_a_claim_is_not_released(shelf: Path) -> None:
    run("new_edition", KEY, OURS)
    walk = (shelf / OURS / "walk.toml").read_text(encoding="utf-8")
    at = walk.index('name = "R3"')
    changed = walk[:at] + walk[at:].replace('outcome = "do_not_share"', 'outcome = "share"', 1)
    (shelf / OURS / "walk.toml").write_text(changed, encoding="utf-8")
    with pytest.raises(CommandError, match=r"“the_wrong_person_never_receives” does not hold: .* by R3"):
        run("release_edition", OURS)


def test_there_must_be_such_an_edition(shelf: Path) -> None:
    with pytest.raises(CommandError, match="no edition “gone” on either shelf"):
        run("release_edition", "gone")
