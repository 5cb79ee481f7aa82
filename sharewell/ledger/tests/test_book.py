"""An act is done whole and entered, or not done at all."""

import uuid
from datetime import UTC, date, datetime
from unittest import mock

import pytest
from django.db import DatabaseError, connection, transaction

from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger import book, pages, rules
from sharewell.ledger.models import Entry, EntryWords, Waiting
from sharewell.ledger.tests.given import (
    COUNTED,
    OPENED,
    STRANGER,
    TEACHER,
    Parcel,
    deliver_parcel,
    pack_parcel,
    send_parcel,
)
from sharewell.moment import pretend

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 10, 6, 14, 12, tzinfo=UTC)


def the_entry() -> Entry:
    return Entry.objects.get()


def test_an_act_is_entered_with_who_what_about_whom_and_when() -> None:
    child = uuid.uuid4()
    parcel = Parcel(child_id=child)
    with pretend(THEN):
        assert send_parcel(by=TEACHER, parcel=parcel, weight=2, to=child) is parcel
    entry = the_entry()
    assert (entry.nature, entry.kind) == ("act", "parcel.sent")
    assert (entry.actor_kind, entry.actor_id, entry.actor_name) == ("member", "5f9c", "Priya Nair")
    assert (entry.actor_role, entry.agency, entry.agency_name) == (
        "practitioner",
        "a-school",
        "Holmbury Primary School",
    )
    assert (entry.subject_kind, entry.subject_id, entry.child_id) == ("parcel", str(parcel.pk), str(child))
    assert entry.facts == {"weight": 2, "to": str(child)}
    assert entry.happened_at == entry.written_at == THEN


def test_it_waits_for_its_place() -> None:
    send_parcel(by=TEACHER, parcel=Parcel())
    assert [row.entry_id for row in Waiting.objects.all()] == [the_entry().id]


def test_words_are_in_the_entry_only_as_digests_and_beside_it_sealed() -> None:
    send_parcel(by=TEACHER, parcel=Parcel(), because="His mother said so.")
    entry, words = the_entry(), EntryWords.objects.get()
    assert "mother" not in str(vars(entry))
    assert (words.entry_id, words.name, words.text) == (entry.id, "because", "His mother said so.")
    assert entry.word_digests == {"because": rules.word_digest(bytes.fromhex(words.salt), words.text)}


def test_equal_words_have_unequal_digests() -> None:
    for _ in range(2):
        send_parcel(by=TEACHER, parcel=Parcel())
    first, second = Entry.objects.all()
    assert first.word_digests["because"] != second.word_digests["because"]


def test_no_words_no_digest() -> None:
    send_parcel(by=TEACHER, parcel=Parcel(), because="", note="x")
    assert list(the_entry().word_digests) == ["note"]


def test_when_it_happened_may_be_told() -> None:
    send_parcel(by=TEACHER, parcel=Parcel(), happened_at=THEN)
    assert the_entry().happened_at == THEN < the_entry().written_at


def test_what_is_made_is_the_subject_and_more_facts_may_be_added() -> None:
    made = pack_parcel(by=TEACHER)
    entry = the_entry()
    assert (entry.subject_kind, entry.subject_id, entry.child_id) == ("parcel", str(made.pk), str(made.child_id))
    assert entry.facts == {"size": 1}


def test_a_refusal_is_entered_on_its_own_and_raised_again() -> None:
    parcel = Parcel()
    with pytest.raises(Refused, match="too heavy"):
        send_parcel(by=TEACHER, parcel=parcel, weight=11, because="secret")
    entry = the_entry()
    assert (entry.nature, entry.kind, entry.subject_id) == ("refusal", "parcel.sent.refused", str(parcel.pk))
    assert entry.facts == {"weight": 11, "to": None, "refusal": "Refused"}
    assert [(each.name, each.text) for each in EntryWords.objects.all()] == [
        ("reasons", "It is too heavy.\nMake two of it.")
    ]


