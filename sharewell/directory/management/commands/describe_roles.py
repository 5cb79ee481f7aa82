"""manage.py describe_roles: docs/roles.md, made from the roles and the acts themselves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from sharewell.directory.describing import described
from sharewell.ledger.kinds import all_kinds


class Command(BaseCommand):
    """Prints who may do what, or writes it where the repository keeps it."""

    help = "Prints what each role may do, as Markdown; --write puts it into docs/roles.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/roles.md")

    def handle(self, *args: Any, **options: Any) -> None:
        all_kinds()
        if options["write"]:
            Path(settings.BASE, "docs", "roles.md").write_text(described(), encoding="utf-8")
        else:
            self.stdout.write(described(), ending="")
