"""What is promised and for how long (`lengths`), when it is due (`counting`), and the words of a clock (`words`)."""

from sharewell.clocks.rules.counting import after_open_hours, counted_from, due, is_working_day, next_working_day
from sharewell.clocks.rules.lengths import (
    LONGEST,
    PROMISES,
    UNIT_MEANINGS,
    UNIT_WORDS,
    ClockKind,
    Length,
    Promise,
    Unit,
    is_stage,
    key_of,
    reasons_not_to_set,
)
from sharewell.clocks.rules.words import (
    SOON,
    ClockState,
    ClockWords,
    Due,
    Times,
    clock_words,
    due_words,
    duration_words,
    is_late,
    is_running,
)

__all__ = [
    "LONGEST", "PROMISES", "SOON", "UNIT_MEANINGS", "UNIT_WORDS", "ClockKind", "ClockState", "ClockWords", "Due",
    "Length", "Promise", "Times", "Unit", "after_open_hours", "clock_words", "counted_from", "due", "due_words",
    "duration_words", "is_late", "is_running", "is_stage", "is_working_day", "key_of", "next_working_day",
    "reasons_not_to_set",
]  # fmt: skip
