"""Decisions to share, and what passes the gate on them, by the acts that a practitioner would perform."""

from typing import Any

from django.utils.timezone import localdate

from sharewell.decisions.actions import Intent, Walked, make_decision
from sharewell.decisions.models import Decision
from sharewell.decisions.rules import Decided
from sharewell.directory.models import Member, Team
from sharewell.disclosures.actions import Route, disclose
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.naming import Cover
from sharewell.disclosures.rules import Carried
from sharewell.guidance.editions import edition_in_force
from sharewell.items.models import ItemVersion
from sharewell.moment import now
from sharewell.people.models import Child

PURPOSE = "To keep her safe"
COVER = Cover(about="", headline="A bruise", purpose=PURPOSE)
THE_NURSE = "The school nurse, in person"


def a_decision(
    by: Member,
    *children: Child,
    team: Team | None = None,
    words: str = "",
    decided: Decided = Decided.SHARE,
    purpose: str = PURPOSE,
) -> Decision:
    """A decision about these children: to share with this team, or with somebody in words, to keep a child safe."""
    edition = edition_in_force(localdate(now()))
    walked = Walked(edition.key, edition.digest, {"danger": "no"}, advice="share")
    return make_decision(
        by=by,
        children=children,
        walked=walked,
        decided=decided,
        because="As the guidance advises.",
        intent=Intent(purpose, team, words),
    )


def sent(decision: Decision, *versions: ItemVersion, **more: Any) -> Disclosure:
    """What the decision permits, done by whoever decided: to the very team, or in person to those in words."""
    usual = Route(decision.recipient_team) if decision.recipient_team else in_person(decision.recipient_words)
    said = {"by": decision.author, "route": usual, "cover": COVER} | more
    return disclose(decision=decision, versions=versions, **said)


def in_person(words: str) -> Route:
    return Route(spoken_to=words, carried=Carried.IN_PERSON)
