"""The number to ring about a child, for the card beside a question."""

from dataclasses import dataclass

from django.core.cache import cache

from sharewell.directory.access import answering_now
from sharewell.moment import now

SECONDS = 60


@dataclass(frozen=True)
class RingNow:
    """Who answers now, their number, and until when."""

    name: str
    telephone: str
    words: str


def ring_now() -> RingNow | None:
    """Who is rung about a child at this minute; None when nobody answers. Looked up once a minute at most."""
    at = now()
    key = f"journeys.ring.{int(at.timestamp()) // SECONDS}"
    found = cache.get(key)
    if found is None:
        answering = answering_now(at)
        lead = answering.lead
        found = (lead.team.name, lead.team.telephone, answering.until_words) if lead else ()
        cache.set(key, found, SECONDS)
    return RingNow(*found) if found else None
