"""The words for agencies, teams and roles, and what follows from them. No Django.

`words` are the closed lists; `hours` is the arithmetic of opening hours; `answering` says which of several teams is
rung; `numbers` says what is wrong with a telephone number or a date; `searching` which words somebody meant; `doubts`
when the owner of a number is told that it is said to be wrong.
"""

from sharewell.directory.rules.answering import Standing, answer_changes, who_answers
from sharewell.directory.rules.doubts import MOST_OPEN, SAID_BY_ANYBODY, SAID_FROM_ONE_ADDRESS, is_due
from sharewell.directory.rules.hours import (
    HORIZON,
    Hours,
    Schedule,
    Span,
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
from sharewell.directory.rules.searching import (
    LONGEST_WORD,
    Meant,
    keys_of,
    meant_by,
    meant_by_each,
    words_in,
    words_sought,
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
    "LONGEST_WORD",
    "MOST_OPEN",
    "RECEIVING",
    "SAID_BY_ANYBODY",
    "SAID_FROM_ONE_ADDRESS",
    "AgencyKind",
    "Hours",
    "Meant",
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
    "faults_in_telephone",
    "holidays_run_short",
    "instant",
    "is_due",
    "is_open",
    "is_stale",
    "keys_of",
    "may_receive",
    "meant_by",
    "meant_by_each",
    "open_until",
    "opens_next",
    "stretches",
    "who_answers",
    "words_in",
    "words_sought",
]
