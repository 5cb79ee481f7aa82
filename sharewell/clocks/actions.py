"""A promise starts, is kept, is called off, comes near, comes late. Called by the acts upstairs that promise."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sharewell.clocks import access
from sharewell.clocks.models import Clock, ClockLength
from sharewell.clocks.rules import ClockKind, Due, Length, reasons_not_to_set
from sharewell.directory.models import Agency, Member
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act, actor_of
from sharewell.moment import now


@act(
    "clock.started",
    may=access.may_start,
    on="clock",
    facts=("kind", "subject", "reference"),
    refers=("owner_agency", "other_agency"),
    also=lambda clock, _: {"due_at": clock.due_at},
)
def start_clock(
    *,
    by: Member | Actor,
    kind: ClockKind,
    owner_agency: Agency,
    other_agency: Agency | None,
    subject: str,
    reference: str,
    due_at: datetime | Due,
) -> Clock:
    """From now on `owner_agency` owes this to `other_agency` (None: to itself), by `due_at` (`access.due_for`).

    It comes near when `due_at` says so, else so long before its end as the partnership says. `subject` is an opaque id.
    Refused when a clock of this kind runs on the subject already, or is due in the past.
    """
    at = now()
    owed = due_at if isinstance(due_at, Due) else access.warned_at(kind, due_at, at)
    if owed.at < at:
        raise Refused("A promise cannot be due in the past.")
    try:
        with transaction.atomic():
            return Clock.objects.create(
                kind=ClockKind(kind).value,
                owner_agency=owner_agency,
                other_agency=other_agency,
                subject=str(subject),
                reference=reference,
                started_at=at,
                due_at=owed.at,
                warn_at=owed.warn_at,
            )
    except IntegrityError:
        raise Refused("That promise is running already.") from None


@act("clock.met", may=access.may_touch, on="clock", also=lambda clock, _: {"on_time": clock.met_at <= clock.due_at})
def meet_clock(*, by: Member | Actor, clock: Clock) -> Clock:
    """The promise is kept, now. Overtaken when it was kept or called off before."""
    return _moved(clock, met_at=now())


@act("clock.stopped", may=access.may_touch, on="clock", words=("because",))
def cancel_clock(*, by: Member | Actor, clock: Clock, because: str) -> Clock:
    """Nothing is owed any more, for this reason (withdrawn, sent by mistake). Overtaken when kept or called off."""
    return _moved(clock, cancelled_at=now())


@act("clock.became_late", may=access.is_the_clock, on="clock")
def mark_late(*, by: Actor, clock: Clock) -> Clock:
    """The lateness is told, this once: call it in the act that tells. Overtaken when told already, or met."""
    return _moved(clock, late_told_at=now())


@act("clock.came_near", may=access.is_the_clock, on="clock")
def mark_warned(*, by: Actor, clock: Clock) -> Clock:
    """The warning is given, this once: call it in the act that warns. Overtaken when given already, or met."""
    return _moved(clock, warned_at=now())


@act(
    "clock.length_set",
    may=access.may_set_length,
    on="clock_length",
    words=("because",),
    facts=("key", "since"),
    also=lambda length, _: {
        "amount": length.amount,
        "unit": length.unit,
        "warning_minutes": length.warning_minutes,
    },
)
def set_length(*, by: Member | Actor, key: str, length: Length, since: date, because: str) -> ClockLength:
    """From this day on the promise is so long. Clocks that run already keep the end they have at both ends.

    Refused for a day that is past, without a reason, and for longer than what is national.
    """
    reasons = reasons_not_to_set(key, length)
    if since < localdate(now()):
        reasons.append("It can begin today or later: what was promised stays as it was.")
    if not because.strip():
        reasons.append("Write where this comes from, or who agreed it.")
    if reasons:
        raise Refused(*reasons)
    return ClockLength.objects.create(
        key=key,
        amount=length.amount,
        unit=length.unit,
        warning_minutes=length.warning // timedelta(minutes=1),
        since=since,
        because=because,
        set_by=actor_of(by).name,
        set_at=now(),
    )


def _moved(clock: Clock, **mark: datetime) -> Clock:
    """The clock with its mark, if it still runs and has none: compare and swap."""
    (name, at), *_ = mark.items()
    still_runs = {"met_at__isnull": True, "cancelled_at__isnull": True, f"{name}__isnull": True}
    if not Clock.objects.filter(pk=clock.pk, **still_runs).update(**mark):
        raise Overtaken("Somebody else has just changed that. Look again.")
    setattr(clock, name, at)
    return clock
