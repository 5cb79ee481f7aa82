"""Who may see a disclosure: at one end its sender, whoever carries it on and their leads, at the other the members of
the team it went to."""

import uuid
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from sharewell.decisions.access import is_ones_own
from sharewell.decisions.models import Decision, Telling
from sharewell.directory.access import may_hand_over, staffed
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import Role
from sharewell.disclosures.models import DisclosedItem, DisclosedTelling, Disclosure, DisclosureStep
from sharewell.disclosures.rules import SAID_BY_CLOCK, SAID_BY_MANAGERS, SAID_BY_SENDER, Step
from sharewell.items.access import leads_on, leads_safeguarding
from sharewell.items.models import ItemVersion
from sharewell.ledger.book import Actor, ActorKind


def disclosures_about(member: Member) -> QuerySet[Disclosure, Any]:
    """For other queries, to leave out: what is about this very member, at either end and as whoever they joined."""
    return Disclosure.objects.filter(decision__kept_from__user=member.user_id).order_by().values("pk")


def is_about(disclosure: Disclosure, member: Member) -> bool:
    """Whether it is about this very member, who may then see nothing of it and have no part in it."""
    about = disclosure.decision.kept_from
    return about is not None and about.user_id == member.user_id


def disclosures_sent_by(member: Member) -> QuerySet[Disclosure]:
    """What this member sent or carries on; as a lead, what anybody in the agency sent.

    Nothing for somebody without work with children, and nothing that is about themself.
    """
    if not member.works_with_children:
        return Disclosure.objects.none()
    sent = Disclosure.objects.filter(agency_id=member.agency_id).exclude(pk__in=disclosures_about(member))
    return sent if leads_safeguarding(member) else sent.filter(Q(sender=member) | Q(with_member=member))


def disclosures_received_by(member: Member) -> QuerySet[Disclosure]:
    """What the teams that this member is in today have: sent to them, or passed on to them; but for what is about
    themself."""
    theirs = Disclosure.objects.filter(to_agency_id=member.agency_id, with_team_id__in=member.team_ids)
    return theirs.exclude(pk__in=disclosures_about(member))


def disclosure_for(member: Member, disclosure_id: uuid.UUID) -> Disclosure:
    """This disclosure, seen from either end. Raises Http404 for everybody else."""
    ends = Q(pk__in=disclosures_sent_by(member).values("pk")) | Q(pk__in=disclosures_received_by(member).values("pk"))
    wanted = Disclosure.objects.filter(ends).select_related(
        "decision", "sender__user", "agency", "to_team", "with_team", "to_agency"
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
    # Of one instant, the usual order.
    order = list(Step)
    return sorted(
        DisclosureStep.objects.filter(disclosure=disclosure), key=lambda each: (each.at, order.index(Step(each.step)))
    )


def open_question_of(disclosure: Disclosure) -> DisclosureStep | None:
    """What the team has asked and nobody has answered. For those who already have the disclosure."""
    asked = DisclosureStep.objects.filter(disclosure=disclosure, step=Step.ASKED, answer__isnull=True)
    return asked.order_by("-at").first()


def additions_to(disclosure: Disclosure) -> list[Disclosure]:
    """What the sender’s end sent afterwards, oldest first, with its items. For those who already have the first."""
    items = DisclosedItem.objects.select_related("version__item", "version__written_by__user")
    later = Disclosure.objects.filter(follows=disclosure).select_related("sender__user", "decision")
    return list(later.prefetch_related(Prefetch("items", queryset=items)).order_by("sent_at", "pk"))


def crossed_before(first: Disclosure) -> list[ItemVersion]:
    """Every version that has crossed between the same two ends: in the first disclosure, or since."""
    among = Q(disclosure=first) | Q(disclosure__follows=first)
    return [each.version for each in DisclosedItem.objects.filter(among).select_related("version__item")]


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


def may_pass_on(by: Member | Actor, disclosure: Disclosure, team: Team) -> bool:
    """A member of the team that has it, to another team of the same agency; the clock, where nobody is in that team."""
    if not isinstance(by, Member):
        is_left = disclosure.with_team is not None and not staffed([disclosure.with_team])
        return by.kind == ActorKind.CLOCK and is_left and team.agency_id == disclosure.to_agency_id
    return may_report(by, disclosure, Step.REROUTED) and team.agency_id == disclosure.to_agency_id


def may_report(by: Member | Actor, disclosure: Disclosure, step: Step) -> bool:
    """Each end says its own steps: the team that has it, or for some a manager there; the sender's end; the clock."""
    if not isinstance(by, Member):
        return by.kind == ActorKind.CLOCK and step in SAID_BY_CLOCK
    if step in SAID_BY_SENDER:
        return may_say_more(by, disclosure)
    manages = step in SAID_BY_MANAGERS and by.has_role(Role.MANAGER)
    is_theirs = disclosure.to_agency_id == by.agency_id and step not in SAID_BY_CLOCK
    return is_theirs and (manages or disclosure.with_team_id in by.team_ids)


def may_take_over(by: Member, disclosure: Disclosure, team: Team) -> bool:
    """A member of the team that takes it over, of the same agency as the team that has it."""
    return disclosure.to_agency_id == by.agency_id == team.agency_id and team.pk in by.team_ids
