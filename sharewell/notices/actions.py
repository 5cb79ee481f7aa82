"""Telling members that something awaits them, and that they have seen it."""

from collections.abc import Iterable

from django.db import transaction

from sharewell.directory.models import Member
from sharewell.ledger.book import not_an_act
from sharewell.moment import now
from sharewell.notices.email import email_notices
from sharewell.notices.models import Heartbeat, Notice
from sharewell.notices.rules import NoticeKind, faults_in


@not_an_act(because="Part of the act that calls it; that act is entered.")
def tell(members: Iterable[Member], kind: NoticeKind, reference: str, path: str) -> list[Notice]:
    """Something awaits these members, at this path of ours, known by this reference. Each is told once.

    In the caller's own transaction: when that rolls back, nobody was told. The e-mail is a job kept in the same
    transaction, so it is sent after the commit and not before. ValueError when reference or path could hold
    anything but opaque ids: a notice leaves the building, so it says nothing about anybody.
    """
    if faults := faults_in(reference, path):
        raise ValueError(" ".join(faults))
    at, kind = now(), NoticeKind(kind)
    with transaction.atomic():
        told = Notice.objects.bulk_create(
            Notice(agency_id=one.agency_id, member=one, kind=kind.value, reference=reference, path=path, made_at=at)
            for one in {member.pk: member for member in members}.values()
        )
        if told:
            email_notices.enqueue([str(notice.pk) for notice in told])
    return told


@not_an_act(because="Marks of having read are not entered: opening the thing itself is.")
def mark_read(notice: Notice) -> None:
    """The member has seen that something awaits them; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now())


@not_an_act(because="Marks of having read are not entered: opening the thing itself is.")
def mark_path_read(member: Member, path: str) -> int:
    """The member has opened the thing itself: their notices of it are read. Gives how many were not."""
    return Notice.objects.filter(member=member, path=path, read_at__isnull=True).update(read_at=now())


@not_an_act(because="Marks of having read are not entered: opening the thing itself is.")
def mark_all_read(member: Member) -> int:
    """Every notice of the member is read. Gives how many were not."""
    return Notice.objects.filter(member=member, read_at__isnull=True).update(read_at=now())


@not_an_act(because="It says that the worker lives, and nothing of anybody.")
def worker_lives() -> None:
    """A worker is on its rounds now."""
    beat = [Heartbeat(at=now())]
    Heartbeat.objects.bulk_create(beat, update_conflicts=True, unique_fields=["id"], update_fields=["at"])
