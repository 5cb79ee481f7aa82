"""A promise of the council to the school."""

from datetime import timedelta
from uuid import uuid4

from sharewell.clocks import actions
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.moment import now


def a_clock(cast, subject: str = "", hours: float = 24, kind: ClockKind = ClockKind.DECIDE) -> Clock:
    """The council owes the school an answer within so many hours; started by the teacher who sent."""
    return actions.start_clock(
        by=cast.teacher,
        kind=kind,
        owner_agency=cast.council,
        other_agency=cast.school,
        subject=subject or str(uuid4()),
        reference="SW-7K4M-21",
        due_at=now() + timedelta(hours=hours),
    )
