"""A number that somebody says is wrong: how often that may be said, and when its owner is told again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sharewell.accounts.rules import Limit

# From one address, and from everybody who is not signed in together: nobody can mark a whole directory as wrong.
SAID_FROM_ONE_ADDRESS = Limit(5, timedelta(minutes=10))
SAID_BY_ANYBODY = Limit(60, timedelta(hours=1))
# More about the same number tells its owner nothing new.
MOST_OPEN = 5
TOLD_AGAIN_AFTER, TOLD_AT_MOST_EVERY = timedelta(days=1), timedelta(hours=1)


def is_due(told: Sequence[datetime | None], at: datetime) -> bool:
    """Whether the owner is told now of all that is open: at once of something new, and again every day.

    `told`: of each open report when its owner was last told, None for never. Whoever was told within the hour waits
    for the rest of it, so that a flood of reports is no flood of notices.
    """
    last = max((each for each in told if each), default=None)
    if not told or (last and at < last + TOLD_AT_MOST_EVERY):
        return False
    return None in told or min(each for each in told if each) + TOLD_AGAIN_AFTER <= at
