"""manage.py add_team: an agency has a team, with its number and hours."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from sharewell.accounts.access import must_not_stand_beside_invented_people
from sharewell.desk.access import agency_named
from sharewell.directory.actions import THE_INSTALLATION, add_team, set_contact, set_hours
from sharewell.directory.rules import OnBankHolidays, TeamPurpose
from sharewell.directory.rules.saying import HOW, week_of
from sharewell.errors import Refused


class Command(BaseCommand):
    help = "Adds a team to an agency. Referrals go to teams for referral, emergency_duty, police and early_help."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("agency", help="the agency's name")
        parser.add_argument("name", help="the team's name")
        parser.add_argument("--purpose", required=True, choices=[purpose.value for purpose in TeamPurpose])
        parser.add_argument("--telephone", default="")
        parser.add_argument("--what-for", default="", help="what it is rung for, in a line")
        parser.add_argument("--public", action="store_true", help="anybody may see the number")
        parser.add_argument("--hours", action="append", default=[], metavar="DAYS=TIMES", help=HOW)
        parser.add_argument(
            "--bank-holidays", choices=[each.value for each in OnBankHolidays], default=OnBankHolidays.CLOSED.value
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reached = {"telephone": options["telephone"], "what_for": options["what_for"]}
        try:
            with transaction.atomic():
                must_not_stand_beside_invented_people()
                agency = agency_named(options["agency"])
                purpose = TeamPurpose(options["purpose"])
                team = add_team(by=THE_INSTALLATION, agency=agency, name=options["name"], purpose=purpose, **reached)
                set_contact(by=THE_INSTALLATION, team=team, is_public=options["public"], **reached)
                on_bank_holidays = OnBankHolidays(options["bank_holidays"])
                week = week_of(options["hours"])
                set_hours(by=THE_INSTALLATION, team=team, week=week, on_bank_holidays=on_bank_holidays)
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from None
        self.stdout.write(f"{agency.name} has the team {team.name}.")
