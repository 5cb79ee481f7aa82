"""What can be done to the directory: to agencies and teams, to bank holidays, and to who is a member of what."""

from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions.agencies import add_agency, describe_agency, set_area, set_identifiers
from sharewell.directory.actions.chain import come_back, go_away, order_chain
from sharewell.directory.actions.doubts import (
    THE_CONTACTS_PAGE,
    count_report,
    mark_told,
    report_wrong_number,
)
from sharewell.directory.actions.files import forget_files, import_rows, keep_file, plan_of_file
from sharewell.directory.actions.holidays import add_bank_holidays, cross_out_bank_holiday
from sharewell.directory.actions.hours import add_exception, remove_exception, set_hours
from sharewell.directory.actions.invitations import (
    accept_invitation,
    begin_with_invitation,
    invite,
    withdraw_invitation,
)
from sharewell.directory.actions.members import (
    act_for,
    add_member,
    end_membership,
    give_role,
    join_team,
    leave_team,
    take_role,
)
from sharewell.directory.actions.reviews import Answer, change_member, confirm_access, review_access
from sharewell.directory.actions.teams import (
    Whereabouts,
    add_team,
    check_contact,
    close_team,
    set_areas,
    set_contact,
    set_whereabouts,
)
from sharewell.directory.actions.unused import close_unused_account, open_account
from sharewell.directory.actions.words import index_all_words, index_words

__all__ = [
    "THE_CONTACTS_PAGE",
    "THE_INSTALLATION",
    "Answer",
    "Whereabouts",
    "accept_invitation",
    "act_for",
    "add_agency",
    "add_bank_holidays",
    "add_exception",
    "add_member",
    "add_team",
    "begin_with_invitation",
    "change_member",
    "check_contact",
    "close_team",
    "close_unused_account",
    "come_back",
    "confirm_access",
    "count_report",
    "cross_out_bank_holiday",
    "describe_agency",
    "end_membership",
    "forget_files",
    "give_role",
    "go_away",
    "import_rows",
    "index_all_words",
    "index_words",
    "invite",
    "join_team",
    "keep_file",
    "leave_team",
    "mark_told",
    "open_account",
    "order_chain",
    "plan_of_file",
    "remove_exception",
    "report_wrong_number",
    "review_access",
    "set_area",
    "set_areas",
    "set_contact",
    "set_hours",
    "set_identifiers",
    "set_whereabouts",
    "take_role",
    "withdraw_invitation",
]
