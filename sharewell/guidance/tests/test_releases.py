"""What stands on the shelves together: nothing is locked that could not be loaded, and nothing unproved holds."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sharewell.errors import Refused
from sharewell.guidance import editions as shelves
from sharewell.guidance.apps import editions_can_be_used
from sharewell.guidance.editions import edition, edition_in_force, library, load, load_own
from sharewell.guidance.proof import proven
from sharewell.guidance.proof.proven import remember
from sharewell.guidance.shelf import releasing
from sharewell.guidance.shelf.holding import faults_of_circles, faults_of_the_shelves
from sharewell.guidance.shelf.lock import LOCK, NEW, lock_edition, lock_of, one_at_a_time
from sharewell.guidance.shelf.reading import read_edition
from sharewell.guidance.shelf.tables import EditionError
from sharewell.guidance.tests.given import KEY, shelf_with, shipped
from sharewell.guidance.tests.test_own_editions import change
from sharewell.guidance.tests.test_shelves import put_own

pytestmark = pytest.mark.slow

EDITION, DAY = shipped(), date(2027, 1, 4)
Settings = pytest.FixtureRequest


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A partnership's own shelf, empty, where every draft is taken to be safe."""
    settings.EDITIONS, settings.DATA = tmp_path / "editions", tmp_path
    settings.EDITIONS.mkdir()
    monkeypatch.setattr(releasing, "violations", lambda edition: {})
    monkeypatch.setattr(proven, "each_violation", lambda edition: ())
    yield settings.EDITIONS
    shelves._library.cache_clear()


def run(command: str, *arguments: str) -> str:
    shelves._library.cache_clear()
    printed = io.StringIO()
    try:
        call_command(command, *arguments, stdout=printed)
    except CommandError as error:
        raise CommandError(printed.getvalue() + str(error)) from None
    finally:
        shelves._library.cache_clear()
    return printed.getvalue()


def draft(shelf: Path, name: str, old: str = "", new: str = "", file: str = "edition.toml") -> Path:
    """A draft for a day to come, with one thing changed in one file."""
    folder = put_own(shelf, name)
    change(folder / "edition.toml", "in_force_from = 2026-02-05", f"in_force_from = {DAY}")
    if old:
        change(folder / file, old, new)
    return folder


