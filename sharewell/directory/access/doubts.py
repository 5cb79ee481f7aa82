"""Numbers that somebody says are wrong, and who looks after them."""

from collections import defaultdict
from datetime import datetime

from django.http import Http404

from sharewell.directory.access.people import is_current, members_holding, members_who_lead
from sharewell.directory.access.permits import may_lead_partnership
from sharewell.directory.models import Agency, Member, Team, WrongNumber
from sharewell.directory.rules import MOST_OPEN, Role, is_due, may_look_after


def is_said_already(team: Team, note: str) -> bool:
    """Whether the owner knows as much already: it is said to be wrong, and this adds no words, or too many did."""
    said = WrongNumber.objects.filter(team=team, put_right_at__isnull=True, telephone=team.telephone)
    return len(said.values("pk")[:MOST_OPEN]) >= (MOST_OPEN if note else 1)


def agencies_to_tell(at: datetime) -> list[Agency]:
    """The agencies that are told now of numbers of theirs that are said to be wrong."""
    told: dict[Agency, list[datetime | None]] = defaultdict(list)
    for each in WrongNumber.objects.filter(put_right_at__isnull=True).select_related("agency"):
        told[each.agency].append(each.told_at)
    return [agency for agency, times in told.items() if is_due(times, at)]


def who_looks_after_numbers(agency: Agency) -> list[Member]:
    """Its administrators; of an agency that has none, whoever looks after the partnership."""
    return members_holding(agency, Role.ADMINISTRATOR) or members_who_lead()


def may_look_after_numbers(by: object) -> bool:
    """Administrators, of their own agency's numbers; and whoever looks after the partnership, of all."""
    return isinstance(by, Member) and is_current(by) and may_look_after(by.roles)


def wrong_numbers_for(by: Member) -> list[WrongNumber]:
    """What is said to be wrong and not yet put right, the oldest first. Http404 for those who look after no numbers."""
    if not may_look_after_numbers(by):
        raise Http404
    waiting = WrongNumber.objects.filter(put_right_at__isnull=True).select_related("team__agency")
    return list(waiting if may_lead_partnership(by) else waiting.filter(agency_id=by.agency_id))
