"""manage.py grant_serving_role NAME: what the role that serves people may do in PostgreSQL, and no more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from sharewell.ledger import guard


class Command(BaseCommand):
    """The role may read and write everything but the book, to which it can only add. Run it after each migrate."""

    help = (
        "Gives a PostgreSQL role that owns nothing the privileges to serve people: to read and write every table, but "
        "only to read and add to the book. Run as the owner, after each migrate."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("name", help="a role that exists, owns nothing, and is no superuser")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles. On SQLite, triggers alone guard the book.")
        with transaction.atomic():
            if wrong := guard.reasons_not_to_serve(connection, options["name"]):
                raise CommandError(" ".join(wrong))
            guard.grant(connection, options["name"])
        self.stdout.write(f"{options['name']} may serve people, and only add to the book.")
