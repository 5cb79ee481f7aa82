"""What awaits a member: their own notices and nobody else's. And the jobs that wait, for the worker."""

import uuid
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django_tasks_db.models import DBTaskResult

from sharewell.directory.models import Member
from sharewell.moment import now
from sharewell.notices.models import Heartbeat, Notice

SHOWN = 100


def notices_for(member: Member) -> list[Notice]:
    """The member's notices, newest first, no more than a hundred."""
    return list(Notice.objects.filter(member=member)[:SHOWN])


def unread_count(member: Member) -> int:
    """How many of the member's notices they have not read."""
    return Notice.objects.filter(member=member, read_at__isnull=True).count()


def notice_for(member: Member, notice_id: uuid.UUID) -> Notice:
    """The member's own notice with this id. Http404 for anybody else's."""
    found = Notice.objects.filter(member=member, pk=notice_id).first()
    if found is None:
        raise Http404
    return found


def to_be_emailed(notice_ids: list[str]) -> QuerySet[Notice]:
    """Those of these notices that nobody has read and nobody was sent, to members who are still there."""
    at = now()
    is_there = Q(member__until__isnull=True) | Q(member__until__gt=at)
    waiting = Notice.objects.filter(is_there, pk__in=notice_ids, read_at__isnull=True, emailed_at__isnull=True)
    return waiting.filter(member__user__is_active=True).select_related("member__user").order_by("made_at", "pk")


def jobs_ready() -> QuerySet[DBTaskResult]:
    """Jobs that may be run now, the most pressing first."""
    return DBTaskResult.objects.ready()


def jobs_running_since(before: datetime) -> QuerySet[DBTaskResult]:
    """Jobs that somebody took before this instant and has neither finished nor given up."""
    return DBTaskResult.objects.running().filter(Q(started_at__lte=before) | Q(started_at__isnull=True))


def jobs_finished_before(before: datetime) -> QuerySet[DBTaskResult]:
    """Jobs done or given up before this instant."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=before)


def worker_seen_at() -> datetime | None:
    """When a worker was last on its rounds; None when none ever was."""
    return Heartbeat.objects.values_list("at", flat=True).first()
