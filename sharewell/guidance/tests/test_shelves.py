"""Two shelves: what ships, and a partnership's own. Who holds on which day, and what is refused."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sharewell.errors import Refused
from sharewell.guidance import editions as shelves
from sharewell.guidance.apps import editions_can_be_used
from sharewell.guidance.editions import SHELF, edition, edition_in_force, editions, library, load, load_own
from sharewell.guidance.management.commands import check_guidance
from sharewell.guidance.proof import proven
from sharewell.guidance.proof.proven import prove
from sharewell.guidance.rules import Edition, Outcome
from sharewell.guidance.shelf.holding import faults_of_holding, holder
from sharewell.guidance.shelf.lock import LOCK, NEW, lock_edition, lock_of
from sharewell.guidance.shelf.reading import read_edition
from sharewell.guidance.shelf.tables import EditionError
from sharewell.guidance.tests.given import KEY, shipped

EDITION, SHIPPED = shipped(), library().shipped
FROM, DAY = EDITION.in_force_from, timedelta(days=1)
Settings = pytest.FixtureRequest


def own(key: str, replaces: str = KEY, since: date = FROM, until: date | None = None, released: bool = True) -> Edition:
    """A partnership's own edition, like the one that ships but for its name, its dates and what it replaces."""
    return replace(
        EDITION, key=key, replaces=replaces, in_force_from=since, in_force_until=until, released=released, is_own=True
    )


SHIPS = (
    replace(EDITION, in_force_until=date(2027, 1, 1)),
    replace(EDITION, key="next", in_force_from=date(2027, 1, 1)),
)


@pytest.mark.parametrize(
    ("mine", "on", "key"),
    [
        ([], date(2026, 12, 31), KEY),
        ([], FROM - DAY, None),
        ([own("ours")], FROM, "ours"),
        ([own("ours", released=False)], FROM, KEY),
        ([own("ours", since=date(2026, 6, 1))], date(2026, 5, 31), KEY),
        ([own("ours", until=date(2026, 6, 1))], date(2026, 6, 1), KEY),
        # what ships next is not replaced by what replaced the one before
        ([own("ours")], date(2027, 1, 1), "next"),
        ([own("ours", "next")], date(2027, 1, 1), "ours"),
        # a later one of our own replaces the earlier
        ([own("ours"), own("ours-2", "ours", date(2026, 6, 1))], date(2026, 5, 31), "ours"),
        ([own("ours"), own("ours-2", "ours", date(2026, 6, 1))], date(2026, 6, 1), "ours-2"),
        ([own("ours", until=date(2026, 7, 1)), own("ours-2", "ours", date(2026, 6, 1))], date(2026, 8, 1), "ours-2"),
        ([own("ours"), own("ours-2", "ours", date(2026, 6, 1))], date(2027, 1, 1), "next"),
        # one that replaces nothing holds where nothing that ships does
        ([own("early", "", date(2020, 1, 1), FROM)], date(2021, 1, 1), "early"),
        ([own("early", "", date(2020, 1, 1), FROM)], FROM, KEY),
    ],
)
def test_who_holds(mine: list[Edition], on: date, key: str | None) -> None:
    found = holder(SHIPS, mine, on)
    assert (found and found.key) == key
    assert list(faults_of_holding(SHIPS, mine)) == []


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        ([own("one"), own("two")], "one and two are both in force on 2026-02-05"),
        ([own("one"), own("two", since=date(2026, 6, 1))], 'let two say `replaces = "one"`'),
        ([own("one"), own("two", "one"), own("three", "one")], "two and three are both in force"),
        ([own("one", "")], "england-2026 and one are both in force"),
        ([own("one", "england-1066")], "“england-1066” is no edition that ships"),
        ([own("one", "one")], "by its `replaces` “one” comes back to itself"),
        ([own("one", released=False), own("two", "one")], "“one” is no edition that ships, and none of your own"),
    ],
)
def test_no_day_has_two_that_could_hold(mine: list[Edition], said: str) -> None:
    fault = next(faults_of_holding(SHIPS, mine))
    assert said in fault
    assert fault.startswith("england-2026/edition.toml, line ")


def test_what_ships_replaces_nothing() -> None:
    fault = next(faults_of_holding([replace(EDITION, replaces="ours")], []))
    assert "only an edition of a partnership’s own replaces another" in fault


def put_own(shelf: Path, key: str, change: Callable[[str], str] = str, name: str = "edition.toml") -> Path:
    """A copy of the edition that ships on a partnership's own shelf, replacing it, with one file changed."""
    shutil.copytree(SHELF / KEY, shelf / key)
    about = shelf / key / "edition.toml"
    about.write_text(f'replaces = "{KEY}"\n' + about.read_text(encoding="utf-8"), encoding="utf-8")
    path = shelf / key / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return shelf / key


def titled(title: str) -> Callable[[str], str]:
    return lambda text: text.replace("Sharing to keep children safe", title)


@pytest.mark.slow
def test_an_own_edition_holds_from_its_release_and_not_before(tmp_path: Path, settings: Settings) -> None:
    settings.EDITIONS = tmp_path / "own"
    assert edition_in_force(FROM) is EDITION
    settings.EDITIONS = tmp_path
    folder = put_own(tmp_path, "fernleigh-2026", titled("As Fernleigh does it"))
    assert edition("fernleigh-2026").is_draft
    assert edition_in_force(FROM) is EDITION
    lock_edition(tmp_path, read_edition(folder, {}))
    shelves._library.cache_clear()
    assert edition_in_force(FROM).title.startswith("As Fernleigh does it")
    assert [each.key for each in editions()] == ["fernleigh-2026", KEY, "wokingham-2011"]


