"""Who may see what the book has of one decision: whoever may see its record, each from their own end."""

import uuid
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from sharewell.concerns import access as concerns
from sharewell.concerns.models import Concern, Referral
from sharewell.directory.models import Member
from sharewell.ledger.access import entries_on
from sharewell.ledger.book import declare, enter_look
from sharewell.ledger.models import Entry
from sharewell.oversight.access.paging import Part, part_of
from sharewell.oversight.rules import SEEN_BY_SENDERS, SEEN_BY_TEAMS, Mark

TIMELINE = declare("timeline.opened", "Somebody looked at the timeline of a decision, with its proof.", is_look=True)


def concern_timeline(member: Member, concern_id: uuid.UUID, after: Mark | None) -> tuple[Concern, Part]:
    """What the book has of a worry's decision and what followed, for whoever may see the worry. The look is entered."""
    found = concerns.concern_for(member, concern_id)
    subjects = concerns.subjects_of(found)
    enter_look(TIMELINE, by=member, subject=found)
    return found, part_of(_seen(member, subjects, SEEN_BY_SENDERS), after, newest_first=False)


def referral_timeline(member: Member, referral_id: uuid.UUID, after: Mark | None) -> tuple[Referral, Part]:
    """The same of a referral, for the team that has it."""
    found = concerns.referral_for(member, referral_id)
    enter_look(TIMELINE, by=member, subject=found)
    return found, part_of(_seen(member, concerns.subjects_of_referral(found), SEEN_BY_TEAMS), after, newest_first=False)


def _seen(member: Member, subjects: Sequence[tuple[str, uuid.UUID]], kinds: frozenset[str]) -> QuerySet[Entry]:
    """What their own agency did there, and of all others the kinds that this end is shown."""
    return entries_on(subjects).filter(Q(agency=str(member.agency_id)) | Q(kind__in=kinds))