def test_one_who_may_not_is_refused_and_the_try_is_entered() -> None:
    with pytest.raises(NotPermitted):
        send_parcel(by=STRANGER, parcel=Parcel())
    assert (the_entry().kind, the_entry().actor_name) == ("parcel.sent.refused", "Sam Strange")
    assert the_entry().facts["refusal"] == "NotPermitted"


def test_an_act_within_an_act_is_entered_too() -> None:
    deliver_parcel(by=TEACHER, parcel=Parcel(), weight=1)
    assert [entry.kind for entry in Entry.objects.order_by("kind")] == ["parcel.delivered", "parcel.sent"]


def test_a_refusal_within_is_entered_once_as_that_of_the_whole() -> None:
    with pytest.raises(Refused):
        deliver_parcel(by=TEACHER, parcel=Parcel(), weight=11)
    assert the_entry().kind == "parcel.delivered.refused"


def test_what_an_act_within_did_is_rolled_back_with_the_whole() -> None:
    with pytest.raises(Overtaken):
        deliver_parcel(by=TEACHER, parcel=Parcel(), weight=7)
    assert (the_entry().kind, the_entry().facts["refusal"]) == ("parcel.delivered.refused", "Overtaken")


def test_an_act_may_go_on_after_a_refusal_within() -> None:
    deliver_parcel(by=TEACHER, parcel=Parcel(), weight=11, heed=False)
    assert the_entry().kind == "parcel.delivered"


def test_acts_together_are_entered_when_all_are_done() -> None:
    with book.together():
        pack_parcel(by=TEACHER)
        send_parcel(by=TEACHER, parcel=Parcel())
        assert not Entry.objects.exists()
    assert sorted(Entry.objects.values_list("kind", flat=True)) == ["parcel.packed", "parcel.sent"]


def test_of_acts_together_a_refused_one_undoes_all_and_is_itself_entered() -> None:
    parcel = Parcel()
    with pytest.raises(Refused, match="too heavy"), book.together():
        pack_parcel(by=TEACHER)
        deliver_parcel(by=TEACHER, parcel=parcel, weight=11)
    assert (the_entry().kind, the_entry().subject_id) == ("parcel.delivered.refused", str(parcel.pk))


def test_of_acts_together_a_refusal_that_was_heeded_does_not_speak_for_another() -> None:
    with pytest.raises(Overtaken, match="elsewhere"), book.together():
        with pytest.raises(Refused):
            send_parcel(by=TEACHER, parcel=Parcel(), weight=11)
        raise Overtaken("It was saved elsewhere.")
    assert not Entry.objects.exists()


def test_acts_together_and_a_fault_leave_nothing() -> None:
    with pytest.raises(ValueError, match="no such weight"), book.together():
        pack_parcel(by=TEACHER)
        send_parcel(by=TEACHER, parcel=Parcel(), weight=-1)
    assert not Entry.objects.exists()
    send_parcel(by=TEACHER, parcel=Parcel())
    assert the_entry().kind == "parcel.sent"


def test_within_an_act_there_is_no_other_whole() -> None:
    with book.together(), pytest.raises(RuntimeError, match="one whole already"), book.together():
        pack_parcel(by=TEACHER)


def test_a_fault_enters_nothing_and_comes_out_as_it_is() -> None:
    with pytest.raises(ValueError, match="no such weight"):
        send_parcel(by=TEACHER, parcel=Parcel(), weight=-1)
    assert not Entry.objects.exists()


def test_if_the_entry_cannot_be_written_the_act_did_not_happen() -> None:
    fails = mock.patch.object(pages, "_put_in_entries", side_effect=DatabaseError("disk full"))
    with fails, pytest.raises(DatabaseError):
        deliver_parcel(by=TEACHER, parcel=Parcel(), weight=1)
    assert not Entry.objects.exists() and not EntryWords.objects.exists()


