"""Work for tests.killing: acts that keep a tally in two tables and a counter, and tries that are refused half way."""

import random
import uuid
from dataclasses import dataclass, field

from django.db import connection

from sharewell.errors import Refused
from sharewell.ledger.book import Actor, ActorKind, act
from sharewell.ledger.models import Entry, EntryWords

WRITER = Actor(ActorKind.SYSTEM, "writer", "A writer that will be killed")


@dataclass
class Mark:
    """One mark of the tally."""

    pk: uuid.UUID = field(default_factory=uuid.uuid4)


@act("tally.kept", on="mark", open_to="a test", words=("because",), facts=("number",))
def keep_tally(*, by: Actor, mark: Mark, number: int, because: str) -> Mark:
    """The mark stands in both tables, and the counter counts it."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tally_left (id) VALUES (%s)", [str(mark.pk)])
        cursor.execute("UPDATE tally_counter SET number = number + 1")
        if number % 5 == 0:
            raise Refused("Not this one.")
        cursor.execute("INSERT INTO tally_right (id) VALUES (%s)", [str(mark.pk)])
    return mark


def prepare() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tally_left (id varchar(36) PRIMARY KEY)")
        cursor.execute("CREATE TABLE tally_right (id varchar(36) PRIMARY KEY)")
        cursor.execute("CREATE TABLE tally_counter (number integer)")
        cursor.execute("INSERT INTO tally_counter VALUES (0)")


def write() -> str:
    mark = Mark()
    try:
        keep_tally(by=WRITER, mark=mark, number=random.randint(1, 100), because=f"I say so of {mark.pk}.")
    except Refused:
        return f"refused {mark.pk}"
    return f"kept {mark.pk}"


def doubts(acknowledged: set[str]) -> list[str]:
    left, right, counter = _one("SELECT (SELECT count(*) FROM tally_left), (SELECT count(*) FROM tally_right), number")
    kept = Entry.objects.filter(kind="tally.kept").count()
    found = [] if left == right == counter == kept else [f"half done: {left} {right} {counter} {kept}"]
    told = dict(reversed(said.split()) for said in acknowledged)
    entries = {entry.subject_id: entry for entry in Entry.objects.filter(subject_kind="mark", subject_id__in=told)}
    ids = [entry.pk for entry in entries.values()]
    worded = set(EntryWords.objects.filter(entry_id__in=ids).values_list("entry_id", flat=True))
    for key, outcome in told.items():
        if key not in entries or (entries[key].nature == "act") != (outcome == "kept"):
            found.append(f"acknowledged and not entered: {outcome} {key}")
        elif entries[key].pk not in worded:
            found.append(f"entered without its words: {outcome} {key}")
    return found


def _one(sql: str) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FROM tally_counter")
        return cursor.fetchone()
