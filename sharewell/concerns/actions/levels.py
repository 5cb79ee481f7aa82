"""The partnership says which levels of need there are, from a day on."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from sharewell.concerns import access
from sharewell.concerns.levels import Level, as_json, reasons_not_to_set_levels
from sharewell.concerns.models import Threshold
from sharewell.directory.models import Member
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act, actor_of
from sharewell.moment import now


@act(
    "threshold.set",
    may=access.may_set_threshold,
    on="threshold",
    also=lambda kept, _: {"title": kept.title, "levels": kept.levels, "since": kept.since.isoformat()},
)
def set_threshold(*, by: Member | Actor, title: str, levels: Sequence[Level], since: date) -> Threshold:
    """From this day on a referral may name one of these levels; what was written before keeps the words it had.

    Refused for a day that is past, without the name of the document, and for levels that cannot be told apart.
    """
    reasons = reasons_not_to_set_levels(levels)
    if since < localdate(now()):
        reasons.append("It can begin today or later: what was written stays as it was.")
    if not title.strip():
        reasons.append("Write the name of the document that the levels come from.")
    if reasons:
        raise Refused(*reasons)
    return Threshold.objects.create(
        title=title.strip(), levels=as_json(levels), since=since, set_by=actor_of(by).name, set_at=now()
    )
