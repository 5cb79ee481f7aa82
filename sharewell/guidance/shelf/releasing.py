"""The release of an edition: after every check and the whole proof its digest is locked. It never changes again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sharewell.errors import Refused
from sharewell.guidance.editions import SHELF, folders, library, load, load_own
from sharewell.guidance.proof.bounds import fault_of_size
from sharewell.guidance.proof.checking import faults
from sharewell.guidance.proof.paths import violations
from sharewell.guidance.proof.proven import remember
from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.holding import faults_of_the_shelves
from sharewell.guidance.shelf.lock import lock_edition, lock_if_any, one_at_a_time
from sharewell.guidance.shelf.names import fault_of_name
from sharewell.guidance.shelf.reading import digest_of, read_edition
from sharewell.guidance.shelf.tables import EditionError


def release(name: str, own: Path, today: date) -> Edition:
    """From now on this edition may not change, and is a draft no more. `own` is the partnership's own shelf.

    Refused, with every reason, when anything is wrong with it, when a claim of the proof does not hold, when another
    would hold on the same day, or when it was released before. EditionError when its files cannot be read.
    """
    shelf = _shelf_of(name, own)
    with one_at_a_time(*(each for each in (SHELF, own) if each.is_dir())):
        return _release(name, shelf, own, today)


def _release(name: str, shelf: Path, own: Path, today: date) -> Edition:
    """Checked, proved and locked in one step: nobody else releases meanwhile."""
    found = _draft(name, shelf)
    if fault := fault_of_size(found):
        raise Refused(fault)
    if reasons := [*faults(found), *_faults_beside_others(found, today), *_broken_claims(found)]:
        raise Refused(*reasons)
    remember(found)
    if said := _fault_once_released(found, shelf, own):
        raise Refused(said)
    lock_edition(shelf, found)
    return found


def _fault_once_released(found: Edition, shelf: Path, own: Path) -> str:
    """What would keep the whole library from being loaded with this one in the lock, or this one from holding."""
    lock = lock_if_any(shelf).with_one_more(found)
    try:
        shipped = library().shipped if found.is_own else load(shelf, lock)
        loaded = load_own(own, shipped, lock if found.is_own else None)
    except EditionError as fault:
        return str(fault)
    return next((each.unfit for each in loaded.own if each.key == found.key), "")


def _shelf_of(name: str, own: Path) -> Path:
    found = [shelf for shelf in (SHELF, own) if name in {folder.name for folder in folders(shelf)}]
    if not found:
        raise Refused(f"There is no edition “{name}” on either shelf.")
    if len(found) > 1:
        raise Refused(f"There is an edition “{name}” on both shelves. Give the folder on your own another name.")
    return found[0]


def _draft(name: str, shelf: Path) -> Edition:
    """The edition as it would be once released; refused when it was released already."""
    if fault := fault_of_name(shelf / name):
        raise Refused(fault)
    found = read_edition(shelf / name, {})
    digests = lock_if_any(shelf).digests
    if name in digests:
        changed = (
            " and has been changed since: put it back as it was" if digests[name] != digest_of(shelf / name) else ""
        )
        raise Refused(f"“{name}” was released already{changed}. For what is new, begin another with new_edition.")
    return replace(found, released=True, is_own=shelf != SHELF)


def _faults_beside_others(found: Edition, today: date) -> list[str]:
    """What is wrong with its days: two on one day, nothing to replace, or a day that has passed."""
    if not found.is_own:
        others = [found if each.key == found.key else each for each in library().shipped]
        return list(faults_of_the_shelves(others, library().own))
    others = [each for each in library().own if each.key != found.key]
    said = list(faults_of_the_shelves(library().shipped, [*others, found]))
    if found.in_force_from <= today:
        where = found.place("edition.toml", "in_force_from")
        gone = (
            "is today, and another edition may have held this morning" if found.in_force_from == today else "has passed"
        )
        said.append(f"{where}: {found.in_force_from} {gone}. Give it a day to come: tomorrow at the earliest.")
    return said


def _broken_claims(found: Edition) -> list[str]:
    if list(faults(found)):
        return []  # a walk with holes cannot be walked to its ends
    return [f"“{claim}” does not hold: {shown}." for claim, shown in violations(replace(found)).items()]
