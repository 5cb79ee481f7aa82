"""Worries and referrals in every state, by the acts that a practitioner would perform."""

import uuid
from dataclasses import replace
from typing import Any

from django.utils.timezone import localdate

from sharewell.concerns.actions import Sharing, Verdict, Worry, acknowledge_referral, decide_referral, raise_concern
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome
from sharewell.decisions.actions import Walked
from sharewell.decisions.rules import Decided, Openness, Told
from sharewell.decisions.walk import advice_shown
from sharewell.directory.models import Member, Team
from sharewell.disclosures.actions import Route
from sharewell.guidance.editions import edition_in_force
from sharewell.guidance.rules import advise
from sharewell.items.rules import ItemCategory, ItemDetails, Known
from sharewell.moment import now
from sharewell.people.actions import add_child
from sharewell.people.models import Child

URGENT = {"danger": "no", "harm": "new", "recipient": "protector", "bundle": "needed", "tell": "safe"}
BRUISE = ItemDetails(text="A bruise the size of a coin on the left arm, seen at register.", kind=Known.FACT)
WORDS = ItemDetails(
    text="He gets cross when I spill things.",
    kind=Known.FACT,
    exact_words=True,
    category=ItemCategory.CHILDS_WORDS,
)
GUESS = ItemDetails(text="Her mother may be afraid of her partner.", kind=Known.OPINION)


def a_child(by: Member, given_name: str = "Mia", family_name: str = "Tarrant", **details: Any) -> Child:
    return add_child(
        by=by,
        details={"given_name": given_name, "family_name": family_name, "date_of_birth": "2018-03-14", **details},
    )


def walked(by: Member, **answers: str) -> Walked:
    """A walk gone to its end."""
    said = URGENT | answers
    edition, today = edition_in_force(localdate(now())), localdate(now())
    advice = advise(edition, said, by.agency.kind, today)
    assert advice.is_complete, advice.next_question
    return Walked(
        edition=edition.key,
        digest=edition.digest,
        answers={key: said[key] for key in advice.path},
        advice=str(advice.outcome),
        shown=advice_shown(edition, advice, said),
    )


def a_worry(child: Child, *items: ItemDetails) -> Worry:
    kept = items or (BRUISE, WORDS, GUESS)
    return Worry(children=[child], items=kept, headline=kept[0].titled())


def a_sharing(team: Team, child: Child, *picked: str) -> Sharing:
    name = f"name@{child.pk}"
    keys = frozenset(picked or {name, "worry-0", "worry-1"})
    return Sharing(
        route=Route(team=team),
        purpose="To keep a child safe",
        picked=keys,
        about=f"{child.display_name}, {child.age_words(localdate(now()))}" if name in keys else "",
        headline=BRUISE.titled(),
        openness=Openness(told=Told.TOLD, who="Mother, by telephone", when=localdate(now())),
    )


def a_sent_concern(by: Member, team: Team, **more: Any) -> Concern:
    """A worry that was sent to this team."""
    child, sharing = more.pop("child", None) or a_child(by), more.pop("sharing", {})
    return raise_concern(
        by=by,
        worry=more.pop("worry", None) or a_worry(child),
        verdict=Verdict(walked(by), Decided.SHARE),
        sharing=replace(a_sharing(team, child, *sharing.get("picked", ())), **sharing),
        once=more.pop("once", None) or uuid.uuid4(),
        **more,
    )


def an_unshared_concern(by: Member, because: str = "Nothing points to harm, and they said no.") -> Concern:
    """A worry on which its author decided not to share, against the advice."""
    child = a_child(by, "Ned", "Okell")
    return raise_concern(by=by, worry=a_worry(child), verdict=Verdict(walked(by), Decided.DO_NOT_SHARE, because))


def the_referral(concern: Concern) -> Referral:
    return Referral.objects.select_related("disclosure__sender__user", "clock").get(disclosure=concern.disclosure)


def an_acknowledged_referral(by: Member, concern: Concern) -> Referral:
    return acknowledge_referral(by=by, referral=the_referral(concern))


def a_decided_referral(by: Member, concern: Concern) -> Referral:
    referral = an_acknowledged_referral(by, concern)
    return decide_referral(
        by=by, referral=referral, outcome=ReferralOutcome.ASSESSMENT, because="We see Mia at school on Thursday."
    )
