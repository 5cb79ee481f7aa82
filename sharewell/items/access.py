"""Who may see what is known about a child: who wrote it, and those who lead safeguarding in the same agency;
never a colleague whom it is about.

What repeats the child's own record (name, address, household) is open to every member there whose work is with
children, because they need it to say who is meant. A room above may open more: it passes the ids of the items that
its own row points to.
"""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from sharewell.directory.models import Member
from sharewell.directory.rules import Role
from sharewell.items.models import Item, ItemChild, ItemVersion
from sharewell.people.access import may_look_for_children
from sharewell.people.models import Child

# What repeats a child's own record: by child, then by part.
FromRecord = dict[uuid.UUID, dict[str, ItemVersion]]
LEADS = (Role.DESIGNATED_LEAD, Role.DEPUTY)


def leads_safeguarding(member: Member) -> bool:
    """Whether this member may see everything that their own agency has written about children."""
    return any(member.has_role(role) for role in LEADS)


def not_kept_from(member: Member) -> Q:
    """Of rows that say from whom they are kept: those that are not about this very member, as whoever they joined."""
    return Q(kept_from=None) | ~Q(kept_from__user=member.user_id)


def leads_on(member: Member, row: Any) -> bool:
    """Whether this member leads safeguarding, and this row is not about themself."""
    is_kept = row.kept_from_id is not None and row.kept_from.user_id == member.user_id
    return leads_safeguarding(member) and not is_kept


def may_write(by: Any, child: Child) -> bool:
    """What is known about a child is written within the agency that holds the child."""
    return may_look_for_children(by) and by.agency_id == child.agency_id


def may_write_about(by: Any, child: Child, about: Sequence[Sequence[Child]]) -> bool:
    """The same, of every child whom any of several things is about."""
    return all(may_write(by, each) for each in {child, *(one for some in about for one in some)})


def may_take_over(by: Any, child: Child, parts: Sequence[tuple[Child, Any]]) -> bool:
    """The same, of every child whose record gives something; `child` is the first of them."""
    return all(may_write(by, each) for each in (child, *(of for of, _ in parts)))


def may_correct(by: Any, item: Item) -> bool:
    """Whoever wrote it, or somebody who leads safeguarding in the same agency. What repeats a record is not theirs."""
    if not isinstance(by, Member) or by.agency_id != item.agency_id or not may_look_for_children(by):
        return False
    return not item.from_record and (item.author_id == by.pk or leads_on(by, item))


def items_open_to(member: Member, opened: Iterable[uuid.UUID | str] = ()) -> QuerySet[Item]:
    """The items this member may see; `opened` are ids of items that a row above, open to the member, points to."""
    if not may_look_for_children(member):
        return Item.objects.none()
    theirs = Item.objects.filter(not_kept_from(member), agency_id=member.agency_id)
    if leads_safeguarding(member):
        return theirs
    return theirs.filter(Q(author=member) | ~Q(from_record="") | Q(pk__in=list(opened)))


def item_for(member: Member, item_id: uuid.UUID | str) -> Item:
    """The item, if it is open to this member; else 404, so that nobody learns that it exists."""
    try:
        found = items_open_to(member).filter(pk=item_id).select_related("child").first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Http404
    return found


def items_for(member: Member, child: Child, opened: Iterable[uuid.UUID | str] = ()) -> list[ItemVersion]:
    """What this member may see of what is known about the child, each in its current version. One query.

    In the order of their categories, then of the day they happened, then of writing.
    """
    if child.agency_id != member.agency_id:
        return []
    also = ItemChild.objects.filter(child=child).values("item")
    mine = items_open_to(member, opened).filter(Q(child=child) | Q(pk__in=also))
    return in_order(_with_all(_current()).filter(item__in=mine))


def current_versions(member: Member, item_ids: Iterable[uuid.UUID | str]) -> list[ItemVersion]:
    """These items as they stand now, for those of them open to the member. One query."""
    mine = items_open_to(member).filter(pk__in=[str(each) for each in item_ids])
    return in_order(_with_all(_current()).filter(item__in=mine))


def versions(ids: Iterable[uuid.UUID | str]) -> list[ItemVersion]:
    """These very versions, in the order asked for, in one query. For those who have the row that points to them."""
    asked = [str(each) for each in ids]
    known = {str(each.pk): each for each in _with_all(ItemVersion.objects.filter(pk__in=asked))}
    return [known[each] for each in asked if each in known]


def standing_of(member: Member, version_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, bool]:
    """Those of these versions that are open to the member, each with whether the item still stands so. One query."""
    found = ItemVersion.objects.filter(pk__in=list(version_ids), item__in=items_open_to(member).values("pk"))
    return dict(found.annotate(stands=~Exists(_newer())).values_list("pk", "stands"))


def children_about(versions: Iterable[ItemVersion]) -> dict[uuid.UUID, tuple[uuid.UUID, ...]]:
    """The ids of the children whom each of these is about, by the version's id. In one query.

    For those who already have the versions, each with its item.
    """
    known = list(versions)
    also: dict[uuid.UUID, list[uuid.UUID]] = {version.item_id: [] for version in known}
    for each in ItemChild.objects.filter(item__in=list(also)):
        also[each.item_id].append(each.child_id)
    return {version.pk: (version.item.child_id, *also[version.item_id]) for version in known}


def history_of(member: Member, item: Item) -> list[ItemVersion]:
    """Every version of an item open to this member, newest first; else empty."""
    if not items_open_to(member).filter(pk=item.pk).exists():
        return []
    return list(_with_all(ItemVersion.objects.filter(item=item)).order_by("-number"))


def current_version(item: Item) -> ItemVersion:
    """The item as it stands now. For those who already have the item."""
    return _with_all(ItemVersion.objects.filter(item=item)).order_by("-number")[0]


def from_record(children: Iterable[Child]) -> FromRecord:
    """What repeats these children's own records as it stands now: by child, then by part. One query.

    For the act that keeps it up to date.
    """
    known: FromRecord = {child.pk: {} for child in children}
    for each in _with_all(_current()).filter(item__child__in=list(known)).exclude(item__from_record=""):
        known[each.item.child_id][each.item.from_record] = each
    return known


def in_order(found: Iterable[ItemVersion]) -> list[ItemVersion]:
    """Items as they are shown: by category, then by the day they happened (not known: last), then by writing."""
    return sorted(found, key=_place)


def _place(version: ItemVersion) -> tuple[Any, ...]:
    order = [category.value for category in type(version.about)]
    day = version.happened_on.isoformat() if version.happened_on else "9999"
    return order.index(version.category), day, version.written_at, str(version.item_id), version.number


def _current() -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(~Exists(_newer()))


def _newer() -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(item=OuterRef("item"), number__gt=OuterRef("number"))


def _with_all(found: QuerySet[ItemVersion]) -> QuerySet[ItemVersion]:
    return found.select_related("item", "written_by__user", "written_by__agency")
