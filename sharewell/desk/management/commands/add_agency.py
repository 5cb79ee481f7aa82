"""manage.py add_agency: an agency takes part in this partnership."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharewell.accounts.access import must_not_stand_beside_invented_people
from sharewell.directory.actions import THE_INSTALLATION, add_agency
from sharewell.directory.rules import AgencyKind
from sharewell.errors import Refused


class Command(BaseCommand):
    help = "Adds an agency: a council, a school, a surgery, a force, a charity."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="its name, as everybody knows it")
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in AgencyKind])
        parser.add_argument("--short-name", default="", help="for narrow places")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            must_not_stand_beside_invented_people()
            agency = add_agency(
                by=THE_INSTALLATION, name=options["name"], kind=options["kind"], short_name=options["short_name"]
            )
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from None
        self.stdout.write(f"{agency.name} is in the directory.")
