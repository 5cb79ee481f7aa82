"""Who is at which end: whoever may see the disclosure there, the managers of the agency that received it, and those
named for a stage while they hold the role for which they were named."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from sharewell.directory.models import Member
from sharewell.directory.rules import CHAIN, Role
from sharewell.disagreements.models import Disagreement, DisagreementStep, Named
from sharewell.disagreements.rules import End, Stands, State, StepKind
from sharewell.disclosures.access import disclosures_about, disclosures_received_by, disclosures_sent_by, is_about
from sharewell.disclosures.models import Disclosure
from sharewell.items.access import leads_safeguarding
from sharewell.ledger.book import Actor, ActorKind, declare, enter_look

MOST_OPEN, MOST_RESOLVED = 100, 25

declare("disagreement.looked_at", "Somebody at one of its ends, or of the partnership, opened it.", is_look=True)


def disagreements_open_to(member: Member) -> QuerySet[Disagreement]:
    """Those of the disclosures that this member sent or received, and those for which they are named.

    As a manager also all of what the agency received. None for somebody without work with children.
    """
    if not member.works_with_children:
        return Disagreement.objects.none()
    # Looked up for each disagreement, of which there are few: of what a team received there may be ten thousand.
    the_same = {"pk": OuterRef("disclosure")}
    ends = Q(Exists(disclosures_sent_by(member).filter(**the_same)))
    ends |= Q(Exists(disclosures_received_by(member).filter(**the_same)))
    ends |= Q(pk__in=_named_for(member).values("disagreement"))
    if member.has_role(Role.MANAGER):
        ends |= Q(disclosure__to_agency=member.agency_id)
    theirs = Disagreement.objects.filter(ends).exclude(disclosure__in=disclosures_about(member))
    return theirs.select_related("agency", "other_agency", "clock", "stage_list", "disclosure__decision__kept_from")


def disagreement_for(member: Member, disagreement_id: uuid.UUID) -> Disagreement:
    """This disagreement, for somebody at one of its ends. Raises Http404 for everybody else."""
    wanted = disagreements_open_to(member).select_related(
        "disclosure__agency", "disclosure__to_agency", "disclosure__to_team", "disclosure__with_team",
        "disclosure__sender__user",
        "disclosure__with_member__user", "opened_by__user", "against_step", "proposal",
    )  # fmt: skip
    return get_object_or_404(wanted, pk=disagreement_id)


def read_disagreement(member: Member, disagreement_id: uuid.UUID) -> Disagreement:
    """The same, and the look is entered. Raises Http404 when it is not there for them."""
    found = disagreement_for(member, disagreement_id)
    enter_look("disagreement.looked_at", by=member, subject=found)
    return found


def disagreements_about(member: Member, disclosure: Disclosure | None) -> list[Disagreement]:
    """What this member may see of disagreements about one disclosure, the open ones first."""
    if disclosure is None:
        return []
    return list(disagreements_open_to(member).filter(disclosure=disclosure).order_by("state", "-opened_at"))


def disagreements_on(disclosure: Disclosure) -> QuerySet[Disagreement]:
    """Every disagreement about this disclosure. For those who already have all of the worry that it came from."""
    return Disagreement.objects.filter(disclosure=disclosure)


def open_and_resolved(member: Member) -> tuple[list[Disagreement], list[Disagreement]]:
    """What is open, the most pressing first, no more than a hundred; and the 25 that were resolved last."""
    every = disagreements_open_to(member).prefetch_related("stage_list__stages")
    still = every.filter(state=State.OPEN).order_by("clock__due_at", "pk")[:MOST_OPEN]
    over = every.filter(state=State.RESOLVED).order_by("-resolved_at", "pk")[:MOST_RESOLVED]
    return list(still), list(over)


def open_disagreement_of(member: Member, disclosure: Disclosure) -> Disagreement | None:
    """What the member's own end has open about a disclosure that they may see."""
    end = is_at_an_end(member, disclosure)
    return Disagreement.objects.filter(disclosure=disclosure, opened_end=end, state=State.OPEN).first()


def is_last_said(member: Member, disagreement: Disagreement, kind: StepKind, **said: object) -> bool:
    """Whether the last step is this very one, by this member, with all that was said: the same page was sent twice."""
    last = DisagreementStep.objects.filter(disagreement=disagreement).order_by("-at", "-stage").first()
    is_own = last is not None and (last.by_member_id, last.kind) == (member.pk, kind)
    return is_own and all(getattr(last, name) == value for name, value in said.items())


def steps_of(disagreement: Disagreement) -> list[DisagreementStep]:
    """What happened in it, oldest first. For those who already have it."""
    return list(DisagreementStep.objects.filter(disagreement=disagreement).select_related("agency"))


def end_in(member: Member, disagreement: Disagreement) -> End | None:
    """The end at which this member stands: their own before that of a role. None for whoever has no part in it."""
    disclosure = disagreement.disclosure
    if is_about(disclosure, member):
        return None
    if (end := is_at_an_end(member, disclosure)) or not member.works_with_children:
        return end
    named = _named_for(member).filter(disagreement=disagreement).order_by("-stage").first()
    if named:
        return End(named.end)
    manages = member.has_role(Role.MANAGER) and member.agency_id == disclosure.to_agency_id
    return End.RECEIVER if manages else None


def is_at_an_end(member: Member, disclosure: Disclosure) -> End | None:
    """The end of the disclosure at which this member may see it: the very sender first, the team next, then leads.

    Nobody whom it is about stands at either.
    """
    if not member.works_with_children or is_about(disclosure, member):
        return None
    is_of_sender = member.agency_id == disclosure.agency_id
    if is_of_sender and member.pk in (disclosure.sender_id, disclosure.with_member_id):
        return End.SENDER
    if member.agency_id == disclosure.to_agency_id and disclosure.with_team_id in member.team_ids:
        return End.RECEIVER
    return End.SENDER if is_of_sender and leads_safeguarding(member) else None


def sees_disclosure(member: Member, disagreement: Disagreement) -> bool:
    """Whether this member may open the record itself: who is only named for a stage sees the disagreement alone."""
    return is_at_an_end(member, disagreement.disclosure) is not None


def may_open(by: Member, disclosure: Disclosure) -> bool:
    """Whoever may see the disclosure, at either end."""
    return is_at_an_end(by, disclosure) is not None


def may_take_part(by: Member, disagreement: Disagreement) -> bool:
    """Whoever stands at either end of it."""
    return end_in(by, disagreement) is not None


def may_move_on(by: Member | Actor, disagreement: Disagreement) -> bool:
    """Whoever stands at either end of it; and the clock."""
    return may_take_part(by, disagreement) if isinstance(by, Member) else by.kind == ActorKind.CLOCK


def may_warn(by: Member | Actor, disagreement: Disagreement) -> bool:
    """The clock alone."""
    return isinstance(by, Actor) and by.kind == ActorKind.CLOCK


def _named_for(member: Member) -> QuerySet[Named]:
    """What this member is named for by a role that they hold still. Whoever has it is named too, and seen otherwise."""
    held = [Stands.LEADS] if member.roles & {*CHAIN} else []
    held += [Stands.MANAGERS] if member.has_role(Role.MANAGER) else []
    return Named.objects.filter(member=member, stands__in=held)
