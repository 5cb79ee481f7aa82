"""What can be done: write down what is known, correct it, and take over what the child's own record says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction

from sharewell.directory.models import Member
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.items import access
from sharewell.items.models import Item, ItemChild, ItemVersion
from sharewell.items.record import record_of
from sharewell.items.rules import (
    DETAILS,
    ItemDetails,
    reasons_not_to_correct,
    reasons_not_to_write,
    reasons_not_to_write_about,
)
from sharewell.ledger.book import act, not_an_act
from sharewell.moment import now
from sharewell.people.access import children_as_they_stand, households_of
from sharewell.people.models import Child
from sharewell.web.words import local

# A new item: the children it is about, the part of a record it repeats (or nothing), and what it says.
New = tuple[Sequence[Child], str, ItemDetails]
OVERTAKEN = "Somebody else has corrected this since you opened it. Look at it again"


def _facts(kept: Sequence[ItemVersion], said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "versions": [version.pk for version in kept],
        "items": [version.item_id for version in kept],
        "kinds": [version.kind for version in kept],
        "about": [[child.pk for child in children] for children in said["about"]],
    }


@act(
    "item.written",
    may=access.may_write,
    on="item_version",
    words=("details",),
    refers=("child",),
    also=lambda version, _: {"item": version.item_id, "kind": version.kind},
)
def write_item(*, by: Member, child: Child, details: ItemDetails | Mapping[str, Any]) -> ItemVersion:
    """This is known about the child: the first version of a new item.

    Refused without words, without saying how it is known, when told without saying by whom, or dated in the future.
    """
    return _keep_new(by, [((child,), "", _checked(details))])[0]


@act("items.written", may=access.may_write_about, on="child", words=("many",), also=_facts)
def write_items(
    *,
    by: Member,
    child: Child,
    many: Sequence[ItemDetails | Mapping[str, Any]],
    about: Sequence[Sequence[Child]] = (),
    kept_from: Member | None = None,
) -> list[ItemVersion]:
    """All of these are known about the child, each a new item; whole or not at all, in as many statements as one.

    None of them is open to `kept_from`, a colleague whom they are about, whatever that colleague leads.

    Where they are not all about that one child, `about` says of each, in the same order, which children it is about.
    Refused for the same reasons as one item, each reason saying which of them it is about, and when `about` leaves one
    out.
    """
    details, reasons = [], reasons_not_to_write_about([len(children) for children in about], len(many))
    for number, each in enumerate(many, 1):
        try:
            details.append(_checked(each))
        except Refused as refused:
            reasons += [f"Item {number}: {reason}" for reason in refused.reasons]
    if reasons:
        raise Refused(*reasons)
    whom = [tuple(dict.fromkeys(children)) for children in about] or [(child,)] * len(details)
    return _keep_new(by, [(children, "", each) for children, each in zip(whom, details, strict=True)], kept_from)


@act(
    "item.corrected",
    may=access.may_correct,
    on="item",
    words=("details", "because"),
    also=lambda version, _: {"version": version.pk, "number": version.number, "kind": version.kind},
)
def correct_item(
    *, by: Member, item: Item, was: ItemVersion, details: ItemDetails | Mapping[str, Any], because: str
) -> ItemVersion:
    """The item says this from now on; what it said before stays, and stays with everybody who was sent it.

    `was` is the version that the person saw. Overtaken when there is a newer one already. Refused without a reason, or
    when nothing is different.
    """
    read = ItemDetails.read(details)
    whole = replace(read, heading=read.titled())
    if was.item_id != item.pk:
        raise Refused("That is not a version of this item")
    if reasons := reasons_not_to_correct(whole, was.details, because, _today()):
        raise Refused(*reasons)
    return _keep_versions(by, [(item, was.number + 1, whole)], because)[0]


@act(
    "items.taken_from_record",
    may=access.may_take_over,
    on="child",
    also=lambda kept, said: {
        "versions": [version.pk for version in kept],
        "about": [child.pk for child, _ in said["parts"]],
    },
)
def take_from_record(
    *, by: Member, child: Child, parts: Sequence[tuple[Child, Mapping[str, ItemDetails]]], known: access.FromRecord
) -> list[ItemVersion]:
    """What the children's own records say in these parts stands as items, a new version where words have changed.

    `child` is the first of them; `known` is what stands already (`access.from_record`): where somebody else has added
    to it since, Overtaken. In as many statements for several children as for one.
    """
    said = [(of, part, details) for of, named in parts for part, details in named.items()]
    fresh: list[New] = [((of,), part, details) for of, part, details in said if part not in known[of.pk]]
    changed = [
        (known[of.pk][part].item, known[of.pk][part].number + 1, details)
        for of, part, details in said
        if part in known[of.pk] and known[of.pk][part].details != details
    ]
    return [*_keep_new(by, fresh), *_keep_versions(by, changed, "The child’s record changed")]


@not_an_act(because="it only reads, until a record has changed; then the act take_from_record is entered")
def identity_items(*, by: Member, children: Sequence[Child]) -> list[ItemVersion]:
    """Name and birth, address, numbers, language, school and household, as items that can be picked for sharing: child
    by child, in the order of `children`.

    Each in its current version; the version already there is used again when the record has not changed. Parts that
    have gone from a record are left out. Refused (NotPermitted) outside the agency that holds the children. Overtaken
    when a child has been corrected since it was read: what was seen then is not what the record says.
    """
    if not all(access.may_write(by, child) for child in children):
        raise NotPermitted("You are not permitted to do this.")
    with transaction.atomic():
        return _as_on_record(by, children_as_they_stand(by, children))


def _as_on_record(by: Member, children: Sequence[Child]) -> list[ItemVersion]:
    households, known = households_of(by, children), access.from_record(children)
    parts = [(child, record_of(child, households[child.pk], by.agency.short_name)) for child in children]
    unknown = [(child, said) for child, said in parts if _differs(said, known[child.pk])]
    if unknown:
        for version in take_from_record(by=by, child=unknown[0][0], parts=unknown, known=known):
            known[version.item.child_id][version.item.from_record] = version
    return [known[child.pk][part] for child, said in parts for part in said]


def _differs(said: Mapping[str, ItemDetails], known: Mapping[str, ItemVersion]) -> bool:
    return any(part not in known or known[part].details != details for part, details in said.items())


def _today() -> Any:
    return local(now()).date()


def _checked(details: ItemDetails | Mapping[str, Any]) -> ItemDetails:
    read = ItemDetails.read(details)
    if reasons := reasons_not_to_write(read, _today()):
        raise Refused(*reasons)
    return replace(read, heading=read.titled())


@not_an_act(because="part of saying that a worry is about a colleague; that is entered")
def keep_items_from(items: Iterable[Item], who: Member) -> None:
    """Of these, what was written is kept from this colleague, unless they wrote it; what repeats a child's record stays
    open to all."""
    written = Item.objects.filter(pk__in=[each.pk for each in items], from_record="")
    written.exclude(author__user=who.user_id).update(kept_from=who)


def _keep_new(by: Member, many: Sequence[New], kept_from: Member | None = None) -> list[ItemVersion]:
    items = [
        Item(
            agency_id=child.agency_id,
            child=child,
            author=by,
            kept_from=kept_from,
            from_record=part,
            written_at=now(),
        )
        for (child, *_), part, _ in many
    ]
    with _once():
        Item.objects.bulk_create(items)
    ItemChild.objects.bulk_create(
        ItemChild(agency_id=item.agency_id, item=item, child=child, position=position)
        for item, (children, _, _) in zip(items, many, strict=True)
        for position, child in enumerate(children[1:], 2)
    )
    return _keep_versions(by, [(item, 1, details) for item, (_, _, details) in zip(items, many, strict=True)], "")


def _keep_versions(by: Member, many: Sequence[tuple[Item, int, ItemDetails]], because: str) -> list[ItemVersion]:
    kept = [
        ItemVersion(
            agency_id=item.agency_id,
            item=item,
            number=number,
            because=because,
            written_at=now(),
            written_by=by,
            **{name: getattr(details, name) for name in DETAILS},
        )
        for item, number, details in many
    ]
    with _once():
        ItemVersion.objects.bulk_create(kept)
    return kept


@contextmanager
def _once() -> Iterator[None]:
    """Two people at the same thing at once: the database lets one through, and the other is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        raise Overtaken(OVERTAKEN) from clash
