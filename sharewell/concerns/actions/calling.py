"""A worry was told by telephone: the call stands on the record, and is to be confirmed in writing."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sharewell.clocks.access import due_for
from sharewell.clocks.actions import start_clock
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.actions.raising import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.earlier_rules import reasons_not_to_record_call
from sharewell.concerns.models import Call, Concern
from sharewell.directory.models import Member, Team
from sharewell.errors import Refused
from sharewell.ledger.book import act
from sharewell.moment import now

# No promise is made for the past: what is typed in after its time is late so soon.
AT_ONCE = timedelta(seconds=1)


@dataclass(frozen=True)
class Rung:
    """A call as it was made: to a team of the directory, or to somebody in words alone; who took it and when, and what
    they said to it."""

    taken_by: str
    at: datetime
    team: Team | None = None
    they_said: str = ""


def _call_facts(call: Call, _: Mapping[str, Any]) -> dict[str, Any]:
    return {"reference": call.concern.reference, "team": str(call.team_id or "")}


@act("call.recorded", may=access.may_raise, on="call", words=("rung.taken_by", "rung.they_said"), also=_call_facts)
def record_call(
    *, by: Member, worry: Worry, verdict: Verdict, sharing: Sharing, rung: Rung, once: uuid.UUID | None = None
) -> Call:
    """What was told by telephone stands on the record as a decision and what was shared on it; nothing else crosses.

    Where a team of the directory was rung, the sender's agency owes it the same in writing, by a time that counts from
    the call. Refused without who took the call, for a call to come, and as `raise_concern` refuses.
    """
    if reasons := reasons_not_to_record_call(taken_by=rung.taken_by, at=rung.at, now=now()):
        raise Refused(*reasons)
    concern = raise_concern(by=by, worry=worry, verdict=verdict, sharing=sharing, happened_at=rung.at, once=once)
    clock = _started(by, concern, rung.at) if rung.team else None
    said = {"taken_by": rung.taken_by, "they_said": rung.they_said}
    return Call.objects.create(agency_id=by.agency_id, concern=concern, team=rung.team, at=rung.at, clock=clock, **said)


def _started(by: Member, concern: Concern, at: datetime) -> Clock:
    """The agency promises it to itself: the team that was rung has nothing here yet, so it sees no clock either.

    What is typed in after its time is late from the first minute.
    """
    return start_clock(
        by=by,
        kind=ClockKind.CONFIRM_CALL,
        owner_agency=by.agency,
        other_agency=None,
        subject=str(concern.pk),
        reference=concern.reference,
        due_at=max(due_for(ClockKind.CONFIRM_CALL, at), now() + AT_ONCE),
    )
