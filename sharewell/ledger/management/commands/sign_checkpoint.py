"""manage.py sign_checkpoint: the book as it stands is signed; prints the checkpoint, to be kept elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sharewell.errors import Refused
from sharewell.ledger.sealing import seal
from sharewell.ledger.vouching.checkpoints import cosigned, sign


class Command(BaseCommand):
    """Gives what waits its place, signs, and prints the note."""

    help = "Signs the book as it stands and prints the checkpoint with its cosignatures: a note to be kept elsewhere."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seal()
            checkpoint = sign()
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from None
        if checkpoint is None:
            raise CommandError("There is nothing in the book yet.")
        self.stdout.write(cosigned(checkpoint), ending="")
