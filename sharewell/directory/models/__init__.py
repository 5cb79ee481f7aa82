"""What is remembered: `agencies` with their teams, numbers and hours, `contacts` as they are searched and doubted,
`members` with their roles, `invitations` to be one, and `files` that somebody sent to be imported."""

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
from sharewell.directory.models.files import SentFile
from sharewell.directory.models.invitations import Invitation, InvitationTeam
from sharewell.directory.models.members import Away, Member, MemberRole, Membership

__all__ = [
    "Agency", "AgencyIdentifier", "Area", "Away", "BankHoliday", "ContactWord", "HoursException", "Invitation",
    "InvitationTeam", "Member", "MemberRole", "Membership", "OpeningHours", "SentFile", "Team", "TeamArea",
    "WordSpelling", "WrongNumber",
]  # fmt: skip
