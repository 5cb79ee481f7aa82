"""The levels of need that a referral may name."""

from datetime import date

from sharewell.concerns.levels import Level, Levels
from sharewell.concerns.models import Threshold
from sharewell.directory.access import may_lead_partnership
from sharewell.directory.models import Member
from sharewell.ledger.book import Actor


def levels_in_force(day: date) -> Levels:
    """The levels of need on this day: the partnership's own, or those it starts with. One query."""
    kept = Threshold.objects.filter(since__lte=day).order_by("-since", "-set_at").first()
    return Levels(tuple(Level(**each) for each in kept.levels), kept.title) if kept else Levels()


def thresholds() -> list[Threshold]:
    """Every set of levels there ever was, or is to come, the latest first."""
    return list(Threshold.objects.all())


def may_set_threshold(by: Member | Actor) -> bool:
    """Whoever looks after the partnership."""
    return may_lead_partnership(by)
