"""Worries that were handed to a lead, by the acts that people would perform."""

from typing import Any

from sharewell.concerns.access.handing import handing_of
from sharewell.concerns.actions import AboutStaff, Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.models import Concern, Handing
from sharewell.concerns.tests import given
from sharewell.decisions.rules import Decided
from sharewell.directory.models import Member, Team


def a_handed_concern(by: Member, about: AboutStaff | None = None) -> Concern:
    """A worry that its author handed to the lead of their agency, following the advice to share."""
    child = given.a_child(by)
    worry = Worry([child], (given.BRUISE, given.WORDS), given.BRUISE.titled(), about_staff=about or AboutStaff())
    return raise_concern(by=by, worry=worry, verdict=Verdict(given.walked(by), Decided.HAND_TO_LEAD))


def the_handing(concern: Concern) -> Handing:
    """How it stands now, read afresh."""
    found = handing_of(Concern.objects.get(pk=concern.pk))
    assert found is not None
    return found


def a_grown_concern(by: Member, handed: Concern, decided: Decided, team: Team | None = None, **more: Any) -> Concern:
    """What somebody decided on a worry that was handed: sent to this team, or not shared."""
    assert handed.child is not None
    sharing: Sharing | None = given.a_sharing(team, handed.child) if team else None
    worry = Worry([handed.child], (given.BRUISE, given.WORDS), given.BRUISE.titled(), grew_from=handed)
    return raise_concern(
        by=by, worry=worry, verdict=Verdict(given.walked(by), decided, more.pop("because", "")), sharing=sharing
    )
