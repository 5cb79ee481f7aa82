"""What one member has open: worries whose answer they wait for or whose day comes, referrals, and drafts."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from sharewell.concerns.handing_rules import HandingState
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import CLOSED, Raised
from sharewell.desk.access.due import standing_tellings
from sharewell.directory.access import chain_of, may_hand_over, who_may_take_over
from sharewell.directory.models import Member
from sharewell.directory.rules import Role
from sharewell.disclosures.rules import Step
from sharewell.items.access import leads_safeguarding
from sharewell.journeys.access import drafts_of
from sharewell.moment import now
from sharewell.web.words import plural

_SENT = Q(raised=Raised.SENT, disclosure__withdrawn_at__isnull=True) & ~Q(disclosure__step=Step.DECIDED)
# Something is still to come of it: an outcome, or what a lead of one's own decides.
_AWAITED = _SENT | Q(raised=Raised.HANDED, handing__state__in=HandingState.open())


@dataclass(frozen=True)
class OpenWork:
    """What a member has open. `unfinished`: drafts that nobody else can see."""

    concerns: tuple[Concern, ...]
    referrals: tuple[Referral, ...]
    unfinished: int

    @property
    def things(self) -> int:
        """How many there are to hand over."""
        return len(self.concerns) + len(self.referrals)

    @property
    def words(self) -> list[str]:
        """What there is, counted: `3 worries that wait for an answer`."""
        counted = (
            (len(self.concerns), "worry that waits for an answer or a day", "worries that wait for an answer or a day"),
            (len(self.referrals), "referral that is not decided", "referrals that are not decided"),
        )
        return [plural(number, one, many) for number, one, many in counted if number]


def open_work_of(member: Member, *others: object) -> OpenWork:
    """What this member has open, without what is about any of the others: whoever asks, whoever is to take it over.

    Three statements, however much it is. For those who may say that the member is away.
    """
    comes = Exists(standing_tellings().filter(decision=OuterRef("decision"), look_again_on__isnull=False))
    concerns = Concern.objects.filter(_AWAITED | Q(comes), with_member=member)
    concerns = concerns.exclude(kept_from__user__in=[one.user_id for one in others if isinstance(one, Member)])
    referrals = Referral.objects.filter(with_member=member).exclude(state__in=CLOSED)
    return OpenWork(
        tuple(concerns.select_related("decision__with_member", "disclosure__with_member", "with_member__user")),
        tuple(referrals.select_related("team", "disclosure", "with_member__user")),
        len(drafts_of(member)),
    )


def may_hand_over_work(by: object, member: Member) -> bool:
    """Whoever may say that the member is away; the clock, once they have left."""
    return may_hand_over(by, member)


def reasons_not_to_let_go(by: object, member: Member, to: Member | None) -> list[str]:
    """Why the member cannot leave just so; empty when they can. Each says what to do first."""
    reasons = []
    if to is None and (words := open_work_of(member, by).words):
        reasons.append(f"{member.name} has {' and '.join(words)}. Choose who carries on with them.")
    return reasons


def left_with_leavers() -> list[tuple[Member, Member]]:
    """For the worker: members who have left with something still open, each with the colleague who can carry it on."""
    at = now()
    gone = Q(with_member__until__lte=at) | Q(with_member__user__is_active=False)
    open_referrals = Referral.objects.filter(gone).exclude(state__in=CLOSED)
    holders = {*open_referrals.values_list("with_member", flat=True)}
    concerns = Concern.objects.filter(gone, _AWAITED)
    holders |= {*concerns.values_list("with_member", flat=True)}
    about = {*concerns.exclude(kept_from=None).values_list("with_member", "kept_from__user")}
    left = Member.objects.filter(pk__in=holders).select_related("user", "agency")
    return [
        (member, to)
        for member in left
        for to in [_next_in_line(member, {user for holder, user in about if holder == member.pk})]
        if to
    ]


def _next_in_line(member: Member, about: Collection[object]) -> Member | None:
    """Whoever can be asked in the agency now; else a lead, who sees it even while away; else managers, and anybody.

    Nobody whom something of it is about: these are passed over, by the ids of their accounts.
    """
    chain = chain_of(member.agency)
    leads = [each.member for each in chain.standing if leads_safeguarding(each.member)]
    others = who_may_take_over(member)
    managers = [one for one in others if one.has_role(Role.MANAGER)]
    in_line = [*chain.takers, *leads, *managers, *others]
    return next((one for one in in_line if one.user_id not in about), None)
