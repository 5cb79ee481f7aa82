"""The number to ring about a child, for the card beside a question."""

from dataclasses import dataclass

from sharewell.directory.access import answering_this_minute
from sharewell.moment import now


@dataclass(frozen=True)
class RingNow:
    """Who answers now, their number, and until when."""

    name: str
    telephone: str
    words: str


def ring_now() -> RingNow | None:
    """Who is rung about a child at this minute; None when nobody answers. Looked up once a minute at most."""
    answering = answering_this_minute(now())
    lead = answering.lead
    return RingNow(lead.team.name, lead.team.telephone, answering.until_words) if lead else None
