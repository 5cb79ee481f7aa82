"""manage.py draw_walk: says whether docs/ has the maps of the editions that ship; with --write, makes it so."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sharewell.guidance.editions import library
from sharewell.guidance.walk_map.files import behind, files_of


class Command(BaseCommand):
    help = "Says whether the maps of the walk in docs/walk are those of the editions; with --write, makes them so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write the files that are not as they must be")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        stale, wanted = behind(settings.BASE, library().shipped), files_of(library().shipped)
        if stale and not write:
            raise CommandError(f"Not as the editions are: {', '.join(map(str, stale))}. Run draw_walk --write.")
        for path in stale:
            (settings.BASE / path).parent.mkdir(parents=True, exist_ok=True)
            (settings.BASE / path).write_text(wanted[path], encoding="utf-8")
            self.stdout.write(f"Wrote {path}")
        if not stale:
            self.stdout.write("The maps are those of the editions.")
