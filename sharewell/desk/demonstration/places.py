"""The agencies of Holmbury, their teams, and when each is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from sharewell.directory.actions import Whereabouts
from sharewell.directory.rules import AgencyKind, Hours, OnBankHolidays, TeamPurpose, Weekday

WORKING_WEEK = range(5)
WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
DAY_BEGINS, DAY_ENDS = time(8, 30), time(17)


NOWHERE = Whereabouts()


@dataclass(frozen=True)
class Place:
    """One team: what it is rung for, on which number, and when."""

    name: str
    purpose: TeamPurpose
    telephone: str
    what_for: str
    week: Mapping[int, tuple[Hours, ...]]
    on_bank_holidays: OnBankHolidays = OnBankHolidays.CLOSED
    is_public: bool = False
    where: Whereabouts = NOWHERE
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """One agency and its teams, by the short words this story calls them."""

    name: str
    short_name: str
    kind: AgencyKind
    teams: Mapping[str, Place] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    what_it_does: str = ""
    website: str = ""


# The areas of the partnership, with the districts in each: ZZ is the beginning of no postcode.
AREAS = {"Holmbury North": "ZZ1 ZZ2", "Holmbury South": "ZZ3 ZZ4"}


Point = tuple[float, float]


def at(
    line: str, postcode: str, email: str = "", ages: tuple[int, int] = (0, 18), point: Point | None = None
) -> Whereabouts:
    """Where a team of Holmbury is, and for whom."""
    return Whereabouts(
        address=f"{line}\nHolmbury",
        postcode=postcode,
        email=email and f"{email}@example.org",
        minimum_age=ages[0],
        maximum_age=ages[1],
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
    )


def weekdays(opens: time, closes: time) -> dict[int, tuple[Hours, ...]]:
    """The same hours from Monday to Friday."""
    return {day: (Hours(opens, closes),) for day in WORKING_WEEK}


OFFICE = weekdays(DAY_BEGINS, DAY_ENDS)
SCHOOL_DAY = weekdays(time(8), time(16, 30))
ALWAYS: dict[int, tuple[Hours, ...]] = {day: (Hours(time(), time()),) for day in Weekday}
# From the end of the office day to its next beginning; whole days at weekends and on bank holidays.
OUT_OF_HOURS = weekdays(DAY_ENDS, DAY_BEGINS) | {
    day: (Hours(DAY_BEGINS, DAY_BEGINS),) for day in (*WEEKEND, Weekday.BANK_HOLIDAY)
}

COUNCIL = Body(
    "Holmbury Council",
    "Holmbury Council",
    AgencyKind.COUNCIL,
    {
        "referral": Place(
            "Referral and Assessment Team",
            TeamPurpose.REFERRAL,
            "01632 960140",
            "A worry about a child, in office hours",
            OFFICE,
            is_public=True,
            where=at("Shire Hall, 1 High Street", "ZZ1 1AA", "referrals", point=(51.41, -0.83)),
        ),
        "night": Place(
            "Emergency Duty Team",
            TeamPurpose.EMERGENCY_DUTY,
            "01632 960199",
            "A worry that cannot wait, at night and at weekends",
            OUT_OF_HOURS,
            OnBankHolidays.OWN_HOURS,
            is_public=True,
            where=at("Shire Hall, 1 High Street", "ZZ1 1AA", point=(51.41, -0.83)),
        ),
        "advice": Place(
            "Advice line, without names",
            TeamPurpose.ADVICE,
            "01632 960155",
            "What would you do? Nobody needs to be named",
            weekdays(time(9), time(16, 30)),
            is_public=True,
            where=Whereabouts(email="advice@example.org"),
        ),
        "early help": Place(
            "Early help, Holmbury",
            TeamPurpose.EARLY_HELP,
            "01632 960172",
            "Help for a family that asks for it",
            weekdays(time(9), time(13)),
            is_public=True,
            where=at("The Mill, 8 Mill Lane", "ZZ3 4BB", "earlyhelp", point=(51.38, -0.81)),
        ),
        "family hub": Place(
            "Family hub, Holmbury South",
            TeamPurpose.EARLY_HELP,
            "01632 960174",
            "Groups and advice for parents of children under five",
            weekdays(time(9, 30), time(15)),
            is_public=True,
            where=at("22 Station Road", "ZZ4 2CC", "hub", (0, 5), point=(51.37, -0.8)),
            areas=("Holmbury South",),
        ),
    },
    {"ons": "E06999001"},
    "Looks after services for children and families in Holmbury.",
    "https://holmbury.example.org/",
)
PRIMARY = Body(
    "Fernleigh Primary School",
    "Fernleigh Primary",
    AgencyKind.SCHOOL,
    {
        "primary leads": Place(
            "Safeguarding leads, Fernleigh Primary",
            TeamPurpose.SAFEGUARDING,
            "01632 960121",
            "The school’s own safeguarding lead and deputy",
            SCHOOL_DAY,
        )
    },
    {"urn": "999001"},
)
ACADEMY = Body(
    "Fernleigh Academy",
    "Fernleigh Academy",
    AgencyKind.SCHOOL,
    {
        "academy leads": Place(
            "Safeguarding leads, Fernleigh Academy",
            TeamPurpose.SAFEGUARDING,
            "01632 960124",
            "The school’s own safeguarding lead and deputy",
            SCHOOL_DAY,
        )
    },
    {"urn": "999002"},
)
SURGERY = Body("Brook Lane Surgery", "Brook Lane", AgencyKind.GENERAL_PRACTICE)
TRUST = Body(
    "Holmbury NHS Trust",
    "Holmbury NHS",
    AgencyKind.NHS_TRUST,
    {
        "health visitors": Place(
            "Health visitors, Holmbury North",
            TeamPurpose.OTHER,
            "01632 960133",
            "Children under five and their families",
            OFFICE,
            is_public=True,
            where=at("Health Centre, 5 Green Lane", "ZZ2 1EE", ages=(0, 5), point=(51.42, -0.84)),
            areas=("Holmbury North",),
        ),
        "midwives": Place(
            "Community midwives", TeamPurpose.OTHER, "01632 960135", "Mothers and babies not yet born", ALWAYS,
            OnBankHolidays.AS_USUAL,
        ),
    },
    {"ods": "ZZ9"},
)  # fmt: skip
POLICE = Body(
    "Holmbury Police",
    "Holmbury Police",
    AgencyKind.POLICE,
    {
        "public protection": Place(
            "Public Protection Desk",
            TeamPurpose.POLICE,
            "01632 960177",
            "A crime against a child that is not happening now. In danger, ring 999",
            ALWAYS,
            OnBankHolidays.AS_USUAL,
            is_public=True,
            where=at("Police Station, 3 Bridge Street", "ZZ2 3DD"),
        )
    },
)
CHARITY = Body("Lantern Youth Project", "Lantern Youth", AgencyKind.CHARITY)

BODIES = {
    "council": COUNCIL,
    "primary": PRIMARY,
    "academy": ACADEMY,
    "surgery": SURGERY,
    "trust": TRUST,
    "police": POLICE,
    "charity": CHARITY,
}
