"""manage.py continue_book: a book that lost entries which were signed for goes on under a new name, and says so."""

from argparse import FileType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sharewell.errors import Refused
from sharewell.ledger.book import AT_THE_SERVER
from sharewell.ledger.vouching.continuing import go_on, loss_told_by
from sharewell.ledger.vouching.receipts import checkpoint_in


class Command(BaseCommand):
    """SHAREWELL_BOOK is the new name; the key is the book's."""

    help = (
        "After an older backup was restored: the book goes on under the new name in SHAREWELL_BOOK, and its entry "
        "book.continued says what the old one has lost. Prints the statement: keep it, and give it and the new public "
        "key to every witness, which must trust the new name as another book."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--checkpoint",
            metavar="FILE",
            type=FileType(encoding="utf-8"),
            help="the newest checkpoint of the old name that anybody kept, or a receipt, if restore was not given it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = options["checkpoint"].read() if options["checkpoint"] else ""
            loss = loss_told_by(checkpoint_in(told)) if told else None
            if told and not loss:
                raise Refused("The book has everything that this checkpoint signed for: nothing is lost.")
            made = go_on(by=AT_THE_SERVER, loss=loss)
        except (Refused, UnicodeDecodeError) as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(made.statement, ending="")
