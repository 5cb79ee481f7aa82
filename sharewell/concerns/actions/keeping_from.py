"""It is said later that a worry is about a colleague: from then on they see nothing of it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from sharewell.concerns import access
from sharewell.concerns.access.handing import handing_of, is_about
from sharewell.concerns.access.kept import paths_about
from sharewell.concerns.actions.handing import go_round
from sharewell.concerns.models import Concern
from sharewell.decisions.actions import keep_decisions_from
from sharewell.directory.models import Member
from sharewell.disclosures.access import additions_to
from sharewell.disclosures.actions import carry_instead
from sharewell.errors import Refused
from sharewell.items.actions import keep_items_from
from sharewell.ledger.book import act, not_an_act
from sharewell.notices.actions import take_back_notices


def _kept_facts(concern: Concern, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"reference": concern.reference, "children": [str(child.pk) for child in access.children_of(concern)]}


@act("concern.kept_from", may=access.may_keep_from, on="concern", refers=("who",), also=_kept_facts)
def keep_from(*, by: Member, concern: Concern, who: Member) -> Concern:
    """It is about this colleague, who sees nothing of it from now on, nor of what it grew from or what grew from it.

    What they carried of it is with whoever says so, what they were asked to take goes on to the next, and their notices
    of it are gone. What they wrote themselves stays theirs. Refused for somebody of another agency, for oneself, for
    whoever wrote it, and where it is kept from somebody else already.
    """
    if reasons := _reasons_against(by, concern, who):
        raise Refused(*reasons)
    kin = [each for each in _kin(concern) if each.author.user_id != who.user_id and each.kept_from_id is None]
    for each in kin:
        _keep(by, each, who)
    Concern.objects.filter(pk=concern.pk).update(is_about_staff=True)
    concern.is_about_staff, concern.kept_from = True, who
    return concern


@not_an_act(because="part of raising what grew from it; where it is kept from somebody, that is entered")
def keep_before_from(by: Member, before: Concern, who: Member) -> None:
    """What this worry grew from, or confirms, is kept from the same colleague, unless they wrote it."""
    if before.author.user_id != who.user_id and before.kept_from_id is None:
        keep_from(by=by, concern=before, who=who)


def _reasons_against(by: Member, concern: Concern, who: Member) -> list[str]:
    reasons = []
    if who.agency_id != by.agency_id or who.user_id == by.user_id:
        reasons.append("Choose a colleague of your own agency, and not yourself.")
    if concern.author.user_id == who.user_id:
        reasons.append(f"{who.name} wrote this, so they know it. Write down anew what they are not to see.")
    if concern.kept_from and concern.kept_from.user_id != who.user_id:
        reasons.append(f"It is kept from {concern.kept_from.name} already. It can be kept from one person alone.")
    return reasons


def _kin(concern: Concern) -> list[Concern]:
    """The worry itself, what it grew from or confirms, and what grew from it or confirms it, however far."""
    found, new = {concern.pk: concern}, [concern]
    while new:
        keys = [each.pk for each in new]
        before = [key for each in new for key in (each.grew_from_id, each.confirms_id) if key]
        near = Concern.objects.filter(Q(pk__in=before) | Q(grew_from__in=keys) | Q(confirms__in=keys))
        whole = near.select_related("author__user", "with_member__user", "decision", "disclosure", "kept_from")
        new = [each for each in whole if each.pk not in found]
        found |= {each.pk: each for each in new}
    return list(found.values())


def _keep(by: Member, concern: Concern, who: Member) -> None:
    carries_on = by if concern.with_member.user_id == who.user_id else concern.with_member
    concern.is_about_staff, concern.kept_from, concern.with_member = True, who, carries_on
    concern.save(update_fields=["is_about_staff", "kept_from", "with_member"])
    keep_items_from([each.version.item for each in access.items_of(concern)], who)
    sent = [concern.disclosure, *additions_to(concern.disclosure)] if concern.disclosure else []
    keep_decisions_from([concern.decision, *(each.decision for each in sent)], who, instead=by)
    carry_instead(sent, who, instead=by)
    take_back_notices(who, paths_about(concern, sent))
    handing = handing_of(concern)
    if handing and handing.with_member and is_about(concern, handing.with_member):
        go_round(by=by, handing=handing)
