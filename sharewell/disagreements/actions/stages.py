"""The partnership says in which stages disagreements are settled."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from sharewell.directory.access import may_lead_partnership
from sharewell.directory.models import Member
from sharewell.disagreements.models import Stage, StageList
from sharewell.disagreements.rules import StageRule, reasons_not_to_set_stages
from sharewell.errors import Refused
from sharewell.ledger.book import act
from sharewell.moment import now


@act(
    "stages.set",
    may=may_lead_partnership,
    on="stage_list",
    facts=("in_force_from",),
    also=lambda _, said: {"stages": [f"{each.number}. {each.title}" for each in said["stages"]]},
)
def set_stages(*, by: Member, stages: Sequence[StageRule], in_force_from: date) -> StageList:
    """What is opened from that day on goes through these stages; what is open already keeps its own.

    Refused without a stage, with too many, with nobody to stand for an end, and from a day that is past.
    """
    if reasons := reasons_not_to_set_stages(stages, in_force_from, localdate(now())):
        raise Refused(*reasons)
    kept = StageList.objects.create(in_force_from=in_force_from, set_by=by.name, set_at=now())
    Stage.objects.bulk_create(
        Stage(
            stage_list=kept,
            number=number,
            title=each.title,
            who=each.who,
            sender=" ".join(each.sender),
            receiver=" ".join(each.receiver),
        )
        for number, each in enumerate(stages, 1)
    )
    return kept
