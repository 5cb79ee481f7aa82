"""Who may see who has looked at a child's record: leads all of it, others what touches the worries they may see."""

import uuid
from collections.abc import Mapping

from django.db.models import Q, QuerySet

from sharewell.concerns import access as concerns
from sharewell.concerns.access.kept import subjects_kept_from
from sharewell.directory.models import Member
from sharewell.items.access import leads_safeguarding
from sharewell.ledger.access import entries_where
from sharewell.ledger.book import declare, enter_look
from sharewell.ledger.models import Entry
from sharewell.ledger.rules import Nature
from sharewell.oversight.access.paging import Part, part_of
from sharewell.oversight.rules import Mark
from sharewell.people.access import SEARCHED, child_for
from sharewell.people.models import Child

WHO_LOOKED = declare("who_looked.opened", "Somebody looked at who has looked at a child's record.", is_look=True)


def who_has_looked(
    member: Member, child_id: uuid.UUID, after: Mark | None
) -> tuple[Child, Part, Mapping[str, uuid.UUID]]:
    """The looks at this child's record, newest first, and who wrote what they were at. The look is entered.

    For whoever may open the child; Raises Http404 for everybody else. A lead sees nothing of a worry that is about
    themself. In five queries, besides the child's.
    """
    child = child_for(member, child_id)
    enter_look(WHO_LOOKED, by=member, subject=child)
    worries = concerns.worries_about(member, child)
    return child, part_of(_looks(member, child, worries), after, newest_first=True), worries.authors


def _looks(member: Member, child: Child, worries: concerns.Worries) -> QuerySet[Entry]:
    """Looks, copies and searches that showed the child, in their own agency; of a receiving team, its first reading."""
    own, look = Q(agency=str(member.agency_id)), Q(nature=Nature.LOOK.value)
    at_worries = Q(pk__in=[])
    for kind, keys in worries.subjects.items():
        at_worries |= Q(subject_kind=kind, subject_id__in=[str(key) for key in keys])
    read = Q(kind="referral.read", subject_kind="referral", subject_id__in=worries.subjects["referral"])
    searched = Q(subject_kind="agency", subject_id=str(member.agency_id), kind=SEARCHED)
    searched &= Q(facts_text__contains=f'"{child.pk}"')
    at_child = own & look & Q(child_id=str(child.pk))
    if not leads_safeguarding(member):
        theirs = Q(actor_id=str(member.pk))
        at_child, searched = at_child & theirs, searched & theirs
    found = entries_where((at_worries & own & look) | at_child | searched | read)
    return found.exclude(subject_id__in=subjects_kept_from(member))
