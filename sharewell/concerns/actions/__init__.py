"""What can be done: raise a concern, hand it to a lead; read, acknowledge and decide a referral; hand over."""

from sharewell.concerns.actions.handing import hand_to_lead, move_worry_on, pass_worry_on, take_worry, tell_to_refer
from sharewell.concerns.actions.handing_over import hand_over_concern, hand_over_referral
from sharewell.concerns.actions.raising import AboutStaff, Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.actions.referrals import acknowledge_referral, decide_referral, note_reading

__all__ = [
    "AboutStaff",
    "Sharing",
    "Verdict",
    "Worry",
    "acknowledge_referral",
    "decide_referral",
    "hand_over_concern",
    "hand_over_referral",
    "hand_to_lead",
    "move_worry_on",
    "note_reading",
    "pass_worry_on",
    "raise_concern",
    "take_worry",
    "tell_to_refer",
]
