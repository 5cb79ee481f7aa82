"""What is kept from a member because it is about themself: under which ids the book, and the notices, speak of it."""

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from sharewell.clocks.models import Clock
from sharewell.concerns.models import Call, Concern, ConcernItem, Handing, Referral
from sharewell.decisions.models import Telling
from sharewell.directory.models import Member
from sharewell.disagreements.models import Disagreement
from sharewell.disclosures.models import Disclosure
from sharewell.items.models import Item


def subjects_kept_from(member: Member) -> list[str]:
    """Under what ids the book speaks of worries about this member and of all that followed: for lists of the book.

    One query where there are none.
    """
    kept = Concern.objects.filter(agency_id=member.agency_id, kept_from__user=member.user_id)
    concerns = dict(kept.values_list("pk", "disclosure_id"))
    if not concerns:
        return []
    first = [each for each in concerns.values() if each]
    went = Disclosure.objects.filter(Q(pk__in=first) | Q(follows__in=first)).values_list("pk", "decision_id")
    sent, decisions = [pk for pk, _ in went], [*kept.values_list("decision", flat=True), *(each for _, each in went)]
    handings = _ids(Handing.objects.filter(concern__in=concerns))
    disagreements = _ids(Disagreement.objects.filter(disclosure__in=sent))
    subjects = [*concerns, *sent, *handings, *disagreements]
    others = [
        _ids(Clock.objects.filter(subject__in=[str(each) for each in subjects])),
        _ids(Call.objects.filter(concern__in=concerns)),
        _ids(Referral.objects.filter(disclosure__in=sent)),
        _ids(Telling.objects.filter(decision__in=decisions)),
        _ids(Item.objects.filter(kept_from__user=member.user_id)),
        _taken_over_for(kept),
    ]
    return [str(each) for each in {*subjects, *decisions, *(one for some in others for one in some)}]


def _ids(found: QuerySet) -> Iterable[uuid.UUID]:  # type: ignore[type-arg]
    return list(found.order_by().values_list("pk", flat=True))


def _taken_over_for(kept: QuerySet[Concern]) -> list[uuid.UUID]:
    """What was taken over from a child's record for these worries and for no other: when it was says that there is
    one."""
    elsewhere = ConcernItem.objects.filter(version=OuterRef("version")).exclude(concern__in=kept)
    taken = ConcernItem.objects.filter(~Exists(elsewhere), concern__in=kept).exclude(version__item__from_record="")
    return list(taken.order_by().values_list("version", flat=True))


def paths_about(concern: Concern, sent: Collection[Disclosure]) -> list[str]:
    """Where a notice leads that speaks of this worry, of what was sent on it, or of a disagreement about that."""
    referrals = _ids(Referral.objects.filter(disclosure__in=sent))
    disagreements = _ids(Disagreement.objects.filter(disclosure__in=sent))
    return [
        f"/concerns/{concern.pk}/",
        *(f"/concerns/sent/{each.pk}/" for each in sent),
        *(f"/referrals/{each}/" for each in referrals),
        *(f"/disagreements/{each}/" for each in disagreements),
    ]
