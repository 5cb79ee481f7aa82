"""Check 1: every open referral is with one team, in which somebody is who can see it; every handed worry with one
person, or its author was told. Looked at after every event; between two events nothing changes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F

from sharewell.concerns.access import referrals_open_to
from sharewell.concerns.models import Concern, Handing, HandingHop, Referral
from sharewell.desk.access import queue_of
from sharewell.desk.rules import Asked, QueueTab
from sharewell.directory.models import Away, Member, Membership, Team
from sharewell.notices.models import Notice
from tests.year.agenda import Year
from tests.year.rows import OpenReferral


class Owners:
    """Who is in each team is asked anew whenever people came or went."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.crews: dict[UUID, list[Member]] = {}
        self.asked: set[tuple[UUID, UUID]] = set()
        self.handed: dict[UUID, Handing] = {}

    def look(self, at: datetime, referrals: Iterable[OpenReferral]) -> None:
        """All that is open now. When people came or went, and daily, every member of each team is asked what they see;
        else one by chance."""
        everybody = self.year.people_changed
        if everybody:
            self.crews, self.year.people_changed = self._crews_now(), False
        self._referrals(at, list(referrals), everybody=everybody)
        self._worries(at)

    def _crews_now(self) -> dict[UUID, list[Member]]:
        found: dict[UUID, list[Member]] = defaultdict(list)
        joined = Membership.objects.filter(left_at__isnull=True, team__closed_at__isnull=True)
        here = joined.filter(member__until__isnull=True, member__user__is_active=True)
        for each in here.select_related("member__user", "member__agency"):
            found[each.team_id].append(each.member)
        return found

    def _referrals(self, at: datetime, referrals: list[OpenReferral], *, everybody: bool) -> None:
        open_now = {each.pk: each for each in referrals}
        for key in self.year.open_with.keys() ^ open_now.keys():
            how = "is not open, and nobody closed it" if key in self.year.open_with else "is open, and was closed"
            self.year.fault(f"{at}: owner: referral {key} {how}")
        of_team: dict[UUID, set[UUID]] = defaultdict(set)
        for each in referrals:
            of_team[each.team].add(each.pk)
            if each.team != self.year.open_with.get(each.pk, each.team):
                self.year.fault(f"{at}: owner: referral {each.pk} is with another team than was done")
            if each.team != each.with_team:
                self.year.fault(f"{at}: owner: referral {each.pk} is with two teams, one for each end")
        for team, theirs in of_team.items():
            self._seen(at, team, theirs, everybody=everybody)

    def _seen(self, at: datetime, team: UUID, theirs: set[UUID], *, everybody: bool) -> None:
        crew = self.crews.get(team, [])
        if not crew:
            self.year.fault(f"{at}: owner: nobody is in the team of {len(theirs)} open referrals, {min(theirs)}")
            return
        for member in crew if everybody else [self.year.random.choice(crew)]:
            sees = set(referrals_open_to(member).filter(closed_at__isnull=True).values_list("pk", flat=True))
            for key in theirs - sees:
                self.year.fault(f"{at}: owner: referral {key} is not seen by a member of the team that has it")
        if everybody:
            found = queue_of(crew[0], Team.objects.get(pk=team), Asked(QueueTab.OPEN)).found
            if found != len(theirs):
                self.year.fault(f"{at}: owner: the queue of {team} has {found} open referrals, not {len(theirs)}")

    def _worries(self, at: datetime) -> None:
        rows = Handing.objects.exclude(state="done").annotate(
            author=F("concern__with_member"), path=F("concern__pk"), kept=F("concern__kept_from")
        )
        found = {each.pk: each for each in rows}
        for key in self.year.handed ^ found.keys():
            self.year.fault(f"{at}: owner: handed worry {key} is settled, or open, and nobody did that")
        for each in found.values():
            self._worry(at, each)
        self.handed = found

    def _worry(self, at: datetime, handing: Handing) -> None:
        """With exactly one who was asked, or with its author, who was told."""
        moves, who = handing.state in ("waiting", "taken"), handing.with_member_id
        if moves == (who is None):
            self.year.fault(f"{at}: owner: handed worry {handing.pk} is {handing.state}, and with {who or 'nobody'}")
        if who and (handing.pk, who) not in self.asked:
            if not HandingHop.objects.filter(handing=handing, to=who).exists() or who == handing.kept:
                self.year.fault(f"{at}: owner: handed worry {handing.pk} is with {who}, who was not asked")
            self.asked.add((handing.pk, who))
        before = self.handed.get(handing.pk)
        if not moves and (before is None or before.state != handing.state):
            told = Notice.objects.filter(path=f"/concerns/{handing.path}/", kind="refer_directly", covers=None)
            if [each.member_id for each in told] != [handing.author]:
                self.year.fault(f"{at}: owner: the author of handed worry {handing.pk} was not told to refer it")

    def after_round(self, at: datetime) -> None:
        """Once the worker came by, no worry is left with somebody who is away or has left, nor anything with one."""
        away = set(Away.objects.filter(since__lte=at).exclude(until__lte=at).values_list("member", flat=True))
        away |= set(Member.objects.filter(until__lte=at).values_list("pk", flat=True))
        for each in self.handed.values():
            if each.with_member_id in away:
                self.year.fault(f"{at}: owner: handed worry {each.pk} stays with somebody who is not there")
        gone = Member.objects.filter(until__lte=at)
        for each in Referral.objects.filter(closed_at__isnull=True, with_member__in=gone):
            self.year.fault(f"{at}: owner: referral {each.pk} stays with somebody who left")
        waits = Concern.objects.filter(with_member__in=gone, raised="sent", disclosure__withdrawn_at__isnull=True)
        waits = waits.exclude(disclosure__step="decided")
        for each in waits:
            self.year.fault(f"{at}: owner: whoever carries {each.reference} has left, and nobody does instead")
