"""The editions on both shelves, those that ship and a partnership's own: loaded once, checked whole, found by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from sharewell.errors import Refused
from sharewell.guidance.proof.checking import check_edition
from sharewell.guidance.proof.proven import prove
from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.holding import fault_of_replacing, faults_of_following, faults_of_holding, holder
from sharewell.guidance.shelf.lock import Lock, lock_if_any, lock_of
from sharewell.guidance.shelf.reading import read_edition
from sharewell.guidance.shelf.tables import EditionError, name_of

SHELF = Path(__file__).parent / "editions"


@dataclass(frozen=True)
class Library:
    """Every edition that can be used. `broken` holds the partnership's own drafts that cannot, with what is wrong."""

    shipped: tuple[Edition, ...]
    own: tuple[Edition, ...] = ()
    broken: Mapping[str, str] = field(default_factory=dict)


def editions() -> tuple[Edition, ...]:
    """Every edition, the newest first. EditionError when one is broken, or two hold on one day."""
    found = library()
    return _newest_first([*found.shipped, *found.own])


def edition(key: str) -> Edition:
    """The edition with this key. Refused when there is none, or when it is a draft that is broken."""
    for each in editions():
        if each.key == key:
            return each
    if key in library().broken:
        raise Refused(library().broken[key])
    raise Refused(f"There is no edition “{key}”. There are: {', '.join(each.key for each in editions())}.")


def edition_in_force(on: date) -> Edition:
    """The edition that holds on this day. Refused when none does: never the nearest one."""
    found = holder(library().shipped, library().own, on)
    if found is None:
        raise Refused(f"No edition of the guidance is in force on {on.day} {on:%B %Y}. Follow your local procedures.")
    return found


def library() -> Library:
    """What stands on the two shelves. Raises EditionError when any but an own draft is broken."""
    return _library(Path(settings.EDITIONS))


@cache
def _shipped() -> tuple[Edition, ...]:
    return load(SHELF)


@cache
def _library(own: Path) -> Library:
    shipped = _shipped()
    if not own.is_dir():
        return Library(shipped)
    return load_own(own, shipped)


def load(shelf: Path) -> tuple[Edition, ...]:
    """Every edition in the folders of this shelf, each checked whole and proved safe, the newest first."""
    lock = lock_of(shelf)
    found = _newest_first([checked(folder, lock) for folder in folders(shelf)])
    _none_is_lost(lock, found)
    for fault in (*faults_of_holding(found, ()), *faults_of_following(found, found)):
        raise EditionError(fault)
    for each in found:
        prove(each)
    return found


def load_own(shelf: Path, shipped: tuple[Edition, ...]) -> Library:
    """The library with a partnership's own shelf. A draft there holds on no day, so a broken one is set aside whole."""
    lock = lock_if_any(shelf)
    found, broken = list[Edition](), dict[str, str]()
    for folder in folders(shelf):
        if folder.name in {each.key for each in shipped}:
            raise EditionError(f"{name_of(folder)}: an edition of this name ships already. Give the folder another.")
        try:
            found.append(own_edition(folder, lock, shipped))
        except EditionError as fault:
            if folder.name in lock.digests:
                raise
            broken[folder.name] = str(fault)
    _none_is_lost(lock, found)
    for each in faults_of_holding(shipped, found):
        raise EditionError(each)
    return Library(shipped, _newest_first(found), broken)


def own_edition(folder: Path, lock: Lock, shipped: Iterable[Edition]) -> Edition:
    """A partnership's own edition, checked whole and proved safe, in the place of one that is there."""
    found = replace(checked(folder, lock), is_own=True)
    known = {each.key for each in shipped} | set(lock.digests)
    for fault in (*fault_of_replacing(found, known), *faults_of_following([found], [*shipped])):
        raise EditionError(fault)
    prove(found)
    return found


def checked(folder: Path, lock: Lock) -> Edition:
    """The edition in this folder, read, checked whole, and as it was released if it was."""
    found = read_edition(folder, lock.digests)
    lock.check(found)
    check_edition(found)
    return found


def folders(shelf: Path) -> list[Path]:
    """The folders of this shelf that hold an edition; one whose name begins with a full stop is still being made."""
    return sorted(path for path in shelf.glob("[!.]*") if (path / "edition.toml").exists())


def released_digests(shelf: Path) -> dict[str, str]:
    """The digest of every released edition, by key, from the lock file of this shelf."""
    return dict(lock_of(shelf).digests)


def _none_is_lost(lock: Lock, found: Iterable[Edition]) -> None:
    keys = {each.key for each in found}
    for key, place in lock.places.items():
        if key not in keys:
            raise EditionError(f"{place}: “{key}”, which is not on the shelf, was released. Put it back.")


def _newest_first(found: list[Edition]) -> tuple[Edition, ...]:
    return tuple(sorted(found, key=lambda each: each.in_force_from, reverse=True))
