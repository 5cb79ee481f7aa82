"""A backup is made while people work: the database at one instant, the files, and what was signed before it."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from sharewell.desk.backups import databases, files
from sharewell.desk.backups.manifest import Manifest, digests_in, fingerprint, version
from sharewell.desk.backups.shelf import alone_on, forget_older, name_at, written_whole
from sharewell.errors import Refused
from sharewell.ledger import book, tree
from sharewell.ledger.book import AT_THE_SERVER
from sharewell.ledger.models import Checkpoint
from sharewell.ledger.rules import instant
from sharewell.ledger.sealing import seal
from sharewell.ledger.vouching import checkpoints
from sharewell.ledger.vouching.notes import to_base64
from sharewell.ledger.vouching.witnesses import ask_witnesses
from sharewell.moment import now

MADE = book.declare("backup.made", "A backup was made.")
BACKUP, CHECKPOINT = "backup", "checkpoint.txt"


@dataclass(frozen=True)
class Made:
    """What came of it: where the backup stands, what it says, what went to make room, and what was not well."""

    folder: Path
    manifest: Manifest
    gone: list[Path]
    notice: str


def make(shelf: Path, keep: int = 0) -> Made:
    """A backup stands whole on the shelf, and that is entered. Of older ones `keep` in all are left; 0 keeps all."""
    with alone_on(shelf):
        notice, at = _signed_if_possible(), now()
        checkpoint = checkpoints.newest()
        with written_whole(shelf / name_at(at)) as folder:
            manifest = _fill(folder, instant(at), checkpoint)
        backup = shelf / name_at(at)
        facts = {"backup": backup.name, "database": manifest.database, "size": manifest.size, "root": manifest.root}
        book.enter(MADE, by=AT_THE_SERVER, subject_kind=BACKUP, subject_id=settings.BOOK, facts=facts)
        return Made(backup, manifest, forget_older(shelf, keep) if keep else [], notice)


def _signed_if_possible() -> str:
    """The book as it stands is signed, and witnesses were asked; why not, when not. A backup is made all the same."""
    try:
        seal()
        checkpoints.sign()
        ask_witnesses()
    except (Refused, tree.TreeBrokenError) as wrong:
        return str(wrong)
    return ""


def _fill(folder: Path, at: str, checkpoint: Checkpoint | None) -> Manifest:
    if checkpoint:
        (folder / CHECKPOINT).write_text(checkpoints.cosigned(checkpoint), encoding="utf-8")
    files.kept(folder)
    size = databases.copied(folder)
    manifest = Manifest(
        made_at=at,
        database=connection.vendor,
        version=version(),
        origin=settings.BOOK,
        size=size,
        root=to_base64(tree.root_at(size)),
        checkpoint=checkpoint.size if checkpoint else 0,
        vault_key=fingerprint(),
        files=digests_in(folder),
    )
    manifest.write(folder)
    return manifest
