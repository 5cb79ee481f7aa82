"""What is open, read once after each event for all the checks."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sharewell.clocks.models import Clock
from sharewell.concerns.models import Referral


class OpenReferral(NamedTuple):
    """A referral that is neither decided nor withdrawn, as its row has it."""

    pk: UUID
    state: str
    team: UUID
    with_team: UUID
    disclosure: UUID
    clock: UUID
    due_at: datetime
    asked_at: datetime | None
    carrier: UUID


class RunningClock(NamedTuple):
    """A promise that is neither kept nor called off."""

    pk: UUID
    kind: str
    subject: str
    started_at: datetime
    due_at: datetime
    late_told_at: datetime | None


def open_referrals() -> list[OpenReferral]:
    rows = Referral.objects.filter(closed_at__isnull=True).order_by().values_list(
        "pk", "state", "team", "disclosure__with_team", "disclosure", "clock", "due_at", "asked_at",
        "disclosure__with_member",
    )  # fmt: skip
    return [OpenReferral(*row) for row in rows]


def running_clocks() -> list[RunningClock]:
    rows = Clock.objects.filter(met_at__isnull=True, cancelled_at__isnull=True).order_by()
    return [RunningClock(*row) for row in rows.values_list(*RunningClock._fields)]
