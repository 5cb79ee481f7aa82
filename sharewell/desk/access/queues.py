"""A team's queue, for those who are in the team; and how much awaits a member, for the top of every page."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, IntegerField, Q, QuerySet, Subquery, UUIDField
from django.http import Http404

from sharewell.concerns.access import passed_on_by, referrals_of
from sharewell.concerns.models import Referral, Rerouting
from sharewell.concerns.rules import ReferralState
from sharewell.desk.rules import MOST_COUNTED, MOST_FOUND, PAGE, Asked, Having, QueueTab, looks_like, whole_reference
from sharewell.directory.access import team_members, teams_of
from sharewell.directory.models import Member, Membership, Team
from sharewell.directory.rules import RECEIVING, instant
from sharewell.disclosures.models import Disclosure
from sharewell.ledger.book import declare, enter
from sharewell.moment import now
from sharewell.notices.access import unread
from sharewell.notices.models import Notice
from sharewell.prepared import Blank, Prepared
from sharewell.web.words import local

# Names are sealed, so they are opened one by one to look among them: never more than so many.
MOST_OPENED = 1_000

# A number that only says how much there is: a count that goes on to ten thousand costs more than the page.
MOST_AWAITED = 100


class CountedTo(Subquery):
    """How many rows a question has that is cut off at a limit, within another question."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


declare("queue.opened", "A member of a receiving team saw a page of its queue: so many rows of it.", is_look=True)


@dataclass(frozen=True)
class Awaited:
    """How much awaits a member: whether they are in a receiving team, what it has not acknowledged, unread notices.
    Neither is counted beyond a hundred."""

    receives: bool
    new_referrals: int
    unread: int


@dataclass(frozen=True)
class Queue:
    """One page of a team's queue: its rows, how many there are in each part, and how many were found."""

    team: Team
    asked: Asked
    referrals: list[Referral]
    counts: dict[QueueTab, int]
    found: int
    is_cut: bool
    # Who else is in the team, by name; and what it passed on to others, on that part of the list.
    colleagues: list[Member] = field(default_factory=list)
    passed_on: list[Rerouting] = field(default_factory=list)


def awaited_by(member: Member) -> Awaited:
    """How much awaits this member, in one statement."""
    return Awaited(*(_awaited.first(member=member.pk) or (False, 0, 0)))


def _all_awaited() -> QuerySet[Member, tuple[bool, int, int]]:
    member = Blank("member", UUIDField())
    teams = Membership.objects.filter(member=member, left_at__isnull=True, team__purpose__in=RECEIVING)
    new = Referral.objects.filter(team__in=teams.values("team"), state=ReferralState.NEW)
    person = Member.objects.filter(pk=member).values("user")
    new = new.exclude(disclosure__in=Disclosure.objects.filter(decision__kept_from__user__in=person).values("pk"))
    return Member.objects.filter(pk=member).values_list(
        Exists(teams), _counted(new, MOST_AWAITED), _counted(unread(member), MOST_AWAITED)
    )


_awaited = Prepared(_all_awaited)


def _counted(rows: QuerySet[Referral] | QuerySet[Notice] | QuerySet[Rerouting], most: int) -> CountedTo:
    return CountedTo(rows.order_by().values("pk")[:most])


def receiving_teams(member: Member) -> list[Team]:
    """The teams of this member to which something can be sent. Raises Http404 when there are none."""
    teams = [team for team in teams_of(member) if team.purpose in RECEIVING]
    if not teams:
        raise Http404
    return teams


