"""manage.py describe_kinds: docs/ledger-kinds.md, made from the acts and declarations themselves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sharewell.ledger.kinds import described


class Command(BaseCommand):
    """Prints every kind of entry with its meaning, or writes it where the repository keeps it."""

    help = "Prints every kind of entry there is, as Markdown; --write puts it into docs/ledger-kinds.md."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/ledger-kinds.md")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            Path(settings.BASE, "docs", "ledger-kinds.md").write_text(described(), encoding="utf-8")
        else:
            self.stdout.write(described(), ending="")
