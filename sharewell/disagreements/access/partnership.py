"""What the partnership sees: that two agencies disagree, at which stage and by when; at the last stage their own words.

Never what was shared, nor whom it is about.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from sharewell.clocks.models import Clock
from sharewell.directory.access import may_lead_partnership
from sharewell.directory.models import Member
from sharewell.disagreements.access.standing import stages_of
from sharewell.disagreements.models import Disagreement, StageList
from sharewell.disagreements.rules import Safety, StageRule, State, is_last, rule_of
from sharewell.disclosures.access import disclosures_about
from sharewell.ledger.book import enter_look


@dataclass(frozen=True)
class Glimpse:
    """One open disagreement as the partnership sees it: no words of anybody."""

    id: uuid.UUID
    reference: str
    opened_by: str
    other: str
    opened_at: datetime
    stage: StageRule
    of: int
    safety: Safety
    clock: Clock

    @property
    def is_at_last_stage(self) -> bool:
        return self.stage.number >= self.of


def disagreements_at_a_glance(member: Member) -> list[Glimpse]:
    """Every open disagreement, the most pressing first. Raises Http404 for whoever does not lead the partnership."""
    if not may_lead_partnership(member):
        raise Http404
    found = Disagreement.objects.filter(state=State.OPEN).exclude(disclosure__in=disclosures_about(member))
    found = found.order_by("clock__due_at")
    return [
        _glimpse(each)
        for each in found.select_related("agency", "other_agency", "clock", "stage_list").prefetch_related(
            "stage_list__stages"
        )
    ]


def _glimpse(found: Disagreement) -> Glimpse:
    stages = stages_of(found.stage_list)
    return Glimpse(
        id=found.pk,
        reference=found.reference,
        opened_by=found.agency.name,
        other=found.other_agency.name,
        opened_at=found.opened_at,
        stage=rule_of(stages, found.stage),
        of=len(stages),
        safety=Safety(found.safety),
        clock=found.clock,
    )


def disagreement_at_last_stage(member: Member, disagreement_id: uuid.UUID) -> Disagreement:
    """This one, with the two ends' own words, once it has come to the partnership; the look is entered.

    Raises Http404 for whoever does not lead the partnership, for one whom it is about, and at an earlier stage.
    """
    wanted = Disagreement.objects.select_related("agency", "other_agency", "clock", "stage_list", "against_step")
    wanted = wanted.exclude(disclosure__in=disclosures_about(member))
    found = wanted.filter(pk=disagreement_id).first() if may_lead_partnership(member) else None
    if found is None or not is_last(stages_of(found.stage_list), found.stage):
        raise Http404
    enter_look("disagreement.looked_at", by=member, subject=found)
    return found


def stage_lists() -> list[StageList]:
    """Every list of stages that holds, held or will hold, the latest first."""
    return list(StageList.objects.prefetch_related("stages"))
