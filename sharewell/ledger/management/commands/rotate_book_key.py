"""manage.py rotate_book_key: the book's new signing key is in its place, and the old one has signed that it may be."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from sharewell.errors import Refused
from sharewell.ledger.book import AT_THE_SERVER
from sharewell.ledger.vouching.keys import rotate, signer_of
from sharewell.vault.surroundings import secret


class Command(BaseCommand):
    """The key in hand becomes the book's; SHAREWELL_OLD_BOOK_KEY is the one before it."""

    help = (
        "From now on the book is signed with the key that is in its place, and SHAREWELL_OLD_BOOK_KEY (or the file "
        "that SHAREWELL_OLD_BOOK_KEY_FILE names) signs that it may be. Prints the statement: give it to every witness."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            old = secret("SHAREWELL_OLD_BOOK_KEY", settings.DATA / "secrets" / "old_book_key")
            made = rotate(by=AT_THE_SERVER, old=signer_of(old), new=signer_of(settings.BOOK_KEY))
        except (Refused, ImproperlyConfigured) as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(made.statement, ending="")
