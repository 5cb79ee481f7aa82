"""What was told by telephone is in writing: sent here, or given another way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sharewell.clocks.actions import cancel_clock, meet_clock
from sharewell.concerns import access
from sharewell.concerns.earlier_rules import is_in_writing, reasons_not_to_confirm_otherwise
from sharewell.concerns.models import Call, Concern
from sharewell.directory.models import Member
from sharewell.disclosures.actions import report_step
from sharewell.disclosures.rules import Step
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import act, not_an_act
from sharewell.moment import now
from sharewell.web.words import moment

CONFIRMED_ALREADY = "Somebody has confirmed this call already. Open it again to see how."


def _by_what(_: Call, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"by": said["confirmation"].reference}


@act("call.confirmed", may=access.may_confirm_call, on="call", also=_by_what)
def confirm_call(*, by: Member, call: Call, confirmation: Concern) -> Call:
    """What was told by telephone is in writing, with this worry that was sent; the clock for it is met.

    Overtaken when it was confirmed already.
    """
    _mark_confirmed(call, now(), "")
    if call.clock:
        meet_clock(by=by, clock=call.clock)
    return call


@act("call.confirmed_otherwise", may=access.may_confirm_call, on="call", words=("how",), facts=("at",))
def confirm_call_otherwise(*, by: Member, call: Call, how: str, at: datetime) -> Call:
    """It was put in writing another way, so, and then: nothing more is owed.

    Refused without saying how, and for a time before the call or to come. Overtaken when it was confirmed already.
    """
    if reasons := reasons_not_to_confirm_otherwise(how=how, at=at, called_at=call.at, now=now()):
        raise Refused(*reasons)
    _mark_confirmed(call, at, how.strip())
    if call.clock:
        cancel_clock(by=by, clock=call.clock, because=how)
    return call


def _mark_confirmed(call: Call, at: datetime, how: str) -> None:
    if not Call.objects.filter(pk=call.pk, confirmed_at__isnull=True).update(confirmed_at=at):
        raise Overtaken(CONFIRMED_ALREADY)
    call.confirmed_at, call.confirmed_how = at, how
    call.save(update_fields=["confirmed_how"])


@not_an_act(because="part of raising a worry; what it does is entered")
def say_which_call(by: Member, concern: Concern) -> None:
    """What was sent says to its receiver which call it confirms, and the call is confirmed, where it went to the agency
    that was rung. Where nobody is to be named, who took the call is not said either."""
    disclosure, call = concern.disclosure, access.call_of(concern.confirms) if concern.confirms else None
    if disclosure is None or call is None:
        return
    if not is_in_writing(call.team.agency_id if call.team else None, disclosure.to_agency_id):
        return
    taken = "" if disclosure.is_nameless else f", taken by {call.taken_by}"
    report_step(by=by, disclosure=disclosure, step=Step.CONFIRMS_CALL, to_words=f"{moment(call.at)}{taken}")
    if call.confirmed_at is None:
        confirm_call(by=by, call=call, confirmation=concern)
