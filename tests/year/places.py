"""Where the year happens: a council with three receiving teams, schools with a chain, and others who refer."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from uuid import UUID

from django.core.management import call_command

from sharewell.clocks.actions import set_length
from sharewell.clocks.rules import Length, Unit
from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.models import Agency, Member, Team
from sharewell.directory.rules import AgencyKind, Hours, OnBankHolidays, Role, TeamPurpose
from sharewell.directory.tests import given
from tests.year.reckoning import Reckoning, Tape, works

FIRST_DAY = date(2027, 3, 15)
DESK_HOURS = {day: [Hours(time(9), time(12, 30)), Hours(time(13, 30), time(17, 15))] for day in range(4)}
# A day on which the day team is closed, though it is a working day; and one on which it closes early.
TRAINING, EARLY = FIRST_DAY + timedelta(days=8), FIRST_DAY + timedelta(days=16)
# What is promised where the partnership has said nothing, and what it says in the course of the year.
STARTING = {
    "acknowledge": (2, "open_hours"),
    "decide": (1, "working_days"),
    "take_worry": (1, "hours"),
    "say_more": (1, "working_days"),
    "take_over": (1, "open_hours"),
    "resolve": (24, "hours"),
    "resolve-1": (2, "working_days"),
    "resolve-2": (3, "working_days"),
    "resolve-3": (5, "working_days"),
    "resolve-4": (5, "working_days"),
}
CHANGED = [
    (5, "take_worry", 2, "hours"),
    (9, "acknowledge", 1, "open_hours"),
    (100, "say_more", 2, "working_days"),
    (150, "acknowledge", 3, "open_hours"),
    (200, "decide", 20, "hours"),
    (230, "decide", 1, "working_days"),
]


def day_is_there(wall: datetime) -> bool:
    """The day team: half past eight to five on working days, but for the training and the early closing."""
    closes = time(12) if wall.date() == EARLY else time(17)
    return works(wall.date()) and wall.date() != TRAINING and time(8, 30) <= wall.time() < closes


def night_is_there(wall: datetime) -> bool:
    """The night team: whenever the office has its usual hours not."""
    return not (works(wall.date()) and time(8, 30) <= wall.time() < time(17))


def desk_is_there(wall: datetime) -> bool:
    """The early help desk: Monday to Thursday, with a midday closing."""
    hours = time(9) <= wall.time() < time(12, 30) or time(13, 30) <= wall.time() < time(17, 15)
    return works(wall.date()) and wall.weekday() < 4 and hours


@dataclass
class Places:
    """Everybody and everything, by real acts. Members by id: they come and go."""

    council: Agency
    day: Team
    night: Team
    desk: Team
    manager: UUID
    chains: dict[UUID, list[UUID]] = field(default_factory=dict)
    staff: dict[UUID, list[UUID]] = field(default_factory=dict)
    agencies: dict[UUID, Agency] = field(default_factory=dict)
    crew: dict[UUID, list[UUID]] = field(default_factory=dict)
    people: int = 0

    @property
    def teams(self) -> list[Team]:
        return [self.day, self.night, self.desk]

    def newcomer(self, agency: Agency, title: str, *roles: Role, team: Team | None = None) -> Member:
        """Somebody joins, by a name that nobody has."""
        self.people += 1
        name = f"Pat Tern{self.people:04}"
        return given.a_member(agency, name, title, *roles, teams=(team,) if team else ())


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def the_places() -> Places:
    """All of them, at the instant that is pretended now."""
    call_command("load_bank_holidays", stdout=StringIO())
    council = given.an_agency("Holmbury Council", AgencyKind.COUNCIL)
    purpose = TeamPurpose
    day = given.a_team(council, "Referral and Assessment Team", purpose.REFERRAL, "01632 960140", week=given.OFFICE)
    own_hours = {"week": given.OUT_OF_HOURS, "on_bank_holidays": OnBankHolidays.OWN_HOURS}
    night = given.a_team(council, "Emergency Duty Team", purpose.EMERGENCY_DUTY, "01632 960199", **own_hours)
    desk = given.a_team(council, "Early Help Desk", purpose.EARLY_HELP, "01632 960150", week=DESK_HOURS)
    actions.add_exception(by=THE_INSTALLATION, team=day, on=TRAINING)
    actions.add_exception(by=THE_INSTALLATION, team=day, on=EARLY, hours=[Hours(time(8, 30), time(12))])
    places = Places(council, day, night, desk, UUID(int=0))
    manages = places.newcomer(council, "Service manager", Role.RECEIVING_WORKER, Role.MANAGER)
    places.manager = manages.pk
    places.agencies[council.pk] = council
    given.a_member(council, "Petra Lane", "Partnership lead", Role.PARTNERSHIP_LEAD)
    for team, many in ((day, 5), (night, 3), (desk, 3)):
        joined = [places.newcomer(council, "Social worker", Role.RECEIVING_WORKER, team=team) for _ in range(many)]
        places.crew[team.pk] = [member.pk for member in joined]
    _who_refer(places)
    return places


def _who_refer(places: Places) -> None:
    for number in range(1, 5):
        school = given.an_agency(f"Fernleigh School {number}", AgencyKind.SCHOOL)
        roles = [Role.DESIGNATED_LEAD, Role.DEPUTY, Role.DEPUTY, Role.OTHER_SENIOR]
        chain = [places.newcomer(school, "Senior staff", Role.PRACTITIONER, role) for role in roles]
        places.chains[school.pk] = [member.pk for member in chain]
        places.staff[school.pk] = [places.newcomer(school, "Class teacher").pk for _ in range(4)]
        places.agencies[school.pk] = school
    for name, kind in (("Brook Lane Surgery", AgencyKind.GENERAL_PRACTICE), ("Holmshire Police", AgencyKind.POLICE)):
        agency = given.an_agency(name, kind)
        places.staff[agency.pk] = [places.newcomer(agency, "Practitioner").pk for _ in range(3)]
        places.agencies[agency.pk] = agency


def the_reckoning(places: Places, days: int) -> Reckoning:
    """What the clocks of these places are held against, for so many days from the first."""
    origin = midnight(FIRST_DAY - timedelta(days=2))
    there = {places.day.pk: day_is_there, places.night.pk: night_is_there, places.desk.pk: desk_is_there}
    tapes = {key: Tape(origin, days + 60, is_there) for key, is_there in there.items()}
    lengths = {key: [(date.min, *length)] for key, length in STARTING.items()}
    for after, key, amount, unit in CHANGED:
        lengths[key].append((FIRST_DAY + timedelta(days=after), amount, unit))
    return Reckoning(tapes, lengths)


def set_lengths() -> None:
    """The partnership says in advance what changes in the course of the year."""
    for after, key, amount, unit in CHANGED:
        since = FIRST_DAY + timedelta(days=after)
        length = Length(amount, Unit(unit), timedelta(minutes=30))
        set_length(by=THE_INSTALLATION, key=key, length=length, since=since, because="The partnership agreed it.")
