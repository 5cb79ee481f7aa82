"""What can be done: raise a concern; read, acknowledge and decide a referral; hand over, to somebody or to a team."""

from sharewell.concerns.actions.handing_over import hand_over_concern, hand_over_referral
from sharewell.concerns.actions.handing_sheets import (
    acknowledge_sheet,
    make_sheet,
    take_back,
    take_over_referral,
    tell_of_late_sheet,
)
from sharewell.concerns.actions.levels import set_threshold
from sharewell.concerns.actions.raising import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.actions.referrals import acknowledge_referral, decide_referral, note_reading

__all__ = [
    "Sharing",
    "Verdict",
    "Worry",
    "acknowledge_referral",
    "acknowledge_sheet",
    "decide_referral",
    "hand_over_concern",
    "hand_over_referral",
    "make_sheet",
    "note_reading",
    "raise_concern",
    "set_threshold",
    "take_back",
    "take_over_referral",
    "tell_of_late_sheet",
]
