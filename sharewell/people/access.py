"""Who may see a child: every member of the agency that holds the child, and nobody else, not even to count.

What is seen here is what one agency's own child list shows (name, date of birth, postcode, reference): enough to search
before adding. What is known *about* a child stands in the rooms above, each with its own need to know.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, Sum, Value, When
from django.http import Http404
from rapidfuzz.distance import OSA, JaroWinkler

from sharewell.directory.models import Agency, Member
from sharewell.errors import NotPermitted, Overtaken
from sharewell.ledger.book import declare, enter, enter_look
from sharewell.moment import now
from sharewell.people.models import Child, HouseholdMember, NameKey, NameSpelling
from sharewell.people.rules import (
    ChildDetails,
    HouseholdDetails,
    Person,
    SearchWords,
    birth_years,
    keys_sought,
    keys_sought_again,
    score,
    sort_of,
    weight_of,
)
from sharewell.people.rules.likeness import LEAST, STRONG
from sharewell.web.folding import misspellings

SEARCHED = declare(
    "child.searched", "Somebody looked for a child in their own agency's list; the entry says whom it showed."
)
OPENED = declare("child.opened", "Somebody opened a child's details: who they are and who is at home.", is_look=True)
OVERTAKEN = "A child’s details have been corrected since you looked. Look at them again, and at what you share."
MOST_CANDIDATES, MOST_FOUND, MOST_RESEMBLING = 300, 20, 8


@dataclass(frozen=True)
class Found:
    """A child who may be the one looked for: how like, from 0 to 1, and why in words."""

    child: Child
    score: float
    why: str

    @property
    def sort(self) -> str:
        """What the likeness may be called: never more than a possible match."""
        return sort_of(self.score)


def may_look_for_children(by: Any) -> bool:
    """Members whose work is with children, while they are members. Who only looks after the directory sees no child."""
    return isinstance(by, Member) and not _has_left(by) and by.works_with_children


def _has_left(by: Member) -> bool:
    return by.until is not None and by.until <= now()


def may_add_child(by: Any) -> bool:
    """Whoever may look for a child may add one."""
    return may_look_for_children(by)


def may_add_children(by: Any, agency: Agency) -> bool:
    """A list of children is taken over into the member's own agency."""
    return may_look_for_children(by) and by.agency_id == agency.pk


def may_correct(by: Any, child: Child) -> bool:
    """A child's details are corrected within the agency that holds them."""
    return may_look_for_children(by) and by.agency_id == child.agency_id


def children_of(by: Member) -> QuerySet[Child]:
    """The children that this member's agency holds."""
    return Child.objects.filter(agency_id=by.agency_id) if may_look_for_children(by) else Child.objects.none()


