"""What a record shows of what was before it: the call that it tells or confirms, the paper it was typed in from."""

from typing import Any

from sharewell.concerns import access
from sharewell.concerns.earlier_rules import when_words
from sharewell.concerns.models import Concern
from sharewell.moment import now


def before_of(found: Concern) -> dict[str, Any]:
    """Of a worry, for its own agency: its call with the clock and what confirms it; the call that it confirms; the
    paper."""
    call = access.call_of(found)
    return {
        "call": call,
        "call_clock": call.clock.words(now()) if call and call.clock else None,
        "confirmations": access.confirmations_of(found) if call else [],
        "confirms": found.confirms if found.confirms_id else None,
        "confirms_call": access.call_of(found.confirms) if found.confirms else None,
        "paper_when": when_words(found.happened_at) if found.is_from_paper else "",
        "paper_by": found.on_behalf_of or found.author.name if found.is_from_paper else "",
    }
