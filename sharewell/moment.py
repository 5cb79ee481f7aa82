"""What time it is. One place, so that a demonstration can be given a past and a test can stand at any instant."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _pretended.get() or timezone.now()


@contextmanager
def pretend(instant: datetime) -> Iterator[None]:
    """Inside this block it is `instant` (an aware datetime). Only the demonstration and the tests may do this.

    A real book must never hold an invented time, so anywhere else this raises RuntimeError.
    """
    if not settings.DEMONSTRATION:
        raise RuntimeError("Only a demonstration may pretend that it is another time.")
    if timezone.is_naive(instant):
        raise ValueError("An instant needs its time zone.")
    token = _pretended.set(instant)
    try:
        yield
    finally:
        _pretended.reset(token)