def child_for(by: Member, child_id: uuid.UUID | str) -> Child:
    """The child, if this member's agency holds them; else 404, so that nobody learns that the child exists.

    Whoever shows more of them than their name enters the look: `look_at_child`.
    """
    try:
        found = children_of(by).filter(pk=child_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Http404
    return found


def look_at_child(by: Member, child: Child) -> list[HouseholdMember]:
    """Somebody is shown the details of a child that `child_for` gave, which is entered, and this household."""
    enter_look(OPENED, by=by, subject=child)
    return household_of(by, child)


def children_for(by: Member, child_ids: Iterable[uuid.UUID | str]) -> list[Child]:
    """Several children at once, in the order asked for, in one query; those of other agencies are left out."""
    asked = [child_id for each in child_ids if (child_id := _as_id(each))]
    known = {str(child.pk): child for child in children_of(by).filter(pk__in=asked)}
    return [known[each] for each in asked if each in known]


def child_added_once(by: Member, once: uuid.UUID) -> Child | None:
    """The child of this member's agency who was added under this key, if one was."""
    return children_of(by).filter(once=once).first()


def children_as_they_stand(by: Member, children: Sequence[Child]) -> list[Child]:
    """These children, in their order, as they stand until the transaction ends: whoever would correct one waits.

    Overtaken when one has been corrected since it was read. One query.
    """
    asked = children_of(by).filter(pk__in=[child.pk for child in children]).order_by("pk")
    known = {child.pk: child for child in asked.select_for_update(no_key=True)}
    if any(child.pk not in known or known[child.pk].version != child.version for child in children):
        raise Overtaken(OVERTAKEN)
    return [known[child.pk] for child in children]


def _as_id(said: uuid.UUID | str) -> str:
    """The id in the one way it is written; empty for what is none."""
    try:
        return str(uuid.UUID(str(said)))
    except ValueError:
        return ""


def household_of(by: Member, child: Child) -> list[HouseholdMember]:
    """The household of a child that this member's agency holds; else empty."""
    if not may_correct(by, child):
        return []
    return list(HouseholdMember.objects.filter(child=child, agency_id=by.agency_id))


def is_at_home(by: Member, child: Child, details: Mapping[str, Any]) -> bool:
    """Whether somebody with these very details stands in the child's household already."""
    said = HouseholdDetails.read(details)
    names = HouseholdDetails.__dataclass_fields__
    return any(said == HouseholdDetails.read({n: getattr(each, n) for n in names}) for each in household_of(by, child))


def households_of(by: Member, children: Sequence[Child]) -> dict[uuid.UUID, list[HouseholdMember]]:
    """The households of several children that this member's agency holds, by child, in one query."""
    found: dict[uuid.UUID, list[HouseholdMember]] = {child.pk: [] for child in children}
    mine = [child.pk for child in children if may_correct(by, child)]
    for each in HouseholdMember.objects.filter(child__in=mine, agency_id=by.agency_id):
        found[each.child_id].append(each)
    return found


def find_children(by: Member, words: SearchWords) -> list[Found]:
    """The children of the member's own agency who are most like what was typed, best first, at most twenty.

    Misspelt names are found. The search is entered: its words kept as personal text, and which children it showed.
    Refused (NotPermitted) for somebody who only administers. At most three queries, however many children are held.
    """
    if not may_look_for_children(by):
        raise NotPermitted("Your role does not include looking for children")
    if words.is_empty():
        return []
    found = _scored(words, _candidates(by, keys_sought(words)))
    if words.parts and (not found or found[0].score < STRONG):
        again = keys_sought_again(words, _resembling(by, words))
        found = _best([*found, *_scored(words, _candidates(by, again))])
    _enter_search(by, words, found)
    return found


def _candidates(by: Member, keys: frozenset[str]) -> list[Child]:
    likely = (
        NameKey.objects.filter(agency_id=by.agency_id, key__in=sorted(keys))
        .values("child_id")
        .annotate(says=Sum(_weight(keys)))
        .order_by("-says", "child_id")
        .values("child_id")[:MOST_CANDIDATES]
    )
    # Asked by id alone: a condition on the agency would tempt a planner without statistics to read the agency's whole
    # list. The keys are the agency's own already; the children are looked at again all the same.
    return [child for child in Child.objects.filter(pk__in=likely).order_by() if child.agency_id == by.agency_id]


def _weight(keys: frozenset[str]) -> Case:
    cases = [
        When(key__in=sorted(key for key in keys if weight_of(key) == weight), then=Value(weight))
        for weight in sorted({weight_of(key) for key in keys} - {1})
    ]
    return Case(*cases, default=Value(1), output_field=IntegerField())


def _resembling(by: Member, words: SearchWords) -> list[list[str]]:
    """For each part of the name, the names this agency holds that it may be a slip for."""
    slips = [frozenset(slip for way in part for slip in misspellings(way)) for part in words.parts]
    every = frozenset[str]().union(*slips)
    rows = NameSpelling.objects.filter(agency_id=by.agency_id, spelling__in=sorted(every))
    held = list(rows.values_list("spelling", "name"))
    return [
        _nearest(part[0], {name for slip, name in held if slip in mine})
        for part, mine in zip(words.parts, slips, strict=True)
    ]


def _nearest(word: str, names: Iterable[str]) -> list[str]:
    near = sorted(names, key=lambda name: (OSA.distance(word, name), -JaroWinkler.similarity(word, name), name))
    return near[:MOST_RESEMBLING]


def _scored(words: SearchWords, children: Sequence[Child]) -> list[Found]:
    return _best([Found(child, *score(words, person_of(child))) for child in children])


def _best(found: Iterable[Found]) -> list[Found]:
    each = {one.child.pk: one for one in found if one.score >= LEAST}
    return sorted(each.values(), key=lambda one: (-one.score, str(one.child.pk)))[:MOST_FOUND]


def person_of(child: Child) -> Person:
    """What the child is recognised by, for the rules of likeness."""
    return Person(
        given_name=child.given_name,
        family_name=child.family_name,
        other_names=(*child.known_as, *([child.mother_name] if child.mother_name else []), *child.household_names),
        date_of_birth=child.date_of_birth,
        birth_years=birth_years(
            born=child.date_of_birth,
            due=child.due_date,
            due_words=child.due_words,
            estimate=child.age_estimate,
            estimated_on=child.estimated_on,
        ),
        postcode=child.postcode,
        nhs_number=child.nhs_number,
        upn=child.upn,
        own_reference=child.own_reference,
    )


def details_of(child: Child) -> ChildDetails:
    """The child's details as they stand, in the shape that forms and acts use."""
    return ChildDetails.read({name: getattr(child, name) for name in ChildDetails.__dataclass_fields__})


def _enter_search(by: Member, words: SearchWords, found: Sequence[Found]) -> None:
    with transaction.atomic():
        enter(
            SEARCHED,
            by=by,
            subject_kind="agency",
            subject_id=str(by.agency_id),
            facts={"shown": [str(one.child.pk) for one in found]},
            words={"sought": words.in_words()},
        )
