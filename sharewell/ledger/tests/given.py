"""People and things for the tests of the book."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from sharewell.errors import Overtaken, Refused
from sharewell.ledger import book
from sharewell.ledger.book import Actor, ActorKind
from sharewell.ledger.models import Entry
from sharewell.ledger.verifying import Tally, faults

TEACHER = Actor(
    ActorKind.MEMBER, "5f9c", "Priya Nair", "practitioner", agency="a-school", agency_name="Holmbury Primary School"
)
STRANGER = Actor(ActorKind.PERSON, "77", "Sam Strange")
OPENED = book.declare("parcel.opened", "Somebody opened a parcel.", is_look=True)
COUNTED = book.declare("parcels.counted", "Somebody counted the parcels.")


@dataclass
class Parcel:
    """Something with an id, and perhaps a child, that is not a row of any table."""

    child_id: uuid.UUID | None = None
    pk: uuid.UUID = field(default_factory=uuid.uuid4)


def may_send(by: Actor, parcel: Parcel) -> bool:
    return by is not STRANGER


@book.act(
    "parcel.sent", may=may_send, on="parcel", words=("because", "note"), facts=("weight", "to"), gives_receipt=True
)
def send_parcel(
    *,
    by: Actor,
    parcel: Parcel,
    because: str = "It is due.",
    note: str = "",
    weight: int = 1,
    to: object = None,
    happened_at: datetime | None = None,
) -> Parcel:
    """A parcel goes to somebody."""
    if weight > 10:
        raise Refused("It is too heavy.", "Make two of it.")
    if weight < 0:
        raise ValueError("no such weight")
    return parcel


@book.act("parcel.packed", on="parcel", open_to="anybody packs", also=lambda parcel, given: {"size": len(given)})
def pack_parcel(*, by: Actor) -> Parcel:
    """There is a parcel."""
    return Parcel(child_id=uuid.UUID(int=5))


@book.act("parcel.delivered", on="parcel", open_to="anybody delivers")
def deliver_parcel(*, by: Actor, parcel: Parcel, weight: int, heed: bool = True) -> Parcel:
    """A parcel is sent, and arrives."""
    try:
        send_parcel(by=by, parcel=parcel, weight=weight)
    except Refused:
        if heed:
            raise
    if weight == 7:
        raise Overtaken("Somebody else delivered it.")
    return parcel


def many_entered() -> int:
    """How many entries there are, but for those of somebody who begins to act for an agency."""
    return Entry.objects.exclude(kind="member.signed_in").count()


def found() -> list[str]:
    """What verifying says of the book."""
    return list(faults(Tally()))


def run(sql: str, *values: object) -> None:
    """A statement behind the back of the program."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
