"""manage.py start_partnership: an empty place gets its leading agency, and the one person who looks after all."""

from argparse import Namespace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharewell.accounts.access import must_not_stand_beside_invented_people
from sharewell.accounts.actions.people import add_person
from sharewell.accounts.letters import send_link
from sharewell.accounts.models import User
from sharewell.desk.access import anybody_is_there
from sharewell.directory.actions import THE_INSTALLATION, add_agency, add_member
from sharewell.directory.rules import AgencyKind, Role
from sharewell.errors import Refused
from sharewell.ledger.book import together

A_DEMONSTRATION = "This is a demonstration. Run manage.py remove_demonstration first: it begins an empty place."
NOT_EMPTY = "There are agencies or people here already. Add more with add_agency, add_person and add_member."


class Command(BaseCommand):
    help = (
        "Starts a partnership in an empty place: its leading agency, and a first person, who looks after both. "
        "Prints the link by which they choose a password; it works once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("agency", help="the name of the agency that leads the partnership")
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in AgencyKind])
        parser.add_argument("--short-name", default="", help="the agency's, for narrow places")
        parser.add_argument("--name", required=True, help="the first person's full name")
        parser.add_argument("--email", required=True, help="the address they will sign in with")
        parser.add_argument("--job-title", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            person = _start(Namespace(**options))
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from None
        link = send_link(person)
        self.stdout.write(f"{options['agency']} leads the partnership, and {person.name} looks after both.")
        self.stdout.write(f"Within an hour they choose a password at\n\n    {link}\n")
        self.stdout.write("Later than that, “I have forgotten my password” on the sign-in page sends another link.")
        self.stdout.write("They add other agencies, and invite everybody else, under Administration.")


def _start(said: Namespace) -> User:
    """All of it or nothing. Refused where anybody is already, and in a demonstration."""
    must_not_stand_beside_invented_people()
    if settings.DEMONSTRATION:
        raise Refused(A_DEMONSTRATION)
    if anybody_is_there():
        raise Refused(NOT_EMPTY)
    with together():
        agency = add_agency(by=THE_INSTALLATION, name=said.agency, kind=said.kind, short_name=said.short_name)
        person = add_person(by=THE_INSTALLATION, email=said.email, name=said.name)
        roles = (Role.PARTNERSHIP_LEAD, Role.ADMINISTRATOR)
        add_member(by=THE_INSTALLATION, user=person, agency=agency, job_title=said.job_title, roles=roles)
    return person
