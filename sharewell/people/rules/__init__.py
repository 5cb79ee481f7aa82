"""Words and rules about people: names, numbers, ages, and how alike two sets of details are. No Django.

`names` folds a name and says how it sounds; `numbers` reads NHS numbers, UPNs and postcodes; `ages` says how old
somebody is; `details` is the shape between forms and acts; `likeness` makes the keys that a child is found by, and
scores a child against what was looked for; `mentions` finds names again in what somebody wrote.
"""

from sharewell.people.rules.ages import NOT_KNOWN, age_on, age_words, ages_on, birth_years, due_in_words
from sharewell.people.rules.details import (
    ChildDetails,
    HouseholdDetails,
    reasons_not_to_keep,
    reasons_not_to_keep_household,
    worth_checking,
)
from sharewell.people.rules.likeness import (
    Person,
    SearchWords,
    keys_of,
    keys_sought,
    keys_sought_again,
    score,
    sort_of,
    weight_of,
)
from sharewell.people.rules.mentions import Sought
from sharewell.people.rules.names import parts_of
from sharewell.people.rules.numbers import mended_nhs_number, mended_postcode, mended_upn
from sharewell.people.rules.words import HowVerified, Relation, Sex, YesNo

__all__ = [
    "NOT_KNOWN",
    "ChildDetails",
    "HouseholdDetails",
    "HowVerified",
    "Person",
    "Relation",
    "SearchWords",
    "Sex",
    "Sought",
    "YesNo",
    "age_on",
    "age_words",
    "ages_on",
    "birth_years",
    "due_in_words",
    "keys_of",
    "keys_sought",
    "keys_sought_again",
    "mended_nhs_number",
    "mended_postcode",
    "mended_upn",
    "parts_of",
    "reasons_not_to_keep",
    "reasons_not_to_keep_household",
    "score",
    "sort_of",
    "weight_of",
    "worth_checking",
]
