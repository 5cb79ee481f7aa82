"""Who may see a disclosure: at one end its sender, whoever carries it on and their leads, at the other the members of
the team it went to."""

import uuid

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from sharewell.decisions.access import is_ones_own
from sharewell.decisions.models import Decision, Telling
from sharewell.directory.access import may_hand_over
from sharewell.directory.models import Member
from sharewell.disclosures.models import DisclosedItem, DisclosedTelling, Disclosure, DisclosureStep
from sharewell.items.access import leads_on, leads_safeguarding
from sharewell.ledger.book import Actor


def disclosures_sent_by(member: Member) -> QuerySet[Disclosure]:
    """What this member sent or carries on; as a lead, what anybody in the agency sent.

    Nothing for somebody without work with children, and nothing that is about themself.
    """
    if not member.works_with_children:
        return Disclosure.objects.none()
    open_to_them = Q(decision__kept_from=None) | ~Q(decision__kept_from__user=member.user_id)
    sent = Disclosure.objects.filter(open_to_them, agency_id=member.agency_id)
    return sent if leads_safeguarding(member) else sent.filter(Q(sender=member) | Q(with_member=member))


def disclosures_received_by(member: Member) -> QuerySet[Disclosure]:
    """What was sent to the teams that this member is in today."""
    return Disclosure.objects.filter(to_agency_id=member.agency_id, to_team_id__in=member.team_ids)


def disclosure_for(member: Member, disclosure_id: uuid.UUID) -> Disclosure:
    """This disclosure, seen from either end. Raises Http404 for everybody else."""
    ends = Q(pk__in=disclosures_sent_by(member).values("pk")) | Q(pk__in=disclosures_received_by(member).values("pk"))
    wanted = Disclosure.objects.filter(ends).select_related(
        "decision", "sender__user", "agency", "to_team", "to_agency"
    )
    return get_object_or_404(wanted, pk=disclosure_id)


def items_of(disclosure: Disclosure) -> list[DisclosedItem]:
    """The very versions that crossed, in their order. For those who already have the disclosure."""
    return list(
        DisclosedItem.objects.filter(disclosure=disclosure).select_related("version__item", "version__written_by__user")
    )


def openness_of(disclosure: Disclosure) -> Telling | None:
    """What the family was told, as the team was last told it. For those who already have the disclosure."""
    given = DisclosedTelling.objects.filter(disclosure=disclosure).select_related("telling__written_by__user").first()
    return given.telling if given else None


def steps_of(disclosure: Disclosure) -> list[DisclosureStep]:
    """What became of it, oldest first. For those who already have the disclosure."""
    return list(DisclosureStep.objects.filter(disclosure=disclosure))


def with_steps(disclosures: QuerySet[Disclosure]) -> QuerySet[Disclosure]:
    """The same disclosures with their steps and names, in a fixed number of queries."""
    return disclosures.select_related("to_team", "agency", "sender__user", "decision").prefetch_related(
        Prefetch("steps", queryset=DisclosureStep.objects.order_by("at"))
    )


def may_disclose(by: Member, decision: Decision) -> bool:
    """Only on a decision of one's own, or as a lead on one of the agency's."""
    return decision.agency_id == by.agency_id and (is_ones_own(by, decision) or leads_on(by, decision))


def may_say_more(by: Member, disclosure: Disclosure) -> bool:
    """Whoever sent it or carries it on, or a lead of the agency that did."""
    is_theirs = by.pk in (disclosure.sender_id, disclosure.with_member_id)
    return disclosure.agency_id == by.agency_id and (is_theirs or leads_on(by, disclosure.decision))


def may_hand_over_disclosure(by: Member | Actor, disclosure: Disclosure) -> bool:
    """Whoever may say that the one who is told of it is away; the clock, once they have left."""
    return may_hand_over(by, disclosure.with_member)


def may_report(by: Member, disclosure: Disclosure) -> bool:
    """Only a member of the team that has it says what became of it."""
    return disclosure.to_agency_id == by.agency_id and disclosure.to_team_id in by.team_ids
