"""Items, as the acts write them."""

from typing import Any

from sharewell.directory.models import Member
from sharewell.items.actions import write_item, write_items
from sharewell.items.models import ItemVersion
from sharewell.people.models import Child

BRUISE = {
    "text": "A bruise on her left arm, the size of a coin.",
    "kind": "fact",
    "heading": "Bruise on left arm",
    "happened_on": "2026-11-23",
    "happened_words": "about 9.10 am",
}
SAID = {
    "text": "“He gets cross when I spill things.”",
    "kind": "told",
    "told_by": "Mina",
    "exact_words": True,
    "category": "childs_words",
    "happened_words": "last week",
}
AFRAID = {"text": "Her mother may be afraid of her partner.", "kind": "opinion", "category": "opinion"}


def an_item(by: Member, child: Child, **details: Any) -> ItemVersion:
    """Something known about the child: the bruise, unless other details are given."""
    return write_item(by=by, child=child, details=details or BRUISE)


def many_items(by: Member, child: Child, many: int) -> list[ItemVersion]:
    """That many things known about the child, each numbered."""
    listed = [{"text": f"Late to school, day {number}", "kind": "fact"} for number in range(many)]
    return write_items(by=by, child=child, many=listed)
