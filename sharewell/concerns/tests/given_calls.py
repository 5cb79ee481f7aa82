"""Worries told by telephone, by the act that a practitioner would perform."""

import uuid
from datetime import datetime
from typing import Any

from sharewell.concerns.actions import Rung, Sharing, Verdict, record_call
from sharewell.concerns.models import Call
from sharewell.concerns.tests import given
from sharewell.decisions.actions import Walked
from sharewell.decisions.rules import Decided, Manner, Openness, Told
from sharewell.directory.models import Member, Team
from sharewell.disclosures.actions import Route
from sharewell.disclosures.rules import Carried
from sharewell.moment import now
from sharewell.people.models import Child

TAKER = "Rowan Field, duty social worker"


def a_call(by: Member, team: Team | None, at: datetime | None = None, **more: Any) -> Call:
    """A worry about a child that was told to this team (or, with none, to somebody elsewhere) by telephone."""
    child: Child = more.pop("child", None) or given.a_child(by)
    pinned = given.walked(by)
    return record_call(
        by=by,
        worry=given.a_worry(child, given.BRUISE),
        verdict=Verdict(
            Walked(pinned.edition, pinned.digest, {"harm": "new"}, manner=Manner.ONE_PAGE),
            Decided.SHARE,
            "It could not wait for the morning.",
            recipient=TAKER,
        ),
        sharing=Sharing(
            route=Route(spoken_to=f"{TAKER}, the duty team", carried=Carried.TELEPHONE),
            purpose="To keep a child safe",
            picked=frozenset({"worry-0"}),
            about="",
            headline=given.BRUISE.titled(),
            openness=Openness(told=Told.TOLD, who="Mother", is_undated=True),
        ),
        rung=Rung(more.pop("taken_by", TAKER), at or now(), team),
        once=more.pop("once", None) or uuid.uuid4(),
    )