def queue_of(member: Member, team: Team, asked: Asked) -> Queue:
    """A page of the queue of this team of theirs, least time left first; seeing it is entered.

    Neither statements nor what they cost grow with the rows: each part is counted to 251, which stands for
    *more than 250*, and further only as far as the page asked for. A reference is found wherever it is;
    names are looked for among the thousand that come first: `is_cut` when there are more.
    """
    at = now()
    every = referrals_of(member, team)
    parts = _parts(at)
    gone = passed_on_by(member).filter(from_team=team)
    counted = [_counted(every.filter(parts[tab]) if tab in parts else gone, MOST_COUNTED + 1) for tab in QueueTab]
    counts = dict(zip(QueueTab, Team.objects.filter(pk=team.pk).values_list(*counted)[0], strict=True))
    colleagues = [one for one in team_members(team) if one.pk != member.pk]
    tab = QueueTab(asked.tab)
    if tab is QueueTab.PASSED_ON:
        return _passed_on(member, team, asked, counts, gone, colleagues)
    wanted = _had_by(member, every.filter(parts[tab]), asked.whose, colleagues)
    wanted = wanted.order_by("-closed_at", "pk") if tab is QueueTab.DECIDED else wanted.order_by("due_at", "pk")
    is_cut = False
    if asked.words:
        found, is_cut = _sought(wanted, asked.words)
        wanted = wanted.filter(pk__in=found)
    many = wanted[: max(MOST_COUNTED, asked.page * PAGE) + 1].count()
    size, start = (MOST_FOUND, 0) if asked.words else (PAGE, (asked.page - 1) * PAGE)
    rows = wanted.select_related(
        "disclosure__agency", "disclosure__to_team", "clock", "with_member__user", "decided_by__user"
    )
    shown = list(rows[start : start + size])
    _enter(member, team, asked, shown)
    return Queue(team, asked, shown, counts, many, is_cut, colleagues)


def _passed_on(
    member: Member,
    team: Team,
    asked: Asked,
    counts: dict[QueueTab, int],
    gone: QuerySet[Rerouting],
    colleagues: list[Member],
) -> Queue:
    """A page of what the team passed on to others: where each went, and why."""
    start = (asked.page - 1) * PAGE
    shown = list(gone[start : start + PAGE])
    _enter(member, team, asked, [each.referral for each in shown])
    return Queue(team, asked, [], counts, counts[QueueTab.PASSED_ON], False, colleagues, shown)


def _parts(at: datetime) -> dict[QueueTab, Q]:
    is_open = Q(closed_at__isnull=True)
    midnight = instant(local(at).date() + timedelta(days=1), time())
    return {
        QueueTab.OPEN: is_open,
        QueueTab.NEW: is_open & Q(state=ReferralState.NEW),
        QueueTab.TODAY: is_open & Q(due_at__gt=at, due_at__lte=midnight),
        QueueTab.LATE: is_open & Q(due_at__lte=at),
        QueueTab.ASKED: is_open & Q(asked_at__isnull=False),
        QueueTab.DECIDED: Q(closed_at__isnull=False),
    }


def _had_by(member: Member, referrals: QuerySet[Referral], whose: str, colleagues: list[Member]) -> QuerySet[Referral]:
    if whose == Having.ME:
        return referrals.filter(with_member=member)
    if whose in {str(one.pk) for one in colleagues}:
        return referrals.filter(with_member=uuid.UUID(whose))
    return referrals.filter(with_member__isnull=True) if whose == Having.NOBODY else referrals


def _sought(referrals: QuerySet[Referral], words: str) -> tuple[list[uuid.UUID], bool]:
    """Which of the first thousand these words mean, and whether there are more than that; the one, if they are a whole
    reference."""
    # A name may look like a reference, so where none is found, names are looked for.
    of_reference = referrals.filter(disclosure__reference=whole_reference(words))
    if known := list(of_reference.values_list("pk", flat=True)):
        return known, False
    rows = list(
        referrals.select_related("disclosure").only("id", "disclosure__about", "disclosure__reference")[
            : MOST_OPENED + 1
        ]
    )
    found = [
        row.pk for row in rows[:MOST_OPENED] if looks_like(words, row.disclosure.reference, row.disclosure.about_words)
    ]
    return found, len(rows) > MOST_OPENED


def _enter(member: Member, team: Team, asked: Asked, shown: list[Referral]) -> None:
    with transaction.atomic():
        enter(
            "queue.opened",
            by=member,
            subject_kind="team",
            subject_id=team.pk,
            facts={"part": asked.tab, "page": asked.page, "referrals": [referral.pk for referral in shown]},
            words={"sought": asked.words},
        )
