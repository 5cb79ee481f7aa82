"""What was before Sharewell had it: a telephone call that is to be confirmed in writing; words on paper. Pure."""

from collections.abc import Hashable
from datetime import datetime, time

from sharewell.web.words import local, moment, weekday, words_in

LEAST_WORDS = 3


def reasons_not_to_record_call(*, taken_by: str, at: datetime, now: datetime) -> list[str]:
    """Why the call cannot stand as it is; empty when it can."""
    reasons = []
    if not taken_by.strip():
        reasons.append("Write who took the call: their name and job.")
    if at > now:
        reasons.append("The call must be in the past. Mend its day or time.")
    return reasons


def is_in_writing(called: Hashable | None, sent_to: Hashable | None) -> bool:
    """Whether what was sent confirms the call: it went to a team of the agency that was rung (each by its agency's id).

    A call to somebody who is not in the directory is confirmed by whatever is sent.
    """
    return sent_to is not None and called in (None, sent_to)


def reasons_not_to_confirm_otherwise(*, how: str, at: datetime, called_at: datetime, now: datetime) -> list[str]:
    """Why another way of confirming does not stand; empty when it does."""
    reasons = []
    if words_in(how) < LEAST_WORDS:
        reasons.append("Write how it was confirmed, in three words or more. For example: by letter to the duty team.")
    if at > now:
        reasons.append("It must be in the past. Mend the day or the time.")
    if at < called_at:
        reasons.append("It cannot be confirmed before the call was made. Mend the day or the time.")
    return reasons


def reasons_not_to_type_in(*, at: datetime, now: datetime) -> list[str]:
    """Why what is said of the paper cannot be; empty when it can."""
    return ["The paper must have been written in the past. Mend its day or time."] if at > now else []


def when_words(instant: datetime) -> str:
    """The day and the time; of a day that was given without a time (`forms.happened`), the day."""
    return weekday(instant) if local(instant).time() == time() else moment(instant)
