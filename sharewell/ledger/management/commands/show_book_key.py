"""manage.py show_book_key: the public keys of the book, the first one first."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sharewell.errors import Refused
from sharewell.ledger.vouching.keys import keys, signer


class Command(BaseCommand):
    help = "Prints the public keys of the book, the first one first: give that one to witnesses and to whoever checks."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            signer()
        except Refused as refused:
            raise CommandError(str(refused)) from None
        for key in keys():
            self.stdout.write(key.vkey)
