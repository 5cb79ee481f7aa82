"""Adds an account and sends its owner a link to choose a password."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharewell.accounts.access import must_not_stand_beside_invented_people
from sharewell.accounts.actions.people import add_person
from sharewell.accounts.letters import send_link
from sharewell.errors import Refused
from sharewell.ledger.book import AT_THE_SERVER


class Command(BaseCommand):
    help = "Adds an account for one person and sends them a link to choose a password. The link is printed too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address they will sign in with")
        parser.add_argument("--name", required=True, help="their full name")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            must_not_stand_beside_invented_people()
            person = add_person(by=AT_THE_SERVER, email=options["email"], name=options["name"])
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from None
        link = send_link(person)
        self.stdout.write(f"{person.name} has an account. Within an hour they choose a password at\n\n    {link}\n")
        self.stdout.write("Later than that, “I have forgotten my password” on the sign-in page sends another link.")
