"""A prepared question gives what the plain one gives, for every value, on each connection, and after a fault."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Count, DateTimeField, F, IntegerField, UUIDField
from django.test.utils import CaptureQueriesContext

from sharewell.directory.models import Member, Team
from sharewell.journeys.models import Draft
from sharewell.ledger.models import Entry, EntryWords, Waiting
from sharewell.moment import now
from sharewell.prepared import Blank, Prepared, PreparedChange, PreparedInsert, put_in_together

pytestmark = pytest.mark.django_db

members = Prepared(
    lambda: (
        Member.objects.select_related("user", "agency")
        .filter(agency=Blank("agency", UUIDField()), since__lte=Blank("at", DateTimeField()))
        .annotate(role=F("held_roles__role"))
        .order_by("pk", "role")
    )
)
teams = Prepared(
    lambda: (
        Team.objects.filter(agency=Blank("agency", UUIDField()))
        .order_by()
        .values_list("purpose")
        .annotate(many=Count("pk"))
    )
)
raised = PreparedChange(
    lambda: Draft.objects.filter(pk=Blank("draft", UUIDField()), version=Blank("seen", IntegerField())),
    version=F("version") + 1,
    label=Blank("label", Draft._meta.get_field("label")),
)

put_in, put_in_words = PreparedInsert(Entry), PreparedInsert(EntryWords)
DIFFERENT = ("id", "happened_at", "written_at")


def a_draft(cast) -> Draft:
    at = now()
    return Draft.objects.create(
        agency=cast.teacher.agency, author=cast.teacher, journey="x", label="a", answers={}, begun_at=at, saved_at=at
    )


def test_the_same_rows_as_the_plain_question(cast, django_assert_num_queries) -> None:
    for member in (cast.teacher, cast.receiver, cast.stranger, cast.teacher):
        plain = Member.objects.filter(agency=member.agency).order_by("pk")
        with django_assert_num_queries(1):
            found = members(agency=member.agency_id, at=now())
            shown = [(each.pk, each.user.email, each.agency.name, each.since) for each in found]
        expected = {(each.pk, each.user.email, each.agency.name, each.since) for each in plain}
        assert set(shown) == expected and shown
        roles = {each.role for each in found if each.pk == member.pk}
        assert roles == (set(member.held_roles.values_list("role", flat=True)) or {None})
        counted = Team.objects.filter(agency=member.agency).order_by().values_list("purpose")
        assert sorted(teams(agency=member.agency_id)) == sorted(counted.annotate(many=Count("pk")))


def test_what_changed_meanwhile_is_seen(cast) -> None:
    agency, before = cast.teacher.agency_id, now()
    many = len(members(agency=agency, at=before))
    Member.objects.filter(pk=cast.teacher.pk).update(since=before + timedelta(days=1))
    assert len(members(agency=agency, at=before)) < many
    assert members.first(agency=uuid.uuid4(), at=before) is None


def test_a_value_that_is_missing_or_wrong(cast) -> None:
    with pytest.raises(KeyError):
        members(agency=cast.teacher.agency_id)
    with pytest.raises(ValidationError):
        members(agency="x", at=now())
    assert members(agency=cast.teacher.agency_id, at=now())


def test_a_change_happens_once(cast) -> None:
    draft = a_draft(cast)
    sealed = Draft._meta.get_field("label").sealed("Mia", draft.pk)
    assert raised(draft=draft.pk, seen=0, label=sealed) == 1
    assert raised(draft=draft.pk, seen=0, label=sealed) == 0
    draft.refresh_from_db()
    assert (draft.version, draft.label) == (1, "Mia")


def test_a_change_that_fails_spoils_its_transaction(cast) -> None:
    draft = a_draft(cast)
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        with pytest.raises((DataError, IntegrityError)):
            PreparedChange(lambda: Draft.objects.filter(pk=Blank("draft", UUIDField())), state="no such state")(
                draft=draft.pk
            )
        Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_each_thread_words_it_for_its_own_connection(cast) -> None:
    agency, found = cast.teacher.agency_id, []
    members(agency=agency, at=now())

    def ask() -> None:
        found.append(members(agency=agency, at=now()))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(each) for each in found] == [len(members(agency=agency, at=now()))] * 3


@pytest.mark.parametrize("many", [1, 3])
def test_rows_are_put_in_as_django_puts_them_in(many) -> None:
    def made() -> list[Entry]:
        kept = {"actor_name": "Zoë “Ö” 'x'; --", "salt": bytes(range(32)), "facts_text": "{}", "child_id": None}
        return [Entry(happened_at=now(), written_at=now() - timedelta(days=each), **kept) for each in range(many)]

    one, other = made(), made()
    put_in(one)
    Entry.objects.bulk_create(other)
    assert not any(row._state.adding for row in one)
    columns = [name for each in Entry._meta.concrete_fields if (name := each.attname) not in DIFFERENT]
    rows = [list(Entry.objects.filter(pk__in=[row.pk for row in made]).values_list(*columns)) for made in (one, other)]
    assert rows[0] == rows[1] and len(rows[0]) == many
    assert {row.pk: row.written_at for row in Entry.objects.all()} == {row.pk: row.written_at for row in (*one, *other)}


@pytest.mark.parametrize("many", [1, 3, 60])
def test_rows_of_two_tables_are_put_in_in_one_go(many) -> None:
    entries = [Entry(happened_at=now(), written_at=now(), salt=b"x") for _ in range(many)]
    words = [EntryWords(entry_id=each.pk, name=name, salt="00", text=f"Ö {name}") for each in entries for name in "ab"]
    with CaptureQueriesContext(connection) as captured:
        put_in_together((put_in, entries), (put_in_words, words))
    one = connection.vendor == "postgresql" and many < 60
    assert sum("INSERT" in each["sql"] for each in captured.captured_queries) == (1 if one else 2)
    assert {each.pk for each in Entry.objects.all()} == {each.pk for each in entries}
    assert {(each.pk, each.text) for each in EntryWords.objects.all()} == {(each.pk, each.text) for each in words}
    assert not any(row._state.adding for row in (*entries, *words))
    numbers = Waiting.objects.order_by("number").values_list("entry_id", flat=True)
    assert list(numbers) == [each.pk for each in entries]
    put_in_together((put_in, []), (put_in_words, []))
    with pytest.raises(IntegrityError), transaction.atomic():
        put_in_together((put_in, [Entry(happened_at=now(), written_at=now(), salt=b"")]), (put_in_words, words[:1]))
    assert Entry.objects.count() == many


def test_rows_are_put_in_together_or_not_at_all() -> None:
    row, before = Entry(happened_at=now(), written_at=now(), salt=b""), Entry.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        put_in([row, Entry(happened_at=None, written_at=now(), salt=b"")])
    assert Entry.objects.count() == before
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        with pytest.raises(IntegrityError):
            put_in([Entry(happened_at=None, written_at=now(), salt=b"")])
        Entry.objects.exists()
    put_in([])
