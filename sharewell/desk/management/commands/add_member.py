"""manage.py add_member: somebody with an account is a member of an agency, with roles and in teams."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from sharewell.accounts.access import account_with, must_not_stand_beside_invented_people
from sharewell.desk.access import agency_named, team_named
from sharewell.directory.actions import THE_INSTALLATION, add_member, join_team
from sharewell.directory.rules import Role
from sharewell.errors import Refused


class Command(BaseCommand):
    help = "Makes a person (manage.py add_person comes first) a member of an agency."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("--agency", required=True, help="the agency's name")
        parser.add_argument("--job-title", default="")
        parser.add_argument(
            "--role",
            action="append",
            choices=[role.value for role in Role],
            help="may be given again; practitioner if not",
        )
        parser.add_argument("--team", action="append", default=[], help="a team's name; may be given again")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                must_not_stand_beside_invented_people()
                user = account_with(options["email"])
                if user is None:
                    raise Refused(f"{options['email']} has no account. Add it: manage.py add_person.")
                agency = agency_named(options["agency"])
                member = add_member(
                    by=THE_INSTALLATION,
                    user=user,
                    agency=agency,
                    job_title=options["job_title"],
                    roles=[Role(role) for role in options["role"] or [Role.PRACTITIONER]],
                )
                for name in options["team"]:
                    join_team(by=THE_INSTALLATION, team=team_named(agency, name), member=member)
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from None
        self.stdout.write(f"{user.name} is a member of {agency.name}.")
