"""The book of one agency, for those who oversee it: what its people did, when, and never in what words."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from sharewell.concerns import access as concerns
from sharewell.concerns.access.kept import subjects_kept_from
from sharewell.directory.access import everybody_at
from sharewell.directory.models import Member
from sharewell.errors import Refused
from sharewell.ledger.access import entries_by
from sharewell.ledger.book import declare, enter_look
from sharewell.ledger.kinds import ACTS, KINDS, Act, Kind
from sharewell.ledger.models import Entry
from sharewell.oversight.access.paging import Part, part_of
from sharewell.oversight.rules import (
    MOST_EXPORTED,
    REFUSED,
    ROOMS_OF_RUNNING,
    Mark,
    Scope,
    Sought,
    room_of,
    scope_of,
)
from sharewell.web.words import LONDON

OPENED = declare("book.opened", "Somebody who oversees an agency looked at a list of its entries.", is_look=True)
EXPORTED = declare("book.exported", "Somebody who oversees an agency took entries of it away as a table.", is_look=True)
TOO_MANY = (
    f"There are more than {MOST_EXPORTED:,} such entries. Choose fewer days, or a person or a kind, and export again"
)


def scope_for(member: Member) -> Scope:
    """How much of their own agency's book this member oversees."""
    return scope_of(member.roles)


def kinds_open_to(scope: Scope) -> list[str]:
    """The kinds of entry that this scope has, without the refusals of each."""
    known: list[Act | Kind] = [*ACTS.values(), *KINDS.values()]
    ours = [each for each in known if ".tests" not in each.module]
    if scope == Scope.RUNNING:
        ours = [each for each in ours if room_of(each.module) in ROOMS_OF_RUNNING]
    return sorted(each.kind for each in ours)


def book_page(member: Member, sought: Sought, after: Mark | None) -> Part:
    """The next entries that are asked for, newest first; the look is entered with what was asked.

    Raises Http404 for whoever oversees nothing. One query.
    """
    entries = _entries(member, sought)
    enter_look(OPENED, by=member, subject=member.agency, facts=_facts(sought))
    return part_of(entries, after, newest_first=True)


def records_behind(member: Member, entries: Sequence[Entry]) -> Mapping[str, uuid.UUID]:
    """By the id of what an entry is about, the worry on whose timeline it stands; none for who may not see records."""
    if scope_for(member) != Scope.RECORDS:
        return {}
    about: Mapping[str, set[str]] = {"concern": set(), "decision": set(), "disclosure": set()}
    for each in entries:
        about.get(each.subject_kind, set()).add(each.subject_id)
    worries = {each: uuid.UUID(each) for each in about["concern"] if each}
    return worries | concerns.worries_behind(member, about["decision"], about["disclosure"])


def book_export(member: Member, sought: Sought) -> Sequence[Entry]:
    """All of them, to be taken away as a table; entered with what was asked and how many there were.

    Refused when there are too many. Raises Http404 for whoever oversees nothing.
    """
    found = list(_entries(member, sought)[: MOST_EXPORTED + 1])
    if len(found) > MOST_EXPORTED:
        raise Refused(TOO_MANY)
    enter_look(EXPORTED, by=member, subject=member.agency, facts={**_facts(sought), "entries": len(found)})
    return found


def people_of(member: Member) -> list[Member]:
    """Whoever is or was a member of the agency that this member oversees. Raises Http404 when they oversee nothing."""
    if scope_for(member) == Scope.NOTHING:
        raise Http404
    return everybody_at(member.agency)


def _entries(member: Member, sought: Sought) -> QuerySet[Entry]:
    scope = scope_for(member)
    if scope == Scope.NOTHING:
        raise Http404
    kept = subjects_kept_from(member)
    begin, end = _midnight(sought.since), _midnight(sought.until + timedelta(days=1))
    entries = entries_by(member.agency_id).filter(written_at__gte=begin, written_at__lt=end)
    # What is about the member stands in the book, and on nothing that the member is shown.
    if kept:
        named = reduce(or_, (Q(facts_text__contains=each) for each in kept))
        entries = entries.exclude(named | Q(subject_id__in=kept))
    if sought.kind or scope == Scope.RUNNING:
        kinds = [sought.kind] if sought.kind else kinds_open_to(scope)
        entries = entries.filter(kind__in=[*kinds, *(kind + REFUSED for kind in kinds)])
    if sought.kind and sought.kind not in kinds_open_to(scope):
        return entries.none()
    asked = {"nature": sought.nature, "actor_id": sought.person}
    return entries.filter(Q(**{name: value for name, value in asked.items() if value}))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _facts(sought: Sought) -> Mapping[str, Any]:
    return {
        "since": sought.since,
        "until": sought.until,
        "kind": sought.kind,
        "nature": sought.nature,
        "person": sought.person,
    }
