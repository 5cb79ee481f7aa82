"""Disagreements in every state, by the acts that the two ends would perform."""

from typing import Any

from sharewell.directory.models import Member
from sharewell.directory.rules import AgencyKind, Role
from sharewell.directory.tests.given import a_member, an_agency
from sharewell.disagreements.actions import (
    Objection,
    accept_resolution,
    move_disagreement_on,
    open_disagreement,
    propose_resolution,
)
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import Against, Safety
from sharewell.disclosures.actions import report_step
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import Step
from sharewell.disclosures.tests.given import a_decision, sent
from sharewell.items.actions import write_item
from sharewell.items.rules import ItemDetails, Known
from sharewell.people.actions import add_child

BECAUSE = "The bruise has not been explained, and nobody has asked her."
DESIRED = "That she is seen by somebody this week."
AGREED = "Rowan Field sees her at school on Thursday, and tells us how it went."


def a_disclosure(cast: Any) -> Disclosure:
    """What the teacher sent to the referral team."""
    child = add_child(by=cast.teacher, details={"given_name": "Mia", "family_name": "Tarrant"})
    version = write_item(by=cast.teacher, child=child, details=ItemDetails(text="A bruise on her arm", kind=Known.FACT))
    return sent(a_decision(cast.teacher, child, team=cast.referral_team), version)


def a_decided_disclosure(cast: Any) -> Disclosure:
    """The same; and the team has decided that nothing further is to be done."""
    disclosure = a_disclosure(cast)
    said = {"outcome": "no_further_action", "words": "It does not meet the threshold."}
    report_step(by=cast.receiver, disclosure=disclosure, step=Step.DECIDED, **said)
    return disclosure


def an_objection(**other: Any) -> Objection:
    said = {"against": Against.OUTCOME, "because": BECAUSE, "desired": DESIRED, "safety": Safety.NOT_SURE}
    return Objection(**said | other)


def a_disagreement(cast: Any, by: Member | None = None, **other: Any) -> Disagreement:
    """The teacher, or whoever else is said, disagrees with the outcome."""
    return open_disagreement(
        by=by or cast.teacher, disclosure=a_decided_disclosure(cast), objection=an_objection(**other)
    )


def moved_on(disagreement: Disagreement, by: Member, to: int = 2) -> Disagreement:
    """The same at that stage."""
    while disagreement.stage < to:
        because = "We have spoken and do not agree."
        move_disagreement_on(by=by, disagreement=disagreement, from_stage=disagreement.stage, because=because)
    return disagreement


def resolved(disagreement: Disagreement, cast: Any) -> Disagreement:
    """Proposed by the receiving team, and accepted by the teacher."""
    step = propose_resolution(by=cast.receiver, disagreement=disagreement, agreed=AGREED)
    accept_resolution(by=cast.teacher, disagreement=disagreement, proposal=step)
    return disagreement


def a_manager(cast: Any) -> Member:
    """Manages at the council, in no team."""
    return a_member(cast.council, "Mona Reeve", "Service manager", Role.RECEIVING_WORKER, Role.MANAGER)


def a_partnership_lead() -> Member:
    """Leads the partnership, and does no work with children."""
    office = an_agency("Partnership Office", AgencyKind.COUNCIL)
    return a_member(office, "Petra Lane", "Partnership lead", Role.PARTNERSHIP_LEAD)
