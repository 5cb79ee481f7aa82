"""Who may see a decision: its author, whoever carries it on, and those who lead safeguarding in the same agency."""

import uuid

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from sharewell.decisions.models import Decision, Telling
from sharewell.directory.access import may_hand_over
from sharewell.directory.models import Member
from sharewell.items.access import leads_on, leads_safeguarding, not_kept_from
from sharewell.ledger.book import Actor
from sharewell.people.models import Child


def decisions_open_to(member: Member) -> QuerySet[Decision]:
    """The decisions this member may see: their own, as a lead all of the agency's; none without work with children.

    Never one that is about themself.
    """
    if not member.works_with_children:
        return Decision.objects.none()
    mine = Decision.objects.filter(not_kept_from(member), agency_id=member.agency_id)
    return mine if leads_safeguarding(member) else mine.filter(Q(author=member) | Q(with_member=member))


def decision_for(member: Member, decision_id: uuid.UUID) -> Decision:
    """This decision, for this member. Raises Http404 when it is not there for them."""
    return get_object_or_404(
        decisions_open_to(member).select_related("author", "child", "recipient_team"), pk=decision_id
    )


def tellings_of(decision: Decision) -> list[Telling]:
    """What was done about openness, newest first. For those who already have the decision."""
    return list(Telling.objects.filter(decision=decision).select_related("written_by__user"))


def is_ones_own(by: Member, decision: Decision) -> bool:
    """Whether this member made it, or carries it on."""
    return by.pk in (decision.author_id, decision.with_member_id)


def may_decide(by: Member, children: list[Child]) -> bool:
    """Anybody in the agency may decide on what their agency holds. Source: the duty to safeguard is everybody's."""
    return all(child.agency_id == by.agency_id for child in children)


def may_hand_over_decision(by: Member | Actor, decision: Decision) -> bool:
    """Whoever may say that the one who has it is away; the clock, once they have left."""
    return may_hand_over(by, decision.with_member)


def may_tell(by: Member, decision: Decision) -> bool:
    """Whoever may see the decision may write what was done about openness."""
    return decision.agency_id == by.agency_id and (is_ones_own(by, decision) or leads_on(by, decision))
