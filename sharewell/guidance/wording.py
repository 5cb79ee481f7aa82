"""An edition's parts put into words for a page."""

from collections.abc import Mapping
from types import MappingProxyType

from sharewell.guidance.rules import AgencyKind, Clock, Fact, Mark, Unit

UNITS = {
    Unit.HOURS: ("hour", "hours"),
    Unit.DAYS: ("day", "days"),
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.MONTHS: ("month", "months"),
}
MARKS = {Mark.SURE: "Sure", Mark.LIKELY: "Likely; awaits checking"}
KINDS: Mapping[AgencyKind, str] = MappingProxyType(
    {
        AgencyKind.COUNCIL: "A council",
        AgencyKind.SCHOOL: "A school",
        AgencyKind.NURSERY: "A nursery",
        AgencyKind.COLLEGE: "A college",
        AgencyKind.NHS_TRUST: "An NHS trust",
        AgencyKind.GENERAL_PRACTICE: "A GP practice",
        AgencyKind.POLICE: "The police",
        AgencyKind.PROBATION: "Probation",
        AgencyKind.YOUTH_JUSTICE: "Youth justice",
        AgencyKind.HOUSING: "A housing body",
        AgencyKind.CHARITY: "A charity or club",
    }
)
SWITCHES = {Fact.DUTY_IN_FORCE: "The duty to share"}


def length_in_words(clock: Clock) -> str:
    """How long, such as “1 working day”."""
    one, many = UNITS[clock.unit]
    return f"{clock.length} {one if clock.length == 1 else many}"


def mark_in_words(mark: Mark) -> str:
    """How certain a fact is, as a page says it."""
    return MARKS[mark]


def switch_in_words(fact: Fact) -> str:
    """The part of the law that a day switches on, as a page names it."""
    return SWITCHES[fact]
