"""What can be done: raise a concern, hand it to a lead; receive, pass on and decide a referral; follow it up; hand
over, to somebody or to a team."""

from sharewell.concerns.actions.calling import Rung, record_call
from sharewell.concerns.actions.confirming import confirm_call, confirm_call_otherwise
from sharewell.concerns.actions.following import (
    Addition,
    add_to_referral,
    ask_what_is_happening,
    say_nothing_more,
    withdraw_referral,
)
from sharewell.concerns.actions.handing import (
    hand_to_lead,
    move_worry_on,
    pass_worry_on,
    take_worry,
    tell_to_refer,
    warn_of_moving_on,
)
from sharewell.concerns.actions.handing_over import hand_over_concern, hand_over_referral
from sharewell.concerns.actions.handing_sheets import (
    acknowledge_sheet,
    make_sheet,
    take_back,
    take_over_referral,
    tell_of_late_sheet,
)
from sharewell.concerns.actions.keeping_from import keep_from
from sharewell.concerns.actions.levels import set_threshold
from sharewell.concerns.actions.papering import OnPaper
from sharewell.concerns.actions.raising import AboutStaff, Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.actions.receiving import (
    allocate_referral,
    ask_for_more,
    pass_from_nobody,
    reroute_referral,
    say_what_is_happening,
    take_up_again,
)
from sharewell.concerns.actions.referrals import acknowledge_referral, decide_referral, note_reading

__all__ = [
    "AboutStaff",
    "Addition",
    "OnPaper",
    "Rung",
    "Sharing",
    "Verdict",
    "Worry",
    "acknowledge_referral",
    "acknowledge_sheet",
    "add_to_referral",
    "allocate_referral",
    "ask_for_more",
    "ask_what_is_happening",
    "confirm_call",
    "confirm_call_otherwise",
    "decide_referral",
    "hand_over_concern",
    "hand_over_referral",
    "hand_to_lead",
    "keep_from",
    "make_sheet",
    "move_worry_on",
    "note_reading",
    "pass_from_nobody",
    "pass_worry_on",
    "raise_concern",
    "record_call",
    "reroute_referral",
    "say_nothing_more",
    "say_what_is_happening",
    "set_threshold",
    "take_back",
    "take_over_referral",
    "take_up_again",
    "take_worry",
    "tell_of_late_sheet",
    "tell_to_refer",
    "warn_of_moving_on",
    "withdraw_referral",
]
