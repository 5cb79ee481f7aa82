"""What stands above every room: telling of what has come due, and handing over what somebody has."""

from sharewell.desk.actions.due import (
    ask_to_look_again,
    tell_of_late_call,
    tell_of_lateness,
    tell_of_no_answer,
    tell_of_review,
    tell_of_wrong_numbers,
    warn_of_call,
    warn_of_closing,
    warn_of_lateness,
)
from sharewell.desk.actions.leavers import give_back_to_team, hand_over_work, record_leaver

__all__ = [
    "ask_to_look_again",
    "give_back_to_team",
    "hand_over_work",
    "record_leaver",
    "tell_of_late_call",
    "tell_of_lateness",
    "tell_of_no_answer",
    "tell_of_review",
    "tell_of_wrong_numbers",
    "warn_of_call",
    "warn_of_closing",
    "warn_of_lateness",
]
