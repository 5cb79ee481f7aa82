"""What is remembered: `agencies` with their teams, numbers and hours, `members` with their roles, and `contacts`."""

from sharewell.directory.models.agencies import (
    Agency,
    AgencyIdentifier,
    Area,
    BankHoliday,
    HoursException,
    OpeningHours,
    Team,
    TeamArea,
)
from sharewell.directory.models.contacts import ContactWord, WordSpelling, WrongNumber
from sharewell.directory.models.members import Member, MemberRole, Membership

__all__ = [
    "Agency", "AgencyIdentifier", "Area", "BankHoliday", "ContactWord", "HoursException", "Member", "MemberRole",
    "Membership", "OpeningHours", "Team", "TeamArea", "WordSpelling", "WrongNumber",
]  # fmt: skip
