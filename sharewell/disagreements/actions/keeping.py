"""What every act of a disagreement does: a step is kept, a stage begins, the state moves once, people are told."""

from collections.abc import Mapping
from typing import Any

from sharewell.clocks.actions import cancel_clock, start_clock
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.directory.access import members_who_lead
from sharewell.directory.models import Member
from sharewell.disagreements import access
from sharewell.disagreements.models import Disagreement, DisagreementStep, Named
from sharewell.disagreements.rules import End, State, StepKind, is_last, length_of, rule_of
from sharewell.errors import Overtaken
from sharewell.ledger.book import Actor, not_an_act
from sharewell.moment import now
from sharewell.notices.actions import tell
from sharewell.notices.rules import NoticeKind

PART = "Part of the act that calls it; that act is entered."


@not_an_act(because=PART)
def facts_of(disagreement: Disagreement) -> dict[str, Any]:
    """What an entry says of a disagreement: codes and ids, no words."""
    return {
        "reference": disagreement.reference,
        "about": disagreement.disclosure.reference,
        "stage": disagreement.stage,
        "agency": str(disagreement.agency_id),
        "other_agency": str(disagreement.other_agency_id),
    }


@not_an_act(because=PART)
def step_facts(_: DisagreementStep, said: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says of the disagreement in which a step was taken."""
    return facts_of(said["disagreement"])


@not_an_act(because=PART)
def move(disagreement: Disagreement, *, where: Mapping[str, Any] | None = None, **new: Any) -> None:
    """The open disagreement has these new values, if it still is as `where` says. Overtaken when it is not."""
    still = Disagreement.objects.filter(pk=disagreement.pk, state=State.OPEN, **(where or {}))
    if not still.update(**new):
        raise Overtaken("Somebody else has just changed this disagreement. Open it again to see how it stands.")
    for name, value in new.items():
        setattr(disagreement, name, value)


@not_an_act(because=PART)
def keep_step(disagreement: Disagreement, by: Member | Actor, kind: StepKind, **said: Any) -> DisagreementStep:
    """This has happened, at the stage at which it stands; by a member at their own end, or by the clock."""
    member = by if isinstance(by, Member) else None
    return DisagreementStep.objects.create(
        agency_id=member.agency_id if member else disagreement.other_agency_id,
        disagreement=disagreement,
        kind=kind,
        end=(access.end_in(member, disagreement) or "") if member else "",
        by_member=member,
        by_name=by.name,
        by_title=member.job_title if member else "",
        stage=disagreement.stage,
        at=now(),
        **said,
    )


@not_an_act(because=PART)
def new_clock(disagreement: Disagreement, by: Member | Actor) -> Clock:
    """The time of the stage runs: the end that did not disagree owes the other an end of it."""
    team = disagreement.disclosure.with_team if disagreement.opened_end == End.SENDER else None
    return start_clock(
        by=by,
        kind=ClockKind.RESOLVE,
        owner_agency=disagreement.other_agency,
        other_agency=disagreement.agency,
        subject=str(disagreement.pk),
        reference=disagreement.reference,
        due_at=access.due_by(length_of(disagreement.stage, disagreement.safety), now(), team),
    )


@not_an_act(because=PART)
def clock_again(disagreement: Disagreement, by: Member | Actor, because: str) -> None:
    """The clock that runs stops for this reason, and a new one starts for how it stands now."""
    cancel_clock(by=by, clock=disagreement.clock, because=because)
    move(disagreement, clock=new_clock(disagreement, by))


@not_an_act(because=PART)
def name_those(disagreement: Disagreement) -> None:
    """Whoever stands for each end at this stage is named; at the last stage the partnership is told of it."""
    stages, at = access.stages_of(disagreement.stage_list), now()
    rule = rule_of(stages, disagreement.stage)
    Named.objects.bulk_create(
        Named(
            agency_id=member.agency_id, disagreement=disagreement, end=end, stage=disagreement.stage, member=member,
            stands=stands, since=at,
        )
        for end in End
        for member, stands in access.who_stands(disagreement.disclosure, rule, end).items()
    )  # fmt: skip
    if is_last(stages, disagreement.stage):
        path = f"/administration/partnership/disagreements/{disagreement.pk}/"
        kept_from = disagreement.disclosure.decision.kept_from
        tell(members_who_lead(), NoticeKind.DISAGREEMENT_OPENED, disagreement.reference, path, kept_from=kept_from)


@not_an_act(because=PART)
def tell_end(
    disagreement: Disagreement, end: End, kind: NoticeKind, *, but: Member | Actor, everybody: bool = False
) -> None:
    """This end knows, but for whoever did it. `everybody`: also those whose colleague has it in hand already."""
    told = access.whom_to_tell(disagreement, end, everybody=everybody)
    own = but.pk if isinstance(but, Member) else None
    path = f"/disagreements/{disagreement.pk}/"
    kept_from = disagreement.disclosure.decision.kept_from
    tell([each for each in told if each.pk != own], kind, disagreement.reference, path, kept_from=kept_from)
