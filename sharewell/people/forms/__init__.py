"""What people type to find a child, to add one, and to say who is in the household.

`child_details` and `household_details` turn what was cleaned into plain JSON, ready for a draft or for the acts.
"""

from sharewell.people.forms.child import AddChild, CorrectChild, as_typed, child_details
from sharewell.people.forms.finding import FindChild
from sharewell.people.forms.household import AddHouseholdMember, household_details

__all__ = [
    "AddChild", "AddHouseholdMember", "CorrectChild", "FindChild", "as_typed", "child_details", "household_details",
]  # fmt: skip
