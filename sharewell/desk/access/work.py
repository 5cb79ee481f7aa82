"""A member's own work: what they sent or decided, what became of it, and what awaits them. A lead: everybody's."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Prefetch, Q, QuerySet

from sharewell.clocks.access import clocks_for_subjects
from sharewell.clocks.models import Clock
from sharewell.concerns.access import calls_to_confirm, concerns_open_to
from sharewell.concerns.access.handing import Handed, with_what_followed, worries_handed_to
from sharewell.concerns.models import Call, Concern, ConcernChild
from sharewell.concerns.rules import Raised
from sharewell.decisions.models import Telling
from sharewell.desk.access.due import standing_tellings
from sharewell.desk.rules import PAGE, Asked, WorkTab
from sharewell.directory.models import Member
from sharewell.disagreements.access import open_and_resolved
from sharewell.disagreements.models import Disagreement
from sharewell.disclosures.models import DisclosureStep
from sharewell.disclosures.rules import Step
from sharewell.items.access import leads_safeguarding
from sharewell.journeys.access import Unfinished, drafts_of
from sharewell.ledger.book import declare, enter
from sharewell.moment import now
from sharewell.web.words import local

MINE = "mine"
# A reason for not telling comes into view so long before its day.
AHEAD = timedelta(days=2)
MOST_AWAITING = 25

_SENT = Q(raised=Raised.SENT)
_ANSWERED = Q(disclosure__step=Step.DECIDED) | Q(disclosure__withdrawn_at__isnull=False)
PARTS = {
    WorkTab.ALL: Q(),
    WorkTab.WAITING: _SENT & ~_ANSWERED,
    WorkTab.ANSWERED: _SENT & _ANSWERED,
    WorkTab.NOT_SHARED: Q(raised=Raised.NOT_SHARED),
    WorkTab.HANDED: Q(raised=Raised.HANDED),
    WorkTab.OUTSIDE: Q(raised=Raised.CARRIED_OUTSIDE),
}

declare("work.opened", "A safeguarding lead saw a list of the worries of everybody in the agency.", is_look=True)


@dataclass(frozen=True)
class Work:
    """One page of somebody's work. `clocks` stands by disclosure id; `look_again` is a reason and its worry, a pair."""

    asked: Asked
    is_lead: bool
    concerns: list[Concern]
    counts: dict[WorkTab, int]
    clocks: dict[str, list[Clock]]
    drafts: list[Unfinished] = field(default_factory=list)
    look_again: list[tuple[Telling, Concern]] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    handed: Handed = field(default_factory=Handed)
    calls: list[Call] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many there are in the part that is shown."""
        return self.counts[WorkTab(self.asked.tab)]


def work_of(member: Member, asked: Asked) -> Work:
    """A page of the member's work, newest first; statements do not grow with the rows.

    A lead sees everybody's in the agency, unless they ask for their own alone; that list is entered as a look.
    """
    is_lead = leads_safeguarding(member)
    sees_others = is_lead and asked.whose != MINE
    every = concerns_open_to(member)
    mine = every if sees_others else every.filter(Q(author=member) | Q(with_member=member))
    counts = mine.aggregate(**{tab.name: Count("pk", filter=part) for tab, part in PARTS.items()})
    start = (asked.page - 1) * PAGE
    shown = list(_whole(mine.filter(PARTS[WorkTab(asked.tab)]))[start : start + PAGE])
    if sees_others:
        _enter(member, asked, shown)
    return Work(
        asked=asked,
        is_lead=is_lead,
        concerns=shown,
        counts={tab: counts[tab.name] for tab in WorkTab},
        clocks=clocks_for_subjects(member, _disclosures(shown)),
        drafts=drafts_of(member),
        look_again=_to_look_again(mine),
        disagreements=open_and_resolved(member)[0],
        handed=worries_handed_to(member),
        calls=calls_to_confirm(member, of_all=sees_others),
    )


def _disclosures(shown: list[Concern]) -> list[UUID]:
    """What these sent, or what grew from them did."""
    every = (each for concern in shown for each in (concern, *concern.grown.all()))
    return [each.disclosure_id for each in every if each.disclosure_id]


def _whole(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    """With everything that a row says, in a fixed number of statements."""
    return (
        concerns.select_related(
            "author__user",
            "with_member__user",
            "decision",
            "disclosure__with_team",
            "disclosure__to_agency",
            "handing__with_member__user",
            "handing__clock",
        )
        .prefetch_related(
            Prefetch("grown", queryset=with_what_followed(Concern.objects.all())),
            Prefetch("children", queryset=ConcernChild.objects.select_related("child")),
            Prefetch("disclosure__steps", queryset=DisclosureStep.objects.order_by("at", "pk")),
        )
        .order_by("-written_at", "pk")
    )


def _to_look_again(concerns: QuerySet[Concern]) -> list[tuple[Telling, Concern]]:
    """The reasons for not telling a family whose day has come, or comes within two days, soonest first."""
    until = local(now()).date() + AHEAD
    due = standing_tellings().filter(look_again_on__lte=until, decision__in=concerns.values("decision"))
    tellings = list(due.order_by("look_again_on", "pk")[:MOST_AWAITING])
    found = concerns.filter(decision__in=[telling.decision_id for telling in tellings])
    named = Prefetch("children", queryset=ConcernChild.objects.select_related("child"))
    by_decision = {concern.decision_id: concern for concern in found.prefetch_related(named)}
    return [(telling, by_decision[telling.decision_id]) for telling in tellings]


def _enter(member: Member, asked: Asked, shown: list[Concern]) -> None:
    with transaction.atomic():
        enter(
            "work.opened",
            by=member,
            subject_kind="agency",
            subject_id=member.agency_id,
            facts={"part": asked.tab, "page": asked.page, "concerns": [concern.pk for concern in shown]},
        )