WRONG = {
    "follows nothing there": ("edition.toml", '"wokingham-2011"', '"gone"', "`follows` names “gone”, which is not on"),
    "follows itself": ("edition.toml", '"wokingham-2011"', '"ours"', "“ours” comes back to itself"),
    "a rule follows nothing there": ("words/rules.md", "Follows: golden-4", "Follows: golden-9", "follows “golden-9”"),
    "replaces itself": ("edition.toml", f'"{KEY}"', '"ours"', "“ours” comes back to itself"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_could_not_be_loaded_is_not_locked_and_the_check_says_so(what: str, shelf: Path) -> None:
    file, old, new, said = WRONG[what]
    draft(shelf, "ours", old, new, file)
    with pytest.raises(CommandError, match=said):
        run("release_edition", "ours")
    assert not (shelf / LOCK).exists()
    with pytest.raises(CommandError, match=r"ours/(edition\.toml|words/rules\.md), line \d+"):
        run("check_guidance", "ours")


def test_a_name_that_would_break_the_lock_is_refused(shelf: Path) -> None:
    draft(shelf, 'q"x')
    with pytest.raises(CommandError, match="cannot be the name of an edition"):
        run("release_edition", 'q"x')
    assert not (shelf / LOCK).exists()


def test_the_library_as_it_would_be_is_loaded_before_anything_is_locked(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(shelf, "ours")

    def broken(*arguments: object) -> None:
        raise EditionError("ours/edition.toml, line 1: whatever it may be.")

    monkeypatch.setattr(releasing, "load_own", broken)
    with pytest.raises(CommandError, match="whatever it may be"):
        run("release_edition", "ours")
    assert not (shelf / LOCK).exists()


def test_two_released_at_once_are_released_one_after_the_other(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both would hold on one day: whoever comes second is refused, and the shelf can still be loaded."""
    meeting = Barrier(2)

    def lock_when_both_are_here(*given: object) -> None:
        with suppress(BrokenBarrierError):
            meeting.wait(1)
        lock_edition(*given)

    def outcome(name: str) -> str:
        try:
            return releasing.release(name, shelf, date(2026, 11, 23)).key
        except Refused as refused:
            return str(refused)

    monkeypatch.setattr(releasing, "lock_edition", lock_when_both_are_here)
    names = [draft(shelf, name).name for name in ("ours", "theirs")]
    library()
    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(outcome, names), key=len)
    assert said[0] in names and "ours and theirs are both in force" in said[1]
    assert [*lock_of(shelf).digests] == said[:1]
    assert load_own(shelf, library().shipped).own


def test_a_release_waits_in_another_process_too(tmp_path: Path) -> None:
    other = "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    tried = [sys.executable, "-c", other, str(tmp_path)]
    with one_at_a_time(tmp_path):
        assert b"BlockingIOError" in subprocess.run(tried, capture_output=True, check=False).stderr
    subprocess.run(tried, check=True)


def test_an_own_edition_follows_an_own_one_that_was_released(shelf: Path) -> None:
    draft(shelf, "ours")
    later = draft(shelf, "ours-2", '"wokingham-2011"', '"ours"')
    change(later / "edition.toml", f'replaces = "{KEY}"', 'replaces = "ours"')
    rules = later / "words" / "rules.md"
    lines = rules.read_text(encoding="utf-8").splitlines()
    rules.write_text("\n".join(line for line in lines if not line.startswith("Follows: ")), encoding="utf-8")
    assert (
        "“ours” is no edition that ships, and none of your own that was released"
        in load_own(shelf, library().shipped).broken["ours-2"]
    )
    run("release_edition", "ours")
    run("release_edition", "ours-2")
    assert [each.key for each in library().own if each.released] == ["ours-2", "ours"]
    assert edition_in_force(DAY).key == "ours-2"


def test_what_ships_may_not_come_back_to_itself(tmp_path: Path) -> None:
    whole = shelf_with(tmp_path, "edition.toml", lambda text: text.replace('"wokingham-2011"', f'"{KEY}"'))
    with pytest.raises(EditionError, match=rf"{KEY}/edition\.toml, line 4: by its `follows` “{KEY}” comes back"):
        load(whole)
    one, other = replace(EDITION, key="one", follows="other"), replace(EDITION, key="other", follows="one")
    assert len(list(faults_of_circles([one, other]))) == 2
    mine = [replace(each, is_own=True, released=True, follows="", replaces=each.follows) for each in (one, other)]
    assert any("by its `replaces` “one” comes back" in fault for fault in faults_of_the_shelves([], mine))


def test_a_lock_written_by_hand_puts_nothing_unproved_in_force(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, proofs = draft(shelf, "ours"), list[str]()

    def each_violation(edition: object) -> list[tuple[str, str]]:
        proofs.append(str(edition))
        return [("a_claim", "these answers")]

    monkeypatch.setattr(proven, "each_violation", each_violation)
    for each in library().shipped:
        remember(each)
    lock_edition(shelf, read_edition(folder, {}))
    shelves._library.cache_clear()
    proofs.clear()
    assert edition_in_force(DAY).key == KEY
    assert not edition("ours").is_draft, "a decision of old can still be read"
    (warning,) = editions_can_be_used()
    assert (warning.id, warning.is_serious()) == ("guidance.W002", False)
    assert "ours was released, can be shown, and holds on no day" in warning.msg and "“a_claim”" in warning.msg
    assert len(proofs) == 1


def test_what_replaces_one_that_is_not_safe_still_holds(shelf: Path) -> None:
    ships = library().shipped
    bad = replace(EDITION, key="bad", replaces=KEY, is_own=True, released=True, unfit="It is not safe.")
    good = replace(bad, key="good", replaces="bad", unfit="")
    held = shelves.holder(ships, [bad, good], DAY)
    assert held and held.key == "good"
    alone = shelves.holder(ships, [bad], DAY)
    assert alone and alone.key == KEY


def test_one_that_ships_and_was_released_must_be_safe_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shelf_with(tmp_path, "edition.toml", lambda text: text.replace("Sharing", "How sharing works", 1))
    digest = read_edition(whole / KEY, {}).digest
    (whole / LOCK).write_text(f'{NEW}"{KEY}" = "{digest}"\n', encoding="utf-8")
    monkeypatch.setattr(proven, "each_violation", lambda edition: [("a_claim", "these answers")])
    monkeypatch.setattr(proven, "_remembered", lambda edition: tmp_path / "never")
    with pytest.raises(EditionError, match="“a_claim” does not hold"):
        load(whole)


def test_a_proof_is_remembered_only_where_there_is_a_data_folder(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path / "var"
    remember(EDITION)
    assert not settings.DATA.exists(), "an empty data folder becomes the demonstration"
    settings.DATA.mkdir()
    remember(EDITION)
    assert (settings.DATA / "proven").stat().st_mode & 0o777 == 0o700


def test_what_ships_is_released_only_if_the_shelf_can_be_loaded_then(tmp_path: Path, shelf: Path) -> None:
    bad = replace(EDITION, key="Not A Name")
    with pytest.raises(Refused, match="cannot be the name of an edition"):
        shutil.copytree(shelves.SHELF / KEY, shelf / bad.key)
        releasing.release(bad.key, shelf, date(2026, 1, 1))
    assert "Not A Name" in load_own(shelf, library().shipped).broken
    assert bad.key not in lock_of(shelves.SHELF).digests


@pytest.mark.parametrize(("there", "is_new"), [([], True), (["proven"], True), (["proven", "editions"], False)])
def test_what_was_proved_does_not_keep_an_empty_folder_from_becoming_the_demonstration(
    there: list[str], is_new: bool, tmp_path: Path
) -> None:
    for name in there:
        (tmp_path / name).mkdir()
    script = (shelves.SHELF.parents[2] / "run").read_text(encoding="utf-8").splitlines()
    (line,) = [each for each in script if ': >"$SHAREWELL_DATA/demonstration"' in each]
    subprocess.run(["sh", "-euc", line], env={**os.environ, "SHAREWELL_DATA": str(tmp_path)}, check=True)
    assert (tmp_path / "demonstration").exists() == is_new
