"""What the front shows of several rooms, each asked through its own access, for one member; and what has come due."""

from sharewell.desk.access.due import (
    calls_newly_late,
    calls_newly_soon,
    is_the_clock,
    leads_for,
    questions_newly_late,
    referrals_newly_late,
    referrals_newly_soon,
    standing_tellings,
    tellings_newly_due,
    who_answers_for,
)
from sharewell.desk.access.holding import (
    OpenWork,
    left_with_leavers,
    may_hand_over_work,
    open_work_of,
    reasons_not_to_let_go,
)
from sharewell.desk.access.presence import agency_named, anybody_is_there, anybody_real, team_named
from sharewell.desk.access.queues import (
    Awaited,
    Queue,
    awaited_by,
    queue_of,
    receiving_teams,
)
from sharewell.desk.access.upkeep import agencies_to_tell_of_reviews, members_to_warn
from sharewell.desk.access.watching import health
from sharewell.desk.access.work import MINE, Work, work_of

__all__ = [
    "MINE",
    "Awaited",
    "OpenWork",
    "Queue",
    "Work",
    "agencies_to_tell_of_reviews",
    "agency_named",
    "anybody_is_there",
    "anybody_real",
    "awaited_by",
    "calls_newly_late",
    "calls_newly_soon",
    "health",
    "is_the_clock",
    "leads_for",
    "left_with_leavers",
    "may_hand_over_work",
    "members_to_warn",
    "open_work_of",
    "questions_newly_late",
    "queue_of",
    "reasons_not_to_let_go",
    "receiving_teams",
    "referrals_newly_late",
    "referrals_newly_soon",
    "standing_tellings",
    "team_named",
    "tellings_newly_due",
    "who_answers_for",
    "work_of",
]
