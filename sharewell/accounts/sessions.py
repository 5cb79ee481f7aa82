"""How long a person stays signed in: half an hour without a touch, twelve hours in all. Both are settings."""

import math
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError
from django.http import HttpRequest

from sharewell.accounts.rules import SEEN_WRITTEN_EVERY, Ending, session_ends_at, why_over
from sharewell.moment import now
from sharewell.vault.waiting import was_kept_waiting

SIGNED_IN, SEEN = "signed_in_at", "seen_at"


def begin(request: HttpRequest) -> None:
    """The session begins now."""
    request.session[SIGNED_IN] = request.session[SEEN] = now().timestamp()


def ending(request: HttpRequest) -> Ending | None:
    """Why this session is over; None while it lasts. Asking does not lengthen it."""
    signed_in, seen = _instants(request)
    return why_over(signed_in, seen, now(), *_limits())


def touch(request: HttpRequest) -> None:
    """The person is still here. Written at most once a minute, so that reading pages does not write."""
    if SIGNED_IN not in request.session:
        begin(request)
    elif now() - _instants(request)[1] >= SEEN_WRITTEN_EVERY:
        _note(request)


def _note(request: HttpRequest) -> None:
    """Written at once and by itself; where others write for too long it is left out, and the page comes anyhow."""
    was_modified, before = request.session.modified, request.session[SEEN]
    request.session[SEEN] = now().timestamp()
    try:
        request.session.save()
    except OperationalError as waited:
        if not was_kept_waiting(waited):
            raise
        request.session[SEEN] = before
    except UpdateError:
        return  # it is gone, and whoever changes it in this request is told
    request.session.modified = was_modified


def seconds_left(request: HttpRequest) -> int:
    """Until the session is over, if nothing more is done."""
    return seconds_until(session_ends_at(*_instants(request), *_limits()))


def seconds_until(instant: datetime) -> int:
    """Whole seconds from now; none when it is past."""
    return max(0, math.ceil((instant - now()).total_seconds()))


def next_minute(instant: datetime) -> datetime:
    """The first whole minute that is not before it: what a page that shows no seconds may promise."""
    return instant + timedelta(seconds=-instant.timestamp() % 60)


def _instants(request: HttpRequest) -> tuple[datetime, datetime]:
    begun = request.session.get(SIGNED_IN, now().timestamp())
    return _instant(begun), _instant(request.session.get(SEEN, begun))


def _instant(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)


def _limits() -> tuple[timedelta, timedelta]:
    return timedelta(minutes=settings.IDLE_MINUTES), timedelta(hours=settings.LONGEST_HOURS)
