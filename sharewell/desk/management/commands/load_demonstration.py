"""manage.py load_demonstration: an invented partnership, in a folder where nobody is yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sharewell.desk.access import anybody_is_there
from sharewell.desk.demonstration.loading import load


class Command(BaseCommand):
    help = "Loads the demonstration: an invented partnership at work. Refused once anybody is there. ./run does it."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This is not a demonstration. Begin one in an empty data folder (SHAREWELL_DATA=elsewhere ./run), "
                "or set SHAREWELL_DEMONSTRATION=1."
            )
        if anybody_is_there():
            raise CommandError("There are people here already: the demonstration is loaded into an empty place only.")
        town = load()
        self.stdout.write(f"{len(town.members)} people and {len(town.children)} children of Holmbury are here.")
