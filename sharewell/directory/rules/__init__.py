"""The words for agencies, teams and roles, and what follows from them. No Django.

`words` are the closed lists; `hours` is the arithmetic of opening hours; `answering` says which of several teams is
rung; `numbers` says what is wrong with a telephone number or a date; `rights` says who may give which role; `reviews`
says when access is looked at again.
"""

from sharewell.directory.rules.answering import Standing, answer_changes, who_answers
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
from sharewell.directory.rules.words import (
    ANSWERING_ORDER,
    ANSWERS_NEED,
    RECEIVING,
    AgencyKind,
    Need,
    OnBankHolidays,
    Role,
    Scheme,
    TeamPurpose,
    Weekday,
    may_receive,
)

__all__ = [
    "ANSWERING_ORDER",
    "ANSWERS_NEED",
    "HORIZON",
    "LOOKING_AFTER",
    "MAY_DO",
    "RECEIVING",
    "ROLE_NAMES",
    "AgencyKind",
    "Hours",
    "Need",
    "OnBankHolidays",
    "Role",
    "Schedule",
    "Scheme",
    "Span",
    "Standing",
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
    "instant",
    "is_open",
    "is_stale",
    "may_look_after",
    "may_receive",
    "months_later",
    "open_until",
    "opens_next",
    "roles_in_words",
    "roles_to_give",
    "stretches",
    "unused_since",
    "who_answers",
    "works_with_children",
]
