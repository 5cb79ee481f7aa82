"""An edition's parts put into words for a page."""

from sharewell.guidance.rules import Clock, Mark, Unit

UNITS = {
    Unit.HOURS: ("hour", "hours"),
    Unit.DAYS: ("day", "days"),
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.MONTHS: ("month", "months"),
}
MARKS = {Mark.SURE: "Sure", Mark.LIKELY: "Likely; awaits checking"}


def length_in_words(clock: Clock) -> str:
    """How long, such as “1 working day”."""
    one, many = UNITS[clock.unit]
    return f"{clock.length} {one if clock.length == 1 else many}"


def mark_in_words(mark: Mark) -> str:
    """How certain a fact is, as a page says it."""
    return MARKS[mark]
