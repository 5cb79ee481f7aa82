"""The words of the directory: kinds of agency, what a team is rung for, roles, days."""

from enum import IntEnum, StrEnum


class AgencyKind(StrEnum):
    """What sort of body an agency is: it decides which legal gateways are open to it."""

    COUNCIL = "council"
    SCHOOL = "school"
    NURSERY = "nursery"
    COLLEGE = "college"
    NHS_TRUST = "nhs_trust"
    GENERAL_PRACTICE = "general_practice"
    POLICE = "police"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    HOUSING = "housing"
    CHARITY = "charity"


class Scheme(StrEnum):
    """Whose number an agency is known by: NHS bodies by ODS, schools by URN, councils by ONS."""

    ODS = "ods"
    URN = "urn"
    ONS = "ons"


class TeamPurpose(StrEnum):
    """What a team is rung for."""

    REFERRAL = "referral"
    EMERGENCY_DUTY = "emergency_duty"
    ADVICE = "advice"
    EARLY_HELP = "early_help"
    SAFEGUARDING = "safeguarding"
    POLICE = "police"
    OTHER = "other"


class Role(StrEnum):
    """What a member may be asked to do in an agency. One member may hold several."""

    PRACTITIONER = "practitioner"
    DESIGNATED_LEAD = "designated_lead"
    DEPUTY = "deputy"
    OTHER_SENIOR = "other_senior"
    RECEIVING_WORKER = "receiving_worker"
    ADVISER = "adviser"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    PARTNERSHIP_LEAD = "partnership_lead"


class FileKind(StrEnum):
    """What a file holds that somebody sends to the directory."""

    AGENCIES = "agencies"
    TEAMS = "teams"
    PEOPLE = "people"
    OPEN_REFERRAL = "open_referral"


class RowState(StrEnum):
    """What a row of such a file comes to."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


class OnBankHolidays(StrEnum):
    """What a team does on a bank holiday."""

    CLOSED = "closed"
    AS_USUAL = "as_usual"
    OWN_HOURS = "own_hours"


class Weekday(IntEnum):
    """The day on which hours begin; BANK_HOLIDAY holds a team's own hours for bank holidays."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6
    BANK_HOLIDAY = 7


# Who is rung about a child: the referral team by day, the emergency duty team when that is closed.
ANSWERING_ORDER = (TeamPurpose.REFERRAL, TeamPurpose.EMERGENCY_DUTY)


class Need(StrEnum):
    """What somebody rings about."""

    WORRY = "worry"
    ADVICE = "advice"
    EARLY_HELP = "early_help"
    POLICE = "police"
    SCHOOL_LEAD = "school_lead"


# For each need the purposes that answer it, the first that is open first.
ANSWERS_NEED = {
    Need.WORRY: ANSWERING_ORDER,
    Need.ADVICE: (TeamPurpose.ADVICE, *ANSWERING_ORDER),
    Need.EARLY_HELP: (TeamPurpose.EARLY_HELP, TeamPurpose.ADVICE),
    Need.POLICE: (TeamPurpose.POLICE,),
    Need.SCHOOL_LEAD: (TeamPurpose.SAFEGUARDING,),
}
# Whose work is to take what others share about a child: only teams of these purposes are sent anything.
RECEIVING = (TeamPurpose.REFERRAL, TeamPurpose.EMERGENCY_DUTY, TeamPurpose.POLICE, TeamPurpose.EARLY_HELP)


def may_receive(purpose: str, *, is_public: bool) -> bool:
    """Whether something about a child may be sent to such a team: its work is to take it, and its number is public."""
    return is_public and purpose in RECEIVING
