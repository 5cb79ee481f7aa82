"""The words for agencies, teams and roles, and what follows from them. No Django.

`words` are the closed lists; `hours` is the arithmetic of opening hours; `answering` says which of several teams is
rung; `chain` who in an agency takes a worry; `numbers` says what is wrong with a telephone number or a date; `rights`
says who may give which role; `reviews` says when access is looked at again; `tables`, `saying` and `other_directories`
read what somebody sends in a file; `searching` says which words somebody meant; `doubts` when the owner of a number is
told that it is said to be wrong.
"""

from sharewell.directory.rules.answering import Standing, answer_changes, who_answers
from sharewell.directory.rules.chain import CHAIN, Link, in_order, takers
from sharewell.directory.rules.doubts import MOST_OPEN, SAID_BY_ANYBODY, SAID_FROM_ONE_ADDRESS, is_due
from sharewell.directory.rules.hours import (
    HORIZON,
    Hours,
    Schedule,
    Span,
    faults_in_runs,
    instant,
    is_open,
    open_until,
    opens_next,
    stretches,
)
from sharewell.directory.rules.numbers import (
    district_of,
    faults_in_ages,
    faults_in_identifier,
    faults_in_postcodes,
    faults_in_telephone,
    holidays_run_short,
    is_stale,
)
from sharewell.directory.rules.other_directories import read_services
from sharewell.directory.rules.reviews import months_later, unused_since
from sharewell.directory.rules.rights import (
    LOOKING_AFTER,
    MAY_DO,
    ROLE_NAMES,
    may_look_after,
    roles_in_words,
    roles_to_give,
    works_with_children,
)
from sharewell.directory.rules.saying import HOW, week_of
from sharewell.directory.rules.searching import (
    LONGEST_WORD,
    Meant,
    keys_of,
    meant_by,
    meant_by_each,
    words_in,
    words_sought,
)
from sharewell.directory.rules.tables import FILES_KEPT_FOR, Columns, Row, Table, read_table
from sharewell.directory.rules.words import (
    ANSWERING_ORDER,
    ANSWERS_NEED,
    RECEIVING,
    AgencyKind,
    FileKind,
    Need,
    OnBankHolidays,
    Role,
    RowState,
    Scheme,
    TeamPurpose,
    Weekday,
    may_receive,
)

__all__ = [
    "ANSWERING_ORDER",
    "ANSWERS_NEED",
    "CHAIN",
    "FILES_KEPT_FOR",
    "HORIZON",
    "HOW",
    "LONGEST_WORD",
    "LOOKING_AFTER",
    "MAY_DO",
    "MOST_OPEN",
    "RECEIVING",
    "ROLE_NAMES",
    "SAID_BY_ANYBODY",
    "SAID_FROM_ONE_ADDRESS",
    "AgencyKind",
    "Columns",
    "FileKind",
    "Hours",
    "Link",
    "Meant",
    "Need",
    "OnBankHolidays",
    "Role",
    "Row",
    "RowState",
    "Schedule",
    "Scheme",
    "Span",
    "Standing",
    "Table",
    "TeamPurpose",
    "Weekday",
    "answer_changes",
    "district_of",
    "faults_in_ages",
    "faults_in_identifier",
    "faults_in_postcodes",
    "faults_in_runs",
    "faults_in_telephone",
    "holidays_run_short",
    "in_order",
    "instant",
    "is_due",
    "is_open",
    "is_stale",
    "keys_of",
    "may_look_after",
    "may_receive",
    "meant_by",
    "meant_by_each",
    "months_later",
    "open_until",
    "opens_next",
    "read_services",
    "read_table",
    "roles_in_words",
    "roles_to_give",
    "stretches",
    "takers",
    "unused_since",
    "week_of",
    "who_answers",
    "words_in",
    "words_sought",
    "works_with_children",
]
