"""Who may see a worry: its author, whoever carries it on or was asked to take it, and those who lead safeguarding in
the same agency; never a colleague whom it is about."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Count, Max, Q, QuerySet, When
from django.shortcuts import get_object_or_404

from sharewell.concerns.access.handing import handed_to, is_about
from sharewell.concerns.models import Concern, ConcernItem, Handing, Referral
from sharewell.concerns.rules import Raised
from sharewell.decisions.access import tellings_of
from sharewell.directory.access import may_hand_over
from sharewell.directory.models import Member
from sharewell.disagreements.access import disagreements_on
from sharewell.disclosures.access import additions_to
from sharewell.errors import NotPermitted
from sharewell.items.access import leads_safeguarding, not_kept_from
from sharewell.ledger.access import looks_at
from sharewell.ledger.book import Actor, declare, enter_look
from sharewell.people.models import Child

MOST_LOOKS = 10
NOT_SENT = "This worry was not sent to a team through Sharewell, so there is nothing to follow."
NOTHING_TO_TELL = "Nothing was shared on this decision, so there is nothing to say about telling the family."

declare("concern.opened", "Somebody opened the record of a worry in their own agency.", is_look=True)
declare("concern.copied", "Somebody opened the full copy of a worry, to print it or as PDF.", is_look=True)


@dataclass(frozen=True)
class Looked:
    """Somebody who looked, at the record or at its copy: how many times, and when last."""

    name: str
    at_copy: bool
    times: int
    last: datetime


def concerns_open_to(member: Member) -> QuerySet[Concern]:
    """The worries this member may see: their own, those they carry on or were asked to take, and as a lead all of the
    agency's.

    None for somebody without work with children, and never one that is about themself.
    """
    if not member.works_with_children:
        return Concern.objects.none()
    mine = Concern.objects.filter(not_kept_from(member), agency_id=member.agency_id)
    if leads_safeguarding(member):
        return mine
    return mine.filter(Q(author=member) | Q(with_member=member) | handed_to(member))


def is_open_to(member: Member, concern: Concern) -> bool:
    """Whether this member may see the worry."""
    return concerns_open_to(member).filter(pk=concern.pk).exists()


def concern_for(member: Member, concern_id: uuid.UUID) -> Concern:
    """This worry, for this member, with its decision and what it sent. Raises Http404 when it is not there for them."""
    wanted = concerns_open_to(member).select_related(
        "author__user",
        "with_member__user",
        "child",
        "kept_from",
        "grew_from__kept_from",
        "grew_from__author__user",
        "confirms",
        "decision__recipient_team",
        "disclosure__to_team",
        "disclosure__with_team",
        "disclosure__to_agency",
    )
    return get_object_or_404(wanted, pk=concern_id)


def shared_concern_for(member: Member, concern_id: uuid.UUID) -> Concern:
    """The same, where something was shared. Raises NotPermitted, with the reason, where nothing was."""
    found = concern_for(member, concern_id)
    if found.disclosure_id is None:
        raise NotPermitted(NOTHING_TO_TELL)
    return found


def open_concern(member: Member, concern_id: uuid.UUID, *, kind: str = "concern.opened") -> Concern:
    """The same, and the look is entered. Raises Http404 when it is not there for them."""
    found = concern_for(member, concern_id)
    enter_look(kind, by=member, subject=found)
    return found


def latest_looks_at(concern: Concern) -> list[Looked]:
    """Who looked at this record within its own agency, latest first. For those who already have the concern."""
    found = (
        looks_at("concern", concern.pk)
        .order_by()
        .annotate(at_copy=Case(When(kind="concern.copied", then=True), default=False, output_field=BooleanField()))
        .values("actor_id", "actor_name", "at_copy")
        .annotate(times=Count("pk"), last=Max("written_at"))
        .order_by("-last", "actor_name")
    )
    return [Looked(each["actor_name"], each["at_copy"], each["times"], each["last"]) for each in found[:MOST_LOOKS]]


def concern_of_disclosure(member: Member, disclosure_id: uuid.UUID) -> Concern:
    """The worry that sent this disclosure, for those who may see the worry; for those who may not, and handed on the
    worry that it grew from, that one. Raises Http404 for everybody else."""
    mine = concerns_open_to(member)
    found = mine.filter(disclosure_id=disclosure_id).first()
    return found or get_object_or_404(mine, grown__disclosure_id=disclosure_id)


def concern_raised_once(member: Member, once: uuid.UUID) -> Concern | None:
    """The member's own worry that was raised under this key, if it was."""
    return Concern.objects.filter(author=member, once=once).first()


