"""What can be done to the directory: to agencies and teams, to bank holidays, and to who is a member of what."""

from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions.agencies import add_agency, describe_agency, set_area, set_identifiers
from sharewell.directory.actions.doubts import (
    THE_CONTACTS_PAGE,
    count_report,
    mark_told,
    report_wrong_number,
)
from sharewell.directory.actions.holidays import add_bank_holidays, cross_out_bank_holiday
from sharewell.directory.actions.hours import add_exception, remove_exception, set_hours
from sharewell.directory.actions.members import (
    act_for,
    add_member,
    end_membership,
    give_role,
    join_team,
    leave_team,
    take_role,
)
from sharewell.directory.actions.teams import (
    Whereabouts,
    add_team,
    check_contact,
    close_team,
    set_areas,
    set_contact,
    set_whereabouts,
)
from sharewell.directory.actions.words import index_all_words, index_words

__all__ = [
    "THE_CONTACTS_PAGE",
    "THE_INSTALLATION",
    "Whereabouts",
    "act_for",
    "add_agency",
    "add_bank_holidays",
    "add_exception",
    "add_member",
    "add_team",
    "check_contact",
    "close_team",
    "count_report",
    "cross_out_bank_holiday",
    "describe_agency",
    "end_membership",
    "give_role",
    "index_all_words",
    "index_words",
    "join_team",
    "leave_team",
    "mark_told",
    "remove_exception",
    "report_wrong_number",
    "set_area",
    "set_areas",
    "set_contact",
    "set_hours",
    "set_identifiers",
    "set_whereabouts",
    "take_role",
]
