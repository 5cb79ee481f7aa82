"""A backup is restored into an empty place, and the book that it holds is proved before anybody works with it."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from sharewell.desk.backups import databases, files
from sharewell.desk.backups.manifest import Manifest, faults_of, fingerprint
from sharewell.desk.backups.shelf import backups_in
from sharewell.errors import Refused
from sharewell.ledger import tree
from sharewell.ledger.book import AT_THE_SERVER
from sharewell.ledger.sealing import seal
from sharewell.ledger.vouching import continuing
from sharewell.ledger.vouching.continuing import Loss
from sharewell.ledger.vouching.notes import Head, Note, NoteError, to_base64
from sharewell.ledger.vouching.receipts import checkpoint_in


@dataclass(frozen=True)
class Restored:
    """What stands here now: the backup's own account of itself, and what is lost, and what was not well."""

    manifest: Manifest
    loss: Loss | None
    notice: str = ""


def restore(backup: Path, elsewhere: str = "", *, is_newest: bool = False) -> Restored:
    """The empty place is what the backup holds. `elsewhere`: the newest checkpoint that anybody kept, or a receipt.

    Unless that, or `is_newest`, says that the book signed for nothing more than it has, it signs nothing from now on.
    Refused, with nothing touched, when `elsewhere` cannot be read, the backup is not whole or is for another database
    or vault key, or the place is not empty. The book still has to be proved: see manage.py verify_ledger.
    """
    elsewhere = checkpoint_in(elsewhere)
    _must_be_a_checkpoint(elsewhere)
    manifest = _must_be_fit(backup)
    files.put_back(backup)
    databases.put_back(backup)
    size = tree.size()
    if size != manifest.size or to_base64(tree.root_at(size)) != manifest.root:
        raise Refused(f"The book restored has {size} entries and is not the one of {manifest.size} that was backed up.")
    loss, notice = _loss(elsewhere, is_newest)
    continuing.restored(by=AT_THE_SERVER, held=size, backup=manifest.made_at)
    if loss:
        continuing.found_behind(by=AT_THE_SERVER, loss=loss)
    seal()
    return Restored(manifest, loss, notice)


def _loss(elsewhere: str, is_newest: bool) -> tuple[Loss | None, str]:
    if is_newest:
        return None, ""
    try:
        return (continuing.loss_told_by(elsewhere) if elsewhere else continuing.loss_unknown()), ""
    except Refused as wrong:
        return continuing.loss_unknown(), str(wrong)


def _must_be_a_checkpoint(elsewhere: str) -> None:
    """Whether it is signed by a key of this book can only be known afterwards; that it is a checkpoint, before."""
    try:
        if elsewhere:
            Head.of(Note.of(elsewhere).text)
    except NoteError as wrong:
        raise Refused(f"The checkpoint that you gave cannot be read, and nothing was restored: {wrong}") from None


def _must_be_fit(backup: Path) -> Manifest:
    if not backup.is_dir():
        raise Refused(f"There is no folder {backup}.")
    if inner := backups_in(backup):
        raise Refused(f"{backup} holds {len(inner)} backups. Name one; the newest is {inner[-1]}.")
    manifest = Manifest.of(backup)
    if manifest.database != connection.vendor:
        raise Refused(f"This is a backup of {manifest.database}, and the database here is {connection.vendor}.")
    if manifest.vault_key != fingerprint():
        raise Refused(
            "The vault key in hand is not the one that this was sealed with: nobody could read its texts. Put that "
            "one in its place first (vault_key in secrets/, or SHAREWELL_VAULT_KEY_FILE)."
        )
    if reasons := [*faults_of(backup, manifest), *databases.reasons_not_to_fill(), *files.reasons_not_to_fill()]:
        raise Refused(*reasons)
    return manifest
