"""Somebody disagrees."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sharewell.decisions.rules import new_reference
from sharewell.directory.models import Member
from sharewell.disagreements import access
from sharewell.disagreements.actions import keeping
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import (
    Against,
    End,
    Safety,
    State,
    StepKind,
    reasons_not_to_open,
    reasons_without_words,
)
from sharewell.disclosures.access import steps_of
from sharewell.disclosures.models import Disclosure, DisclosureStep
from sharewell.disclosures.rules import Step
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import act
from sharewell.moment import now
from sharewell.notices.rules import NoticeKind


@dataclass(frozen=True)
class Objection:
    """What somebody disagrees with and why, what should happen instead, and whether the child is safe now."""

    against: Against
    because: str
    desired: str
    safety: Safety
    words: str = ""


def _facts(disagreement: Disagreement, said: Mapping[str, Any]) -> dict[str, Any]:
    objection = said["objection"]
    return keeping.facts_of(disagreement) | {"against": objection.against, "safety": objection.safety}


@act(
    "disagreement.opened",
    may=access.may_open,
    on="disagreement",
    words=("objection.because", "objection.desired", "objection.words"),
    also=_facts,
    gives_receipt=True,
)
def open_disagreement(*, by: Member, disclosure: Disclosure, objection: Objection) -> Disagreement:
    """This end disagrees: both ends see it from now on, with the names of stage 1 and a running clock.

    Refused without a reason and what should happen instead, for an outcome that is not there, and about what was not
    sent through Sharewell. Overtaken when somebody at the same end has one open about it already. Where the child is at
    risk the stage lasts hours. Source: Working Together; Keeping children safe in education, on escalation.
    """
    outcome = next((step for step in steps_of(disclosure) if step.step == Step.DECIDED), None)
    if reasons := _reasons(disclosure, objection, outcome):
        raise Refused(*reasons)
    end = access.is_at_an_end(by, disclosure)
    assert end is not None, "Whoever may open one stands at an end."
    disagreement = _kept(by, _opened(by, disclosure, end, objection), outcome)
    keeping.name_those(disagreement)
    keeping.keep_step(disagreement, by, StepKind.OPENED, safety=objection.safety, words=objection.because)
    keeping.tell_end(disagreement, end.other, NoticeKind.DISAGREEMENT_OPENED, but=by, everybody=True)
    keeping.tell_end(disagreement, end, NoticeKind.DISAGREEMENT_OPENED, but=by, everybody=True)
    return disagreement


def _reasons(disclosure: Disclosure, objection: Objection, outcome: DisclosureStep | None) -> list[str]:
    return [
        *reasons_not_to_open(
            against=objection.against,
            has_outcome=outcome is not None,
            is_here=disclosure.to_agency is not None,
            words=objection.words,
        ),
        *reasons_without_words(objection.because, "why you disagree"),
        *reasons_without_words(objection.desired, "what should happen instead"),
    ]


def _opened(by: Member, disclosure: Disclosure, end: End, objection: Objection) -> Disagreement:
    return Disagreement(
        pk=uuid.uuid4(),
        reference=new_reference("DA"),
        agency=by.agency,
        other_agency=disclosure.to_agency if end is End.SENDER else disclosure.agency,
        disclosure=disclosure,
        opened_end=end,
        opened_by=by,
        against=objection.against,
        against_words=objection.words if objection.against == Against.OTHER else "",
        because=objection.because,
        desired=objection.desired,
        safety=objection.safety,
        stage_list=access.stages_in_force(localdate(now())),
        opened_at=now(),
    )


def _kept(by: Member, disagreement: Disagreement, outcome: DisclosureStep | None) -> Disagreement:
    """It is kept with its clock; the database lets one through for each end, and whoever comes after it is told."""
    disagreement.against_step = outcome if disagreement.against == Against.OUTCOME else None
    disagreement.clock = keeping.new_clock(disagreement, by)
    try:
        with transaction.atomic():
            disagreement.save(force_insert=True)
    except IntegrityError as clash:
        same = Disagreement.objects.filter(disclosure=disagreement.disclosure, opened_end=disagreement.opened_end)
        if same.filter(state=State.OPEN).exists():
            raise Overtaken(
                "Your end disagrees about this already, and that is still open. Add what you have to say to it."
            ) from clash
        raise
    return disagreement
