"""What can be done: add a child, add several, correct one, and say who is in the household."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F

from sharewell.directory.models import Agency, Member
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import act
from sharewell.moment import now
from sharewell.people import access
from sharewell.people.models import Child, HouseholdMember, NameKey, NameSpelling
from sharewell.people.rules import (
    ChildDetails,
    HouseholdDetails,
    keys_of,
    reasons_not_to_keep,
    reasons_not_to_keep_household,
)
from sharewell.web.folding import misspellings
from sharewell.web.words import local

AT_ONCE = 2_000
LONGEST_SPELLING = 100


@act("child.added", may=access.may_add_child, on="child", words=("details",))
def add_child(*, by: Member, details: ChildDetails | Mapping[str, Any], once: uuid.UUID | None = None) -> Child:
    """The agency of the one who adds holds this child from now on, and can find them.

    `details` may be what `people.forms.child_details` gives. Refused when nothing tells who is meant, when a birth lies
    in the future, or when the person is over 25. Search first: nothing here looks for a child already held. `once` is
    the page that it comes from, by which a child is added once: IntegrityError when one has been.
    """
    return _keep(by, [_checked(details)], once)[0]


@act(
    "children.added", may=access.may_add_children, on="agency", words=("many",), also=lambda kept, _: {"children": kept}
)
def add_children(*, by: Member, agency: Agency, many: Sequence[Mapping[str, Any]]) -> list[Child]:
    """The agency holds all of these children: its own list, taken over in one go, whole or not at all.

    Refused for the same reasons as one child, each reason saying which of them it is about.
    """
    details, reasons = [], []
    for number, each in enumerate(many, 1):
        try:
            details.append(_checked(each))
        except Refused as refused:
            reasons += [f"Child {number}: {reason}" for reason in refused.reasons]
    if reasons:
        raise Refused(*reasons)
    return _keep(by, details)


@act(
    "child.corrected",
    may=access.may_correct,
    on="child",
    words=("was", "details", "because"),
    also=lambda child, said: {"changed": sorted(ChildDetails.read(said["details"]).changed_from(said["was"]))},
)
def correct_child(
    *, by: Member, child: Child, was: ChildDetails, details: ChildDetails | Mapping[str, Any], because: str
) -> Child:
    """The child's details are these from now on; the book keeps what stood there before, and why it changed.

    `was` is what the person saw (`access.details_of`). Overtaken when somebody else has changed them since. Refused for
    the same reasons as adding, without a reason, or when nothing is different.
    """
    new = _checked(details, guessed_on=child.estimated_on)
    if not because.strip():
        raise Refused("Say why these details are changing")
    if access.details_of(child) != was or not _taken(child):
        raise Overtaken("Somebody else has changed these details since you opened them. Look at them again")
    if not new.changed_from(was):
        raise Refused("Nothing is different")
    for name in ChildDetails.__dataclass_fields__:
        setattr(child, name, _as_kept(getattr(new, name)))
    child.version += 1
    child.save(update_fields=[*ChildDetails.__dataclass_fields__])
    NameKey.objects.filter(child=child).delete()
    _keep_keys([child])
    return child


@act("household_member.added", may=access.may_correct, on="household_member", words=("details",))
def add_household_member(*, by: Member, child: Child, details: HouseholdDetails | Mapping[str, Any]) -> HouseholdMember:
    """This person stands in the child's household, as the agency that holds the child knows it.

    From now on the child is found by their name too. Refused when nothing tells who is meant, or when they would be
    born in the future. IntegrityError when somebody with these very details stands there already.
    """
    today = _today()
    read = HouseholdDetails.read(details).dated(today)
    if reasons := reasons_not_to_keep_household(read, today):
        raise Refused(*reasons)
    kept = {name: _as_kept(getattr(read, name)) for name in HouseholdDetails.__dataclass_fields__}
    added = HouseholdMember.objects.create(
        id=uuid.uuid5(child.pk, str(read)),
        agency_id=child.agency_id,
        child=child,
        written_at=now(),
        written_by=by,
        **kept,
    )
    _keep_household_names(child)
    return added


def _today() -> Any:
    return local(now()).date()


def _checked(details: ChildDetails | Mapping[str, Any], guessed_on: Any = None) -> ChildDetails:
    today = _today()
    read = ChildDetails.read(details)
    if read.age_estimate is not None and read.estimated_on is None and guessed_on:
        read = replace(read, estimated_on=guessed_on)
    if reasons := reasons_not_to_keep(read, today):
        raise Refused(*reasons)
    return read.dated(today)


def _as_kept(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _keep(by: Member, many: Sequence[ChildDetails], once: uuid.UUID | None = None) -> list[Child]:
    children = [
        Child(
            agency_id=by.agency_id,
            written_at=now(),
            written_by=by,
            once=once,
            **{name: _as_kept(getattr(details, name)) for name in ChildDetails.__dataclass_fields__},
        )
        for details in many
    ]
    Child.objects.bulk_create(children, batch_size=AT_ONCE)
    _keep_keys(children)
    return children


def _keep_keys(children: Sequence[Child]) -> None:
    """The keys these children are found by, and the misspellings of their names, stand in the tables."""
    keys, names = [], set[tuple[Any, str]]()
    for child in children:
        person = access.person_of(child)
        keys += [NameKey(agency_id=child.agency_id, child=child, key=key) for key in sorted(keys_of(person))]
        names |= {(child.agency_id, way[:LONGEST_SPELLING]) for part in person.all_parts for way in part}
    NameKey.objects.bulk_create(keys, batch_size=AT_ONCE)
    spellings = [
        NameSpelling(agency_id=agency, name=name, spelling=spelling)
        for agency, name in sorted(names, key=str)
        for spelling in sorted(misspellings(name))
    ]
    NameSpelling.objects.bulk_create(spellings, batch_size=AT_ONCE, ignore_conflicts=True)


def _keep_household_names(child: Child) -> None:
    """The child is found by the names of everybody in the household, also of those whom somebody else adds just now."""
    Child.objects.select_for_update(no_key=True).get(pk=child.pk)
    names = HouseholdMember.objects.filter(child=child).exclude(name="").values_list("name", flat=True)
    child.household_names = list(dict.fromkeys(names))
    child.save(update_fields=["household_names"])
    NameKey.objects.filter(child=child).delete()
    _keep_keys([child])


def _taken(child: Child) -> bool:
    return bool(Child.objects.filter(pk=child.pk, version=child.version).update(version=F("version") + 1))
