"""Telling members that something awaits them, that a colleague has it, and that they have seen it."""

from collections.abc import Collection, Iterable

from sharewell.directory.access import away_now, is_current
from sharewell.directory.models import Member
from sharewell.ledger.book import act, not_an_act
from sharewell.moment import now
from sharewell.notices import access
from sharewell.notices.models import Heartbeat, Notice, NoticeChoice
from sharewell.notices.rules import NoticeGroup, NoticeKind, faults_in, is_for_cover


@not_an_act(because="Part of the act that calls it; that act is entered.")
def tell(
    members: Iterable[Member], kind: NoticeKind, reference: str, path: str, *, kept_from: Member | None = None
) -> list[Notice]:
    """Something awaits these members, at this path of ours, known by this reference. Each is told once.

    Whoever covers for one who is away is told too, where they can open it; never `kept_from`, whom it is about. In the
    caller's own transaction: when that rolls back, nobody was told, and no e-mail is sent: it is tried after the
    commit, from the notice itself.
    ValueError when reference or path could hold anything but opaque ids: a notice leaves the building, so it says
    nothing about anybody.
    """
    if faults := faults_in(reference, path):
        raise ValueError(" ".join(faults))
    at, kind = now(), NoticeKind(kind)
    told = {member.pk: member for member in members}
    if not told:
        return []
    wanted = [(one, None) for one in told.values()] + _covering(told.values(), kind)
    return Notice.objects.bulk_create(
        Notice(
            agency_id=one.agency_id,
            member=one,
            covers=covered,
            kind=kind.value,
            reference=reference,
            path=path,
            made_at=at,
            wanted_at=at,
            next_try_at=at,
        )
        for one, covered in wanted
        if kept_from is None or one.user_id != kept_from.user_id
    )


def _covering(told: Collection[Member], kind: NoticeKind) -> list[tuple[Member, Member | None]]:
    """Who covers for those of these who are away and can open what this leads to, and for whom."""
    known, found = {one.pk: one for one in told}, {}
    for away in away_now(told).values():
        cover = away.cover
        if cover and cover.pk not in known and is_current(cover) and is_for_cover(kind, cover.roles):
            found[cover.pk] = cover, known[away.member_id]
    return list(found.values())


@not_an_act(because="Part of the act by which somebody takes it up; that act is entered.")
def settle(path: str, kinds: Iterable[NoticeKind], by: Member) -> int:
    """A colleague has taken up what is at this path: for the others of their agency it no longer awaits anybody.

    Their notices of these kinds say who has it, and e-mails not yet sent are not sent. Gives how many they were. In
    the caller's own transaction.
    """
    at = now()
    open_ones = access.unread_of(by.agency_id, path, [NoticeKind(kind).value for kind in kinds])
    open_ones.filter(member=by).update(read_at=at, next_try_at=None)
    return open_ones.exclude(member=by).update(settled_at=at, settled_by=by, next_try_at=None)


@not_an_act(because="Part of saying that a worry is about a colleague; that is entered.")
def take_back_notices(who: Member, paths: Collection[str]) -> None:
    """This person has no notice any more that leads to any of these, in whichever agency; nor is one e-mailed."""
    Notice.objects.filter(member__user=who.user_id, path__in=paths).delete()


@act(
    "notices.chosen",
    may=access.may_choose,
    on="member",
    also=lambda _, given: {"by_email": sorted(given["by_email"])},
)
def choose_notices(*, by: Member, member: Member, by_email: Collection[NoticeGroup]) -> Member:
    """From now on these groups of notices come to the member by e-mail too, and the others on the page alone.

    Some kinds come by e-mail to those who answer for them whatever they choose (`rules.ALWAYS_EMAILED`). It is an act,
    so that the book can say why somebody was not e-mailed.
    """
    at = now()
    NoticeChoice.objects.bulk_create(
        [
            NoticeChoice(
                agency_id=member.agency_id, member=member, group=group, by_email=group in by_email, chosen_at=at
            )
            for group in NoticeGroup
        ],
        update_conflicts=True,
        unique_fields=["member", "group"],
        update_fields=["by_email", "chosen_at"],
    )
    return member


_READING = "Marks of having read are not entered: opening the thing itself is."


@not_an_act(because=_READING)
def mark_read(notice: Notice) -> None:
    """The member has seen that something awaits them; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now(), next_try_at=None)


@not_an_act(because=_READING)
def mark_path_read(member: Member, path: str) -> int:
    """The member has opened the thing itself: their notices of it are read. Gives how many were not."""
    mine = Notice.objects.filter(member=member, path=path, read_at__isnull=True)
    return mine.update(read_at=now(), next_try_at=None)


@not_an_act(because=_READING)
def mark_all_read(member: Member) -> int:
    """Every notice of the member is read. Gives how many were not."""
    return Notice.objects.filter(member=member, read_at__isnull=True).update(read_at=now(), next_try_at=None)


@not_an_act(because="The operator mends the post; nobody is told anything new.")
def try_again(given_up: Iterable[Notice]) -> int:
    """The e-mails of these notices, that were given up, are tried again from now on. Gives how many."""
    at = now()
    mended = Notice.objects.filter(pk__in=[each.pk for each in given_up], given_up_at__isnull=False)
    return mended.update(given_up_at=None, next_try_at=at, wanted_at=at, tries=0)


@not_an_act(because="It says that the worker lives, and nothing of anybody.")
def worker_lives() -> None:
    """A worker is on its rounds now."""
    beat = [Heartbeat(at=now())]
    Heartbeat.objects.bulk_create(beat, update_conflicts=True, unique_fields=["id"], update_fields=["at"])
