"""What awaits a member: their own notices and nobody else's. And the jobs that wait, for the worker."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.http import Http404
from django_tasks_db.models import DBTaskResult

from sharewell.directory.access import is_current
from sharewell.directory.models import Agency, Member
from sharewell.notices.models import Heartbeat, Notice, NoticeChoice
from sharewell.prepared import Blank

PAGE, MOST_SHOWN = 25, 100
# Of the notices of an agency whose e-mail did not go, the latest so many are looked at.
MOST_FAILED = 1_000
# Not read, and nobody else has it.
_AWAITS = Q(read_at__isnull=True, settled_at__isnull=True)


def notices_for(member: Member, skip: int = 0, most: int = MOST_SHOWN) -> list[Notice]:
    """So many of the member's notices, newest first; with who has the thing, or who is covered for."""
    mine = Notice.objects.filter(member=member).select_related("settled_by__user", "covers__user")
    return list(mine[skip : skip + most])


def unread(member: Member | Blank) -> QuerySet[Notice]:
    """The member's notices that they have not read, and that nobody else has taken up."""
    return Notice.objects.filter(_AWAITS, member=member)


def unread_count(member: Member) -> int:
    """How many of the member's notices still await them."""
    return unread(member).count()


def unread_of(agency_id: uuid.UUID, path: str, kinds: list[str]) -> QuerySet[Notice]:
    """For the act that takes up what is at this path: the agency's notices of it that still await somebody."""
    return Notice.objects.filter(_AWAITS, agency_id=agency_id, path=path, kind__in=kinds)


def notice_for(member: Member, notice_id: uuid.UUID) -> Notice:
    """The member's own notice with this id. Http404 for anybody else's."""
    found = Notice.objects.filter(member=member, pk=notice_id).first()
    if found is None:
        raise Http404
    return found


def emails_due(at: datetime) -> QuerySet[Notice]:
    """For the worker: notices whose e-mail is to be tried now, to members who are still there; the longest due first.

    Looked at again just before each is sent: whatever was read, or is with a colleague, is not among them.
    """
    is_there = Q(member__until__isnull=True) | Q(member__until__gt=at)
    wanted = Notice.objects.filter(is_there, _AWAITS, next_try_at__lte=at, member__user__is_active=True)
    return wanted.select_related("member__user").order_by("next_try_at", "made_at", "pk")


def emails_waiting() -> QuerySet[Notice]:
    """For the worker: every notice whose e-mail is still to be tried, now or later."""
    return Notice.objects.filter(next_try_at__isnull=False)


def email_as_it_was(notice: Notice) -> QuerySet[Notice]:
    """For the worker: this notice, if somebody still wants its e-mail and no other worker has taken it meanwhile."""
    return Notice.objects.filter(_AWAITS, pk=notice.pk, next_try_at=notice.next_try_at, emailed_at__isnull=True)


def notice_itself(notice: Notice) -> QuerySet[Notice]:
    """For the worker: this notice, whatever has become of it meanwhile."""
    return Notice.objects.filter(pk=notice.pk)


def emails_of_nobody(at: datetime) -> QuerySet[Notice]:
    """For the worker: e-mails still to be tried that nobody wants any more: whom they were for has left."""
    return emails_waiting().filter(Q(member__until__lte=at) | Q(member__user__is_active=False))


def emails_given_up(since: datetime) -> QuerySet[Notice]:
    """For the operator: notices made since then, still unread, whose e-mail was given up."""
    return Notice.objects.filter(_AWAITS, given_up_at__isnull=False, emailed_at__isnull=True, made_at__gte=since)


def longest_unsent(at: datetime) -> timedelta:
    """How long the e-mail that waits longest has been wanted and due; nothing when none waits."""
    oldest = emails_waiting().filter(_AWAITS, wanted_at__lte=at).aggregate(at=Min("wanted_at"))["at"]
    return at - oldest if oldest else timedelta()


def choices_of(member: Member) -> dict[str, bool]:
    """What this member chose, group by group; what they never said is not in it."""
    return dict(NoticeChoice.objects.filter(member=member).values_list("group", "by_email"))


def may_choose(by: Member, member: Member) -> bool:
    """Only the member themself."""
    return by.pk == member.pk and is_current(by)


@dataclass(frozen=True)
class Undelivered:
    """A member whom e-mail does not reach: how many did not go, when one was last tried, and why it did not go."""

    member: Member
    many: int
    last: datetime
    why: str
    is_given_up: bool


def undelivered_at(agency: Agency) -> list[Undelivered]:
    """Whom of this agency e-mail does not reach, since it last did; the latest first. For those who look after it."""
    went = Notice.objects.filter(member=OuterRef("member"), emailed_at__gt=OuterRef("tried_at"))
    failed = Notice.objects.filter(agency=agency, emailed_at__isnull=True).exclude(fault="").filter(~Exists(went))
    rows = failed.select_related("member__user").order_by("-tried_at", "pk")
    found: dict[uuid.UUID, list[Notice]] = {}
    for each in rows[:MOST_FAILED]:
        found.setdefault(each.member_id, []).append(each)
    return [
        Undelivered(
            latest.member, len(each), latest.tried_at or latest.made_at, latest.fault_words, bool(latest.given_up_at)
        )
        for each in found.values()
        for latest in each[:1]
    ]


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
