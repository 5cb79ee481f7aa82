"""The folder in which backups stand: one folder a backup, named by the instant, whole under its name or not there."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sharewell.errors import Refused

MANIFEST = "backup.json"
PART, LOCK = ".part", ".lock"
NAME, NAMED = "%Y-%m-%dT%H%M%SZ", re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
OWN_FOLDER, OWN_FILE = 0o700, 0o600


def name_at(instant: datetime) -> str:
    """What a backup made at this instant is called; names in order are instants in order."""
    return instant.astimezone(UTC).strftime(NAME)


def backups_in(shelf: Path) -> list[Path]:
    """The backups that stand here, oldest first. What is half written is none."""
    found = (each for each in shelf.iterdir() if NAMED.fullmatch(each.name) and (each / MANIFEST).is_file())
    return sorted(found, key=lambda each: each.name)


@contextmanager
def alone_on(shelf: Path) -> Iterator[None]:
    """Inside, nobody else writes a backup here, and what killed ones left half written is gone. Refused when not."""
    shelf.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
    with (shelf / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Another backup is being written to {shelf}.") from None
        for half in shelf.glob(f"*Z{PART}"):
            shutil.rmtree(half)
        yield


@contextmanager
def written_whole(backup: Path) -> Iterator[Path]:
    """Inside, the backup is filled under another name; it has its own once everything is safe on the disk.

    When anything goes wrong nothing is left. Refused when there is one of that name already.
    """
    if backup.exists():
        raise Refused(f"{backup} is there already, and no backup is ever overwritten.")
    half = backup.with_name(backup.name + PART)
    try:
        half.mkdir(mode=OWN_FOLDER)
        yield half
        settle(half)
        half.rename(backup)
        sync(backup.parent)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def settle(path: Path) -> None:
    """Everything under this path is the owner's alone, and safe on the disk."""
    for each in sorted(path.rglob("*"), reverse=True) if path.is_dir() else []:
        _settle_one(each)
    _settle_one(path)


def _settle_one(path: Path) -> None:
    path.chmod(OWN_FOLDER if path.is_dir() else OWN_FILE)
    sync(path)


def sync(path: Path) -> None:
    """What was written to this file, or the names in this folder, outlive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget_older(shelf: Path, keep: int) -> list[Path]:
    """Only the newest `keep` backups are left here. Gives those that went."""
    older = backups_in(shelf)[:-keep]
    for each in older:
        # Without its manifest it is no backup any more, so that one half deleted is not taken for whole.
        (each / MANIFEST).unlink()
        shutil.rmtree(each)
    return older
