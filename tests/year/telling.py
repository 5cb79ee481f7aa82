"""Check 3: whoever carries a referral at the sender's end was told of each step, once, and by e-mail once the post was
open; and of what is late, those who owe it too. Looked at at the end of each simulated day, by the moment of each step.
"""

from collections import Counter, defaultdict
from datetime import datetime
from uuid import UUID

from sharewell.concerns.models import Concern, Referral
from sharewell.directory.models import Away, Member, MemberRole, Membership
from sharewell.disclosures.models import DisclosureStep
from sharewell.notices.models import Notice
from tests.year.agenda import Year
from tests.year.rows import OpenReferral

SAID = {
    "acknowledged": "referral_acknowledged", "taken_on": "referral_acknowledged", "asked": "more_asked",
    "decided": "referral_decided", "taken_up": "referral_taken_up", "news_given": "news_given",
    "unseen": "not_acknowledged", "late": "answer_late", "withdrawn": "referral_withdrawn",
    "rerouted": "referral_moved",
}  # fmt: skip
LATE = {"unseen", "late"}
Told = dict[tuple[str, str, datetime], list[UUID]]


class Telling:
    """`carried`: who carried each disclosure, and what was handed before it, from when on."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.carried: dict[UUID, list[tuple[datetime, frozenset[UUID]]]] = defaultdict(list)
        self.owed_by: dict[tuple[UUID, datetime], frozenset[UUID]] = {}
        self.last: datetime | None = None
        self.grew: dict[UUID, UUID] = {}

    def look(self, at: datetime, referrals: list[OpenReferral], *, is_round: bool) -> None:
        """Who carries what is open, after each event; who owes it, after each round, when lateness is told."""
        fresh = [each.disclosure for each in referrals if each.disclosure not in self.carried]
        if fresh:
            rows = Concern.objects.filter(disclosure__in=fresh, grew_from__isnull=False).order_by()
            self.grew |= dict(rows.values_list("disclosure", "grew_from"))
        handed = [self.grew[each.disclosure] for each in referrals if each.disclosure in self.grew]
        others = dict(Concern.objects.filter(pk__in=handed).order_by().values_list("pk", "with_member"))
        for each in referrals:
            grew = self.grew.get(each.disclosure)
            who = frozenset({each.carrier, others[grew]} if grew else {each.carrier})
            known = self.carried[each.disclosure]
            if not known or known[-1][1] != who:
                known.append((at, who))
        if is_round:
            self._who_owe(at, referrals)

    def _who_owe(self, at: datetime, referrals: list[OpenReferral]) -> None:
        late = set(DisclosureStep.objects.filter(
            disclosure__in=[each.disclosure for each in referrals], step__in=LATE, at=at
        ).values_list("disclosure", flat=True))  # fmt: skip
        for each in referrals:
            if each.disclosure in late:
                joined = Membership.objects.filter(team=each.team, left_at__isnull=True, member__until__isnull=True)
                manage = MemberRole.objects.filter(
                    role="manager", member__until__isnull=True, agency__in=joined.values("agency")
                )
                self.owed_by[each.disclosure, at] = frozenset(joined.values_list("member", flat=True)) | frozenset(
                    manage.values_list("member", flat=True)
                )

    def at_end_of_day(self, at: datetime) -> None:
        """Every step since the last time, held against every notice since then."""
        since, self.last = self.last, at
        steps = DisclosureStep.objects.filter(step__in=SAID, at__lte=at).order_by("at")
        notices = Notice.objects.filter(covers__isnull=True, kind__in=set(SAID.values()), made_at__lte=at)
        if since:
            steps, notices = steps.filter(at__gt=since), notices.filter(made_at__gt=since)
        told: Told = defaultdict(list)
        for kind, path, made_at, member in notices.order_by().values_list("kind", "path", "made_at", "member"):
            told[kind, path, made_at].append(member)
        gone = dict(Member.objects.filter(until__isnull=False).values_list("pk", "until"))
        for step in steps:
            path = f"/concerns/sent/{step.disclosure_id}/"
            self._carriers_told(step, told.pop((SAID[step.step], path, step.at), []), gone)
            if step.step in LATE:
                self._owers_told(step, told)
            if step.step == "decided" and not (step.words and step.outcome):
                self.year.fault(f"{step.at}: telling: {step.disclosure_id} was decided without a reason")
        for kind, path, made_at in told:
            if path.startswith("/concerns/sent/") and kind != "answer_late":
                self.year.fault(f"{made_at}: telling: {kind} at {path}, and nothing of the sort happened")

    def _carriers_told(self, step: DisclosureStep, told: list[UUID], gone: dict[UUID, datetime]) -> None:
        """Those who carried it when it happened, or, of what happened in the very round that gave it to them, since."""
        known = self.carried[step.disclosure_id]
        before = [who for since, who in known if since < step.at][-1:] or [known[0][1]]
        since = [who for since, who in known if since == step.at]
        allowed = [{one for one in who if one not in gone or gone[one] > step.at} for who in (*before, *since)]
        if not all(allowed) and (step.step == "withdrawn" or self._are_there(told, step, gone)):
            return
        if step.step == "withdrawn":
            by = Member.objects.get(user__name=step.by_name).pk
            allowed = [who - {by} for who in allowed]
        if Counter(told) not in [Counter(who) for who in allowed]:
            what = f"{step.step} of {step.disclosure_id}"
            self.year.fault(f"{step.at}: telling: {what} was told to {told}, not {allowed}")

    def _are_there(self, told: list[UUID], step: DisclosureStep, gone: dict[UUID, datetime]) -> bool:
        """Where whoever carried it has left: somebody of their agency who is there was told in their place."""
        there = [one for one in told if one not in gone or gone[one] > step.at]
        of_agency = Member.objects.filter(
            pk__in=there, agency=Concern.objects.get(disclosure=step.disclosure_id).agency
        )
        return bool(there) and of_agency.count() == len(there) == len(set(there))

    def _owers_told(self, step: DisclosureStep, told: Told) -> None:
        key = Referral.objects.filter(disclosure=step.disclosure_id).values_list("pk", flat=True).get()
        found = told.get((SAID[step.step], f"/referrals/{key}/", step.at), [])
        if Counter(found) != Counter(self.owed_by.get((step.disclosure_id, step.at), ())):
            self.year.fault(f"{step.at}: telling: that {key} is {step.step} was told to {len(found)} who owe it")

    def at_the_end(self, at: datetime) -> None:
        """Each e-mail went once, or was rightly not sent: it was read, a colleague had it, or its reader has left."""
        carried = self.year.post.carried
        away = set(Away.objects.values_list("member", flat=True))
        for each in Notice.objects.select_related("member"):
            times = carried[each.pk]
            has_left = each.member.until is not None
            if times > 1 or bool(times) != (each.emailed_at is not None):
                self.year.fault(f"telling: the e-mail of {each.kind} {each.pk} went {times} times")
            waits_for_return = each.member_id in away and each.next_try_at is not None and each.next_try_at > at
            if not times and each.awaits and not has_left and not waits_for_return:
                self.year.fault(f"telling: the e-mail of {each.kind} {each.pk}, made {each.made_at}, never went")
            if each.given_up_at:
                self.year.fault(f"telling: the e-mail of {each.kind} {each.pk} was given up")
