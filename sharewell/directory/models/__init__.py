"""What is remembered: `agencies` with their teams, numbers and hours, and `members` with their roles."""

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
from sharewell.directory.models.files import SentFile
from sharewell.directory.models.members import Away, Member, MemberRole, Membership

__all__ = [
    "Agency", "AgencyIdentifier", "Area", "Away", "BankHoliday", "HoursException", "Member", "MemberRole", "Membership",
    "OpeningHours", "SentFile", "Team", "TeamArea",
]  # fmt: skip
