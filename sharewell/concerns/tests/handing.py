"""A day team and a night team with work between them, by the acts that they would perform."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sharewell.concerns.actions import make_sheet
from sharewell.concerns.models import HandOverSheet, Referral
from sharewell.concerns.sheets.rules import How, Line
from sharewell.concerns.tests import given
from sharewell.directory.models import Member
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import Cast, a_member

# A Wednesday: the day team is open from 8.30 to 17.00 and the night team otherwise.
EVENING = datetime(2026, 12, 2, 16, 40, tzinfo=UTC)
NIGHT = datetime(2026, 12, 2, 22, 15, tzinfo=UTC)
MORNING = datetime(2026, 12, 3, 8, 45, tzinfo=UTC)
WATCH = "The mother’s partner is due home at ten."


@dataclass
class Shift:
    """The two teams, two workers in each, a manager in neither, and the sender."""

    cast: Cast
    day: Member
    day_too: Member
    night: Member
    night_too: Member
    manager: Member

    def referrals(self, many: int) -> list[Referral]:
        sent = (given.a_sent_concern(self.cast.teacher, self.cast.referral_team) for _ in range(many))
        return [given.the_referral(concern) for concern in sent]

    def sheet(self, *lines: tuple[Referral, How], by: Member | None = None) -> HandOverSheet:
        """From the day team to the night team."""
        return make_sheet(
            by=by or self.day, team=self.cast.referral_team, to=self.cast.duty_team, lines=the_lines(*lines)
        )


def the_lines(*lines: tuple[Referral, How]) -> dict[UUID, Line]:
    return {referral.pk: Line(how, "" if how is How.STAYS else WATCH) for referral, how in lines}


def a_shift(cast: Cast) -> Shift:
    worker = ("Social worker", Role.RECEIVING_WORKER)
    return Shift(
        cast,
        day=cast.receiver,
        day_too=a_member(cast.council, "Dora Second", *worker, teams=(cast.referral_team,)),
        night=a_member(cast.council, "Nat Late", *worker, teams=(cast.duty_team,)),
        night_too=a_member(cast.council, "Noor Later", *worker, teams=(cast.duty_team,)),
        manager=a_member(cast.council, "Max Oversees", "Manager", Role.MANAGER),
    )
