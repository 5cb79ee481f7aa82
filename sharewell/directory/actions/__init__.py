"""What can be done to the directory: to agencies and teams, to bank holidays, and to who is a member of what."""

from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions.agencies import (
    add_agency,
    add_exception,
    add_team,
    check_contact,
    remove_exception,
    set_contact,
    set_hours,
)
from sharewell.directory.actions.holidays import add_bank_holidays, cross_out_bank_holiday
from sharewell.directory.actions.members import (
    act_for,
    add_member,
    end_membership,
    give_role,
    join_team,
    leave_team,
    take_role,
)

__all__ = [
    "THE_INSTALLATION",
    "act_for",
    "add_agency",
    "add_bank_holidays",
    "add_exception",
    "add_member",
    "add_team",
    "check_contact",
    "cross_out_bank_holiday",
    "end_membership",
    "give_role",
    "join_team",
    "leave_team",
    "remove_exception",
    "set_contact",
    "set_hours",
    "take_role",
]