def test_a_broken_draft_is_set_aside_whole_and_says_why_when_it_is_asked_for(
    tmp_path: Path, settings: Settings
) -> None:
    put_own(tmp_path, "fernleigh-2026", lambda text: text.replace('outcome = "share"', 'outcome = "tell"'), "walk.toml")
    settings.EDITIONS = tmp_path
    assert edition_in_force(FROM).key == KEY
    with pytest.raises(Refused, match=r"fernleigh-2026/walk\.toml, line \d+, rule R6: `outcome` names “tell”"):
        edition("fernleigh-2026")
    (warning,) = editions_can_be_used()
    assert (warning.id, warning.is_serious()) == ("guidance.W001", False)
    assert "fernleigh-2026/walk.toml, line" in warning.msg


def test_a_draft_that_replaces_nothing_there_is_set_aside(tmp_path: Path) -> None:
    put_own(tmp_path, "fernleigh-2026", lambda text: text.replace(f'replaces = "{KEY}"', 'replaces = "gone"'))
    assert "“gone” is no edition that ships" in load_own(tmp_path, SHIPPED).broken["fernleigh-2026"]


def test_a_released_own_edition_may_not_change_or_go(tmp_path: Path) -> None:
    folder = put_own(tmp_path, "fernleigh-2026")
    lock_edition(tmp_path, read_edition(folder, {}))
    assert [each.key for each in load_own(tmp_path, SHIPPED).own] == ["fernleigh-2026"]
    (folder / "words" / "law.md").write_text("# Law {#law}\n\nNone.\n\nSource: nobody.\n", encoding="utf-8")
    with pytest.raises(EditionError, match=r"released\.toml, line 5: “fernleigh-2026” was released and has been"):
        load_own(tmp_path, SHIPPED)
    shutil.rmtree(folder)
    with pytest.raises(EditionError, match=r"released\.toml, line 5: “fernleigh-2026”, which is not on the shelf"):
        load_own(tmp_path, SHIPPED)


def test_a_draft_with_the_name_of_one_that_ships_is_set_aside(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EDITIONS = tmp_path
    monkeypatch.setattr(check_guidance, "violations", lambda edition: {})
    put_own(tmp_path, KEY)
    assert edition(KEY) is EDITION and edition_in_force(FROM) is EDITION
    (warning,) = editions_can_be_used()
    assert (warning.id, warning.is_serious()) == ("guidance.W001", False)
    assert f"{KEY}: an edition of this name ships already. Give the folder another." in warning.msg
    with pytest.raises(CommandError, match="1 edition does not keep every promise"):
        call_command("check_guidance", KEY)
    with pytest.raises(CommandError, match=f"There is an edition “{KEY}” on both shelves"):
        call_command("release_edition", KEY)


def test_what_was_released_under_the_name_of_one_that_ships_is_refused(tmp_path: Path) -> None:
    lock_edition(tmp_path, read_edition(put_own(tmp_path, KEY), {}))
    with pytest.raises(EditionError, match="an edition of this name ships already"):
        load_own(tmp_path, SHIPPED)


def test_the_lock_keeps_what_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text(NEW + f'# ours\n"before" = "{"0" * 64}"', encoding="utf-8")
    lock_edition(tmp_path, EDITION)
    assert lock_of(tmp_path).digests == {"before": "0" * 64, KEY: EDITION.digest}
    assert (tmp_path / LOCK).read_text(encoding="utf-8").startswith(NEW + "# ours\n")
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[released]\nours = 7", r"released\.toml, line 2, released: `ours` is 7"),
        ('[released]\nours = "7"', r"released\.toml, line 2, released: “ours” needs the 64 letters"),
        ("[released", r"released\.toml, line 1: this is not TOML"),
        ("", "`released` is missing"),
        ('[released]\n[other]\nx = ""', r"released\.toml, line 2: `other` means nothing"),
    ],
)
def test_a_lock_that_says_something_else_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text(text, encoding="utf-8")
    with pytest.raises(EditionError, match=said):
        lock_of(tmp_path)


def test_a_draft_is_proved_once_and_again_when_it_changes(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    proofs: list[str] = []
    settings.DATA = tmp_path

    def each_violation(edition: Edition) -> list[tuple[str, str]]:
        proofs.append(edition.digest)
        return []

    monkeypatch.setattr(proven, "each_violation", each_violation)
    for digest in ("a" * 64, "a" * 64, "b" * 64, "a" * 64):
        prove(replace(EDITION, digest=digest))
    assert proofs == ["a" * 64, "b" * 64]
    prove(replace(EDITION, digest="c" * 64, released=True))
    assert proofs[2:] == ["c" * 64], "a lock can be written by hand"


def test_an_edition_that_breaks_a_claim_cannot_be_loaded(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path
    rules = tuple(replace(rule, outcome=Outcome.SHARE) if rule.name == "R3" else rule for rule in EDITION.rules)
    broken = replace(EDITION, rules=rules, digest="d" * 64)
    for _ in range(2):
        with pytest.raises(EditionError, match=r"does not hold: .* by R3 \(england-2026/walk\.toml, line \d+\)"):
            prove(broken)


def test_a_shelf_with_a_folder_that_is_still_being_made_is_read_without_it(tmp_path: Path) -> None:
    shutil.copytree(SHELF, tmp_path / "shelf")
    (tmp_path / "shelf" / ".being-made").mkdir()
    (tmp_path / "shelf" / ".being-made" / "edition.toml").write_text("half", encoding="utf-8")
    assert [each.key for each in load(tmp_path / "shelf")] == [each.key for each in load(SHELF)]
