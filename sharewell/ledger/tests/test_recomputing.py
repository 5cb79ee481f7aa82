"""A stretch is whole only as the book wrote it; anything else must be looked at closely. And what is whole is quick."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharewell.ledger import book
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Entry, Place
from sharewell.ledger.recomputing import Stretch, whole
from sharewell.ledger.rules import Actor, ActorKind
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import COUNTED, TEACHER, Parcel, send_parcel
from sharewell.moment import pretend
from tests.naughty import LINES

pytestmark = pytest.mark.django_db
ON_THE_SECOND = datetime(2026, 10, 6, 14, 12, tzinfo=UTC)
# PostgreSQL keeps no zero character in a text, and no text has half of a pair.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=40)


def enter(name: str, role: str = "", facts: object = None, moment: datetime | None = None) -> None:
    by = Actor(ActorKind.PERSON, "77", name, role, agency=role, agency_name=name)
    book.enter(
        COUNTED, by=by, subject_kind="parcel", subject_id=role[:30], child_id=name[:30] or None,
        facts=facts or {}, happened_at=moment,
    )  # fmt: skip


def test_whatever_can_be_entered_is_recomputed_quickly() -> None:
    for line in LINES:
        enter(line.replace("\0", ""), line[::-1].replace("\0", ""), {"text": line.replace("\0", ""), "number": -1})
    for each in (datetime(1969, 7, 20, 20, 17, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, 0, 1, tzinfo=UTC)):
        enter("", moment=each)
    send_parcel(by=TEACHER, parcel=Parcel(child_id=uuid.uuid4()), because="Ö\n“x”", note="\\")
    seal()
    many = Place.objects.count()
    assert whole((1, many)) == Stretch(many, 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, TEXTS, st.dictionaries(TEXTS, TEXTS | st.integers(-9, 9) | st.lists(TEXTS), max_size=3))
def test_any_texts(name: str, role: str, facts: dict[str, object]) -> None:
    enter(name, role, facts)
    seal()
    assert whole((1, Place.objects.count()))


TRICKS = {
    "another letter": "actor_name = 'Priya Nais'",
    "a text that is bytes": "actor_name = CAST(actor_name AS BLOB)",
    "a text that is nothing": "subject_id = ''",
    "a number for a text": "actor_id = 77",
    "facts that are bytes": "facts_text = CAST(facts_text AS BLOB)",
    "digests that are bytes": "word_digests_text = CAST(word_digests_text AS BLOB)",
    "facts that are no object": "facts_text = '7'",
    "facts with a blank": "facts_text = facts_text || ' '",
    "facts that end early": "facts_text = '{},\"x\":1'",
    "an instant that is bytes": "happened_at = CAST(happened_at AS BLOB)",
    "an instant with a T": "happened_at = replace(happened_at, ' ', 'T')",
    "an instant with zeros": "written_at = '2026-10-06 14:12:00.000000'",
    "an instant of another length": "written_at = '2026-10-06 14:12:00.0'",
    "an instant with more": 'written_at = written_at || \'","x":"\'',
    "a salt that is a text": "salt = CAST(salt AS TEXT)",
    "marks that are a text": "marks = CAST(marks AS TEXT)",
    "a digest that is a text": "digest = CAST(digest AS TEXT)",
    "another id": "id = upper(id)",
}


@pytest.mark.sqlite
@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_a_column_that_is_not_as_written(trick: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A salt that is a valid text as well, so that only its sort differs.
    monkeypatch.setattr(book.os, "urandom", lambda many: b"s" * many)
    with pretend(ON_THE_SECOND):
        send_parcel(by=TEACHER, parcel=Parcel(), to=[1], because="Grund")
    seal()
    assert whole((1, 1)) == Stretch(1, 1)
    with guard_lowered(connection), connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_entry SET {trick}")  # noqa: S608
    assert whole((1, 1)) is None


@pytest.mark.sqlite
def test_no_text_passes_for_part_of_anothers() -> None:
    """What one column lost, another has: the same letters in the same order are not the same entry."""
    enter("Priya", facts={"a": "1", "b": "2"})
    seal()
    with guard_lowered(connection), connection.cursor() as cursor:
        for facts in ('{"a":"1","b":"2"},"x":{}', '{"a":"1"', '{"a":"1","b":"2"}/**/', '{a:"1","b":"2"}'):
            cursor.execute("UPDATE ledger_entry SET facts_text = %s", [facts])
            assert whole((1, 1)) is None
    assert Entry.objects.count() == 1
