"""What can be done: raise a concern; read, acknowledge and decide a referral; hand over."""

from sharewell.concerns.actions.handing_over import hand_over_concern, hand_over_referral
from sharewell.concerns.actions.levels import set_threshold
from sharewell.concerns.actions.raising import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.actions.referrals import acknowledge_referral, decide_referral, note_reading

__all__ = [
    "Sharing",
    "Verdict",
    "Worry",
    "acknowledge_referral",
    "decide_referral",
    "hand_over_concern",
    "hand_over_referral",
    "note_reading",
    "raise_concern",
    "set_threshold",
]
