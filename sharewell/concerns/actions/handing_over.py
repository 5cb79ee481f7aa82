"""What one member has is carried on by another: a worry in their agency, a referral in their team."""

from sharewell.concerns import access
from sharewell.concerns.access.handing import is_about
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import CLOSED
from sharewell.decisions.actions import hand_over_decision
from sharewell.directory.access import reasons_not_to_take_over
from sharewell.directory.models import Member
from sharewell.disclosures import access as disclosures
from sharewell.disclosures.actions import hand_over_disclosure
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act


@act("concern.handed_over", may=access.may_hand_over_concern, on="concern", refers=("to",))
def hand_over_concern(*, by: Member | Actor, concern: Concern, to: Member) -> Concern:
    """A colleague carries the worry on: they see all of it and are told what becomes of it. Its author stays on record.

    Refused for somebody of another agency, or who only administers, and for somebody whom it is about; and to oneself,
    for who may not see it already.
    Overtaken when it was handed over meanwhile.
    """
    if reasons := reasons_not_to_take_over(concern.with_member, to):
        raise Refused(*reasons)
    if isinstance(by, Member) and by.pk == to.pk and not access.is_open_to(by, concern):
        raise Refused("You cannot take over what you may not see. Choose a colleague, or ask who leads safeguarding.")
    if is_about(concern, to):
        raise Refused(f"{to.name} cannot take this one over. Choose somebody else.")
    had = concern.with_member
    hand_over_decision(by=by, decision=concern.decision, to=to)
    if concern.disclosure:
        hand_over_disclosure(by=by, disclosure=concern.disclosure, to=to)
    if not Concern.objects.filter(pk=concern.pk, with_member=had).update(with_member=to):
        raise Overtaken("Somebody else has just handed this over.")
    concern.with_member = to
    return concern


@act("referral.handed_over", may=access.may_hand_over_referral, on="referral", refers=("to",))
def hand_over_referral(*, by: Member | Actor, referral: Referral, to: Member | None = None) -> Referral:
    """Somebody else of the team has the referral from now on; nobody named, the whole team has it again.

    Refused for somebody who is not in the team. Overtaken when it was decided, or taken over, meanwhile.
    """
    had = referral.with_member
    if to is not None and (
        referral.team_id not in to.team_ids or to == had or disclosures.is_about(referral.disclosure, to)
    ):
        raise Refused(f"{to.name} cannot take it: they are not in the team, or have it already.")
    still = Referral.objects.filter(pk=referral.pk, with_member=had).exclude(state__in=CLOSED)
    if not still.update(with_member=to):
        raise Overtaken("Somebody else in the team has just taken it over, or it is decided.")
    referral.with_member = to
    return referral
