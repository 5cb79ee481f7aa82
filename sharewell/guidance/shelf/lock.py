"""The lock of a shelf: the digest of every edition that was released. A released edition never changes."""

import fcntl
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.tables import EditionError, name_of, read, text_of

LOCK = "released.toml"
DIGEST = re.compile(r"[0-9a-f]{64}")
NEW = """\
# The digest of every edition that has been released. A released edition never changes.
# One line each: "the name of the edition" = "the 64 letters of its digest"

[released]
"""


@dataclass(frozen=True)
class Lock:
    """Which editions of a shelf were released, each with its digest, and the line of the lock file that says so."""

    file: str
    digests: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def with_one_more(self, edition: Edition) -> "Lock":
        """This lock as it would be once the edition is released; nothing is written."""
        places = {**self.places, edition.key: edition.place("edition.toml")}
        return Lock(self.file, {**self.digests, edition.key: edition.digest}, places)

    def check(self, edition: Edition) -> None:
        """An edition that was released is as it was then. Raises EditionError otherwise."""
        if self.digests.get(edition.key, edition.digest) != edition.digest:
            raise EditionError(
                f"{self.places[edition.key]}: “{edition.key}” was released and has been changed since. "
                "Put its files back as they were, and make a new edition for what is new."
            )


def lock_of(shelf: Path) -> Lock:
    """The lock of this shelf. Raises EditionError when it is missing, or holds anything but digests."""
    table = read(shelf / LOCK)
    released = table.table("released")
    table.done()
    digests = {key: released.text(key) for key in released.content}
    for key, digest in digests.items():
        if not DIGEST.fullmatch(digest):
            raise released.wrong(f"“{key}” needs the 64 letters of its digest. Put the line back as it was.", key)
    return Lock(name_of(shelf / LOCK), digests, {key: released.place(key) for key in digests})


def lock_if_any(shelf: Path) -> Lock:
    """The lock of this shelf, or one that locks nothing."""
    return lock_of(shelf) if os.path.lexists(shelf / LOCK) else Lock(name_of(shelf / LOCK))


@contextmanager
def one_at_a_time(*shelves: Path) -> Iterator[None]:
    """Whoever releases has these shelves alone until it is done: another waits, and then sees what was released.

    It is the folders themselves that are held, so that nothing is left behind when somebody is cut short.
    """
    with ExitStack() as held:
        for shelf in shelves:
            folder = os.open(shelf, os.O_RDONLY)
            held.callback(os.close, folder)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield


def lock_edition(shelf: Path, edition: Edition) -> None:
    """From now on this edition may not change: its digest stands in the lock, with all that stood there before.

    The file is replaced as a whole, so that nobody ever reads half of it.
    """
    path, beside = shelf / LOCK, shelf / f".{LOCK}.new"
    before = text_of(path) if path.exists() else NEW
    beside.write_text(f'{before.rstrip()}\n"{edition.key}" = "{edition.digest}"\n', encoding="utf-8")
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    beside.replace(path)
