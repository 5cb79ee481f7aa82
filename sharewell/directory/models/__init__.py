"""What is remembered: `agencies` with their teams, numbers and hours, `members` with their roles,
and `invitations` to be one."""

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
from sharewell.directory.models.invitations import Invitation, InvitationTeam
from sharewell.directory.models.members import Member, MemberRole, Membership

__all__ = [
    "Agency", "AgencyIdentifier", "Area", "BankHoliday", "HoursException", "Invitation", "InvitationTeam",
    "Member", "MemberRole", "Membership",
    "OpeningHours", "Team", "TeamArea",
]  # fmt: skip
