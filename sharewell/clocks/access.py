"""Clocks, for their two ends and for nobody else; and for the worker, what has come due."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from sharewell.clocks.models import Clock, ClockLength
from sharewell.clocks.rules import PROMISES, ClockKind, Due, Length, counted_from, due, key_of
from sharewell.directory.access import bank_holidays, may_lead_partnership, schedule_among
from sharewell.directory.models import Agency, Member, Team
from sharewell.directory.rules import Schedule
from sharewell.ledger.book import HasActor, actor_of
from sharewell.ledger.rules import Actor, ActorKind
from sharewell.web.words import local


@dataclass(frozen=True)
class Terms:
    """All that it takes to say by when something is owed that begins at an instant: read once, for several promises."""

    start: datetime
    lengths: Mapping[str, "InForce"]
    holidays: frozenset[date]
    schedule: Schedule | None = None

    def due(self, kind: ClockKind, stage: int = 0) -> Due:
        """By when this is owed, and when it comes near."""
        length, warning = self.lengths[key_of(kind, stage)].length, self.lengths[key_of(kind)].length.warning
        at = due(counted_from(self.start, self.schedule), length, self.holidays, self.schedule)
        return Due(at, max(self.start, at - warning) if warning else None)


def terms_for(start: datetime, team: Team | None = None) -> Terms:
    """The lengths in force on the day it starts, our own bank holidays, and the hours of the team that owes it.

    Two statements, and two more for a team.
    """
    day = local(start).date()
    holidays = bank_holidays(since=day - timedelta(days=2))
    return Terms(start, lengths_on(day), holidays, schedule_among(team, start, holidays) if team else None)


def due_for(kind: ClockKind, start: datetime, team: Team | None = None, stage: int = 0) -> datetime:
    """The instant (UTC) by which this is owed, by the length in force on the day it starts and our own holidays.

    What arrives while the team is closed counts from its next opening. `stage`: of a kind that has several.
    """
    return terms_for(start, team).due(kind, stage).at


def warned_at(kind: ClockKind, due_at: datetime, at: datetime) -> Due:
    """An end that somebody chose, and when it comes near."""
    known = lengths_on(local(at).date()).get(key_of(kind))
    warning = known.length.warning if known else timedelta()
    return Due(due_at, max(at, due_at - warning) if warning else None)


@dataclass(frozen=True)
class InForce:
    """One promise of the partnership as it stands on a day: its length, and the row that set it (None: the start)."""

    length: Length
    row: ClockLength | None = None


def lengths_on(day: date) -> dict[str, InForce]:
    """Every length in force on this day, by its key. One statement."""
    found = {key: InForce(promise.starting) for key, promise in PROMISES.items()}
    for row in ClockLength.objects.filter(key__in=found, since__lte=day).order_by("since", "set_at"):
        found[row.key] = InForce(row.length, row)
    return found


def lengths_to_come(day: date) -> dict[str, list[ClockLength]]:
    """What is set already from a later day on, by key, the next first."""
    found: dict[str, list[ClockLength]] = defaultdict(list)
    for row in ClockLength.objects.filter(since__gt=day).order_by("since", "set_at"):
        found[row.key].append(row)
    return dict(found)


def lengths_before(key: str) -> list[ClockLength]:
    """What was ever set for this promise, the latest first."""
    return list(ClockLength.objects.filter(key=key).order_by("-since", "-set_at"))


def may_set_length(by: Member | Actor) -> bool:
    """Whoever looks after the partnership; or whoever runs the installation, by command."""
    return may_lead_partnership(by)


def clock_for(member: Member, clock_id: uuid.UUID | str) -> Clock:
    """The clock with this id, for a member of either end. Http404 for everybody else."""
    found = _seen_by(member).filter(pk=clock_id).first()
    if found is None:
        raise Http404
    return found


def clocks_for_subjects(member: Member, subjects: Iterable[object]) -> dict[str, list[Clock]]:
    """The clocks on each of these subjects that the member's agency is an end of, soonest due first. One statement."""
    found: dict[str, list[Clock]] = defaultdict(list)
    for clock in _seen_by(member).filter(subject__in={str(subject) for subject in subjects}):
        found[clock.subject].append(clock)
    return dict(found)


def running_clocks(member: Member, *kinds: str) -> QuerySet[Clock]:
    """What still runs and the member's agency owes or awaits, soonest due first; of these kinds when any is named."""
    running = _seen_by(member).filter(_RUNNING)
    return running.filter(kind__in=kinds) if kinds else running


def late_clocks(at: datetime, *kinds: str) -> list[Clock]:
    """For the worker: every clock that is still owed and whose time has come."""
    late = Clock.objects.filter(_RUNNING, due_at__lte=at)
    return list(late.filter(kind__in=kinds) if kinds else late)


def newly_late(at: datetime, *kinds: str) -> list[Clock]:
    """For the worker: late clocks whose lateness nobody has been told yet. `mark_late` takes each, once."""
    late = Clock.objects.filter(_RUNNING, due_at__lte=at, late_told_at__isnull=True)
    return list(late.filter(kind__in=kinds) if kinds else late)


def newly_soon(at: datetime, *kinds: str) -> list[Clock]:
    """For the worker: clocks that have come near and of which nobody was warned yet. `mark_warned` takes each, once."""
    soon = Clock.objects.filter(_RUNNING, due_at__gt=at, warn_at__lte=at, warned_at__isnull=True)
    return list(soon.filter(kind__in=kinds) if kinds else soon)


def running_clock(subject: object, kind: str) -> Clock | None:
    """For the act upstairs that holds the subject: its clock of this kind that still runs."""
    return Clock.objects.filter(_RUNNING, subject=str(subject), kind=kind).first()


def clocks_still_running(subject: object) -> list[Clock]:
    """For the act upstairs that holds the subject: all its clocks that still run, soonest due first."""
    return list(Clock.objects.filter(_RUNNING, subject=str(subject)).order_by("due_at", "id"))


def may_start(by: HasActor | Actor, owner_agency: Agency, other_agency: Agency | None) -> bool:
    """Somebody of either end, or the clock itself."""
    return _is_end(by, owner_agency.pk, other_agency.pk if other_agency else None)


def may_touch(by: HasActor | Actor, clock: Clock) -> bool:
    """Somebody of either end, or the clock itself."""
    return _is_end(by, clock.owner_agency_id, clock.other_agency_id)


def is_the_clock(by: HasActor | Actor, clock: Clock) -> bool:
    """The worker alone, acting as the clock."""
    return actor_of(by).kind == ActorKind.CLOCK


_RUNNING = Q(met_at__isnull=True, cancelled_at__isnull=True)


def _is_end(by: HasActor | Actor, *agency_ids: uuid.UUID | None) -> bool:
    actor = actor_of(by)
    if actor.kind == ActorKind.CLOCK:
        return True
    return actor.kind == ActorKind.MEMBER and actor.agency in {str(agency_id) for agency_id in agency_ids if agency_id}


def _seen_by(member: Member) -> QuerySet[Clock]:
    mine = Q(owner_agency_id=member.agency_id) | Q(other_agency_id=member.agency_id)
    return Clock.objects.filter(mine).order_by("due_at", "id")