def test_if_its_words_cannot_be_kept_the_act_did_not_happen() -> None:
    fails = mock.patch.object(pages, "_put_in_words", side_effect=DatabaseError("disk full"))
    with fails, pytest.raises(DatabaseError):
        send_parcel(by=TEACHER, parcel=Parcel())
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_runs_after_the_commit_is_entered_by_itself() -> None:
    def after(parcel: Parcel, given: dict[str, object]) -> dict[str, object]:
        transaction.on_commit(lambda: book.enter(COUNTED, by=TEACHER, subject_kind="shelf", subject_id=1))
        transaction.on_commit(lambda: send_parcel(by=TEACHER, parcel=Parcel()))
        return {}

    with mock.patch.dict(book.ACTS):

        @book.act("x.done", on="x", open_to="test", also=after)
        def do(*, by: book.Actor, x: Parcel) -> None: ...

        do(by=TEACHER, x=Parcel())
    assert sorted(Entry.objects.values_list("kind", flat=True)) == ["parcel.sent", "parcels.counted", "x.done"]


def test_acts_within_an_act_cost_no_statement_of_their_own_for_the_book(django_assert_num_queries: object) -> None:
    # Two savepoints; then all entries and all words, which PostgreSQL takes in one.
    with django_assert_num_queries(2 + 2 + (1 if connection.vendor == "postgresql" else 2)):
        deliver_parcel(by=TEACHER, parcel=Parcel(), weight=1)


def test_a_look_is_one_insert(django_assert_num_queries: object) -> None:
    child = uuid.uuid4()
    entry = Entry(id=uuid.uuid4(), child_id=str(child))  # any row will do
    with django_assert_num_queries(1):
        book.enter_look(OPENED, by=TEACHER, subject=entry, facts={"page": "whole"})
    assert (the_entry().nature, the_entry().subject_kind, the_entry().subject_id, the_entry().child_id) == (
        "look",
        "entry",
        str(entry.id),
        str(child),
    )


def test_another_event_is_entered_with_its_words() -> None:
    book.enter(COUNTED, by=TEACHER, subject_kind="shelf", subject_id=3, facts={"found": 4}, words={"sought": "Ann"})
    assert (the_entry().nature, the_entry().subject_id, the_entry().facts) == ("event", "3", {"found": 4})
    assert EntryWords.objects.get().text == "Ann"


def test_a_kind_nobody_declared_is_not_entered() -> None:
    with pytest.raises(ValueError, match=r"book\.declare"):
        book.enter("parcel.dreamt", by=TEACHER, subject_kind="parcel", subject_id="")


def test_only_an_actor_acts() -> None:
    with pytest.raises(TypeError, match="cannot act"):
        send_parcel(by="Priya", parcel=Parcel())


class TestMakingAnAct:
    def test_who_may_is_said(self) -> None:
        with pytest.raises(TypeError, match="open_to"):
            book.act("x.done", on="x")

    def test_only_named_arguments(self) -> None:
        with pytest.raises(TypeError, match="only named arguments"):

            @book.act("x.done", on="x", open_to="test")
            def do(by: book.Actor) -> None: ...

    def test_what_is_entered_is_an_argument(self) -> None:
        with pytest.raises(TypeError, match="no argument reason"):

            @book.act("x.done", on="x", open_to="test", words=("reason",))
            def do(*, by: book.Actor, x: object) -> None: ...

    def test_two_acts_are_not_of_one_kind(self) -> None:
        with pytest.raises(ValueError, match="Two things"):

            @book.act("parcel.sent", on="x", open_to="test")
            def do(*, by: book.Actor, x: object) -> None: ...

    def test_a_result_that_was_not_kept_cannot_be_entered(self) -> None:
        with mock.patch.dict(book.ACTS):

            @book.act("x.done", on="x", open_to="test")
            def do(*, by: book.Actor) -> None: ...

            with pytest.raises(TypeError, match="row that was kept"):
                do(by=TEACHER)


def test_several_words_together_are_kept_as_json() -> None:
    send_parcel(by=TEACHER, parcel=Parcel(), because="", note={"said": ["Ünruhig", date(2026, 11, 3)], "by": None})
    assert EntryWords.objects.get().text == '{"by":null,"said":["Ünruhig","2026-11-03"]}'
