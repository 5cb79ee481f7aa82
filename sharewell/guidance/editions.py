"""The editions on both shelves, those that ship and a partnership's own: loaded once, checked whole, found by day."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from sharewell.errors import Refused
from sharewell.guidance.proof.bounds import fault_of_size
from sharewell.guidance.proof.checking import check_edition
from sharewell.guidance.proof.proven import prove
from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.holding import faults_of_a_draft, faults_of_the_shelves, holder
from sharewell.guidance.shelf.lock import Lock, lock_if_any, lock_of
from sharewell.guidance.shelf.names import fault_of_name
from sharewell.guidance.shelf.reading import read_edition
from sharewell.guidance.shelf.succession import Stretch, held, newest_first
from sharewell.guidance.shelf.tables import EditionError, in_words, name_of

SHELF = Path(__file__).parent / "editions"


@dataclass(frozen=True)
class Library:
    """Every edition that can be used. `broken` holds the partnership's own drafts that cannot, with what is wrong."""

    shipped: tuple[Edition, ...]
    own: tuple[Edition, ...] = ()
    broken: Mapping[str, str] = field(default_factory=dict)

    @property
    def unfit(self) -> list[str]:
        """Why each that was released on the own shelf, and is not safe, holds on no day."""
        return [
            f"{each.key} was released, can be shown, and holds on no day: it is not safe. {each.unfit}"
            for each in self.own
            if each.unfit
        ]


def editions() -> tuple[Edition, ...]:
    """Every edition, the newest first. EditionError when one is broken, or two hold on one day."""
    found = library()
    return newest_first([*found.shipped, *found.own])


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


def held_when(edition: Edition, today: date) -> Stretch | None:
    """From when until when this edition holds, held last or will hold, and what came after."""
    return held(edition, library().shipped, library().own, today)


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


def load(shelf: Path, lock: Lock | None = None) -> tuple[Edition, ...]:
    """Every edition in the folders of this shelf, each checked whole and proved safe, the newest first.

    `lock` stands in for the lock of the shelf: what would be, were it so.
    """
    lock = lock or lock_of(shelf)
    found = newest_first([checked(folder, lock) for folder in folders(shelf)])
    _none_is_lost(lock, found)
    for fault in faults_of_the_shelves(found, ()):
        raise EditionError(fault)
    for each in found:
        prove(each)
    return found


def load_own(shelf: Path, shipped: tuple[Edition, ...], lock: Lock | None = None) -> Library:
    """The library with a partnership's own shelf. A draft there holds on no day, so a broken one is set aside whole.

    A released one that can be read but is not safe (any more) is shown, and holds on no day. `lock` as in `load`.
    """
    lock = lock or lock_if_any(shelf)
    found, broken = list[Edition](), dict[str, str]()
    for folder in folders(shelf):
        if folder.name in lock.digests:
            fault_if_taken(folder, {each.key for each in shipped})
            found.append(_released(folder, lock))
    _none_is_lost(lock, found)
    for fault in faults_of_the_shelves(shipped, found):
        raise EditionError(fault)
    released = [*shipped, *found]
    for folder in folders(shelf):
        if folder.name not in lock.digests:
            _take_up_draft(folder, released, found, broken)
    return Library(shipped, newest_first(found), broken)


def fault_if_taken(folder: Path, taken: set[str]) -> None:
    """Raises EditionError when this folder of a partnership's own has one of these names."""
    if folder.name in taken:
        raise EditionError(f"{name_of(folder)}: an edition of this name ships already. Give the folder another.")


def _released(folder: Path, lock: Lock) -> Edition:
    """A released edition of a partnership's own, as it was released; `unfit` when it is not safe."""
    found = replace(as_it_is(folder, lock), is_own=True)
    try:
        can_be_used(found)
        prove(found)
    except EditionError as fault:
        return replace(found, unfit=str(fault))
    except Exception as fault:  # whatever it is, nobody may be advised by it
        return replace(found, unfit=f"{folder.name}: it cannot be checked: {in_words(fault)}")
    return found


def _take_up_draft(folder: Path, released: list[Edition], found: list[Edition], broken: dict[str, str]) -> None:
    """A draft of a partnership's own is found, checked whole and proved safe, or is broken: a slip stops nobody."""
    try:
        fault_if_taken(folder, {each.key for each in released})
        draft = replace(checked(folder, Lock("")), is_own=True)
        for fault in faults_of_a_draft(draft, released, ()):
            raise EditionError(fault)
        prove(draft)
        found.append(draft)
    except EditionError as fault:
        broken[folder.name] = str(fault)
    except Exception as fault:  # somebody is typing: no slip of theirs may stop the service
        broken[folder.name] = f"{folder.name}: it cannot be read: {in_words(fault)}"


def checked(folder: Path, lock: Lock) -> Edition:
    """The edition in this folder, read, checked whole, and as it was released if it was."""
    found = as_it_is(folder, lock)
    can_be_used(found)
    return found


def can_be_used(edition: Edition) -> None:
    """It is not too large to be proved, and whole. Raises EditionError otherwise."""
    if fault := fault_of_size(edition):
        raise EditionError(fault)
    check_edition(edition)


def as_it_is(folder: Path, lock: Lock) -> Edition:
    """The edition in this folder, read, and as it was released if it was. EditionError when it cannot be."""
    if fault := fault_of_name(folder):
        raise EditionError(fault)
    found = read_edition(folder, lock.digests)
    lock.check(found)
    return found


def folders(shelf: Path) -> list[Path]:
    """The folders of this shelf that hold an edition; one whose name begins with a full stop is still being made."""
    return sorted(path for path in shelf.glob("[!.]*") if os.path.lexists(path / "edition.toml"))


def released_digests(shelf: Path) -> dict[str, str]:
    """The digest of every released edition, by key, from the lock file of this shelf."""
    return dict(lock_of(shelf).digests)


def _none_is_lost(lock: Lock, found: Iterable[Edition]) -> None:
    keys = {each.key for each in found}
    for key, place in lock.places.items():
        if key not in keys:
            raise EditionError(f"{place}: “{key}”, which is not on the shelf, was released. Put it back.")
