"""The stages that hold, and who stands for each end at one of them."""

from collections.abc import Sequence
from datetime import date, datetime

from sharewell.clocks.access import due_for, lengths_on
from sharewell.clocks.rules import ClockKind, key_of
from sharewell.directory.access import chain_of, current_members, is_there, members_holding, team_members
from sharewell.directory.models import Agency, Member, Team
from sharewell.directory.rules import Role
from sharewell.disagreements.models import Disagreement, DisagreementStep, Named, StageList
from sharewell.disagreements.rules import MOST_STAGES, RISK_OF_HARM, USUAL_STAGES, End, StageRule, Stands, rule_of
from sharewell.disclosures.models import Disclosure
from sharewell.items.access import LEADS

# Who is asked in their place where nobody is there to stand for an end as the list says.
INSTEAD = (Stands.LEADS, Stands.MANAGERS, Stands.HAS_IT)


def due_by(stage: int, start: datetime, team: Team | None = None) -> datetime:
    """The instant by which this stage is to have ended, counted from the next opening of the team that owes it.

    A risk of harm (`RISK_OF_HARM`) waits for no opening.
    """
    return due_for(ClockKind.RESOLVE, start, team=team if stage != RISK_OF_HARM else None, stage=stage)


def lengths_of_stages(on: date) -> dict[int, str]:
    """How long each stage may take by the clocks in force on this day, in words; `RISK_OF_HARM`: where there is one."""
    found = lengths_on(on)
    stages = range(RISK_OF_HARM, MOST_STAGES + 1)
    return {stage: found[key_of(ClockKind.RESOLVE, stage)].length.words for stage in stages}


def stages_in_force(on: date) -> StageList | None:
    """The partnership's list that holds on this day; None where it has set none, and the usual stages hold."""
    return StageList.objects.filter(in_force_from__lte=on).order_by("-in_force_from", "-set_at").first()


def stages_of(stage_list: StageList | None) -> tuple[StageRule, ...]:
    """The stages of a list, in order; the usual ones where there is none."""
    return tuple(each.rule for each in stage_list.stages.all()) if stage_list else USUAL_STAGES


def who_stands(disclosure: Disclosure, stage: StageRule, end: End) -> dict[Member, Stands]:
    """Whoever stands for this end at this stage now, each as what; where nobody does, whoever can be asked instead.

    Empty only where nobody at all is left at that end.
    """
    found = _those(disclosure, stage.stands(end), end)
    for instead in INSTEAD:
        found = found or _those(disclosure, (instead,), end)
    return found


def _those(disclosure: Disclosure, stands: Sequence[Stands], end: End) -> dict[Member, Stands]:
    found: dict[Member, Stands] = {}
    about = disclosure.decision.kept_from
    for each in stands:
        for member in _as(disclosure, each, end):
            # A colleague whom the worry is about stands for nobody in it.
            if member.works_with_children and not (about and about.user_id == member.user_id):
                found.setdefault(member, each)
    return found


def _as(disclosure: Disclosure, stands: Stands, end: End) -> list[Member]:
    agency = disclosure.agency if end is End.SENDER else disclosure.to_agency
    if agency is None or disclosure.with_team is None:
        return []
    if stands is Stands.LEADS:
        return _leads_now(agency)
    if stands is Stands.MANAGERS:
        return members_holding(agency, Role.MANAGER)
    if end is End.RECEIVER:
        return team_members(disclosure.with_team)
    return [disclosure.with_member] if is_there(disclosure.with_member) else []


def _leads_now(agency: Agency) -> list[Member]:
    """The lead and deputies who are in, and their cover; when none is, whoever else of the chain can be asked."""
    takers = list(chain_of(agency).takers)
    return [each for each in takers if each.roles & {*LEADS}] or takers


def named_at(disagreement: Disagreement, stage: int, end: End) -> list[Named]:
    """Whoever was named for this end when the stage began and is still there. For those who already have it."""
    named = Named.objects.filter(disagreement=disagreement, stage=stage, end=end, member__in=current_members())
    return list(
        named.select_related("member__user", "member__agency").order_by("stands", "since", "member__user__name")
    )


def whom_to_tell(disagreement: Disagreement, end: End, *, everybody: bool = False) -> list[Member]:
    """Whoever at this end is told now: who has spoken at this stage, else everybody who stands for it.

    Whoever carries on what was sent, and whoever opened it, are always told. Where all have left, whoever stands now.
    """
    named = [each.member for each in named_at(disagreement, disagreement.stage, end)]
    if not named:
        stage = rule_of(stages_of(disagreement.stage_list), disagreement.stage)
        named = list(who_stands(disagreement.disclosure, stage, end))
    spoke = _who_spoke(disagreement, end)
    told = named if everybody or not spoke else [each for each in named if each.pk in spoke] or named
    own = [disagreement.disclosure.with_member] if end is End.SENDER else []
    own += [disagreement.opened_by] if end == disagreement.opened_end else []
    return told + [each for each in own if is_there(each)]


def _who_spoke(disagreement: Disagreement, end: End) -> set[object]:
    steps = DisagreementStep.objects.filter(disagreement=disagreement, stage=disagreement.stage, end=end)
    return set(steps.exclude(by_member=None).values_list("by_member", flat=True))


def everybody_named(disagreement: Disagreement) -> list[Named]:
    """Whoever was named at any stage of it so far. For those who already have it."""
    named = Named.objects.filter(disagreement=disagreement).select_related("member__user")
    return list(named.order_by("stage", "since", "member__user__name"))
