"""What can be done: raise a concern; read, acknowledge and decide a referral."""

from sharewell.concerns.actions.raising import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.actions.referrals import acknowledge_referral, decide_referral, note_reading

__all__ = [
    "Sharing",
    "Verdict",
    "Worry",
    "acknowledge_referral",
    "decide_referral",
    "note_reading",
    "raise_concern",
]
