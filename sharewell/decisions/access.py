"""Who may see a decision: its author, and those who lead safeguarding in the same agency."""

import uuid

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from sharewell.decisions.models import Decision, Telling
from sharewell.directory.models import Member
from sharewell.items.access import leads_safeguarding
from sharewell.people.models import Child


def decisions_open_to(member: Member) -> QuerySet[Decision]:
    """The decisions this member may see: their own, as a lead all of the agency's; none without work with children."""
    if not member.works_with_children:
        return Decision.objects.none()
    mine = Decision.objects.filter(agency_id=member.agency_id)
    return mine if leads_safeguarding(member) else mine.filter(author=member)


def decision_for(member: Member, decision_id: uuid.UUID) -> Decision:
    """This decision, for this member. Raises Http404 when it is not there for them."""
    return get_object_or_404(
        decisions_open_to(member).select_related("author", "child", "recipient_team"), pk=decision_id
    )


def tellings_of(decision: Decision) -> list[Telling]:
    """What was done about openness, newest first. For those who already have the decision."""
    return list(Telling.objects.filter(decision=decision).select_related("written_by__user"))


def may_decide(by: Member, children: list[Child]) -> bool:
    """Anybody in the agency may decide on what their agency holds. Source: the duty to safeguard is everybody's."""
    return all(child.agency_id == by.agency_id for child in children)


def may_tell(by: Member, decision: Decision) -> bool:
    """Whoever may see the decision may write what was done about openness."""
    return decision.agency_id == by.agency_id and (decision.author_id == by.pk or leads_safeguarding(by))