def subjects_of(concern: Concern) -> list[tuple[str, uuid.UUID]]:
    """Under what kinds and ids the book speaks of this worry and all that followed. For those who already have it."""
    found = [("concern", concern.pk), ("decision", concern.decision_id)]
    found += [("telling", each.pk) for each in tellings_of(concern.decision)]
    referral = Referral.objects.filter(disclosure=concern.disclosure_id).first() if concern.disclosure_id else None
    if concern.disclosure:
        found.append(("disclosure", concern.disclosure.pk))
        for later in additions_to(concern.disclosure):
            found += [("disclosure", later.pk), ("decision", later.decision_id)]
        found += [("disagreement", each.pk) for each in disagreements_on(concern.disclosure)]
    found += [("handing", each) for each in Handing.objects.filter(concern=concern).values_list("pk", flat=True)]
    return found + ([("referral", referral.pk), ("clock", referral.clock_id)] if referral else [])


@dataclass(frozen=True)
class Worries:
    """The worries about one child that somebody may see: under what ids the book speaks of them, and who wrote what
    has such an id."""

    authors: Mapping[str, uuid.UUID]
    subjects: Mapping[str, list[str]]


def worries_about(member: Member, child: Child) -> Worries:
    """Every worry about this child, alone or among others, that this member may see. Two queries."""
    rows = concerns_open_to(member).filter(children__child=child).order_by()
    found = list(rows.values_list("pk", "author_id", "decision_id", "disclosure_id"))
    disclosures = [row[3] for row in found if row[3]]
    referrals = Referral.objects.filter(disclosure_id__in=disclosures).values_list("pk", flat=True)
    subjects = {
        "concern": [str(row[0]) for row in found],
        "decision": [str(row[2]) for row in found],
        "disclosure": [str(each) for each in disclosures],
        "referral": [str(each) for each in referrals],
    }
    authors = {str(part): author for pk, author, *parts in found for part in (pk, *parts) if part}
    return Worries(authors, subjects)


def worries_behind(member: Member, decisions: Iterable[str], disclosures: Iterable[str]) -> dict[str, uuid.UUID]:
    """The worry that each of these decisions and disclosures belongs to, of those this member may see. One query."""
    among = Q(decision_id__in=set(decisions)) | Q(disclosure_id__in=set(disclosures))
    rows = concerns_open_to(member).filter(among).order_by().values_list("pk", "decision_id", "disclosure_id")
    return {str(part): pk for pk, *parts in rows for part in parts if part}


def children_of(concern: Concern) -> list[Child]:
    """The children it is about, in order. For those who already have the concern."""
    return [each.child for each in concern.children.select_related("child")]


def items_of(concern: Concern) -> list[ConcernItem]:
    """What was written down in it, shared or not. For those who already have the concern."""
    return list(
        ConcernItem.objects.filter(concern=concern).select_related("version__item", "version__written_by__user")
    )


def may_raise(by: Member, worry: Any) -> bool:
    """Anybody with an account can raise a concern; one that grows from a handed worry, or confirms what was told by
    telephone, whoever may see that one.

    Source: the duty to safeguard is everybody's.
    """
    return all(before is None or is_open_to(by, before) for before in (worry.grew_from, worry.confirms))


def may_keep_from(by: Member, concern: Concern) -> bool:
    """Whoever may see the worry: its author, whoever carries it on or was asked to take it, and those who lead."""
    return is_open_to(by, concern)


def may_hand_over_concern(by: Member | Actor, concern: Concern) -> bool:
    """Whoever may say that the one who has it is away, but for one whom it is about; the clock, once they left."""
    return not (isinstance(by, Member) and is_about(concern, by)) and may_hand_over(by, concern.with_member)


def sent_concern_for(member: Member, concern_id: uuid.UUID) -> Concern:
    """This worry, where it was sent to a team here. Raises NotPermitted, with the reason, where it was not."""
    found = concern_for(member, concern_id)
    if found.raised != Raised.SENT:
        raise NotPermitted(NOT_SENT)
    return found


def may_follow(by: Member, concern: Concern) -> bool:
    """Whoever wrote the worry or carries it on, and whoever leads safeguarding there, of a worry that was sent here."""
    is_theirs = by.pk in (concern.author_id, concern.with_member_id) or leads_safeguarding(by)
    is_theirs = is_theirs and not is_about(concern, by)
    return concern.agency_id == by.agency_id and is_theirs and by.works_with_children and concern.raised == Raised.SENT
